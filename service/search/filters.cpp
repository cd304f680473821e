#include "service/search/filters.h"

#include <algorithm>

#include "model/index_schema.h"

namespace entrepot {
namespace {

std::uint32_t day_number(const std::string& day) {
  return static_cast<std::uint32_t>(std::stoul(day));
}

}  // namespace

std::int64_t ordinal_of(const Column& column, const std::string& value) {
  if (value == kNoValue) return static_cast<std::int64_t>(column.values.size());
  return column.find(value);
}

Wanted::Wanted(const Column& of, const std::vector<std::string>& values)
    : column(&of), chosen(of.values.size() + 1, 0) {
  for (const std::string& value : values)
    if (const std::int64_t ordinal = ordinal_of(of, value); ordinal >= 0)
      chosen[static_cast<std::size_t>(ordinal)] = 1;
  if (values.empty()) return;
  in_set.assign(of.sets(), 0);
  for (std::size_t set = 0; set < in_set.size(); ++set)
    each_ordinal_of_set(of, set, [&](std::size_t ordinal) {
      if (chosen[ordinal] != 0) ++in_set[set];
    });
}

Bounds::Bounds(const Columns& columns, const SearchQuery& query) : columns_(columns) {
  if (query.from) from_ = day_number(first_day(*query.from));
  if (query.to) to_ = day_number(last_day(*query.to));
  dated_ = query.from || query.to;
  within_ = !query.in.empty();
  for (const std::string& id : query.in)
    if (const std::uint32_t number = columns.document.find(id); number != 0) in_.push_back(number);
  std::sort(in_.begin(), in_.end());
  for (std::size_t i = 0; i < kFacets.size(); ++i) {
    const Column& column = columns.facets[i];
    for (const std::string& value : filter_values(query, FacetUse::All, kFacets[i].name))
      some_.emplace_back(column, std::vector{value});
    const auto& unwanted = filter_values(query, FacetUse::Not, kFacets[i].name);
    if (!unwanted.empty()) none_.emplace_back(column, unwanted);
  }
}

bool Bounds::pass(std::uint32_t docid) const {
  if (within_ && !std::binary_search(in_.begin(), in_.end(), columns_.document.of(docid)))
    return false;
  for (const Wanted& wanted : some_)
    if (wanted.count_in(docid) == 0) return false;
  for (const Wanted& unwanted : none_)
    if (unwanted.count_in(docid) > 0) return false;
  return !dated_ || (columns_.last_day[docid] != 0 && columns_.last_day[docid] >= from_ &&
                     columns_.first_day[docid] <= to_);
}

}  // namespace entrepot
