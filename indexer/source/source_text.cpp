#include "indexer/source/source_text.h"

#include <fmt/format.h>

#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

#include "model/sha256.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

/// At most `max_bytes` of a file, or nothing with `errno` set.
std::optional<std::string> read_bytes(const fs::path& path, std::size_t max_bytes) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string bytes(max_bytes, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (file.bad()) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  bytes.shrink_to_fit();
  return bytes;
}

std::string system_message(int error) { return std::generic_category().message(error); }

bool is_utf16(std::string_view text) {
  return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
}

std::string encoding_message(char bad, std::size_t others) {
  const std::string more =
      others == 0 ? "" : fmt::format(" (and {} more below, shown as '?')", others);
  if (bad == '\0') return fmt::format("there is a NUL byte here{}; remove it", more);
  return fmt::format("byte 0x{:02X} is not UTF-8{}; save the file as UTF-8",
                     static_cast<unsigned>(static_cast<unsigned char>(bad)), more);
}

/// Puts '?' in the place of every byte that is no text, and reports the first.
void replace_bad_bytes(std::string& text, const std::string& shown_as, Diagnostics& problems) {
  const std::optional<std::size_t> first = find_invalid_utf8(text);
  if (!first) return;
  const char bad = text[*first];
  std::size_t count = 0;
  for (std::optional<std::size_t> at = first; at;) {
    text[*at] = '?';
    ++count;
    const std::optional<std::size_t> next = find_invalid_utf8(std::string_view(text).substr(*at));
    at = next ? std::optional<std::size_t>(*at + *next) : std::nullopt;
  }
  problems.push_back(
      {.where = locate(text, *first, shown_as), .message = encoding_message(bad, count - 1)});
}

}  // namespace

std::string normalised_lines(std::string_view bytes) {
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  std::string text;
  text.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size(); ++i)
    if (bytes[i] != '\r' || i + 1 == bytes.size() || bytes[i + 1] != '\n') text += bytes[i];
  return text;
}

std::optional<SourceText> read_source(const fs::path& path, const std::string& shown_as,
                                      std::size_t max_bytes, Diagnostics& problems) {
  const auto fail = [&](const std::string& message) {
    problems.push_back({.where = {.file = shown_as}, .message = message});
    return std::nullopt;
  };
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (error) return fail(fmt::format("cannot be read: {}", error.message()));
  if (status.type() != fs::file_type::regular)
    return fail("is not a plain file; replace it by one, or remove it");
  const std::optional<std::string> bytes = read_bytes(path, max_bytes + 1);
  if (!bytes)
    return fail(fmt::format("cannot be read: {}", system_message(errno != 0 ? errno : EIO)));
  std::string text = normalised_lines(*bytes);
  if (bytes->size() > max_bytes) {
    problems.push_back({.where = locate(text, cut_utf8(text, max_bytes).size(), shown_as),
                        .message = fmt::format("the file exceeds {} KiB here; shorten it, or "
                                               "split it",
                                               max_bytes / 1024)});
    return std::nullopt;
  }
  if (is_utf16(text)) {
    problems.push_back({.where = {.file = shown_as, .line = 1, .column = 1},
                        .message = "this file is UTF-16; save it as UTF-8"});
    return std::nullopt;
  }
  replace_bad_bytes(text, shown_as, problems);
  return SourceText{.text = std::move(text), .sha256 = sha256_hex(*bytes)};
}

std::string hash_of_file(const fs::path& path) {
  constexpr std::size_t kPieceBytes = std::size_t{64} << 10U;
  std::error_code error;
  if (fs::status(path, error).type() != fs::file_type::regular) return {};
  std::ifstream file(path, std::ios::binary);
  std::string piece(kPieceBytes, '\0');
  Sha256 hash;
  while (file) {
    file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    hash.update({piece.data(), static_cast<std::size_t>(file.gcount())});
  }
  return file.eof() && !file.bad() ? hash.hex() : std::string();
}

std::string read_for_display(const fs::path& path, std::size_t max_bytes) {
  std::error_code error;
  if (fs::status(path, error).type() != fs::file_type::regular) return {};
  const std::optional<std::string> bytes = read_bytes(path, max_bytes);
  if (!bytes) return {};
  std::string rest = normalised_lines(*bytes), shown;
  std::string_view left = rest;
  const auto append = [&shown](std::string_view valid) {
    for (const char c : valid) {
      const auto byte = static_cast<unsigned char>(c);
      if ((byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F) {
        shown += kReplacement;
      } else {
        shown += c;
      }
    }
  };
  while (const std::optional<std::size_t> bad = find_invalid_utf8(left)) {
    append(left.substr(0, *bad));
    shown += kReplacement;
    left.remove_prefix(*bad + 1);
  }
  append(left);
  return shown;
}

}  // namespace entrepot
