#include "service/export/offline_parts.h"

#include <fmt/format.h>

#include <utility>

#include "service/formats/api_json.h"

namespace entrepot {

void write_part(const std::string& name, const nlohmann::json& part, const WriteFile& write) {
  write(fmt::format("{}{}.js", kPartsFolder, name),
        fmt::format("entrepot(\"{}\",{});\n", name, dump(part)));
}

std::string part_name(std::string_view list, std::size_t number) {
  return fmt::format("{}-{:02x}", list, number);
}

void PartBlocks::add(nlohmann::json entry) {
  block_.push_back(std::move(entry));
  if (block_.size() == kBlock) finish();
}

void PartBlocks::finish() {
  if (block_.empty()) return;
  write_part(part_name(list_, written_++), block_, write_);
  block_ = nlohmann::json::array();
}

}  // namespace entrepot
