#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "service/http/assets.h"
#include "service/pages/templates.h"
#include "service/query/search_query.h"
#include "service/search/library.h"
#include "service/wording/strings.h"

namespace entrepot {

/// The HTML pages of the site. Every function returns a whole page, complete without JavaScript.
/// Immutable; threads may share it.
class Pages {
 public:
  /// @param site the folder with templates/, strings/ and assets/. `assets` outlives the pages.
  /// @throws Error: a file is missing or malformed.
  Pages(const std::filesystem::path& site, const Assets& assets, MissingName missing);
  ~Pages();

  [[nodiscard]] std::string home(const Library& library) const;
  [[nodiscard]] std::string search(const Library& library, const ParsedQuery& parsed) const;
  /// The feed of a search: Atom, no HTML.
  [[nodiscard]] std::string feed(const Library& library, const SearchQuery& query) const;
  [[nodiscard]] std::string document(const Library& library, const DocumentRecord& record) const;
  [[nodiscard]] std::string countries(const Library& library) const;
  [[nodiscard]] std::string country(const Library& library, const Concept& country) const;
  [[nodiscard]] std::string themes(const Library& library) const;
  [[nodiscard]] std::string theme(const Library& library, const Concept& theme) const;
  [[nodiscard]] std::string about(const Library& library) const;

  /// 410: why a document went, and what took its place.
  [[nodiscard]] std::string gone(const Library& library, const std::string& id,
                                 const Manifest::Tombstone& tombstone) const;
  /// 404, with near document ids if the path names a document.
  [[nodiscard]] std::string not_found(const Library& library, std::string_view path) const;
  /// 400, 405: `detail` says what is wrong and what to do.
  [[nodiscard]] std::string bad_request(int status, const std::string& detail) const;
  /// 500, 503: needs no index.
  [[nodiscard]] std::string unavailable(int status) const;

  /// The English wording, for answers that are no pages.
  [[nodiscard]] const Strings& strings() const;

  /// Changes whenever any page may look different for the same index.
  [[nodiscard]] const std::string& version() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entrepot
