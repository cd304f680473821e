#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "service/pages/concept_pages.h"
#include "service/pages/view_names.h"
#include "service/pages/views.h"

/// What the pages of a country, a theme, a programme and a region show alike.
namespace entrepot {

/// The members for the partials profile_documents, profile_passages and profile_follow: the newest
/// documents by year, how many there are by year and by kind of passage, passages of the kinds that
/// tell what came of something; and where all of it is a feed, a timeline, a map and a table
/// of what is covered (follow, feed_url, timeline_url, map_url, coverage_url).
/// @param name of what they are about.
[[nodiscard]] nlohmann::json profile_of(const Name& name, const SearchQuery& query,
                                        const ViewContext& context);

/// A part of a page: the id of its heading, and its text.
using PagePart = std::pair<std::string, std::string>;

/// {has_jumps, jumps} for the partial jump; none where there is little to jump over.
[[nodiscard]] nlohmann::json jump_links(const std::vector<PagePart>& parts);

using CountsById = std::map<std::string, std::uint64_t, std::less<>>;

/// How many there are of each value of a facet in what `query` finds.
[[nodiscard]] CountsById counts_by_id(const std::string& facet, const SearchQuery& query,
                                      const ViewContext& context);

/// The name of an entry, leading to its page; for the partial counted, without a count.
[[nodiscard]] nlohmann::json page_link(const ConceptPages& pages, const std::string& id,
                                       const ViewContext& context);

/// The same with its count, of `query` narrowed to it, for the partial counted; a 0 is shown.
[[nodiscard]] nlohmann::json counted_link(const ConceptPages& pages, const std::string& id,
                                          std::uint64_t count, const SearchQuery& query,
                                          const ViewContext& context);

/// Each value of a facet that `query` finds something of, the most frequent first, then by name;
/// for the partial counts: {items, rest_url, rest_text}. Beyond `most` they are behind a link.
[[nodiscard]] nlohmann::json counted_pages(const ConceptPages& pages, const SearchQuery& query,
                                           const ViewContext& context, std::size_t most = 60);

/// Puts entries that have a "label" into the order of the interface's language.
void sort_by_label(nlohmann::json& entries, const ViewContext& context);

}  // namespace entrepot
