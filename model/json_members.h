#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "model/date.h"
#include "model/document.h"
#include "model/error.h"

/// Structs to JSON and back, from one list of members each: `members(object, visit)` calls
/// visit(name, member) for every member. Empty members are not written; missing ones stay as they
/// are. Included by record.cpp and what it splits into, nowhere else.
namespace entrepot::json_members {

using nlohmann::ordered_json;

/// What a program older or younger than the index, or a broken disk, leads to.
[[noreturn]] inline void throw_damaged(const std::string& why) {
  throw Error("the index is damaged or of another version: " + why,
              "build it again: entrepot-index build CORPUS DATA");
}

inline void require(bool met, const std::string& why) {
  if (!met) throw_damaged(why);
}

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

/// Members that are missing keep their defaults; one that is unknown belongs to something else.
template <typename T>
void read_members(const ordered_json& json, T& value) {
  require(json.is_object(), "an object is missing");
  std::size_t known = 0;
  members(value, [&](const char* name, auto& member) {
    const auto found = json.find(name);
    if (found == json.end()) return;
    ++known;
    read(*found, member);
  });
  require(known == json.size(), "there is a member of an unknown name");
}

template <typename T>
void read_number(const ordered_json& json, T& value) {
  // nlohmann's own conversion turns 3.9 into 3 and -1 into 4294967295.
  require(json.is_number_unsigned(), "a number from 0 on is missing");
  const auto number = json.get<std::uint64_t>();
  require(number <= std::numeric_limits<T>::max(), "a number is too big");
  value = static_cast<T>(number);
}

template <typename T>
void read(const ordered_json& json, T& value) {
  if constexpr (HasMembers<T>) {
    read_members(json, value);
  } else if constexpr (std::is_same_v<T, DateInterval>) {
    require(json.is_string(), "a date is missing");
    std::string problem;
    const std::optional<DateInterval> interval =
        parse_edtf(json.get_ref<const std::string&>(), problem);
    require(interval.has_value(), problem);
    value = *interval;
  } else if constexpr (std::is_same_v<T, KindOrigin>) {
    unsigned number = 0;
    read_number(json, number);
    require(number <= static_cast<unsigned>(KindOrigin::Plural), "an origin is unknown");
    value = static_cast<KindOrigin>(number);
  } else if constexpr (requires { value.has_value(); }) {
    read(json, value.emplace());
  } else if constexpr (std::is_same_v<T, std::string>) {
    require(json.is_string(), "a text is missing");
    value = json.get_ref<const std::string&>();
  } else if constexpr (requires { value.emplace_back(); }) {
    require(json.is_array(), "a list is missing");
    value.clear();
    value.reserve(json.size());
    for (const ordered_json& item : json) read(item, value.emplace_back());
  } else if constexpr (requires { typename T::mapped_type; }) {
    require(json.is_object(), "an object is missing");
    for (const auto& [name, member] : json.items()) read(member, value[name]);
  } else {
    static_assert(std::is_unsigned_v<T>);
    read_number(json, value);
  }
}

/// @throws Error: `text` is not JSON, or not that of a T.
template <typename T>
T parse(std::string_view text) {
  T value;
  try {
    read(ordered_json::parse(text), value);
  } catch (const nlohmann::json::exception& failure) {
    throw_damaged(failure.what());
  }
  return value;
}

/// @pre texts are valid UTF-8.
template <typename T>
std::string dump(const T& value) {
  return write(value).dump();
}

}  // namespace entrepot::json_members
