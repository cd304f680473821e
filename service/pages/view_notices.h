#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "service/pages/views.h"

/// What a page of results says about the search itself.
namespace entrepot {

/// A page that shows a search.
struct SearchPlace {
  std::string_view path{"/search"};  ///< Without the interface's base.
  /// Parameters whose mistakes it tells beside their fields.
  std::vector<std::string_view> fields{"q", "from", "to"};
  std::string own{};  ///< Parameters that are not of the search and that its links keep.
};

/// [{text, link_text, url}]: what of the address was left out or is not known, and the search that
/// was probably meant.
[[nodiscard]] nlohmann::json address_warnings(const SearchPage& page, const ParsedQuery& parsed,
                                              const ViewContext& context,
                                              const SearchPlace& place = {});

/// How the words were read, in sentences.
[[nodiscard]] nlohmann::json notices(const SearchPage& page, const ViewContext& context);

/// Said before the results: which of the reader's words nothing has, and what they rest on then;
/// empty if every word is somewhere.
[[nodiscard]] std::string missing_words(const SearchPage& page, const SearchQuery& query,
                                        const ViewContext& context);

}  // namespace entrepot
