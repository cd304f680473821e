#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The part of an address behind "?".
namespace entrepot {

/// Decoded name and value, in the order of the URL.
using Parameters = std::vector<std::pair<std::string, std::string>>;

/// Reads `a=1&b=2` (application/x-www-form-urlencoded, RFC 3986 escapes). Nothing is refused here.
[[nodiscard]] Parameters parse_parameters(std::string_view query_string);

/// The first value of that name that is not empty; empty if there is none.
[[nodiscard]] std::string first_value(const Parameters& parameters, std::string_view name);

/// Percent-encodes everything but unreserved characters; a space becomes "+".
[[nodiscard]] std::string encode_parameter(std::string_view value);

}  // namespace entrepot
