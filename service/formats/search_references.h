#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "service/formats/citation.h"
#include "service/query/search_query.h"
#include "service/search/library.h"

/// A search's whole result as references.
namespace entrepot {

/// As many as programs that keep references take at once without complaint.
inline constexpr std::size_t kMostReferences = 2'000;

struct SearchReferences {
  std::string text{};
  std::uint64_t found = 0;    ///< Matches; more than `written` where these are the first of them.
  std::uint64_t written = 0;  ///< References in the text.
};

/// A reference to each match, in the query's order: to the document, or with Group::Passage to the
/// passage. @param suffix of the form, as of references(). @throws Error: the index cannot be read.
[[nodiscard]] SearchReferences search_references(const SearchQuery& query, const Library& library,
                                                 const Repository& repository,
                                                 std::string_view suffix,
                                                 std::size_t most = kMostReferences);

}  // namespace entrepot
