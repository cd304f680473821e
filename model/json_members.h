#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "model/date.h"
#include "model/error.h"

/// Structs to JSON and back, from one list of members each: `members(object, visit)` calls
/// visit(name, member) for every member. Empty members are not written; missing ones stay as they
/// are. Included by record.cpp and what it splits into, nowhere else.
namespace entrepot::json_members {

using nlohmann::ordered_json;

struct Collect {
  template <typename T>
  void operator()(const char*, T&) {}
};

template <typename T>
concept HasMembers = requires(T& object) {
  members(object, Collect{});
};

template <typename T>
ordered_json write(const T& value);

template <typename T>
void read(const ordered_json& json, T& value);

template <typename T>
bool is_absent(const T& value) {
  if constexpr (std::is_arithmetic_v<T>) {
    return value == T{};
  } else if constexpr (std::is_enum_v<T>) {
    return value == T{};
  } else if constexpr (requires { value.has_value(); }) {
    return !value.has_value();
  } else if constexpr (requires { value.empty(); }) {
    return value.empty();
  } else {
    return value == T{};
  }
}

template <typename T>
ordered_json write_list(const std::vector<T>& values) {
  ordered_json list = ordered_json::array();
  for (const T& value : values) list.push_back(write(value));
  return list;
}

template <typename T>
ordered_json write(const T& value) {
  if constexpr (HasMembers<T>) {
    ordered_json object = ordered_json::object();
    members(const_cast<T&>(value), [&object](const char* name, const auto& member) {
      if (!is_absent(member)) object[name] = write(member);
    });
    return object;
  } else if constexpr (std::is_same_v<T, DateInterval>) {
    return to_edtf(value);
  } else if constexpr (std::is_enum_v<T>) {
    return static_cast<int>(value);
  } else if constexpr (requires { value.has_value(); }) {
    return write(*value);
  } else if constexpr (requires(T list) { list.emplace_back(); } &&
                       !std::is_same_v<T, std::string>) {
    return write_list(value);
  } else if constexpr (requires { typename T::mapped_type; }) {
    ordered_json object = ordered_json::object();
    for (const auto& [name, member] : value) object[name] = write(member);
    return object;
  } else {
    return value;
  }
}

template <typename T>
void read(const ordered_json& json, T& value) {
  if constexpr (HasMembers<T>) {
    members(value, [&json](const char* name, auto& member) {
      if (const auto found = json.find(name); found != json.end()) read(*found, member);
    });
  } else if constexpr (std::is_same_v<T, DateInterval>) {
    std::string problem;
    const std::optional<DateInterval> interval = parse_edtf(json.get<std::string>(), problem);
    if (!interval) throw Error("a record is damaged: " + problem);
    value = *interval;
  } else if constexpr (std::is_enum_v<T>) {
    value = static_cast<T>(json.get<int>());
  } else if constexpr (requires { value.has_value(); }) {
    read(json, value.emplace());
  } else if constexpr (requires { value.emplace_back(); } && !std::is_same_v<T, std::string>) {
    value.clear();
    if (!json.is_array()) throw Error("a record is damaged: a list is missing");
    for (const ordered_json& item : json) read(item, value.emplace_back());
  } else if constexpr (requires { typename T::mapped_type; }) {
    if (!json.is_object()) throw Error("a record is damaged: an object is missing");
    for (const auto& [name, member] : json.items()) read(member, value[name]);
  } else {
    json.get_to(value);
  }
}

}  // namespace entrepot::json_members
