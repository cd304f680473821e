#include "service/search/unknown_values.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/diagnostics.h"
#include "model/index_schema.h"
#include "service/search/facet_values.h"

namespace entrepot {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

/// What may be asked for of one facet.
class KnownValues {
 public:
  KnownValues(const Facet& facet, const Column& column, const Vocabulary& vocabulary)
      : facet_(facet), column_(column), vocabulary_(vocabulary) {}

  [[nodiscard]] bool has(const std::string& value) const {
    return value == kNoValue || column_.find(value) >= 0 || contains(vocabulary_values(), value) ||
           (facet_.name == "year" && year_of(value));
  }

  /// The value whose id, or else whose name, is nearest to what was written.
  [[nodiscard]] std::string nearest_to(const std::string& written,
                                       const std::string& language) const {
    std::vector<std::string> known = vocabulary_values();
    for (const std::string& indexed : column_.values)
      if (!contains(known, indexed)) known.push_back(indexed);
    if (std::string id = nearest(written, known); !id.empty()) return id;
    std::vector<std::string> labels;
    for (const std::string& id : known)
      labels.push_back(facet_label(vocabulary_, facet_, id, language));
    const std::string label = nearest(written, labels);
    const auto at = std::find(labels.begin(), labels.end(), label);
    return label.empty() ? std::string() : known[static_cast<std::size_t>(at - labels.begin())];
  }

 private:
  [[nodiscard]] std::vector<std::string> vocabulary_values() const {
    std::vector<std::string> ids = vocabulary_.ids(facet_.vocabulary);
    if (facet_.name == "organisation")
      for (std::string& id : vocabulary_.ids("administrations")) ids.push_back(std::move(id));
    return ids;
  }

  const Facet& facet_;
  const Column& column_;
  const Vocabulary& vocabulary_;
};

Warning unknown_value(std::string parameter, const Facet& facet, const std::string& value,
                      std::string near) {
  std::string message = fmt::format("no {} is called '{}'", facet.name, value);
  if (!near.empty()) message += fmt::format("; did you mean '{}'?", near);
  return {.parameter = std::move(parameter),
          .value = value,
          .message = std::move(message),
          .nearest = std::move(near)};
}

std::vector<std::string> ids_of(const DocumentColumn& documents) {
  std::vector<std::string> ids;
  for (std::uint32_t number = 1; number <= documents.ends.size(); ++number)
    ids.emplace_back(documents.id(number));
  return ids;
}

}  // namespace

std::vector<Warning> unknown_values(const Columns& columns, const Vocabulary& vocabulary,
                                    const SearchQuery& query) {
  std::vector<Warning> warnings;
  for (const std::string& id : query.in)
    if (columns.document.find(id) == 0)
      warnings.push_back({.parameter = "in",
                          .value = id,
                          .message = fmt::format("there is no document '{}' here", id),
                          .nearest = nearest(id, ids_of(columns.document))});
  for (std::size_t i = 0; i < kFacets.size(); ++i) {
    const Facet& facet = kFacets[i];
    const KnownValues known(facet, columns.facets[i], vocabulary);
    for (const FacetUse use : {FacetUse::Any, FacetUse::All, FacetUse::Not})
      for (const std::string& value : filter_values(query, use, facet.name))
        if (!known.has(value))
          warnings.push_back(unknown_value(facet_parameter(use, facet.name), facet, value,
                                           known.nearest_to(value, query.ui)));
  }
  return warnings;
}

}  // namespace entrepot
