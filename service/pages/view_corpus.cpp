#include "service/pages/view_corpus.h"

#include <fmt/format.h>

#include "service/pages/view_parts.h"

namespace entrepot {
namespace {

using nlohmann::json;

/// When the latest activity was; empty if none has a date.
std::string newest_activity(const ViewContext& context) {
  SearchQuery one{.sort = Sort::NewestFirst, .per_page = 1, .facets = std::vector<std::string>{}};
  const SearchPage page = context.search(one);
  if (page.hits.empty() || !page.hits.front().document.date) return {};
  return context.ui.locale.date(*page.hits.front().document.date);
}

}  // namespace

json corpus_facts(const ViewContext& context) {
  const Strings& strings = context.ui.strings;
  const Manifest::Content& content = context.library.manifest().content;
  const SearchQuery documents{.sort = Sort::NewestFirst};
  const SearchQuery passages{.group = Group::Passage, .sort = Sort::NewestFirst};
  return {{"totals",
           {counted(strings.text("corpus.documents"), "", content.documents, documents, context),
            counted(strings.text("corpus.passages"), "", content.passages, passages, context)}},
          {"languages", counted_values(count_facet("language", documents, context), {}, context)},
          {"newest", newest_activity(context)},
          {"newest_url", search_link(documents, context.ui)}};
}

std::string written_time(const std::string& time, const Locale& locale) {
  constexpr std::size_t kDay = 10, kMinute = 16;
  std::string problem;
  const std::optional<DateInterval> day = parse_edtf(time.substr(0, kDay), problem);
  if (!day || time.size() < kMinute || time.back() != 'Z') return time;
  return fmt::format("{}, {} UTC", locale.date(*day), time.substr(kDay + 1, kMinute - kDay - 1));
}

}  // namespace entrepot
