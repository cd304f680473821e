#include "service/search/comparable.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "service/search/cross_counts.h"
#include "service/search/theme_tree.h"

namespace entrepot {
namespace {

constexpr std::size_t kMostOfTheme = 5;  ///< Countries of a theme of which pairs are made.
constexpr std::size_t kMostTried = 60;   ///< Pairs of which it is seen what they share.

using Values = std::vector<std::string>;

/// A pair with how much there is to compare.
struct Candidate {
  ComparablePair pair{};
  const Values* themes = nullptr;  ///< The theme with those beneath it.
  std::uint64_t least = 0;         ///< That each has.
  std::uint64_t own = 0;           ///< Of these, that are not about both.
  std::uint64_t sum = 0;
};

/// Documents about both countries: what they say of one they say of the other.
std::uint64_t shared(const Library& library, SearchQuery query, const Candidate& candidate) {
  query.filters["theme"] = *candidate.themes;
  for (const std::string* country : {&candidate.pair.first, &candidate.pair.second})
    query.filters_all["country"].push_back(*country);
  return library.count(query);
}

Values taken(SearchQuery& query, const std::string& facet) {
  Values out = filter_values(query, FacetUse::Any, facet);
  query.filters.erase(facet);
  return out;
}

std::vector<ThemeNode> themes_of(const Vocabulary& vocabulary, const Values& asked) {
  std::vector<ThemeNode> out = theme_tree(vocabulary);
  std::erase_if(out, [&](const ThemeNode& node) {
    return asked.empty() ? node.values.size() > 1
                         : std::find(asked.begin(), asked.end(), node.id) == asked.end();
  });
  return out;
}

/// The numbers of the columns that have most in a row.
std::vector<std::size_t> fullest(const CrossCounts& counts, std::size_t row) {
  std::vector<std::size_t> out;
  for (std::size_t column = 0; column < counts.columns.size(); ++column)
    if (counts.at(row, column) > 0) out.push_back(column);
  std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
    return counts.at(row, a) > counts.at(row, b);
  });
  return out;
}

/// Pairs of the countries that have most on each theme; with one of those asked for, if any is.
/// @param countries of the columns of `counts`; `themes` of its rows, which outlive the result.
std::vector<Candidate> candidates_of(const std::vector<ThemeNode>& themes, const Values& countries,
                                     const CrossCounts& counts, const Values& asked) {
  const auto is_asked = [&](std::size_t column) {
    return std::find(asked.begin(), asked.end(), countries[column]) != asked.end();
  };
  std::vector<Candidate> out;
  for (std::size_t row = 0; row < themes.size(); ++row) {
    std::vector<std::size_t> columns = fullest(counts, row);
    std::stable_partition(columns.begin(), columns.end(), is_asked);
    if (columns.size() > kMostOfTheme) columns.resize(kMostOfTheme);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (!asked.empty() && !is_asked(columns[i])) break;
      for (std::size_t k = i + 1; k < columns.size(); ++k) {
        const std::uint64_t a = counts.at(row, columns[i]), b = counts.at(row, columns[k]);
        out.push_back({.pair = {.theme = themes[row].id,
                                .first = countries[columns[i]],
                                .second = countries[columns[k]]},
                       .themes = &themes[row].values,
                       .least = std::min(a, b),
                       .sum = a + b});
      }
    }
  }
  return out;
}

/// Those with most to compare first.
void order(std::vector<Candidate>& candidates) {
  std::stable_sort(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) {
    return std::tie(b.own, b.least, b.sum) < std::tie(a.own, a.least, a.sum);
  });
}

}  // namespace

std::vector<ComparablePair> comparable_pairs(const Library& library, SearchQuery query,
                                             std::size_t most) {
  query.group = Group::Document;
  const Values themes_asked = taken(query, "theme"), countries_asked = taken(query, "country");
  const std::vector<ThemeNode> themes = themes_of(library.vocabulary(), themes_asked);
  const Values countries = library.vocabulary().ids("countries");
  CrossAxis down{.facet = "theme"}, across{.facet = "country"};
  for (const ThemeNode& theme : themes) down.groups.push_back(theme.values);
  for (const std::string& country : countries) across.groups.push_back({country});
  std::vector<Candidate> candidates =
      candidates_of(themes, countries, library.cross_counts(query, down, across), countries_asked);
  order(candidates);
  if (candidates.size() > kMostTried) candidates.resize(kMostTried);
  for (Candidate& candidate : candidates)
    candidate.own = candidate.least - shared(library, query, candidate);
  order(candidates);

  std::vector<ComparablePair> out;
  std::set<std::pair<std::string, std::string>> told;
  std::set<std::string> themes_told;
  for (const Candidate& candidate : candidates) {
    const ComparablePair& pair = candidate.pair;
    if (out.size() == most) break;
    if (themes_asked.empty() && themes_told.contains(pair.theme)) continue;
    if (!told.insert(std::minmax(pair.first, pair.second)).second) continue;
    themes_told.insert(pair.theme);
    out.push_back(pair);
  }
  return out;
}

}  // namespace entrepot
