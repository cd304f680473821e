#include "indexer/body/note_label.h"

#include <algorithm>
#include <set>

namespace entrepot {
namespace {

constexpr std::string_view kBegin = "[^";

/// The label that ends at the first "]" of `text`; empty if none does.
std::string_view label_of(std::string_view text) {
  const std::string_view label =
      text.substr(0, text.substr(0, kMaxLabelBytes + 1).find_first_of("[]<>\\\n"));
  const bool ends = label.size() <= kMaxLabelBytes && label.size() < text.size() &&
                    text[label.size()] == ']' &&
                    label.find_first_not_of(" \t") != std::string_view::npos;
  return ends ? label : std::string_view();
}

}  // namespace

std::optional<NoteBeginning> parse_note_beginning(std::string_view line) {
  if (!line.starts_with(kBegin)) return {};
  const std::string_view label = label_of(line.substr(kBegin.size()));
  const std::size_t colon = kBegin.size() + label.size() + 1;
  if (label.empty() || colon >= line.size() || line[colon] != ':') return {};
  return NoteBeginning{
      .label = std::string(label),
      .text_begin = std::min(line.find_first_not_of(" \t", colon + 1), line.size())};
}

bool is_good_label(std::string_view label) {
  return label.find_first_of(" \t") == std::string_view::npos;
}

std::vector<std::string> find_labels(std::string_view text) {
  std::set<std::string> found;
  for (std::size_t at = 0; (at = text.find(kBegin, at)) != std::string_view::npos;) {
    at += kBegin.size();
    if (const std::string_view label = label_of(text.substr(at)); !label.empty())
      found.emplace(label);
  }
  return {found.begin(), found.end()};
}

}  // namespace entrepot
