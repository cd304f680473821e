#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/record.h"
#include "model/text/analyser.h"

namespace Xapian {
class Database;
}

/// Where else a lesson was drawn.
namespace entrepot {

/// A passage that says the same as another.
struct LikePassage {
  Document document{};  ///< Its document, without the Markdown.
  std::string anchor{}, kind{};
  std::vector<std::string> countries{};  ///< Of the passage, main one first.
};

inline constexpr std::size_t kMostLike = 3;

/// Kinds of passages that draw the same sort of lesson, `kind` among them: conclusions,
/// recommendations, lessons, good practices and success factors; outcomes; challenges. Empty for a
/// kind that draws none.
[[nodiscard]] const std::vector<std::string>& like_kinds(std::string_view kind);

/// At most kMostLike passages that draw the same lesson as one, each of another document, with a
/// theme in common: those of other countries first, then those with most in common. Left out are
/// what has been superseded, translations and newer or older versions of its document, and what
/// tells of the same event. Few are found, as a wrong one is worse than none. Whether one passage
/// is like another is the same both ways, and the order is total. Reads a bounded number of
/// passages. @throws Xapian::Error; Error: a record cannot be read.
[[nodiscard]] std::vector<LikePassage> like_passages(const Xapian::Database& passages,
                                                     const Analyser& analyser,
                                                     std::string_view document,
                                                     std::string_view anchor);

}  // namespace entrepot
