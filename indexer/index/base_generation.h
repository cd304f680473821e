#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "indexer/corpus/known_corpus.h"
#include "indexer/index/held_generation.h"

namespace entrepot {

/// The current index of a data folder, if the next one can be made from it: this very program wrote
/// it, and what it keeps of its sources is as it was written.
class BaseGeneration {
 public:
  explicit BaseGeneration(const std::filesystem::path& data);
  BaseGeneration(const BaseGeneration&) = delete;
  BaseGeneration& operator=(const BaseGeneration&) = delete;

  /// Whether there is a current index at all.
  [[nodiscard]] bool is_there() const { return is_there_; }
  /// What keeps the next index from being made from it; empty if nothing does. The methods below
  /// are for that case alone.
  [[nodiscard]] const std::string& obstacle() const { return obstacle_; }

  [[nodiscard]] const std::filesystem::path& folder() const { return held_->folder(); }
  [[nodiscard]] const Manifest& manifest() const { return held_->manifest(); }
  [[nodiscard]] const KnownCorpus& sources() const { return *sources_; }
  /// As it lies there.
  [[nodiscard]] const std::string& vocabulary_json() const { return vocabulary_json_; }

 private:
  bool is_there_ = false;
  std::string obstacle_{};
  std::unique_ptr<HeldGeneration> held_{};
  std::unique_ptr<KnownCorpus> sources_{};
  std::string vocabulary_json_{};
};

/// SHA-256 of the file of this program: another one may write another index of the same corpus.
/// Empty if it cannot be read.
[[nodiscard]] std::string program_hash();

}  // namespace entrepot
