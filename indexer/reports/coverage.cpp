#include "indexer/reports/coverage.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <tuple>
#include <utility>

#include "model/index_schema.h"
#include "model/record.h"

namespace entrepot {
namespace {

constexpr std::array<std::string_view, 10> kReported{
    "country", "region",   "theme", "programme",   "type",
    "kind",    "language", "year",  "source_kind", "evidence"};
/// Where an empty place in the vocabulary is worth knowing.
constexpr std::array<std::string_view, 2> kExpected{"theme", "region"};

using Records = std::vector<const DocumentRecord*>;

CoverageTable table_of(const Facet& facet, const Records& records, const Vocabulary& vocabulary) {
  std::map<std::string, CoverageRow> rows;
  for (const DocumentRecord* record : records) {
    for (const std::string& value : facet_values(*record, facet.name)) ++rows[value].documents;
    for (const Passage& passage : record->passages)
      for (const std::string& value : facet_values(passage_record(*record, passage), facet.name))
        ++rows[value].passages;
  }
  CoverageTable table{.facet = std::string(facet.name)};
  for (auto& [value, row] : rows) {
    row.value = value;
    row.label = facet_label(vocabulary, facet, value, "en");
    table.rows.push_back(std::move(row));
  }
  std::stable_sort(table.rows.begin(), table.rows.end(), [](const auto& a, const auto& b) {
    return std::tie(b.documents, b.passages) < std::tie(a.documents, a.passages);
  });
  return table;
}

/// Values that occur, and for each all that are broader.
std::set<std::string> covered(const CoverageTable& table, std::string_view list,
                              const Vocabulary& vocabulary) {
  std::set<std::string> out;
  for (const CoverageRow& row : table.rows) {
    const Concept* at = vocabulary.find(list, row.value);
    while (at != nullptr && out.insert(at->id).second) at = vocabulary.find(list, at->broader);
  }
  return out;
}

CoverageTable nothing_of(const Facet& facet, const CoverageTable& table,
                         const Vocabulary& vocabulary) {
  const std::set<std::string> has = covered(table, facet.vocabulary, vocabulary);
  CoverageTable out{.facet = table.facet};
  const auto list = vocabulary.lists.find(facet.vocabulary);
  if (list == vocabulary.lists.end()) return out;
  for (const Concept& one : list->second)
    if (one.replaced_by.empty() && !has.contains(one.id))
      out.rows.push_back(
          {.value = one.id, .label = vocabulary.label(facet.vocabulary, one.id, "en")});
  return out;
}

bool has_conclusion(const DocumentRecord& record) {
  return std::find(record.kinds.begin(), record.kinds.end(), "conclusion") != record.kinds.end();
}

std::vector<CoverageGap> without(const Records& records,
                                 const std::function<bool(const DocumentRecord&)>& has) {
  std::vector<CoverageGap> out;
  for (const DocumentRecord* record : records)
    if (!has(*record)) out.push_back({.id = record->document.id, .title = record->document.title});
  return out;
}

std::vector<CoverageGap> overdue(const Records& records, const Date& today) {
  const std::string due = first_day({.start = today, .end = today});
  std::vector<CoverageGap> out;
  for (const DocumentRecord* record : records) {
    const Document& document = record->document;
    if (document.review_by && last_day(*document.review_by) < due)
      out.push_back(
          {.id = document.id, .title = document.title, .detail = to_edtf(*document.review_by)});
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.detail < b.detail; });
  return out;
}

void count_passages(const Records& records, Coverage& into) {
  for (const DocumentRecord* record : records) {
    into.passages += record->passages.size();
    for (const Passage& passage : record->passages) {
      if (passage.kind.empty()) continue;
      ++into.kinds_found_by[passage.origin];
      if (passage.kind != "context") ++into.typed_passages;
    }
  }
}

}  // namespace

Coverage measure_coverage(const Corpus& corpus, const Date& today) {
  Coverage out;
  Records records;
  for (const CorpusDocument& one : corpus.documents) {
    if (is_searched(one.record.document))
      records.push_back(&one.record);
    else
      out.not_shown[one.record.document.status].push_back(one.record.document.id);
  }
  out.documents = records.size();
  count_passages(records, out);
  for (const std::string_view name : kReported)
    out.tables.push_back(table_of(*find_facet(name), records, corpus.vocabulary));
  out.without = {
      {"country",
       without(records, [](const auto& one) { return !one.all_tags.countries.empty(); })},
      {"date", without(records, [](const auto& one) { return one.document.date.has_value(); })},
      {"conclusion", without(records, has_conclusion)},
      {"licence", without(records, [](const auto& one) {
         return !one.document.license.empty() && one.document.license != "LicenseRef-unknown";
       })}};
  out.overdue = overdue(records, today);
  for (const std::string_view name : kExpected) {
    const auto table = std::find_if(out.tables.begin(), out.tables.end(),
                                    [&](const CoverageTable& one) { return one.facet == name; });
    out.nothing.push_back(nothing_of(*find_facet(name), *table, corpus.vocabulary));
  }
  return out;
}

}  // namespace entrepot
