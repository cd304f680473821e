#include "model/spreadsheet.h"

#include <algorithm>

namespace entrepot {
namespace {

std::string uncalculated(std::string_view text) {
  const bool is_formula = !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != text.npos;
  return (is_formula ? "'" : "") + std::string(text);
}

}  // namespace

std::string csv_cell(std::string_view text) {
  const std::string cell = uncalculated(text);
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string tsv_cell(std::string_view text) {
  std::string cell = uncalculated(text);
  std::replace_if(
      cell.begin(), cell.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return cell;
}

}  // namespace entrepot
