#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "service/pages/views.h"

/// What several pages show alike.
namespace entrepot {

/// The address of a search.
[[nodiscard]] std::string search_link(const SearchQuery& query, const Interface& ui);

/// A search for one value of a facet, newest first, that counts no facets.
[[nodiscard]] SearchQuery facet_query(const std::string& facet, std::vector<std::string> values);

/// The hits of a page as the partials hit_document and hit_passage show them.
[[nodiscard]] nlohmann::json hit_cards(const SearchPage& page, const SearchQuery& query,
                                       const ViewContext& context);

/// {lang, dir} of a text in a language (BCP 47, or empty if unknown); empty where the page says it
/// already.
[[nodiscard]] nlohmann::json text_language(const std::string& text, const std::string& language,
                                           const ViewContext& context);

/// {lang, dir} of a document's title, and {translated_title, translated_summary} in the interface's
/// language; empty where nothing need be said.
[[nodiscard]] nlohmann::json language_of(const Document& document, const ViewContext& context);

/// {date_text, date_lang, date_dir}: when it was, in its author's words or else in the interface's.
[[nodiscard]] nlohmann::json date_of(const Document& document, const ViewContext& context);

/// {cite_before, cite_title, cite_lang, cite_dir, cite_after}: how to cite a document, for the
/// partial citation.
[[nodiscard]] nlohmann::json citation_of(const Document& document, const ViewContext& context);

/// {source_kind, source_kind_label, evidence_label, evidence_level, status_label}: the marks of a
/// document.
[[nodiscard]] nlohmann::json provenance_of(const Document& document, const ViewContext& context);

/// "Conclusion": one passage of that kind.
[[nodiscard]] std::string kind_label(const std::string& kind, const ViewContext& context);

/// How much of a passage's kind its heading says already.
enum class KindInHeading {
  No,     ///< "Data": the kind must be shown.
  Named,  ///< "Conclusion 4: Performance": it begins with it.
  Whole,  ///< "Outcomes", "Recomendaciones": it says nothing else.
};
[[nodiscard]] KindInHeading kind_in_heading(const std::string& heading, const std::string& kind,
                                            const ViewContext& context);

/// The counts of one facet over what `query` finds. @return no values if nothing has any.
[[nodiscard]] FacetCounts count_facet(const std::string& facet, SearchQuery query,
                                      const ViewContext& context);

/// [{label, count, url}] where `url_of` leads for each value.
template <typename UrlOf>
nlohmann::json counted_links(const FacetCounts& facet, const Locale& locale, UrlOf url_of) {
  nlohmann::json list = nlohmann::json::array();
  for (const FacetValue& value : facet.values)
    list.push_back({{"label", value.label},
                    {"count", locale.number(value.count)},
                    {"url", url_of(value.value)}});
  return list;
}

/// {url, title, lang, dir, translated_title} of a document with its marks (`provenance_of`), or
/// null if there is none of that id.
[[nodiscard]] nlohmann::json document_link(const std::string& id, const ViewContext& context);

/// The passages of one kind that `query` finds, as many as fit its page, for the partial kinds;
/// null if there are none.
[[nodiscard]] nlohmann::json passage_group(const std::string& kind, SearchQuery query,
                                           const ViewContext& context);

}  // namespace entrepot
