#include "service/facet_counts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

#include "model/diagnostics.h"
#include "model/index_schema.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

/// The filter of one facet, and what is counted of it.
struct Tally {
  const Column* column = nullptr;
  bool counted = false;
  bool filtered = false;
  std::vector<char> chosen{};           ///< By ordinal.
  std::vector<std::uint64_t> counts{};  ///< By ordinal.
  std::uint64_t missing = 0;

  [[nodiscard]] bool passes(std::uint32_t docid) const {
    if (!filtered) return true;
    for (std::uint32_t i = column->first[docid]; i < column->first[docid + 1]; ++i)
      if (chosen[column->ordinals[i]] != 0) return true;
    return false;
  }

  void count(std::uint32_t docid) {
    const std::uint32_t begin = column->first[docid], end = column->first[docid + 1];
    if (begin == end) ++missing;
    for (std::uint32_t i = begin; i < end; ++i) ++counts[column->ordinals[i]];
  }
};

std::vector<char> chosen_ordinals(const Column& column, const std::vector<std::string>& values) {
  std::vector<char> chosen(column.values.size(), 0);
  for (const std::string& value : values)
    if (const std::int64_t ordinal = column.find(value); ordinal >= 0)
      chosen[static_cast<std::size_t>(ordinal)] = 1;
  return chosen;
}

std::uint32_t day_number(const std::string& day) {
  return static_cast<std::uint32_t>(std::stoul(day));
}

/// `in`, `from` and `to`: what narrows without being a facet.
class Bounds {
 public:
  Bounds(const Columns& columns, const SearchQuery& query) : columns_(columns) {
    if (query.from) from_ = day_number(first_day(*query.from));
    if (query.to) to_ = day_number(last_day(*query.to));
    dated_ = query.from || query.to;
    if (!query.in.empty()) {
      in_.column = &columns.document;
      in_.filtered = true;
      in_.chosen = chosen_ordinals(columns.document, query.in);
    }
  }

  [[nodiscard]] bool pass(std::uint32_t docid) const {
    if (!in_.passes(docid)) return false;
    return !dated_ || (columns_.last_day[docid] != 0 && columns_.last_day[docid] >= from_ &&
                       columns_.first_day[docid] <= to_);
  }

 private:
  const Columns& columns_;
  Tally in_{};
  std::uint32_t from_ = 0, to_ = std::numeric_limits<std::uint32_t>::max();
  bool dated_ = false;
};

bool is_wanted(const SearchQuery& query, std::string_view facet) {
  return !query.facets ||
         std::find(query.facets->begin(), query.facets->end(), facet) != query.facets->end();
}

std::array<Tally, kFacets.size()> prepare(const Columns& columns, const SearchQuery& query) {
  std::array<Tally, kFacets.size()> tallies;
  for (std::size_t i = 0; i < kFacets.size(); ++i) {
    Tally& tally = tallies[i];
    tally.column = &columns.facets[i];
    tally.counted = is_wanted(query, kFacets[i].name);
    if (tally.counted) tally.counts.assign(tally.column->values.size(), 0);
    const auto filter = query.filters.find(std::string(kFacets[i].name));
    if (filter == query.filters.end() || filter->second.empty()) continue;
    tally.filtered = true;
    tally.chosen = chosen_ordinals(*tally.column, filter->second);
  }
  return tallies;
}

FacetCounts to_counts(const Tally& tally, const Facet& facet, const SearchQuery& query) {
  FacetCounts out{.name = std::string(facet.name), .missing = tally.missing};
  const auto filter = query.filters.find(out.name);
  const auto is_chosen = [&](const std::string& value) {
    return filter != query.filters.end() &&
           std::find(filter->second.begin(), filter->second.end(), value) != filter->second.end();
  };
  for (std::size_t i = 0; i < tally.counts.size(); ++i) {
    const bool chosen = is_chosen(tally.column->values[i]);
    if (tally.counts[i] > 0) ++out.total_values;
    if (tally.counts[i] > 0 || chosen)
      out.values.push_back(
          {.value = tally.column->values[i], .count = tally.counts[i], .selected = chosen});
  }
  if (filter != query.filters.end())
    for (const std::string& value : filter->second)
      if (tally.column->find(value) < 0) out.values.push_back({.value = value, .selected = true});
  return out;
}

/// Every id of a facet's vocabulary.
std::vector<std::string> vocabulary_values(const Vocabulary& vocabulary, const Facet& facet) {
  std::vector<std::string> ids = vocabulary.ids(facet.vocabulary);
  if (facet.name == "organisation")
    for (std::string& id : vocabulary.ids("administrations")) ids.push_back(std::move(id));
  return ids;
}

