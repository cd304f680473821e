#include "service/pages/atom_feed.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/sha256.h"
#include "model/text/unicode.h"
#include "service/formats/api_json.h"
#include "service/pages/view_choices.h"
#include "service/pages/view_parts.h"

namespace entrepot {
namespace {

constexpr std::size_t kMostEntries = 50;
constexpr std::size_t kMostSummaryBytes = 1'000;
constexpr std::string_view kNoDay = "19700101";  // Atom knows no missing time

/// Text that XML 1.0 can hold: its control characters have no escape and are left out.
std::string xml(std::string_view text) {
  std::string out = escape_html(text);
  std::erase_if(out, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r';
  });
  for (const std::string_view unknown : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"})
    for (std::size_t at; (at = out.find(unknown)) != std::string::npos;)
      out.erase(at, unknown.size());
  return out;
}

/// A UUID that a name always gets (RFC 9562, version 8).
std::string urn_of(const std::string& name) {
  std::string hex = sha256_hex("entrepot " + name).substr(0, 32);
  hex[12] = '8';
  constexpr std::string_view kVariants = "89ab";
  hex[16] = kVariants[static_cast<std::size_t>(hex[16]) % kVariants.size()];
  return fmt::format("urn:uuid:{}-{}-{}-{}-{}", hex.substr(0, 8), hex.substr(8, 4),
                     hex.substr(12, 4), hex.substr(16, 4), hex.substr(20));
}

/// The day of the last change that a document tells of, else of what it reports on: "20220209".
std::string updated_day(const Document& document) {
  std::string day;
  const auto take = [&day](const std::optional<DateInterval>& date) {
    // Of a month the first day, so that nothing is dated into the future.
    if (date) day = std::max(day, first_day({.start = date->end, .end = date->end}));
  };
  take(document.added);
  take(document.reviewed);
  if (day.empty()) take(document.published);
  if (day.empty()) take(document.date);
  return day.empty() ? std::string(kNoDay) : day;
}

std::string time_of(const std::string& day) {
  return fmt::format("{}-{}-{}T00:00:00Z", day.substr(0, 4), day.substr(4, 2), day.substr(6, 2));
}

std::string element(std::string_view name, std::string_view text,
                    const std::string& language = {}) {
  return fmt::format("<{0}{1}>{2}</{0}>\n", name,
                     language.empty() ? "" : fmt::format(" xml:lang=\"{}\"", xml(language)),
                     xml(text));
}

std::string link(std::string_view relation, std::string_view type, std::string_view url) {
  return fmt::format("<link rel=\"{}\" type=\"{}\" href=\"{}\"/>\n", relation, type, xml(url));
}

std::string cut(std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  const std::string_view start = cut_utf8(text, kMostSummaryBytes);
  return std::string(start) + (start.size() < text.size() ? "…" : "");
}

std::string entry(const Hit& hit, const std::string& day, const ViewContext& context) {
  const Document& document = hit.document;
  std::string identity = document.id, title = document.title, text = document.summary;
  if (!hit.passages.empty()) {
    const PassageHit& passage = hit.passages.front();
    identity += "#" + passage.anchor;
    if (!passage.title.empty()) title = fmt::format("{} – {}", passage.title, document.title);
    text = passage.snippet.text;
  }
  std::string out = "<entry>\n";
  out += element("id", urn_of("document " + identity));
  out += element("title", title, document.language);
  out += element("updated", time_of(day));
  out += link("alternate", "text/html", fmt::format("{}/documents/{}", context.ui.base, identity));
  for (const std::string& theme : document.tags.themes)
    out += fmt::format("<category term=\"{}\" label=\"{}\"/>\n", xml(theme),
                       xml(context.label("themes", theme)));
  if (!text.empty()) out += element("summary", cut(text), document.language);
  return out + "</entry>\n";
}

}  // namespace

std::string atom_feed(const SearchQuery& query, const ViewContext& context) {
  SearchQuery followed = whole_result(query);
  followed.sort = Sort::NewestFirst;
  std::string entries, updated(kNoDay);
  context.library.each_match(followed, kMostEntries, [&](const Hit& hit) {
    const std::string day = updated_day(hit.document);
    updated = std::max(updated, day);
    entries += entry(hit, day, context);
  });
  followed.sort = SearchQuery{}.sort;
  const Strings& strings = context.ui.strings;
  const std::string site = strings.text("site.name");
  const std::string subject = subject_of(followed.text, choices(followed, context), context);
  const std::string parameters = to_query_string(followed);
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
      "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n"
      "{}{}{}<author>\n{}</author>\n{}{}{}</feed>\n",
      context.ui.locale.language(), element("id", urn_of("search " + parameters)),
      element("title", subject.empty() ? site : strings.text("site.title", {{"page", subject}})),
      element("updated", time_of(updated)), element("name", site),
      link("self", "application/atom+xml", file_url("/search.atom", followed)),
      link("alternate", "text/html", search_link(followed, context.ui)), entries);
}

}  // namespace entrepot
