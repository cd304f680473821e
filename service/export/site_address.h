#pragma once

#include <optional>
#include <string>
#include <string_view>

/// Links to places of this site.
namespace entrepot {

struct SiteAddress {
  std::string path{};      ///< Decoded: "/documents/a b".
  std::string query{};     ///< As written, without "?".
  std::string fragment{};  ///< As written, without "#".
  bool operator==(const SiteAddress&) const = default;

  /// What is asked for: "/map?theme=x". A style sheet's "?v=" is no part of it.
  [[nodiscard]] std::string asked() const;
  [[nodiscard]] bool is_asset() const { return path.starts_with("/assets/"); }
};

/// Reads a link of a page. Nothing for one that leads elsewhere or stays on the page ("#part").
[[nodiscard]] std::optional<SiteAddress> site_address(std::string_view link);

}  // namespace entrepot
