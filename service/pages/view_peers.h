#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "service/pages/views.h"

namespace entrepot {

/// A country to compare another with, and why.
struct Peer {
  std::string country{};
  std::uint64_t documents = 0;        ///< About it; never 0.
  bool neighbour = false;             ///< They have a border by land.
  bool same_region = false;           ///< Of the WCO.
  std::vector<std::string> groups{};  ///< That both are members of, the smallest first.
  std::size_t shared_themes = 0;      ///< That documents about each of them have.
};

/// Countries with documents that are neighbours by land, or of the same region or group: neighbours
/// first, then those with the most themes in common; at most eight.
[[nodiscard]] std::vector<Peer> peers_of(const Concept& country, const ViewContext& context);

/// For the partial peers: each with its count, up to three reasons, and what it has in common.
[[nodiscard]] nlohmann::json peer_rows(const std::vector<Peer>& peers, const ViewContext& context);

/// The ids of the groups that a country is a member of, the smallest first.
[[nodiscard]] std::vector<std::string> groups_of(const std::string& country,
                                                 const Vocabulary& vocabulary);

}  // namespace entrepot
