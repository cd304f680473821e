#include "service/view_html.h"

#include <fmt/format.h>

#include "service/api_json.h"

namespace entrepot {

std::string place_section_html(
    std::string_view html, std::string_view base,
    const std::function<std::string(const std::string& anchor)>& permalink_label) {
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
    out += fmt::format(
        "<li class=\"ep-item\" id=\"{0}\"><a class=\"ep-permalink\" href=\"#{0}\" "
        "aria-label=\"{1}\">§</a>",
        anchor, escape_html(permalink_label(anchor)));
    html.remove_prefix(std::min(html.find('>'), html.size() - 1) + 1);
  }
  return out;
}

}  // namespace entrepot
