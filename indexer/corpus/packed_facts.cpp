#include "indexer/corpus/packed_facts.h"

#include <cstdint>
#include <string>

#include "model/error.h"

namespace entrepot {

void pack_state(Packer& packer, const FileState& state) {
  packer.add(state.bytes);
  packer.add(static_cast<std::uint64_t>(state.modified));
  packer.add(static_cast<std::uint64_t>(state.changed));
  packer.add(std::uint64_t{state.is_certain});
}

FileState unpack_state(Unpacker& in) {
  FileState out{.bytes = in.number()};
  out.modified = static_cast<std::int64_t>(in.number());
  out.changed = static_cast<std::int64_t>(in.number());
  out.is_certain = in.number() != 0;
  return out;
}

void pack_place(Packer& packer, const Location& where) {
  packer.add(std::uint64_t{where.line});
  packer.add(std::uint64_t{where.column});
}

Location unpack_place(Unpacker& in, const std::string& file) {
  Location out{.file = file};
  out.line = in.number();
  out.column = in.number();
  return out;
}

void pack_problems(Packer& packer, const Diagnostics& problems) {
  packer.add(std::uint64_t{problems.size()});
  for (const Diagnostic& one : problems) {
    packer.add(one.where.file);
    pack_place(packer, one.where);
    packer.add(static_cast<std::uint64_t>(one.severity));
    packer.add(one.message);
  }
}

Diagnostics unpack_problems(Unpacker& in) {
  Diagnostics out(in.count());
  for (Diagnostic& one : out) {
    one.where = unpack_place(in, std::string(in.text()));
    one.severity = static_cast<Severity>(in.number());
    if (one.severity > Severity::Note) throw Error("a severity is damaged");
    one.message = in.text();
  }
  return out;
}

}  // namespace entrepot
