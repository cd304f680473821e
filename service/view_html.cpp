#include "service/view_html.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "service/api_json.h"

namespace entrepot {
namespace {

/// "&amp;" and its like as the characters they stand for.
std::string unescape_html(std::string text) {
  constexpr std::array<std::pair<std::string_view, char>, 5> kEntities{
      {{"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&amp;", '&'}}};
  for (const auto& [entity, character] : kEntities)
    for (std::size_t at = text.find(entity); at != std::string::npos;
         at = text.find(entity, at + 1))
      text.replace(at, entity.size(), 1, character);
  return text;
}

/// The first words of a list item: plain text up to the item's end or a list in it.
std::string first_words(std::string_view html) {
  constexpr std::size_t kMostWords = 8;
  std::string out, word;
  std::size_t words = 0;
  const auto end_word = [&] {
    if (word.empty()) return;
    out += (out.empty() ? "" : " ") + word;
    word.clear();
    ++words;
  };
  bool whole = true;
  for (std::size_t at = 0; at < html.size(); ++at) {
    const std::string_view rest = html.substr(at);
    if (rest.starts_with("</li") || rest.starts_with("<ul") || rest.starts_with("<ol")) break;
    const bool space = html[at] == ' ' || html[at] == '\n' || html[at] == '\t';
    if (space || rest.starts_with("</p") || rest.starts_with("<br")) end_word();
    if (html[at] == '<') {
      at = std::min(html.find('>', at), html.size() - 1);
    } else if (!space) {
      if (words == kMostWords) {
        whole = false;
        break;
      }
      word += html[at];
    }
  }
  end_word();
  return unescape_html(std::move(out)) + (whole ? "" : "…");
}

}  // namespace

std::string place_section_html(
    std::string_view html, std::string_view base,
    const std::function<std::string(const std::string& words)>& permalink_label) {
  // Attribute values are escaped, so neither text below can stand inside one or in plain text.
  constexpr std::string_view kLink = "href=\"entrepot:";
  constexpr std::string_view kItem = "<li id=\"";
  std::string out;
  while (!html.empty()) {
    const std::size_t link = html.find(kLink), item = html.find(kItem);
    const std::size_t at = std::min(link, item);
    out += html.substr(0, at);
    if (at == std::string_view::npos) break;
    if (at == link) {
      out += fmt::format("href=\"{}/documents/", base);
      html.remove_prefix(at + kLink.size());
      continue;
    }
    html.remove_prefix(at + kItem.size());
    const std::string anchor(html.substr(0, html.find('"')));
    html.remove_prefix(std::min(html.find('>'), html.size() - 1) + 1);
    const std::string words = first_words(html);
    out += fmt::format(
        "<li class=\"ep-item\" id=\"{0}\"><a class=\"ep-permalink\" href=\"#{0}\" "
        "aria-label=\"{1}\"></a>",
        anchor, escape_html(permalink_label(words.empty() ? anchor : words)));
  }
  return out;
}

}  // namespace entrepot
