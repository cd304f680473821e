#pragma once

#include <string>
#include <string_view>

/// Letters without what people leave out when they type, for the files of this folder.
namespace entrepot::text {

/// What fold_accents does, of text that is normalised already.
[[nodiscard]] std::string without_accents(std::string_view normalised);

[[nodiscard]] bool is_ascii(std::string_view text);

}  // namespace entrepot::text
