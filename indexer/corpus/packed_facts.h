#pragma once

#include "indexer/source/file_state.h"
#include "indexer/source/packed.h"
#include "model/diagnostics.h"

/// What an index keeps of the files it was made from, packed.
namespace entrepot {

void pack_state(Packer& packer, const FileState& state);
/// @throws Error, as the others: not what was packed.
[[nodiscard]] FileState unpack_state(Unpacker& in);

/// The line and the column alone.
void pack_place(Packer& packer, const Location& where);
[[nodiscard]] Location unpack_place(Unpacker& in, const std::string& file);

void pack_problems(Packer& packer, const Diagnostics& problems);
[[nodiscard]] Diagnostics unpack_problems(Unpacker& in);

}  // namespace entrepot
