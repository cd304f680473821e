#include "indexer/source/packed.h"

#include "model/error.h"

namespace entrepot {
namespace {

constexpr unsigned kBits = 7;
constexpr std::uint64_t kMore = std::uint64_t{1} << kBits;  // set where another byte follows

[[noreturn]] void fail() { throw Error("packed values are cut off or damaged"); }

}  // namespace

void Packer::add(std::uint64_t number) {
  for (; number >= kMore; number >>= kBits) bytes_ += static_cast<char>(number % kMore + kMore);
  bytes_ += static_cast<char>(number);
}

void Packer::add(std::string_view text) {
  add(std::uint64_t{text.size()});
  bytes_ += text;
}

void Packer::add(const std::vector<std::string>& texts) {
  add(std::uint64_t{texts.size()});
  for (const std::string& one : texts) add(std::string_view(one));
}

std::uint64_t Unpacker::number() {
  std::uint64_t out = 0;
  for (unsigned shift = 0; shift < 64; shift += kBits) {
    if (rest_.empty()) fail();
    const std::uint64_t byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    out |= byte % kMore << shift;
    if (byte < kMore) return out;
  }
  fail();
}

std::string_view Unpacker::text() {
  const std::size_t size = count();
  const std::string_view out = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return out;
}

std::size_t Unpacker::count() {
  const std::uint64_t count = number();
  if (count > rest_.size()) fail();
  return count;
}

std::vector<std::string> Unpacker::texts() {
  std::vector<std::string> out(count());
  for (std::string& one : out) one = text();
  return out;
}

}  // namespace entrepot
