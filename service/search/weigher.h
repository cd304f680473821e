#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "service/search/postings.h"
#include "service/search/term_weight.h"
#include "service/words/query_text.h"

/// Weighs entries by what is asked for: the weights of ranked_query(), added up term by term.
namespace entrepot {

/// Of one search. What it is made from outlives it. Its methods throw Xapian::Error.
class Weigher {
 public:
  /// @param expand as of SearchQuery.
  Weigher(Postings& postings, const Bm25& scheme, bool expand);

  /// Adds `factor` times the weight of a node to whatever matches it.
  void add(const QueryNode& node, double factor = 1);

  /// Adds to what has one of `terms`: see with_fixed_weight().
  void add_fixed(const std::vector<std::string>& terms, double factor);

  /// By place; 0 where nothing matches.
  [[nodiscard]] const std::vector<double>& sums() const { return sums_; }
  [[nodiscard]] std::vector<double> take() { return std::move(sums_); }
  /// By place, whether anything matches.
  [[nodiscard]] const std::vector<char>& met() const { return met_; }

 private:
  using Terms = std::vector<std::string>;
  void add_word(const QueryNode& node, const Terms& equals, double factor);
  void add_concept(const QueryNode& node, double factor);
  void add_named(const QueryNode& node, const Terms& mentions, double factor);
  void add_about(const QueryNode& node, const Terms& mentions, double factor);
  void add_term_of_trade(const QueryNode& node, const Terms& mentions, double factor);
  void add_by_xapian(const QueryNode& node, double factor);
  /// Terms that count as one.
  void add_any(const Terms& terms, double factor);
  /// Each by itself.
  void add_each(const Terms& terms, double factor);

  void count(const Terms& terms);
  void weigh(const Terms& terms, double factor);
  void forget();
  void put(std::uint32_t place, double weight);

  Postings& postings_;
  Bm25 scheme_;
  TextStatistics texts_;
  bool expand_;
  std::vector<double> sums_;
  std::vector<char> met_;
  const std::vector<char>* within_ = nullptr;  ///< Where else nothing is added.
  /// Of the terms being counted: by place one more than how often they are there, or 0; and the
  /// places in which any is.
  std::vector<std::uint32_t> counts_;
  std::vector<std::uint32_t> places_{};
};

}  // namespace entrepot
