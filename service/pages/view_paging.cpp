#include "service/pages/view_paging.h"

#include <algorithm>
#include <set>

#include "service/pages/view_parts.h"

namespace entrepot {

using nlohmann::json;

std::vector<unsigned> shown_pages(unsigned current, unsigned last) {
  current = std::clamp(current, 1U, last);
  std::set<unsigned> shown{1, last, current};
  if (current > 1) shown.insert(current - 1);
  if (current < last) shown.insert(current + 1);
  std::vector<unsigned> out;
  for (const unsigned page : shown) {
    if (const unsigned before = out.empty() ? 0 : out.back(); page == before + 2) {
      out.push_back(page - 1);
    } else if (page > before + 1) {
      out.push_back(0);
    }
    out.push_back(page);
  }
  return out;
}

json paging_json(const SearchPage& page, const SearchQuery& query, const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  const Locale& locale = context.ui.locale;
  const auto last = static_cast<unsigned>(
      std::clamp<std::uint64_t>(page.pages, 1, last_reachable_page(query.per_page)));
  const auto url_of = [&](unsigned number) {
    SearchQuery other = query;
    other.page = number;
    return search_link(other, context.ui);
  };
  const bool beyond = page.found > 0 && query.page > last;
  json pages = json::array();
  for (const unsigned number : shown_pages(query.page, last)) {
    const std::string text = locale.number(number);
    pages.push_back({{"gap", number == 0},
                     {"text", text},
                     {"label", strings.text("search.page_label", {{"page", text}})},
                     {"url", number == 0 ? "" : url_of(number)},
                     {"current", number == query.page}});
  }
  return {{"has_pages", last > 1 || beyond},
          {"pages", pages},
          {"previous", query.page > 1 ? url_of(std::min(query.page - 1, last)) : ""},
          {"next", query.page < last ? url_of(query.page + 1) : ""},
          {"beyond_text",
           beyond ? strings.text("search.page_beyond", {{"page", locale.number(query.page)},
                                                        {"last", locale.number(last)}})
                  : ""},
          {"last_url", beyond ? url_of(last) : ""}};
}

}  // namespace entrepot
