#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "service/formats/api_json.h"
#include "service/query/search_query.h"
#include "service/search/library.h"

/// A search's whole result as a table.
namespace entrepot {

inline constexpr std::size_t kMostRows = 10'000;  ///< As far as pages reach, too.

struct SearchTable {
  std::string csv{};
  std::uint64_t found = 0;  ///< Matches; more than `rows` where the table holds the first of them.
  std::uint64_t rows = 0;   ///< Without the header line.
};

/// The matches in the query's order, one a line, as CSV for spreadsheets (model/spreadsheet.h): a
/// header line of the members' names, labels in the query's language, several of them parted by
/// "; ". A text of more than 8,000 bytes is cut and ends in "…".
/// @throws Error: the index cannot be read.
[[nodiscard]] SearchTable search_table(const SearchQuery& query, const JsonContext& context,
                                       std::size_t most_rows = kMostRows);

/// "entrepot-documents.csv"; where rows are missing, "entrepot-documents-first-10000-of-23456.csv",
/// so that whoever meets the file later knows.
[[nodiscard]] std::string file_name(const SearchTable& table, Group group);

}  // namespace entrepot
