#include "service/passage_evidence.h"

#include <xapian.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "model/index_schema.h"
#include "service/ranking.h"

namespace entrepot {
namespace {

constexpr Xapian::doccount kDocuments = 100;  // whose passages count: the best of them

using Weights = std::map<Xapian::docid, double>;

/// Documents with a weight of their own.
class Evidence : public Xapian::PostingSource {
 public:
  explicit Evidence(Weights weights) : weights_(std::move(weights)), at_(weights_.end()) {}

  [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return size(); }
  [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return size(); }
  [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return size(); }
  [[nodiscard]] double get_weight() const override { return at_->second; }
  [[nodiscard]] bool at_end() const override { return is_started_ && at_ == weights_.end(); }
  [[nodiscard]] Xapian::docid get_docid() const override { return at_->first; }

  void next(double) override {
    at_ = is_started_ ? std::next(at_) : weights_.begin();
    is_started_ = true;
  }
  void skip_to(Xapian::docid document, double) override {
    is_started_ = true;
    at_ = weights_.lower_bound(document);
  }
  [[nodiscard]] Evidence* clone() const override { return new Evidence(weights_); }
  [[nodiscard]] std::string get_description() const override { return "Evidence"; }

  void init(const Xapian::Database&) override {
    is_started_ = false;
    double most = 0;
    for (const auto& [document, weight] : weights_) most = std::max(most, weight);
    set_maxweight(most);
  }

 private:
  [[nodiscard]] Xapian::doccount size() const {
    return static_cast<Xapian::doccount>(weights_.size());
  }

  Weights weights_;
  Weights::const_iterator at_;
  bool is_started_ = false;
};

}  // namespace

Xapian::Query passage_evidence(const Xapian::Database& documents, Xapian::Enquire& passages) {
  passages.set_collapse_key(kDocumentSlot, 1);
  const Xapian::MSet best = passages.get_mset(0U, kDocuments);
  Weights weights;
  for (auto at = best.begin(); at != best.end(); ++at) {
    const std::string id = prefixed_term(kIdPrefix, at.get_collapse_key());
    const auto document = documents.postlist_begin(id);
    if (document != documents.postlist_end(id))
      weights.emplace(*document, kPassageEvidence * at.get_weight());
  }
  if (weights.empty()) return {};
  return Xapian::Query((new Evidence(std::move(weights)))->release());
}

}  // namespace entrepot
