#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "service/query/search_query.h"

/// What the values of a search are called in an address: for who reads one and for who writes one.
namespace entrepot {

inline constexpr std::array kFilterUses{FacetUse::Any, FacetUse::All, FacetUse::Not};
inline constexpr std::string_view kNoFacets = "none";

template <typename Value>
struct Choice {
  std::string_view name;
  Value value;
};
inline constexpr std::array kMatches{Choice<Match>{"auto", Match::Auto},
                                     Choice<Match>{"all", Match::All},
                                     Choice<Match>{"any", Match::Any}};
inline constexpr std::array kExpands{Choice<bool>{"on", true}, Choice<bool>{"off", false}};
inline constexpr std::array kExplains{Choice<bool>{"0", false}, Choice<bool>{"1", true}};
inline constexpr std::array kGroups{Choice<Group>{"document", Group::Document},
                                    Choice<Group>{"passage", Group::Passage}};
inline constexpr std::array kSorts{
    Choice<Sort>{"relevance", Sort::Relevance}, Choice<Sort>{"-date", Sort::NewestFirst},
    Choice<Sort>{"date", Sort::OldestFirst}, Choice<Sort>{"title", Sort::Title}};

/// The names that a parameter takes, to be told to who wrote another.
template <typename Choices>
std::vector<std::string> names_of(const Choices& choices) {
  std::vector<std::string> names;
  for (const auto& choice : choices) names.emplace_back(choice.name);
  return names;
}

/// What a value is called in an address.
template <typename Choices, typename Value>
std::string_view name_of(const Choices& choices, Value value) {
  for (const auto& choice : choices)
    if (choice.value == value) return choice.name;
  return {};
}

}  // namespace entrepot
