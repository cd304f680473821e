#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "model/diagnostics.h"

namespace entrepot {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Text as it is parsed: without a byte order mark at its beginning, lines end in LF.
[[nodiscard]] std::string normalised_lines(std::string_view bytes);

/// A file that somebody wrote, ready to be parsed.
struct SourceText {
  std::string text{};    ///< Valid UTF-8 without NUL, no byte order mark, lines end in LF.
  std::string sha256{};  ///< Of the file's bytes as they are.
};

/// Reads a file. That it cannot be read, is no plain file, is over `max_bytes`, holds invalid UTF-8
/// or NUL, are errors at `shown_as`, at the byte where there is one.
/// @return the text, with '?' for every byte that is none so that the rest can be checked in the
/// same run; nothing if there is no text to speak of.
[[nodiscard]] std::optional<SourceText> read_source(const std::filesystem::path& path,
                                                    const std::string& shown_as,
                                                    std::size_t max_bytes, Diagnostics& problems);

/// SHA-256 of a file's bytes. @return empty if it is no plain file or cannot be read.
[[nodiscard]] std::string hash_of_file(const std::filesystem::path& path);

/// The beginning of a file (`max_bytes` of it) for showing to a person: what is no text is
/// replaced, character by character, so that columns stay. Empty if it cannot be read.
[[nodiscard]] std::string read_for_display(const std::filesystem::path& path,
                                           std::size_t max_bytes);

}  // namespace entrepot
