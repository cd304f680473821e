#include "service/search/facet_values.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "model/text/unicode.h"

namespace entrepot {
namespace {

/// In the languages of labels; worded so that it agrees with the name of any facet.
std::string_view none_label(std::string_view language) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kLabels{
      {{"en", "Not stated"},
       {"fr", "Non précisé"},
       {"es", "Sin especificar"},
       {"pt", "Não especificado"},
       {"ru", "Не указано"},
       {"ar", "غير محدد"},
       {"zh", "未注明"}}};
  for (const auto& [name, label] : kLabels)
    if (name == language) return label;
  return kLabels.front().second;
}

void order(std::vector<FacetValue>& values) {
  std::vector<std::pair<std::string, FacetValue>> keyed;
  for (FacetValue& value : values) keyed.emplace_back(fold_case(value.label), std::move(value));
  std::sort(keyed.begin(), keyed.end(), [](const auto& left, const auto& right) {
    const FacetValue &a = left.second, &b = right.second;
    return std::tie(b.selected, b.count, left.first, a.value) <
           std::tie(a.selected, a.count, right.first, b.value);
  });
  for (std::size_t i = 0; i < keyed.size(); ++i) values[i] = std::move(keyed[i].second);
}

}  // namespace

std::string value_label(const Vocabulary& vocabulary, const Facet& facet, std::string_view value,
                        std::string_view language) {
  return value == kNoValue ? std::string(none_label(language))
                           : facet_label(vocabulary, facet, value, language);
}

bool is_called(const std::string& value, const std::string& text, const Facet& facet,
               const Vocabulary& vocabulary) {
  const std::string folded = fold_accents(text);
  const auto has = [&](const std::string& name) {
    return fold_accents(name).find(folded) != std::string::npos;
  };
  if (has(value)) return true;
  const std::vector<std::string>& languages = label_languages();
  return std::any_of(languages.begin(), languages.end(), [&](const std::string& language) {
    return has(value_label(vocabulary, facet, value, language));
  });
}

std::optional<int> year_of(std::string_view value) {
  constexpr std::size_t kDigits = 4;
  if (value.size() != kDigits) return {};
  int year = 0;
  for (const char c : value) {
    if (c < '0' || c > '9') return {};
    year = year * 10 + (c - '0');
  }
  return year;
}

void list_values(std::vector<FacetCounts>& facets, const Vocabulary& vocabulary,
                 const SearchQuery& query) {
  for (FacetCounts& facet : facets) {
    const Facet& schema = *find_facet(facet.name);
    if (const auto text = query.facet_texts.find(facet.name); text != query.facet_texts.end())
      std::erase_if(facet.values, [&](const FacetValue& value) {
        return !is_called(value.value, text->second, schema, vocabulary);
      });
    facet.total_values = static_cast<std::uint64_t>(std::count_if(
        facet.values.begin(), facet.values.end(),
        [](const FacetValue& value) { return value.count > 0 && value.value != kNoValue; }));
    for (FacetValue& value : facet.values)
      value.label = value_label(vocabulary, schema, value.value, query.ui);
    order(facet.values);
    const auto limit = query.facet_limits.find(facet.name);
    const std::size_t most = limit == query.facet_limits.end() ? kMostFacetValues : limit->second;
    if (facet.values.size() > most) facet.values.resize(most);
  }
}

}  // namespace entrepot
