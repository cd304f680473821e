#include "service/pages/map_shapes.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string_view>

#include "model/error.h"
#include "model/sha256.h"

namespace entrepot {
namespace {

using nlohmann::json;

constexpr unsigned kMostUnits = 10'000;         // of width and height
constexpr std::size_t kMostBytes = 256 * 1024;  // of the file

bool is_code(std::string_view code) {
  return code.size() == 2 &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// Whether a text is made of the commands and numbers that the script writes; whether they make
/// sense is seen, not checked.
bool is_path(const json& path) {
  if (!path.is_string()) return false;
  const auto& text = path.get_ref<const std::string&>();
  return text.empty() || (text.front() == 'M' && text.back() == 'z' &&
                          text.find_first_not_of("Mlz -0123456789") == std::string::npos);
}

bool is_number(const json& value, unsigned most) {
  return value.is_number_unsigned() && value.get<std::uint64_t>() <= most;
}

}  // namespace

MapShapes::MapShapes(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  const auto refuse = [&](const std::string& what) {
    throw Error(fmt::format("'{}': {}", file.string(), what),
                "node script/world-map.mjs writes it");
  };
  if (!stream || bytes.empty()) refuse("the map cannot be read");
  if (bytes.size() > kMostBytes) refuse("the map is too large for a page");
  const json map = json::parse(bytes, nullptr, false);
  if (!map.is_object()) refuse("this is not a JSON object");
  for (const char* side : {"width", "height"})
    if (!map.contains(side) || !is_number(map.at(side), kMostUnits) || map.at(side) == 0)
      refuse(fmt::format("'{}' is no number from 1 to {}", side, kMostUnits));
  map.at("width").get_to(width_);
  map.at("height").get_to(height_);
  if (!map.contains("other") || !is_path(map.at("other"))) refuse("'other' is no path");
  map.at("other").get_to(other_);
  if (!map.contains("shapes") || !map.at("shapes").is_object()) refuse("'shapes' is no object");
  for (const auto& [code, shape] : map.at("shapes").items()) {
    Shape own;
    if (!is_code(code)) refuse(fmt::format("'{}' is no code of a country", code));
    if (!shape.is_object()) refuse(fmt::format("'{}' is no shape", code));
    if (shape.contains("d")) {
      if (!is_path(shape.at("d"))) refuse(fmt::format("the outline of '{}' is no path", code));
      shape.at("d").get_to(own.outline);
    }
    if (shape.contains("dot")) {
      const json& dot = shape.at("dot");
      if (!dot.is_array() || dot.size() != 2 || !is_number(dot[0], width_) ||
          !is_number(dot[1], height_))
        refuse(fmt::format("the dot of '{}' is no point of the map", code));
      own.dot = Dot{.x = dot[0], .y = dot[1]};
    }
    if (own.outline.empty() && !own.dot)
      refuse(fmt::format("'{}' has neither an outline nor a dot", code));
    shapes_.emplace(code, std::move(own));
  }
  hash_ = sha256_hex(bytes);
}

}  // namespace entrepot
