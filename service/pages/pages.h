#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "service/http/assets.h"
#include "service/pages/interface.h"
#include "service/pages/templates.h"
#include "service/pages/views.h"

namespace entrepot {

/// The HTML pages of the site in each of its languages, complete without JavaScript: views.h says
/// what each shows, this puts it into the site's templates and frame. Immutable; threads may share
/// it.
class Pages {
 public:
  struct Options {
    MissingName missing = MissingName::Empty;
    std::string public_url{};  ///< As of Interface.
    std::string contact{};     ///< As of Interface.
  };

  /// @param site the folder with templates/, strings/, map/ and assets/. `assets` outlives the
  /// pages.
  /// @throws Error: a file is missing or malformed.
  Pages(const std::filesystem::path& site, const Assets& assets, const Options& options);
  ~Pages();

  /// A whole page. @pre `ui` is one of interfaces().
  [[nodiscard]] std::string render(View view, const Interface& ui) const;

  /// In the order of kInterfaceLanguages.
  [[nodiscard]] const std::vector<Interface>& interfaces() const;
  /// For answers that are no pages.
  [[nodiscard]] const Interface& english() const { return interfaces().front(); }

  /// What the map of documents is drawn from.
  [[nodiscard]] const MapShapes& map_shapes() const;

  /// Changes whenever any page may look different for the same index.
  [[nodiscard]] const std::string& version() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// "https://entrepot.example" without a slash at its end. @return what is wrong with it, or empty.
[[nodiscard]] std::string check_public_url(std::string_view url);

/// A mail address or the address of a page as a link: "mailto:desk@example.org"; empty for neither.
[[nodiscard]] std::string contact_link(std::string_view contact);

}  // namespace entrepot
