#pragma once

#include <string>
#include <vector>

#include "service/pages/pages.h"

/// The rule of counts, read from the HTML of a page.
namespace entrepot::test {

/// A number of documents or passages on a page, and the search that its link makes.
struct PageCount {
  std::string shown{};    ///< "1,234"
  std::string address{};  ///< "/search?country=BO"; empty for a number that is no link.
};

/// Every element of class ep-count, in order.
[[nodiscard]] std::vector<PageCount> page_counts(const std::string& html);

/// Fails the test for each number of the page that is no link, or whose search finds another
/// number. @return how many there are.
std::size_t check_counts(const std::string& html, const Library& library, const Interface& ui);

}  // namespace entrepot::test
