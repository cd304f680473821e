#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace entrepot {

/// Packs values one after the other into few bytes: numbers take seven bits a byte, texts their
/// length and themselves. Who reads them knows their order.
class Packer {
 public:
  void add(std::uint64_t number);
  void add(std::string_view text);
  void add(const std::vector<std::string>& texts);

  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_{};
};

/// Reads what a Packer packed.
class Unpacker {
 public:
  /// @param bytes outlive this.
  explicit Unpacker(std::string_view bytes) : rest_(bytes) {}

  /// @throws Error, as the others: the bytes end before, or are none of a Packer.
  [[nodiscard]] std::uint64_t number();
  /// A part of the bytes.
  [[nodiscard]] std::string_view text();
  [[nodiscard]] std::vector<std::string> texts();
  /// How many of something follow, each of a byte or more.
  [[nodiscard]] std::size_t count();
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

}  // namespace entrepot
