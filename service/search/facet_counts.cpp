#include "service/search/facet_counts.h"

#include <algorithm>

#include "model/index_schema.h"
#include "service/search/filters.h"

namespace entrepot {
namespace {

using ByOrdinal = std::vector<std::uint64_t>;

/// The alternatives chosen of one facet, and what is counted of it.
struct Tally {
  const Column* column = nullptr;
  bool counted = false;
  bool filtered = false;
  Wanted any{};
  std::vector<std::uint32_t> passing_sets{}, failing_sets{};  ///< The first two, by set.
  ByOrdinal passing{};                                        ///< Matches, by value.
  ByOrdinal failing{};  ///< Documents that would match but for this facet, by value.
  ByOrdinal alone{};    ///< Matches that have one chosen value only, by that value.
  std::uint64_t all_failing = 0;

  Tally() = default;
  Tally(const Column& of, const std::vector<std::string>& values, bool is_counted)
      : column(&of), counted(is_counted), filtered(!values.empty()), any(of, values) {
    if (!counted) return;
    for (ByOrdinal* counts : {&passing, &failing, &alone}) counts->assign(any.chosen.size(), 0);
    for (auto* counts : {&passing_sets, &failing_sets}) counts->assign(of.sets(), 0);
  }

  [[nodiscard]] bool passes(std::uint32_t docid) const {
    return !filtered || any.count_in(docid) > 0;
  }

  void count_matches(const std::vector<std::uint32_t>& docids) {
    for (const std::uint32_t docid : docids) ++passing_sets[column->set_of(docid)];
  }

  void count_failed(std::uint32_t docid) {
    ++all_failing;
    ++failing_sets[column->set_of(docid)];
  }

  /// From sets to values.
  void settle() {
    for (std::size_t set = 0; set < passing_sets.size(); ++set) {
      const std::uint32_t passed = passing_sets[set], failed = failing_sets[set];
      if (passed == 0 && failed == 0) continue;
      const bool has_one = filtered && any.in_set[set] == 1;
      each_ordinal_of_set(*column, set, [&](std::size_t ordinal) {
        passing[ordinal] += passed;
        failing[ordinal] += failed;
        if (has_one && any.chosen[ordinal] != 0) alone[ordinal] += passed;
      });
    }
  }
};

bool is_wanted(const SearchQuery& query, std::string_view facet) {
  return !query.facets ||
         std::find(query.facets->begin(), query.facets->end(), facet) != query.facets->end();
}

FacetCounts to_counts(const Tally& tally, const Facet& facet, const SearchQuery& query,
                      std::uint64_t found) {
  const std::vector<std::string>& chosen = filter_values(query, FacetUse::Any, facet.name);
  const auto counted = [&](const std::string& value) {
    FacetValue out{.value = value,
                   .toggled = found,
                   .selected = std::find(chosen.begin(), chosen.end(), value) != chosen.end()};
    const std::int64_t at = ordinal_of(*tally.column, value);
    const auto of = [&](const ByOrdinal& counts) {
      return at < 0 ? 0 : counts[static_cast<std::size_t>(at)];
    };
    out.count = of(tally.passing) + of(tally.failing);
    if (!tally.filtered) {
      out.toggled = out.count;
    } else if (!out.selected) {
      out.toggled += of(tally.failing);
    } else if (chosen.size() == 1) {
      out.toggled += tally.all_failing;
    } else {
      out.toggled -= of(tally.alone);
    }
    return out;
  };
  FacetCounts out{.name = std::string(facet.name), .missing = counted(std::string(kNoValue)).count};
  for (const std::string& value : tally.column->values) {
    FacetValue one = counted(value);
    if (one.count > 0 || one.selected) out.values.push_back(std::move(one));
  }
  for (const std::string& value : chosen)
    if (tally.column->find(value) < 0) out.values.push_back(counted(value));
  return out;
}

}  // namespace

Counts count_matches(const Columns& columns, const Matched& matched, const Matched& has_all,
                     const SearchQuery& query) {
  std::vector<Tally> tallies;
  for (std::size_t i = 0; i < kFacets.size(); ++i)
    tallies.emplace_back(columns.facets[i], filter_values(query, FacetUse::Any, kFacets[i].name),
                         is_wanted(query, kFacets[i].name));
  std::vector<Tally*> filtered, counted;
  for (Tally& tally : tallies) {
    if (tally.filtered) filtered.push_back(&tally);
    if (tally.counted) counted.push_back(&tally);
  }
  const Bounds bounds(columns, query);
  Counts counts;
  std::vector<std::uint32_t> passed;  // whose facets are counted: one facet after the other
  matched.each([&](std::uint32_t docid) {
    if (!bounds.pass(docid)) return;
    Tally* failed = nullptr;
    for (Tally* tally : filtered) {
      if (tally->passes(docid)) continue;
      if (failed != nullptr) return;
      failed = tally;
    }
    if (failed != nullptr) {
      if (failed->counted) failed->count_failed(docid);
      return;
    }
    ++counts.found;
    if (has_all.end() == 0 || has_all.has(docid)) ++counts.found_all;
    if (!counted.empty()) passed.push_back(docid);
  });
  for (Tally* tally : counted) {
    tally->count_matches(passed);
    tally->settle();
  }
  for (std::size_t i = 0; i < kFacets.size(); ++i)
    if (tallies[i].counted)
      counts.facets.push_back(to_counts(tallies[i], kFacets[i], query, counts.found));
  return counts;
}

std::vector<std::uint32_t> listed(const Columns& columns, const Matched& matched,
                                  const SearchQuery& query) {
  const Bounds bounds(columns, query);
  std::vector<Wanted> any;
  for (std::size_t i = 0; i < kFacets.size(); ++i)
    if (const auto& values = filter_values(query, FacetUse::Any, kFacets[i].name); !values.empty())
      any.emplace_back(columns.facets[i], values);
  std::vector<std::uint32_t> out;
  matched.each([&](std::uint32_t docid) {
    if (bounds.pass(docid) && std::all_of(any.begin(), any.end(), [docid](const Wanted& one) {
          return one.count_in(docid) > 0;
        }))
      out.push_back(docid);
  });
  return out;
}

}  // namespace entrepot
