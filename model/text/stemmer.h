#pragma once

#include <string>
#include <string_view>

namespace entrepot {

/// The stem of a word by the Snowball rules of a language (BCP 47 primary subtag), or nothing where
/// no rules exist. Any thread: each has stemmers of its own.
[[nodiscard]] std::string stem(std::string_view word, std::string_view language);

/// Whose rules they are: "1.4.22".
[[nodiscard]] std::string stemmer_version();

}  // namespace entrepot
