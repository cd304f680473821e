#pragma once

#include <string>
#include <string_view>

/// Tables for spreadsheets. Whatever a cell holds, no spreadsheet calculates with it: one that
/// begins with = + - or @ gets an apostrophe before it (OWASP, CSV injection).
namespace entrepot {

/// Lets a spreadsheet know that a CSV file is UTF-8; stands at its beginning.
inline constexpr std::string_view kSpreadsheetMark = "\uFEFF";

/// A cell of a CSV file (RFC 4180), in double quotes where it needs them. Lines of the file end in
/// CR LF.
[[nodiscard]] std::string csv_cell(std::string_view text);

/// A cell of a file whose cells are parted by tabs; tabs and line ends in it become spaces.
[[nodiscard]] std::string tsv_cell(std::string_view text);

}  // namespace entrepot
