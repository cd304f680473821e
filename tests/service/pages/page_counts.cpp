#include "tests/service/pages/page_counts.h"

#include <doctest/doctest.h>

#include <regex>

namespace entrepot::test {
namespace {

std::string without_tags(const std::string& html) {
  return std::regex_replace(html, std::regex("<[^>]*>"), "");
}

std::string attribute(const std::string& tag, const std::string& name) {
  const std::string before = " " + name + "=\"";
  const std::size_t at = tag.find(before);
  if (at == std::string::npos) return {};
  const std::size_t begin = at + before.size();
  return std::regex_replace(tag.substr(begin, tag.find('"', begin) - begin), std::regex("&amp;"),
                            "&");
}

}  // namespace

std::vector<PageCount> page_counts(const std::string& html) {
  const std::regex counted(R"(<(a|span) [^>]*class="ep-count"[^>]*>)");
  std::vector<PageCount> counts;
  for (std::sregex_iterator match(html.begin(), html.end(), counted), end; match != end; ++match) {
    const auto begin = static_cast<std::size_t>(match->position());
    const std::size_t text = begin + static_cast<std::size_t>(match->length());
    PageCount count{.shown = without_tags(html.substr(text, html.find("</", text) - text))};
    // A number that is no link itself stands in one.
    const std::size_t link = html.rfind("<a ", begin), closed = html.rfind("</a>", begin);
    const bool inside = closed == std::string::npos || closed < link;
    if (link != std::string::npos && (link == begin || inside))
      count.address = attribute(html.substr(link, html.find('>', link) - link), "href");
    counts.push_back(std::move(count));
  }
  return counts;
}

std::size_t check_counts(const std::string& html, const Library& library, const Interface& ui) {
  const std::vector<PageCount> counts = page_counts(html);
  const std::string path = ui.search_path();
  for (const PageCount& count : counts) {
    CAPTURE(count.shown);
    CAPTURE(count.address);
    CHECK((count.address == path || count.address.starts_with(path + "?")));
    const ParsedQuery parsed = parse_search_query(
        parse_parameters(count.address.substr(std::min(count.address.size(), path.size() + 1))));
    CHECK(parsed.problems.empty());
    CHECK(ui.locale.number(library.search(parsed.query).found) == count.shown);
  }
  return counts.size();
}

}  // namespace entrepot::test
