#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "indexer/index/generation_copy.h"
#include "model/generation.h"

namespace entrepot {

/// Describes every file of a generation, by path. Of one that was copied, those pieces are hashed
/// that are others by now; to see which, it is compared with what it was copied from.
/// @param copied nothing, if none was.
/// @param jobs threads that read.
/// @throws Error: one cannot be read.
[[nodiscard]] std::map<std::string, Manifest::File> describe_generation(
    const std::filesystem::path& generation, const CopiedFiles& copied, unsigned jobs);

}  // namespace entrepot
