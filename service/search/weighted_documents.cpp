#include "service/search/weighted_documents.h"

#include <xapian.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

namespace entrepot {
namespace {

/// Documents with a weight of their own.
class WeightedDocuments : public Xapian::PostingSource {
 public:
  explicit WeightedDocuments(std::shared_ptr<const DocumentWeights> weights)
      : weights_(std::move(weights)), at_(weights_->end()) {}

  [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return size(); }
  [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return size(); }
  [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return size(); }
  [[nodiscard]] double get_weight() const override { return at_->second; }
  [[nodiscard]] bool at_end() const override { return is_started_ && at_ == weights_->end(); }
  [[nodiscard]] Xapian::docid get_docid() const override { return at_->first; }

  void next(double) override {
    at_ = is_started_ ? std::next(at_) : weights_->begin();
    is_started_ = true;
  }
  void skip_to(Xapian::docid document, double) override {
    const bool is_there = is_started_ && (at_ == weights_->end() || at_->first >= document);
    is_started_ = true;
    if (!is_there) at_ = weights_->lower_bound(document);
  }
  [[nodiscard]] WeightedDocuments* clone() const override {
    return new WeightedDocuments(weights_);
  }
  [[nodiscard]] std::string get_description() const override { return "WeightedDocuments"; }

  void init(const Xapian::Database&) override {
    is_started_ = false;
    double most = 0;
    for (const auto& [document, weight] : *weights_) most = std::max(most, weight);
    set_maxweight(most);
  }

 private:
  [[nodiscard]] Xapian::doccount size() const {
    return static_cast<Xapian::doccount>(weights_->size());
  }

  std::shared_ptr<const DocumentWeights> weights_;  ///< Copies of a query share it.
  DocumentWeights::const_iterator at_;
  bool is_started_ = false;
};

}  // namespace

Xapian::Query weighted_documents(DocumentWeights weights) {
  if (weights.empty()) return {};
  auto shared = std::make_shared<const DocumentWeights>(std::move(weights));
  return Xapian::Query((new WeightedDocuments(std::move(shared)))->release());
}

}  // namespace entrepot
