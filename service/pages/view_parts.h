#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "service/pages/view_names.h"
#include "service/pages/views.h"

/// What several pages show alike.
namespace entrepot {

/// The address of a search on a page that shows one ("/search", "/map"), without the interface's
/// base.
/// @param own parameters of that page that are not of the search: "by=country".
[[nodiscard]] std::string query_address(std::string_view page, SearchQuery query,
                                        std::string_view own = {});
[[nodiscard]] std::string search_address(SearchQuery query);

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

/// {lang, dir} of a document's title; {translated_title, translated_lang, translated_dir}: its
/// translation into the interface's language or else into English; and {translated_summary} in the
/// interface's language. Empty where nothing need be said.
[[nodiscard]] nlohmann::json language_of(const Document& document, const ViewContext& context);

/// {date_text, date_lang, date_dir}: when it was, in its author's words or else in the interface's.
/// What has no date is undated, whatever words its author has for that.
[[nodiscard]] nlohmann::json date_of(const Document& document, const ViewContext& context);

/// {source_kind, source_kind_label, evidence_name, evidence_label, evidence_level, status_label}:
/// the marks of a document, for the partial marks.
[[nodiscard]] nlohmann::json provenance_of(const Document& document, const ViewContext& context);

/// {source_kind_url, evidence_url}: where it is said what marks mean.
[[nodiscard]] nlohmann::json mark_links(const ViewContext& context);

/// "Conclusion": one passage of that kind.
[[nodiscard]] std::string kind_label(const std::string& kind, const ViewContext& context);

/// "Outcomes, item 2": the items of one section have its title in common.
[[nodiscard]] std::string with_item(const std::string& title, const std::string& anchor,
                                    const ViewContext& context);

/// "Bolivia, Peru": what a document is about, the main country first.
[[nodiscard]] std::string country_names(const Document& document, const ViewContext& context);

/// How much of a passage's kind its heading says already.
enum class KindInHeading {
  No,     ///< "Data": the kind must be shown.
  Named,  ///< "Conclusion 4: Performance": it begins with it.
  Whole,  ///< "Outcomes", "Recomendaciones": it says nothing else.
};
[[nodiscard]] KindInHeading kind_in_heading(const std::string& heading, const std::string& kind,
                                            const ViewContext& context);

/// Puts the values of a facet into a reader's order: chosen first, then the most frequent, then by
/// label as the interface's language has it.
void sort_values(std::vector<FacetValue>& values, const ViewContext& context);

/// The counts of one facet over what `query` finds. @return no values if nothing has any.
[[nodiscard]] FacetCounts count_facet(const std::string& facet, SearchQuery query,
                                      const ViewContext& context);

/// `label_json` with {url, count, count_url, count_label} for the partial counted: a name and how
/// many there are of it. The number always leads to the search that finds so many; the name leads
/// to `page`, or if that is empty to the same search.
[[nodiscard]] nlohmann::json counted(const Name& name, const std::string& page, std::uint64_t count,
                                     const SearchQuery& query, const ViewContext& context);

/// The same for a name that nothing has: without a count.
[[nodiscard]] nlohmann::json uncounted(const Name& name, const std::string& page,
                                       const ViewContext& context);

/// The same for each value of a facet, as it narrows `query`. A name leads to the value's page; if
/// it has none, to the search.
[[nodiscard]] nlohmann::json counted_values(const FacetCounts& facet, const SearchQuery& query,
                                            const ViewContext& context);

/// "12 documents", "3 passages": what a search found, in words.
[[nodiscard]] std::string found_text(std::uint64_t found, Group group, const Interface& ui);

/// {url, title} of a document with its languages (`language_of`) with its marks (`provenance_of`),
/// or null if there is none of that id.
[[nodiscard]] nlohmann::json document_link(const std::string& id, const ViewContext& context);
[[nodiscard]] nlohmann::json document_link(const Document& document, const ViewContext& context);

/// The passages of one kind that `query` finds, as many as fit its page, for the partial kinds;
/// null if there are none.
[[nodiscard]] nlohmann::json passage_group(const std::string& kind, SearchQuery query,
                                           const ViewContext& context);

}  // namespace entrepot
