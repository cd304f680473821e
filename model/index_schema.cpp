#include "model/index_schema.h"

#include <algorithm>
#include <cassert>

#include "model/text/unicode.h"

namespace entrepot {

const Facet* find_facet(std::string_view name) {
  const auto found = std::find_if(kFacets.begin(), kFacets.end(),
                                  [&](const Facet& facet) { return facet.name == name; });
  return found == kFacets.end() ? nullptr : found;
}

const Field* find_field(std::string_view name) {
  const auto found = std::find_if(kFields.begin(), kFields.end(),
                                  [&](const Field& field) { return field.name == name; });
  return found == kFields.end() ? nullptr : found;
}

std::string facet_term(const Facet& facet, std::string_view value) {
  return prefixed_term(facet.prefix, value);
}

std::string prefixed_term(std::string_view prefix, std::string_view value) {
  std::string term(prefix);
  // A value that begins with the separator gets one too, or ":BO" would be read as "BO".
  if (!value.empty() && ((value.front() >= 'A' && value.front() <= 'Z') || value.front() == ':'))
    term += ':';
  term += value;
  return std::string(cut_utf8(term, kMaxTermBytes));
}

std::string mention_term(std::string_view list, std::string_view id) {
  return prefixed_term(kMentionPrefix, std::string(list) + "/" + std::string(id));
}

std::string pack_values(const std::vector<std::string>& values) {
  std::string packed;
  for (const std::string& value : values) {
    assert(!value.empty() && value.find('\n') == std::string::npos);
    if (!packed.empty()) packed += '\n';
    packed += value;
  }
  return packed;
}

std::vector<std::string> unpack_values(std::string_view packed) {
  std::vector<std::string> values;
  while (!packed.empty()) {
    const std::size_t end = packed.find('\n');
    values.emplace_back(packed.substr(0, end));
    if (end == std::string_view::npos) break;
    packed.remove_prefix(end + 1);
  }
  return values;
}

}  // namespace entrepot
