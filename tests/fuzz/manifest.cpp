// A manifest is read as it was written, or refused.
#include "model/error.h"
#include "model/generation.h"
#include "tests/fuzz/input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace entrepot;
  try {
    const Manifest manifest = parse_manifest(fuzz::text_of(bytes, size));
    fuzz::require(parse_manifest(to_json(manifest)) == manifest, "what is read is written back");
  } catch (const Error&) {
  }
  return 0;
}
