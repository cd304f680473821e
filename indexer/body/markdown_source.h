#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/body/markdown.h"

namespace entrepot {

/// The lines of a text, without LF; one empty line for an empty text, none after a last LF.
[[nodiscard]] std::vector<std::string_view> split_lines(std::string_view text);

/// A body's lines, and where they stand in its file.
class BodyLines {
 public:
  /// @param body outlives this.
  BodyLines(std::string_view body, const MarkdownContext& context);

  [[nodiscard]] std::size_t size() const { return lines_.size(); }
  /// @param line from 1.
  [[nodiscard]] std::string_view operator[](std::size_t line) const { return lines_[line - 1]; }
  /// Of a byte of a line, from 1. Lines and bytes beyond the end are at the end.
  [[nodiscard]] Location locate(std::size_t line, std::size_t byte) const;

 private:
  std::vector<std::string_view> lines_{};
  const MarkdownContext& context_;
};

/// Where a line that was written for cmark comes from.
struct LineOrigin {
  std::size_t line = 1;                ///< Of the body, from 1.
  std::size_t begin = 0;               ///< The byte of that line at which what was taken begins.
  std::size_t prefix = 0;              ///< Bytes put before what was taken.
  std::vector<std::size_t> dropped{};  ///< Of what was taken: before these bytes one was left out.
  bool operator==(const LineOrigin&) const = default;
};

/// What is given to cmark, and where it stands in the file: the body itself, with lines put before
/// it that were taken from elsewhere in it.
class MarkdownSource {
 public:
  /// @param text the lines of `origins`, then as many lines as `body` has.
  /// @param body outlives this.
  MarkdownSource(std::string text, std::vector<LineOrigin> origins, const BodyLines& body);

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::string_view text(std::size_t begin, std::size_t end) const {
    return text().substr(begin, end - begin);
  }
  /// The first byte of a line, from 1, and the one after its LF.
  [[nodiscard]] std::size_t begin_of(std::size_t line) const;
  [[nodiscard]] std::size_t end_of(std::size_t line) const;
  /// In the file, of a byte of `text`.
  [[nodiscard]] Location locate(std::size_t offset) const;

 private:
  std::string text_;
  std::vector<LineOrigin> origins_;
  const BodyLines& body_;
  std::vector<std::size_t> starts_{};
};

}  // namespace entrepot
