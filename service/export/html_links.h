#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The links of our own pages, which are well-formed HTML: no general parser, but quotes of either
/// sort or none, comments, and scripts and styles that look like tags are read as browsers do.
namespace entrepot {

/// One link of a page.
struct PageLink {
  std::string element{};    ///< "a", in small letters.
  std::string attribute{};  ///< "href"; "srcset" holds several, each told by itself.
  std::string address{};    ///< Decoded: "/search?q=a&country=BO".
};

/// In the order of the page.
[[nodiscard]] std::vector<PageLink> links_of(std::string_view html);

/// Where a link leads in a copy of the page; nothing where it leads nowhere.
using Relink = std::function<std::optional<std::string>(const PageLink&)>;

/// The page with other links; all else is the same, byte by byte. A link that leads nowhere goes:
/// of an `a` its words stay, without what only says something of the link; a `form`, and an `a` to
/// download something or to what is for programs (it has a `type`), are hidden; of another element
/// the attribute goes, or with `link` the whole line. Scripts of type="module" become deferred
/// ones, because a browser runs no module from a disk.
[[nodiscard]] std::string with_links(std::string_view html, const Relink& relink);

}  // namespace entrepot
