#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace entrepot::bench {

struct Question {
  std::string text{};
  std::size_t words = 0;
};

/// Questions as people ask them: words of one passage of the index each, in its order; 60 % have
/// one word or two, 30 % three to five, 10 % six to twelve. The same on every machine for the same
/// index. Words of fewer than four letters are not among them.
/// @throws Error: it has no passages; Xapian::Error: it cannot be read.
[[nodiscard]] std::vector<Question> draw_questions(const std::filesystem::path& generation,
                                                   std::size_t count, std::uint64_t seed);

}  // namespace entrepot::bench