bool is_year(std::string_view value) {
  return value.size() == 4 &&
         std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The value whose id, or else whose name, is nearest to what was written.
std::string nearest_value(const std::string& written, const std::vector<std::string>& known,
                          const Facet& facet, const Vocabulary& vocabulary,
                          const std::string& language) {
  if (std::string id = nearest(written, known); !id.empty()) return id;
  std::vector<std::string> labels;
  for (const std::string& id : known)
    labels.push_back(facet_label(vocabulary, facet, id, language));
  const std::string label = nearest(written, labels);
  const auto at = std::find(labels.begin(), labels.end(), label);
  return label.empty() ? std::string() : known[static_cast<std::size_t>(at - labels.begin())];
}

Warning unknown_value(std::string parameter, const std::string& value, std::string near) {
  std::string message = near.empty() ? fmt::format("no {} is called '{}'", parameter, value)
                                     : fmt::format("no {} is called '{}'; did you mean '{}'?",
                                                   parameter, value, near);
  return {.parameter = std::move(parameter),
          .value = value,
          .message = std::move(message),
          .nearest = std::move(near)};
}

}  // namespace

Counts count_matches(const Columns& columns, const Matched& matched, const Matched& has_all,
                     const SearchQuery& query) {
  std::array<Tally, kFacets.size()> tallies = prepare(columns, query);
  std::vector<Tally*> filtered, counted;
  for (Tally& tally : tallies) {
    if (tally.filtered) filtered.push_back(&tally);
    if (tally.counted) counted.push_back(&tally);
  }
  const Bounds bounds(columns, query);
  Counts counts;
  for (std::uint32_t docid = 1; docid < columns.end; ++docid) {
    if (matched[docid] == 0 || !bounds.pass(docid)) continue;
    Tally* failed = nullptr;
    bool failed_twice = false;
    for (Tally* tally : filtered) {
      if (tally->passes(docid)) continue;
      failed_twice = failed != nullptr;
      failed = tally;
      if (failed_twice) break;
    }
    if (failed_twice) continue;
    if (failed != nullptr) {
      if (failed->counted) failed->count(docid);
      continue;
    }
    ++counts.found;
    if (has_all.empty() || has_all[docid] != 0) ++counts.found_all;
    for (Tally* tally : counted) tally->count(docid);
  }
  for (std::size_t i = 0; i < kFacets.size(); ++i)
    if (tallies[i].counted) counts.facets.push_back(to_counts(tallies[i], kFacets[i], query));
  return counts;
}

void label_and_order(std::vector<FacetCounts>& facets, const Vocabulary& vocabulary,
                     const std::string& language) {
  for (FacetCounts& facet : facets) {
    const Facet& schema = *find_facet(facet.name);
    std::vector<std::pair<std::string, FacetValue>> keyed;
    for (FacetValue& value : facet.values) {
      value.label = facet_label(vocabulary, schema, value.value, language);
      keyed.emplace_back(fold_case(value.label), std::move(value));
    }
    std::sort(keyed.begin(), keyed.end(), [](const auto& left, const auto& right) {
      const FacetValue &a = left.second, &b = right.second;
      return std::tie(b.selected, b.count, left.first, a.value) <
             std::tie(a.selected, a.count, right.first, b.value);
    });
    for (std::size_t i = 0; i < keyed.size(); ++i) facet.values[i] = std::move(keyed[i].second);
  }
}

std::vector<Warning> unknown_values(const Columns& columns, const Vocabulary& vocabulary,
                                    const SearchQuery& query) {
  std::vector<Warning> warnings;
  for (const std::string& id : query.in)
    if (columns.document.find(id) < 0)
      warnings.push_back({.parameter = "in",
                          .value = id,
                          .message = fmt::format("there is no document '{}' here", id),
                          .nearest = nearest(id, columns.document.values)});
  for (std::size_t i = 0; i < kFacets.size(); ++i) {
    const Facet& facet = kFacets[i];
    const auto filter = query.filters.find(std::string(facet.name));
    if (filter == query.filters.end()) continue;
    std::vector<std::string> known = vocabulary_values(vocabulary, facet);
    const Column& column = columns.facets[i];
    for (const std::string& value : filter->second) {
      if (column.find(value) >= 0 || std::find(known.begin(), known.end(), value) != known.end() ||
          (facet.name == "year" && is_year(value)))
        continue;
      std::vector<std::string> all = known;
      for (const std::string& indexed : column.values)
        if (std::find(all.begin(), all.end(), indexed) == all.end()) all.push_back(indexed);
      warnings.push_back(unknown_value(filter->first, value,
                                       nearest_value(value, all, facet, vocabulary, query.ui)));
    }
  }
  return warnings;
}

}  // namespace entrepot
