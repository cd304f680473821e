#include "service/query/facet_parameters.h"

#include <array>

#include "model/index_schema.h"

namespace entrepot {
namespace {

struct Form {
  FacetUse use;
  std::string_view before, after;  ///< The facet's name.
};
constexpr std::array kForms{Form{FacetUse::All, "", ".all"}, Form{FacetUse::Not, "", ".not"},
                            Form{FacetUse::Limit, "facet_limit.", ""},
                            Form{FacetUse::Text, "facet_q.", ""}};

}  // namespace

std::optional<FacetParameter> read_facet_parameter(std::string_view name) {
  if (find_facet(name) != nullptr) return FacetParameter{.use = FacetUse::Any, .facet = name};
  for (const Form& form : kForms) {
    if (!name.starts_with(form.before) || !name.ends_with(form.after)) continue;
    if (name.size() <= form.before.size() + form.after.size()) continue;
    name.remove_prefix(form.before.size());
    name.remove_suffix(form.after.size());
    return FacetParameter{.use = form.use, .facet = name};
  }
  return {};
}

std::string facet_parameter(FacetUse use, std::string_view facet) {
  for (const Form& form : kForms)
    if (form.use == use)
      return std::string(form.before) + std::string(facet) + std::string(form.after);
  return std::string(facet);
}

std::vector<std::string> facet_parameters(FacetUse use) {
  std::vector<std::string> names;
  for (const Facet& facet : kFacets) names.push_back(facet_parameter(use, facet.name));
  return names;
}

}  // namespace entrepot
