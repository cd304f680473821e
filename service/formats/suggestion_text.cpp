#include "service/formats/suggestion_text.h"

namespace entrepot {
namespace {

std::string filter_text(const Suggestion& one, const Strings& strings) {
  if (one.facet == "in") return strings.text("search.in_documents_chosen");
  const Strings::Values values{{"facet", strings.text("facet." + one.facet)},
                               {"value", strings.list(one.labels)}};
  if (one.use == FacetUse::All) return strings.text("search.chosen_all", values);
  if (one.use == FacetUse::Not) return strings.text("search.chosen_not", values);
  return strings.text("search.chosen_any", values);
}

}  // namespace

std::string suggestion_text(const Suggestion& one, const Strings& strings) {
  switch (one.kind) {
    case Suggestion::Kind::WithoutFilter:
      if (one.facet == "dates") return strings.text("search.without_dates");
      return strings.text("search.without", {{"filter", filter_text(one, strings)}});
    case Suggestion::Kind::WithoutFilters:
      return strings.text("search.without_all");
    case Suggestion::Kind::WithoutWord: {
      const bool is_quoted = one.label.find('"') != std::string::npos;
      return strings.text(
          "search.without",
          {{"filter", is_quoted ? one.label : strings.text("search.word", {{"word", one.label}})}});
    }
    case Suggestion::Kind::WithoutWords:
      return strings.text("search.without_words");
    case Suggestion::Kind::AnyWord:
      return strings.text("search.with_any");
    case Suggestion::Kind::AsWritten:
      return strings.text("search.as_written");
    case Suggestion::Kind::Broader:
      return strings.text("search.broader", {{"label", one.label}});
    case Suggestion::Kind::Narrower:
      return strings.text("search.narrower", {{"label", one.label}});
    case Suggestion::Kind::Neighbour:
      return strings.text("search.neighbour", {{"label", one.label}});
    case Suggestion::Kind::Form:
      return strings.text("search.form", {{"label", one.label}});
    case Suggestion::Kind::Region:
      break;
  }
  return strings.text("search.region", {{"label", one.label}});
}

}  // namespace entrepot
