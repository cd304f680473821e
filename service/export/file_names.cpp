#include "service/export/file_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>
#include <vector>

#include "model/error.h"
#include "model/sha256.h"

namespace entrepot {
namespace {

constexpr std::size_t kMostNameBytes = 120;
constexpr std::size_t kMostParameterBytes = 90;
constexpr std::string_view kFolder = "\n";  // in place of an address: no address has a line end

bool is_plain(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '-' || c == '_';
}

std::string small(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

/// Names of devices, with whatever ending.
bool is_reserved(std::string_view name) {
  constexpr std::array<std::string_view, 4> kDevices{"con", "prn", "aux", "nul"};
  const std::string stem = small(name.substr(0, name.find('.')));
  if (std::find(kDevices.begin(), kDevices.end(), stem) != kDevices.end()) return true;
  return stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) &&
         std::isdigit(static_cast<unsigned char>(stem[3])) != 0;
}

/// One part of a path. A point at its front would hide the file, one at its end Windows drops.
std::string file_part(std::string_view part) {
  const bool reserved = is_reserved(part);
  std::string out;
  for (std::size_t i = 0; i < part.size(); ++i) {
    const bool at_end = i == 0 || i + 1 == part.size();
    if (is_plain(part[i]) && !(at_end && part[i] == '.') && !(i == 0 && reserved))
      out += part[i];
    else
      out += fmt::format("~{:02X}", static_cast<unsigned char>(part[i]));
  }
  return out;
}

/// "?theme=x" as the end of a name. What is cut cannot be another's: "~~" is in no other name.
std::string parameters_part(std::string_view parameters) {
  std::string out;
  for (const char c : parameters)
    out += is_plain(c) ? std::string(1, c) : fmt::format("~{:02X}", static_cast<unsigned char>(c));
  if (out.size() <= kMostParameterBytes) return out;
  const std::string hash = sha256_hex(parameters).substr(0, 16);
  return out.substr(0, kMostParameterBytes - hash.size() - 2) + "~~" + hash;
}

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    parts.push_back(path.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

}  // namespace

std::string file_name(std::string_view address, bool is_page) {
  const std::size_t mark = std::min(address.find('?'), address.size());
  std::string out;
  for (const std::string_view part : parts_of(address.substr(1, mark - 1)))
    out += (out.empty() ? "" : "/") + file_part(part);
  if (out.empty() || out.ends_with('/'))
    out += "index";
  else if (!is_page && mark == address.size())
    return out;
  return out + parameters_part(address.substr(mark)) + ".html";
}

std::string relative_link(std::string_view from, std::string_view to) {
  const std::vector<std::string_view> here = parts_of(from), there = parts_of(to);
  std::size_t common = 0;
  while (common + 1 < here.size() && common + 1 < there.size() && here[common] == there[common])
    ++common;
  std::string out;
  for (std::size_t i = common; i + 1 < here.size(); ++i) out += "../";
  for (std::size_t i = common; i < there.size(); ++i)
    out += std::string(there[i]) + (i + 1 < there.size() ? "/" : "");
  return out;
}

const std::string& FileNames::add(const std::string& address, bool is_page) {
  if (const auto known = names_.find(address); known != names_.end()) return known->second;
  const std::string name = file_name(address, is_page);
  for (const std::string_view part : parts_of(name))
    if (part.size() > kMostNameBytes)
      throw Error(
          fmt::format("the file of '{}' would have a name of {} bytes", address, part.size()),
          fmt::format("no name may have more than {}; give it a shorter id", kMostNameBytes));
  const std::string key = small(name);
  for (std::size_t slash = key.find('/'); slash != std::string::npos;
       slash = key.find('/', slash + 1))
    take(key.substr(0, slash), std::string(kFolder));
  take(key, address);
  return names_.emplace(address, name).first->second;
}

void FileNames::take(const std::string& key, const std::string& path) {
  const auto [at, is_new] = taken_.emplace(key, path);
  if (is_new || (at->second == kFolder && path == kFolder)) return;
  const auto shown = [&](const std::string& one) {
    return one == kFolder ? fmt::format("the folder '{}'", key) : fmt::format("'{}'", one);
  };
  throw Error(fmt::format("{} and {} would be one file, '{}', where letter case does not count",
                          shown(at->second), shown(path), key),
              "give one of them another id");
}

const std::string* FileNames::find(const std::string& address) const {
  const auto found = names_.find(address);
  return found == names_.end() ? nullptr : &found->second;
}

}  // namespace entrepot
