#include "service/formats/reason_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace entrepot {
namespace {

using Place = Reason::Place;

std::string quoted(const std::string& text, const Strings& strings) {
  return strings.text("search.word", {{"word", text}});
}

std::string where_text(const Reason::Where& where, const Vocabulary& vocabulary,
                       const Strings& strings, std::string_view language) {
  switch (where.place) {
    case Place::Title:
      return strings.text("why.title");
    case Place::Summary:
      return strings.text("why.summary");
    case Place::Passage:
      break;
    case Place::Tag:
      if (where.kind == "year") return strings.text("why.date", {{"date", where.label}});
      return strings.text("why.tag", {{"label", where.label}});
    case Place::TagName:
      return strings.text("why.tag_name");
    case Place::Text:
      return strings.text("why.text");
    case Place::Superseded:
      return strings.text("why.superseded");
    case Place::Retold:
      return strings.text("why.retold");
  }
  if (!where.label.empty())
    return strings.text("why.passage", {{"heading", quoted(where.label, strings)}});
  if (where.kind.empty()) return strings.text("why.opening");
  const std::string kind =
      strings.text_or("kind." + where.kind, vocabulary.label("kinds", where.kind, language));
  return strings.text("why.passage", {{"heading", quoted(kind, strings)}});
}

}  // namespace

std::string reason_text(const Reason& reason, const Vocabulary& vocabulary, const Strings& strings,
                        std::string_view language) {
  std::vector<std::string> places;
  for (const Reason::Where& where : reason.where) {
    // Items of one list have its heading.
    std::string place = where_text(where, vocabulary, strings, language);
    if (std::find(places.begin(), places.end(), place) == places.end())
      places.push_back(std::move(place));
  }
  const std::string all_places = strings.list(places);
  if (reason.word.empty()) return all_places;

  // A phrase, typed in quotes, keeps them.
  const bool is_quoted = reason.word.front() == '"';
  std::string what = is_quoted ? reason.word : quoted(reason.word, strings);
  if (!reason.meanings.empty())
    what = strings.text(
        "why.understood",
        {{"word", what}, {"meaning", fmt::format("{}", fmt::join(reason.meanings, " / "))}});
  if (!reason.forms.empty()) {
    std::vector<std::string> forms;
    for (const std::string& form : reason.forms) forms.push_back(quoted(form, strings));
    what = strings.text("why.forms", {{"word", what}, {"forms", strings.list(forms)}});
  }
  return strings.text("why.sentence", {{"what", what}, {"where", all_places}});
}

}  // namespace entrepot
