#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace entrepot {

/// The addresses that readers of a published index can have written down.
struct PublishedAddresses {
  struct Document {
    std::string id{};
    std::string path{};               ///< Of its file in a corpus: "case-studies/a.md".
    std::set<std::string> anchors{};  ///< Of sections and passages; former ones, too.
    bool operator==(const Document&) const = default;
  };
  std::vector<Document> documents{};               ///< By id.
  std::map<std::string, std::string> moved{};      ///< Former id -> id.
  std::map<std::string, std::string> withdrawn{};  ///< Id -> title.
  bool operator==(const PublishedAddresses&) const = default;
};

/// Reads the current generation of a data folder. Holds it against removal meanwhile.
/// @throws Error: there is none, it is damaged, or it has another schema.
[[nodiscard]] PublishedAddresses read_published_addresses(const std::filesystem::path& data);

}  // namespace entrepot
