#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "service/export/site_address.h"
#include "service/http/http.h"

/// Finds what the site has by asking for it and following its links.
namespace entrepot {

/// What becomes a file, and what does not.
class ExportScope {
 public:
  /// @param bases of the languages that are exported ("" or "/fr"), and of all there are.
  ExportScope(std::vector<std::string> chosen, std::vector<std::string> all)
      : chosen_(std::move(chosen)), all_(std::move(all)) {}

  /// Whether an address may become a file: all but answers that only make sense while they are
  /// fresh or asked (the API, feeds, monitors, tables of a search), pages of other languages, and
  /// the search, which the export has its own page for.
  [[nodiscard]] bool has(const SiteAddress& address) const;

  /// Whether they are one page, perhaps in two languages. The order of parameters does not count.
  [[nodiscard]] bool are_one(const SiteAddress& one, const SiteAddress& other) const;

  /// The base of the language whose search it is, if it is one of a chosen language.
  [[nodiscard]] const std::string* search_base(const std::string& path) const;

 private:
  [[nodiscard]] const std::string& base_of(const std::string& path) const;
  std::vector<std::string> chosen_, all_;
};

/// Something the site has at one address.
struct SiteFile {
  std::string address{};  ///< See SiteAddress::asked.
  bool is_page = false;
  std::string body{};
};

/// What a crawl found besides files.
struct CrawlResult {
  std::map<std::string, SiteAddress> moved{};  ///< By address: where it redirects to.
  std::vector<std::string> dead{};  ///< "/x, on /y": links that lead to nothing, in order.
};

struct CrawlHooks {
  HttpHandler answer{};                                      ///< Any thread may call it.
  std::function<void(SiteFile&&)> found{};                   ///< Told of each once, in one order.
  std::function<void(std::size_t, std::size_t)> progress{};  ///< Asked for, of those known of.
};

/// Breadth first from `seeds`, which are paths; of seeds that are not there nothing is said. Pages
/// with parameters are without number, as each leads to others; found are those that one without
/// leads to, in every language.
/// @throws Error: an answer says that the service fails.
[[nodiscard]] CrawlResult crawl_site(const std::vector<std::string>& seeds,
                                     const ExportScope& scope, const CrawlHooks& hooks);

}  // namespace entrepot
