#pragma once

#include <string>
#include <string_view>

namespace entrepot {

inline constexpr std::string_view kAliasMessage =
    "'*' would refer to another value, which is not supported; put the value in double quotes";
inline constexpr std::string_view kAnchorMessage =
    "'&' would name a value, which is not supported; put the value in double quotes";
inline constexpr std::string_view kTagMessage =
    "'!' would state a type, which is not supported; put the value in double quotes";

/// What yaml-cpp 0.7 says of a text, in words that help its author: "what is wrong; what to write".
[[nodiscard]] std::string to_plain_words(std::string_view message);

}  // namespace entrepot
