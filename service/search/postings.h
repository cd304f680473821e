#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "service/search/columns.h"

namespace Xapian {
class Database;
class Query;
class Weight;
}  // namespace Xapian

/// What a database says of terms, read once for a search and as arrays: Xapian's own way from one
/// entry to the next costs more than all that is done with it.
namespace entrepot {

/// One entry of a term.
struct Posting {
  std::uint32_t place = 0;  ///< See Postings.
  std::uint32_t count = 0;  ///< How often the entry has the term.
};

/// A place with what it weighs.
struct Weighed {
  std::uint32_t place = 0;
  double weight = 0;
};

/// Terms of one database for one search. Of all its entries: then a place is an entry's number. Or
/// of some stretches of them: then places are counted from 0 through these, and nothing else is
/// read. What it is made from outlives it; for one thread. Its methods throw Xapian::Error.
class Postings {
 public:
  using Ranges = std::vector<DocumentColumn::Range>;

  /// @param columns of the database.
  Postings(const Xapian::Database& database, const Columns& columns);
  /// @param ranges in any order; what two of them have counts once.
  Postings(const Xapian::Database& database, Ranges ranges);

  Postings(const Postings&) = delete;
  Postings& operator=(const Postings&) = delete;

  /// In order of place. Valid until the next call.
  [[nodiscard]] const std::vector<Posting>& of(const std::string& term);

  /// How many entries of the whole database have it.
  [[nodiscard]] std::uint32_t frequency(const std::string& term);

  /// What a query matches, as Xapian weighs it.
  [[nodiscard]] std::vector<Weighed> matches(const Xapian::Query& query,
                                             const Xapian::Weight& scheme);

  /// `query`, and nothing outside the ranges; without a change of weights.
  [[nodiscard]] Xapian::Query here(const Xapian::Query& query) const;

  [[nodiscard]] std::uint32_t places() const { return places_; }
  /// @pre number of an entry that is read.
  [[nodiscard]] std::uint32_t place_of(std::uint32_t number) const;
  /// By place, the words of each entry; those of all only if the columns have them.
  [[nodiscard]] const std::vector<std::uint32_t>& lengths() const { return *lengths_; }
  [[nodiscard]] const Xapian::Database& database() const { return database_; }

 private:
  struct Term {
    std::vector<Posting> postings{};
    std::uint32_t frequency = 0;
  };
  Term read(const std::string& term);
  void require_entry(std::uint32_t number) const;

  const Xapian::Database& database_;
  Ranges ranges_{};
  std::vector<std::uint32_t> first_places_{};  ///< Of each range.
  bool is_whole_;
  std::uint32_t places_ = 0;
  std::vector<std::uint32_t> own_lengths_{};
  const std::vector<std::uint32_t>* lengths_;
  std::unordered_map<std::string, Term> known_{};
  std::size_t kept_ = 0;  ///< Postings in `known_`.
  Term last_{};           ///< What is too much to be kept.
};

}  // namespace entrepot
