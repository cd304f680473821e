#include "service/search/cross_counts.h"

#include <algorithm>
#include <cassert>

#include "model/index_schema.h"
#include "service/search/filters.h"

namespace entrepot {
namespace {

/// The groups of one axis, and which of them a document is in.
class Side {
 public:
  Side(const Column& column, const CrossAxis& axis)
      : column_(column), of_(column.values.size() + 1), seen_(axis.groups.size(), 0) {
    for (std::uint32_t group = 0; group < axis.groups.size(); ++group)
      for (const std::string& value : axis.groups[group])
        if (const std::int64_t ordinal = ordinal_of(column, value); ordinal >= 0)
          of_[static_cast<std::size_t>(ordinal)].push_back(group);
  }

  /// Each once. Valid until the next call. @pre docid > 0.
  const std::vector<std::uint32_t>& groups_of(std::uint32_t docid) {
    found_.clear();
    each_ordinal(column_, docid, [&](std::size_t ordinal) {
      for (const std::uint32_t group : of_[ordinal]) {
        if (seen_[group] == docid) continue;
        seen_[group] = docid;
        found_.push_back(group);
      }
    });
    return found_;
  }

 private:
  const Column& column_;
  std::vector<std::vector<std::uint32_t>> of_;  ///< By ordinal.
  std::vector<std::uint32_t> seen_;             ///< By group: the document last found in it.
  std::vector<std::uint32_t> found_{};
};

}  // namespace

CrossCounts cross_counts(const Columns& columns, const Matched& matched, const SearchQuery& query,
                         const CrossAxis& rows, const CrossAxis& across) {
  assert(rows.facet != across.facet);
  Side row_side(facet_column(columns, rows.facet), rows);
  Side column_side(facet_column(columns, across.facet), across);
  Wanted own_rows, own_columns;  // the query's alternatives of these two facets
  std::vector<Wanted> others;
  for (std::size_t i = 0; i < kFacets.size(); ++i) {
    const auto& chosen = filter_values(query, FacetUse::Any, kFacets[i].name);
    if (chosen.empty()) continue;
    Wanted wanted(columns.facets[i], chosen);
    if (kFacets[i].name == rows.facet)
      own_rows = std::move(wanted);
    else if (kFacets[i].name == across.facet)
      own_columns = std::move(wanted);
    else
      others.push_back(std::move(wanted));
  }
  const auto passes = [](const Wanted& wanted, std::uint32_t docid) {
    return wanted.column == nullptr || wanted.count_in(docid) > 0;
  };
  const Bounds bounds(columns, query);
  CrossCounts counts;
  counts.rows.assign(rows.groups.size(), 0);
  counts.columns.assign(across.groups.size(), 0);
  counts.cells.assign(rows.groups.size() * across.groups.size(), 0);
  for (std::uint32_t docid = 1; docid < columns.end; ++docid) {
    if (!matched.has(docid) || !bounds.pass(docid)) continue;
    if (!std::all_of(others.begin(), others.end(),
                     [&](const Wanted& wanted) { return passes(wanted, docid); }))
      continue;
    const bool in_rows = passes(own_rows, docid), in_columns = passes(own_columns, docid);
    const std::vector<std::uint32_t>& its_rows = row_side.groups_of(docid);
    const std::vector<std::uint32_t>& its_columns = column_side.groups_of(docid);
    if (in_rows && in_columns) ++counts.found;
    if (in_columns)
      for (const std::uint32_t row : its_rows) ++counts.rows[row];
    if (in_rows)
      for (const std::uint32_t column : its_columns) ++counts.columns[column];
    for (const std::uint32_t row : its_rows)
      for (const std::uint32_t column : its_columns)
        ++counts.cells[row * across.groups.size() + column];
  }
  return counts;
}

}  // namespace entrepot
