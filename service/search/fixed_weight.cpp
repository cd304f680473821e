#include "service/search/fixed_weight.h"

#include <xapian.h>

#include <algorithm>
#include <cmath>

namespace entrepot {
namespace {

/// The union of several postings, in order.
class AnyTerm : public Xapian::PostingSource {
 public:
  AnyTerm(std::vector<std::string> terms, double factor)
      : terms_(std::move(terms)), factor_(factor) {}

  [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return most_; }
  [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return most_; }
  [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return sum_; }
  [[nodiscard]] double get_weight() const override { return get_maxweight(); }
  [[nodiscard]] bool at_end() const override { return started_ && postings_.empty(); }
  [[nodiscard]] Xapian::docid get_docid() const override { return current_; }

  void next(double) override {
    if (!started_) return start();
    for (Posting& one : postings_)
      if (*one.at == current_) ++one.at;
    settle();
  }

  void skip_to(Xapian::docid document, double) override {
    if (!started_) start();
    for (Posting& one : postings_)
      if (*one.at < document) one.at.skip_to(document);
    settle();
  }

  [[nodiscard]] AnyTerm* clone() const override { return new AnyTerm(terms_, factor_); }
  [[nodiscard]] std::string get_description() const override { return "AnyTerm"; }

  void init(const Xapian::Database& database) override {
    started_ = false;
    postings_.clear();
    most_ = sum_ = 0;
    for (const std::string& term : terms_) {
      const Xapian::doccount count = database.get_termfreq(term);
      if (count == 0) continue;
      most_ = std::max(most_, count);
      sum_ += count;
      postings_.push_back({database.postlist_begin(term), database.postlist_end(term)});
    }
    const Xapian::doccount all = database.get_doccount();
    sum_ = std::min(sum_, all);
    set_maxweight(most_ == 0 ? 0.0 : factor_ * std::log(1.0 + double(all) / double(most_)));
  }

 private:
  struct Posting {
    Xapian::PostingIterator at, end;
  };

  void start() {
    started_ = true;
    settle();
  }

  /// Drops what has ended and finds where the others stand.
  void settle() {
    std::erase_if(postings_, [](const Posting& one) { return one.at == one.end; });
    if (postings_.empty()) return;
    current_ = *std::min_element(
                    postings_.begin(), postings_.end(),
                    [](const Posting& one, const Posting& other) { return *one.at < *other.at; })
                    ->at;
  }

  std::vector<std::string> terms_;
  double factor_;
  std::vector<Posting> postings_{};
  Xapian::doccount most_ = 0, sum_ = 0;
  Xapian::docid current_ = 0;
  bool started_ = false;
};

}  // namespace

Xapian::Query with_fixed_weight(const std::vector<std::string>& terms, double factor) {
  return Xapian::Query((new AnyTerm(terms, factor))->release());
}

}  // namespace entrepot
