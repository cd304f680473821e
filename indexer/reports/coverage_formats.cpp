#include "indexer/reports/coverage_formats.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "model/spreadsheet.h"
#include "model/text/width.h"

namespace entrepot {
namespace {

using nlohmann::ordered_json;

std::string_view name(KindOrigin origin) {
  switch (origin) {
    case KindOrigin::Comment:
      return "comment";
    case KindOrigin::Heading:
      return "heading";
    case KindOrigin::Plural:
      return "plural heading";
    case KindOrigin::None:
      break;
  }
  return "none";
}

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) columns += next_shown(text, at).columns;
  return columns;
}

std::string padded(const std::string& text, std::size_t columns) {
  const std::size_t own = columns_of(text);
  return text + std::string(columns > own ? columns - own : 0, ' ');
}

/// "risk-management  Risk management"; a value that is its own label stands alone.
struct RowName {
  std::string value{}, label{};
};
RowName name_of(const CoverageRow& row) {
  return {row.value, row.label == row.value ? "" : one_printable_line(row.label)};
}

void add_table(std::string& out, const CoverageTable& table) {
  std::size_t value_columns = table.facet.size(), label_columns = 0;
  for (const CoverageRow& row : table.rows) {
    const RowName own = name_of(row);
    value_columns = std::max(value_columns, columns_of(own.value));
    label_columns = std::max(label_columns, columns_of(own.label));
  }
  out += fmt::format("\n{}  {}  documents  passages\n", padded(table.facet, value_columns),
                     std::string(label_columns, ' '));
  for (const CoverageRow& row : table.rows) {
    const RowName own = name_of(row);
    out += fmt::format("{}  {}  {:>9}  {:>8}\n", padded(own.value, value_columns),
                       padded(own.label, label_columns), row.documents, row.passages);
  }
  if (table.rows.empty()) out += "  none\n";
}

void add_gaps(std::string& out, const std::string& heading, const std::vector<CoverageGap>& gaps) {
  out += fmt::format("\n{}: {}\n", heading, gaps.size());
  std::size_t id_columns = 0;
  for (const CoverageGap& gap : gaps) id_columns = std::max(id_columns, gap.id.size());
  for (const CoverageGap& gap : gaps)
    out += fmt::format("  {}  {}{}\n", padded(gap.id, id_columns),
                       gap.detail.empty() ? "" : gap.detail + "  ", one_printable_line(gap.title));
}

ordered_json gaps_json(const std::vector<CoverageGap>& gaps, bool due) {
  ordered_json out = ordered_json::array();
  for (const CoverageGap& gap : gaps) {
    ordered_json one{{"id", gap.id}, {"title", gap.title}};
    if (due) one["review_by"] = gap.detail;
    out.push_back(std::move(one));
  }
  return out;
}

/// Rows of a CSV file.
class Csv {
 public:
  using Row = std::array<std::string, 5>;

  void add(const Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out_ += ',';
      out_ += csv_cell(row[i]);
    }
    out_ += "\r\n";
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  std::string out_{kSpreadsheetMark};
};

}  // namespace

std::string to_text(const Coverage& coverage) {
  std::string out =
      fmt::format("{} documents, {} passages; {} passages have a kind other than context\n",
                  coverage.documents, coverage.passages, coverage.typed_passages);
  for (const auto& [origin, count] : coverage.kinds_found_by)
    out += fmt::format("  kinds found by {}: {}\n", name(origin), count);
  for (const auto& [status, ids] : coverage.not_shown)
    out += fmt::format("  not shown, as their status is {}: {}\n", status, fmt::join(ids, ", "));
  for (const CoverageTable& table : coverage.tables) add_table(out, table);
  for (const auto& [what, gaps] : coverage.without)
    add_gaps(out, "Documents without a " + what, gaps);
  add_gaps(out, "Documents whose review is overdue", coverage.overdue);
  for (const CoverageTable& table : coverage.nothing) {
    std::vector<CoverageGap> gaps;
    for (const CoverageRow& row : table.rows) gaps.push_back({.id = row.value, .title = row.label});
    add_gaps(out, fmt::format("Values of {} without a document", table.facet), gaps);
  }
  return out;
}

std::string to_json(const Coverage& coverage) {
  ordered_json out{
      {"documents", coverage.documents},           {"passages", coverage.passages},
      {"typed_passages", coverage.typed_passages}, {"kinds_found_by", ordered_json::object()},
      {"not_shown", ordered_json::object()},       {"facets", ordered_json::object()},
      {"without", ordered_json::object()},         {"overdue", gaps_json(coverage.overdue, true)},
      {"nothing", ordered_json::object()}};
  for (const auto& [origin, count] : coverage.kinds_found_by)
    out["kinds_found_by"][std::string(name(origin))] = count;
  for (const auto& [status, ids] : coverage.not_shown) out["not_shown"][status] = ids;
  for (const CoverageTable& table : coverage.tables) {
    ordered_json& rows = out["facets"][table.facet] = ordered_json::array();
    for (const CoverageRow& row : table.rows)
      rows.push_back({{"value", row.value},
                      {"label", row.label},
                      {"documents", row.documents},
                      {"passages", row.passages}});
  }
  for (const auto& [what, gaps] : coverage.without) out["without"][what] = gaps_json(gaps, false);
  for (const CoverageTable& table : coverage.nothing) {
    ordered_json& rows = out["nothing"][table.facet] = ordered_json::array();
    for (const CoverageRow& row : table.rows)
      rows.push_back({{"value", row.value}, {"label", row.label}});
  }
  return out.dump(2) + "\n";
}

std::string to_csv(const Coverage& coverage) {
  Csv csv;
  csv.add({"table", "value", "label", "documents", "passages"});
  csv.add({"total", "", "", std::to_string(coverage.documents), std::to_string(coverage.passages)});
  for (const CoverageTable& table : coverage.tables)
    for (const CoverageRow& row : table.rows)
      csv.add({table.facet, row.value, row.label, std::to_string(row.documents),
               std::to_string(row.passages)});
  for (const auto& [status, ids] : coverage.not_shown)
    for (const std::string& id : ids) csv.add({"status " + status, id, "", "", ""});
  for (const auto& [what, gaps] : coverage.without)
    for (const CoverageGap& gap : gaps) csv.add({"without " + what, gap.id, gap.title, "", ""});
  for (const CoverageGap& gap : coverage.overdue)
    csv.add({"review due " + gap.detail, gap.id, gap.title, "", ""});
  for (const CoverageTable& table : coverage.nothing)
    for (const CoverageRow& row : table.rows)
      csv.add({table.facet, row.value, row.label, "0", "0"});
  return csv.take();
}

}  // namespace entrepot
