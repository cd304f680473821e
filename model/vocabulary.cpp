#include "model/vocabulary.h"

#include <algorithm>
#include <set>

#include "model/index_schema.h"

namespace entrepot {

const Concept* Vocabulary::find(std::string_view list, std::string_view id) const {
  const auto concepts = lists.find(list);
  if (concepts == lists.end()) return nullptr;
  const auto found = std::find_if(concepts->second.begin(), concepts->second.end(),
                                  [&](const Concept& one) { return one.id == id; });
  return found == concepts->second.end() ? nullptr : &*found;
}

std::string Vocabulary::label(std::string_view list, std::string_view id,
                              std::string_view language) const {
  const Concept* found = find(list, id);
  if (found == nullptr) return std::string(id);
  for (const std::string& wanted : {std::string(language), std::string("en")})
    if (const auto label = found->label.find(wanted); label != found->label.end())
      return label->second;
  return std::string(id);
}

std::vector<std::string> Vocabulary::ids(std::string_view list) const {
  std::vector<std::string> out;
  if (const auto concepts = lists.find(list); concepts != lists.end())
    for (const Concept& one : concepts->second) out.push_back(one.id);
  return out;
}

std::string Vocabulary::current_id(std::string_view list, std::string_view id) const {
  std::set<std::string_view> seen;
  std::string_view at = id;
  for (const Concept* one = find(list, at); one != nullptr; one = find(list, at)) {
    if (one->replaced_by.empty()) break;
    if (!seen.insert(at).second) return std::string(id);
    at = one->replaced_by;
  }
  return std::string(at);
}

std::vector<std::string> Vocabulary::regions_of(const std::vector<std::string>& countries) const {
  std::vector<std::string> out;
  const auto regions = lists.find("regions");
  if (regions == lists.end()) return out;
  for (const Concept& region : regions->second)
    if (std::any_of(countries.begin(), countries.end(), [&](const std::string& country) {
          return std::find(region.members.begin(), region.members.end(), country) !=
                 region.members.end();
        }))
      out.push_back(region.id);
  return out;
}

std::string facet_label(const Vocabulary& vocabulary, const Facet& facet, std::string_view value,
                        std::string_view language) {
  if (facet.name == "organisation" && vocabulary.find("organisations", value) == nullptr)
    return vocabulary.label("administrations", value, language);
  return vocabulary.label(facet.vocabulary, value, language);
}

std::vector<std::string> with_broader(const Vocabulary& vocabulary, const Facet& facet,
                                      std::vector<std::string> values) {
  if (!facet.nested) return values;
  // The list grows while it is read, so that what is broader than a broader one is reached too.
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Concept* one = vocabulary.find(facet.vocabulary, values[i]);
    if (one == nullptr || one->broader.empty()) continue;
    std::string broader = vocabulary.current_id(facet.vocabulary, one->broader);
    if (std::find(values.begin(), values.end(), broader) == values.end())
      values.push_back(std::move(broader));
  }
  return values;
}

const std::vector<std::string>& label_languages() {
  static const std::vector<std::string> kLanguages{"en", "fr", "es", "pt", "ru", "ar", "zh"};
  return kLanguages;
}

const std::vector<std::string>& subject_lists() {
  static const std::vector<std::string> kLists{"themes",          "programmes", "organisations",
                                               "administrations", "countries",  "regions",
                                               "groups",          "places",     "measures"};
  return kLists;
}

const std::vector<std::string>& searched_lists() {
  static const std::vector<std::string> kLists = [] {
    std::vector<std::string> lists = subject_lists();
    lists.emplace_back("terms");
    return lists;
  }();
  return kLists;
}

const std::vector<std::string>& vocabulary_names() {
  static const std::vector<std::string> kNames{
      "themes",   "programmes", "organisations", "administrations", "countries", "regions",
      "groups",   "places",     "kinds",         "types",           "measures",  "language",
      "evidence", "statuses",   "source-kinds",  "modalities",      "scopes",    "derivations",
      "terms"};
  return kNames;
}

}  // namespace entrepot
