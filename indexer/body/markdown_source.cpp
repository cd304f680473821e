#include "indexer/body/markdown_source.h"

#include <algorithm>
#include <utility>

#include "model/text/unicode.h"

namespace entrepot {

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  do {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  } while (!text.empty());
  return lines;
}

BodyLines::BodyLines(std::string_view body, const MarkdownContext& context)
    : lines_(split_lines(body)), context_(context) {}

Location BodyLines::locate(std::size_t line, std::size_t byte) const {
  line = std::clamp<std::size_t>(line, 1, lines_.size());
  const std::string_view text = lines_[line - 1];
  return {.file = context_.file,
          .line = context_.first_line + line - 1,
          .column = 1 + count_code_points(text.substr(0, byte))};
}

MarkdownSource::MarkdownSource(std::string text, std::vector<LineOrigin> origins,
                               const BodyLines& body)
    : text_(std::move(text)), origins_(std::move(origins)), body_(body) {
  starts_.push_back(0);
  for (std::size_t at = 0; (at = text_.find('\n', at)) != std::string::npos;)
    starts_.push_back(++at);
}

std::size_t MarkdownSource::begin_of(std::size_t line) const {
  return starts_[std::clamp<std::size_t>(line, 1, starts_.size()) - 1];
}

std::size_t MarkdownSource::end_of(std::size_t line) const {
  return line < starts_.size() ? starts_[line] : text_.size();
}

Location MarkdownSource::locate(std::size_t offset) const {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  const std::size_t byte = offset - *(after - 1);
  const auto line = static_cast<std::size_t>(after - starts_.begin());
  if (line > origins_.size()) return body_.locate(line - origins_.size(), byte);
  const LineOrigin& origin = origins_[line - 1];
  const std::size_t taken = byte < origin.prefix ? 0 : byte - origin.prefix;
  const auto left_out = std::upper_bound(origin.dropped.begin(), origin.dropped.end(), taken) -
                        origin.dropped.begin();
  return body_.locate(origin.line, origin.begin + taken + static_cast<std::size_t>(left_out));
}

}  // namespace entrepot
