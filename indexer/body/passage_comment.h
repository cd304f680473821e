#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostics.h"
#include "model/document.h"
#include "model/vocabulary.h"

namespace entrepot {

/// An anchor, but for the numbers that make it unique or an item's. A document's id and an anchor
/// are one term of the index, which ends at 245 bytes: two longer ones could become the same.
inline constexpr std::size_t kMaxAnchorBytes = 120;

/// What `<!-- passage: lesson themes=aeo,transit countries=BO id=my-anchor was=old-one -->` says of
/// the block below it. Everything is optional.
struct PassageComment {
  std::string kind{};
  std::string id{};                ///< A fixed anchor, well formed.
  std::vector<std::string> was{};  ///< Former anchors.
  Tags tags{};                     ///< Regions follow from the countries.
  Location where{};                ///< Of "<!--".
  Location id_where{}, was_where{};
  bool operator==(const PassageComment&) const = default;
};

/// An HTML comment of a body.
struct CommentText {
  std::string_view inside{};                             ///< What stands between "<!--" and "-->".
  std::function<Location(std::size_t offset)> locate{};  ///< Place of a byte of `inside`.
  Location where{};                                      ///< Of "<!--".
};

/// Whether a comment speaks of a passage: its first word is "passage" and a colon follows.
[[nodiscard]] bool is_passage_comment(std::string_view inside);

/// Reads a passage comment: a kind first, if any, then KEY=VALUE[,VALUE...] with the keys id, was,
/// countries, themes, programmes, organisations and measures. What is wrong is reported where it
/// stands and left out; values of a list that could not be read are taken at their word.
/// @param hints how many mistakes of the file got a guess at what was meant, up to kMaxHints of
/// value_reader.h; this comment's are added. @pre is_passage_comment(comment.inside).
[[nodiscard]] PassageComment parse_passage_comment(const CommentText& comment,
                                                   const Vocabulary& vocabulary, std::size_t& hints,
                                                   Diagnostics& problems);

}  // namespace entrepot
