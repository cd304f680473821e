#pragma once

#include <array>
#include <cstddef>
#include <string_view>

/// The kinds of passage in the order in which they help a reader.
namespace entrepot {

/// What came of something first, then how it went.
inline constexpr std::array<std::string_view, 11> kKindOrder{
    "conclusion", "recommendation", "lesson",    "good-practice", "success-factor", "outcome",
    "challenge",  "next-step",      "objective", "method",        "context"};

/// The first so many of them say what came of something.
inline constexpr std::size_t kTellingKinds = 7;

}  // namespace entrepot
