#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The names of the parameters that each facet has.
namespace entrepot {

/// What stands in a filter for having no value at all.
inline constexpr std::string_view kNoValue = "_none";

/// What a parameter does with its facet.
enum class FacetUse {
  Any,    ///< "country": has one of the values.
  All,    ///< "country.all": has every one.
  Not,    ///< "country.not": has none of them.
  Limit,  ///< "facet_limit.country": how many values are listed.
  Text,   ///< "facet_q.country": only values called so are listed.
};

struct FacetParameter {
  FacetUse use = FacetUse::Any;
  std::string_view facet{};  ///< A part of the name that was read; it may be unknown.
};

/// Reads a parameter's name. Nothing for one that is neither a facet's name nor written as above.
[[nodiscard]] std::optional<FacetParameter> read_facet_parameter(std::string_view name);

/// "country.all"
[[nodiscard]] std::string facet_parameter(FacetUse use, std::string_view facet);

/// Of every facet, in the schema's order.
[[nodiscard]] std::vector<std::string> facet_parameters(FacetUse use);

}  // namespace entrepot
