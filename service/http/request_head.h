#pragma once

#include <cstddef>
#include <string_view>

namespace entrepot {

/// What the head of a request may have at most: its first line and its fields.
struct HeadLimits {
  std::size_t bytes = 16 * 1024;
  std::size_t line_bytes = 8 * 1024;  ///< Of the first line (414 beyond) and of a field (431).
  std::size_t fields = 100;
};

/// Finds the end of a head in bytes that come little by little, looking at each byte once. What
/// two parsers can read in two ways (lines that end otherwise than by CRLF, NUL, folded fields, a
/// space before the colon) is no head. RFC 9112, sections 2.2 and 5.
class RequestHead {
 public:
  enum class State { Incomplete, Complete, Malformed, FirstLineTooLong, TooLarge };

  explicit RequestHead(HeadLimits limits = {}) : limits_(limits) {}

  /// @param received all bytes since the head's first; longer at each call, else as they were.
  State look(std::string_view received);

  /// Bytes of a complete head, the empty line included.
  [[nodiscard]] std::size_t bytes() const { return line_begin_; }

 private:
  [[nodiscard]] State judge(std::string_view line) const;

  HeadLimits limits_;
  std::size_t looked_ = 0;      ///< Bytes that are no end of the line begun.
  std::size_t line_begin_ = 0;  ///< Of the line that has not ended yet.
  std::size_t lines_ = 0;       ///< That have ended, the first one included.
};

}  // namespace entrepot
