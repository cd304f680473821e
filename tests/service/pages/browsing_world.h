#pragma once

#include <functional>
#include <string>
#include <vector>

#include "service/pages/pages.h"
#include "tests/service/test_generation.h"

/// A small world to browse: countries, regions, groups, programmes and a tree of themes, some with
/// documents and some without.
namespace entrepot::test {

/// Bolivia, Chile and Peru have documents. Argentina borders two of them; Mongolia has the
/// landlocked group in common with Bolivia; Nauru has nothing in common with any.
[[nodiscard]] TestCorpus browsing_corpus();

class BrowsingWorld {
 public:
  explicit BrowsingWorld(const TestCorpus& corpus);

  /// The one of browsing_corpus(), made once.
  [[nodiscard]] static const BrowsingWorld& shared();

  [[nodiscard]] const Library& library() const { return library_; }
  [[nodiscard]] const Vocabulary& vocabulary() const { return library_.vocabulary(); }
  [[nodiscard]] const std::vector<Interface>& interfaces() const { return pages_.interfaces(); }
  [[nodiscard]] const Interface& ui(std::string_view language) const;
  [[nodiscard]] ViewContext context(std::string_view language = "en") const {
    return {library_, ui(language)};
  }
  [[nodiscard]] std::string render(View view, std::string_view language = "en") const {
    return pages_.render(std::move(view), ui(language));
  }

  /// The page of an entry of a list, as JSON and as HTML.
  [[nodiscard]] View view(std::string_view list, std::string_view id,
                          std::string_view language = "en") const;
  [[nodiscard]] std::string page(std::string_view list, std::string_view id,
                                 std::string_view language = "en") const {
    return render(view(list, id, language), language);
  }

 private:
  TemporaryFolder data_{};
  Library library_;
  Assets assets_;
  Pages pages_;
};

/// Every address that a page links to, without those of other sites.
[[nodiscard]] std::vector<std::string> links_of(const std::string& html);

[[nodiscard]] bool contains(const std::string& text, std::string_view part);

}  // namespace entrepot::test
