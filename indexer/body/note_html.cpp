#include "indexer/body/note_html.h"

#include <fmt/format.h>

#include <string_view>

namespace entrepot {
namespace {

std::string note_id(std::size_t number, std::size_t copy) {
  return copy == 1 ? fmt::format("note_{}", number) : fmt::format("note_{}_{}", number, copy);
}

std::string link_to(std::size_t number, std::size_t copy) {
  return fmt::format("<a role=\"doc-noteref\" href=\"#{}\" ", note_id(number, copy));
}

}  // namespace

std::string note_mark_html(std::size_t number, std::size_t mark) {
  return fmt::format("<sup>{}id=\"mark_{}\">{}</a></sup>", link_to(number, 1), mark, number);
}

void lead_to_copy(std::string& html, std::size_t number, std::size_t copy) {
  const std::string from = link_to(number, 1), to = link_to(number, copy);
  for (std::size_t at = 0; (at = html.find(from, at)) != std::string::npos; at += to.size())
    html.replace(at, from.size(), to);
}

std::string note_html(const NotePrint& print, const std::string& html) {
  std::string out = fmt::format(
      "<div class=\"ep-note\" id=\"{}\" role=\"doc-footnote\">\n"
      "<span class=\"ep-note__number\">{}</span>\n<div class=\"ep-note__text\">\n{}",
      note_id(print.number, print.copy), print.number, html);
  if (!html.ends_with('\n')) out += '\n';
  out += "<p class=\"ep-note__back\">";
  for (std::size_t i = 0; i < print.marks.size(); ++i)
    out += fmt::format("{}<a role=\"doc-backlink\" href=\"#mark_{}\">↑{}</a>", i == 0 ? "" : " ",
                       print.marks[i], i == 0 ? "" : std::to_string(i + 1));
  return out + "</p>\n</div>\n</div>\n";
}

}  // namespace entrepot
