#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/diagnostics.h"

namespace entrepot {

/// Puts the keys of a front matter into canonical order (front_matter_keys) by moving whole lines:
/// every byte of every line stays as its author wrote it, line ends and a byte order mark included.
/// Comments and empty lines directly above a key move with it; a comment at the very top that an
/// empty line parts from the first key stays there, and so do those after the last key. Unknown
/// keys come last, in the order they have.
/// @param bytes a whole corpus file as it lies on disk: valid UTF-8 without NUL.
/// @return the file as it should be, equal to `bytes` if it is in order; nothing if `problems` grew
/// because its front matter cannot be read or taken apart by lines.
[[nodiscard]] std::optional<std::string> arrange_front_matter(std::string_view bytes,
                                                              const std::string& file,
                                                              Diagnostics& problems);

}  // namespace entrepot
