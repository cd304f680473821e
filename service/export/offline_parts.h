#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

/// The index of the offline search is scripts that each hand over one part of it: from a disk a
/// browser loads scripts and nothing else.
namespace entrepot {

/// The folder of all parts in an export.
inline constexpr std::string_view kPartsFolder = "search/";

/// Entries of a list that is loaded by blocks have so many each.
inline constexpr std::size_t kBlock = 100;

/// A part that a question needs is about so long at most.
inline constexpr std::size_t kMostPartBytes = 64 * 1024;

/// @param name of a file within the export: "search/index.js".
using WriteFile = std::function<void(const std::string& name, const std::string& bytes)>;

/// Writes search/NAME.js, which calls entrepot(NAME, part).
void write_part(const std::string& name, const nlohmann::json& part, const WriteFile& write);

/// "cards-00", "cards-01", "cards-a0"…: two digits of 16 or more.
[[nodiscard]] std::string part_name(std::string_view list, std::size_t number);

/// A long list, written block by block.
class PartBlocks {
 public:
  PartBlocks(std::string list, const WriteFile& write) : list_(std::move(list)), write_(write) {}

  void add(nlohmann::json entry);
  void finish();

 private:
  std::string list_;
  const WriteFile& write_;
  nlohmann::json block_ = nlohmann::json::array();
  std::size_t written_ = 0;
};

}  // namespace entrepot
