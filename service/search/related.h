#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/record.h"
#include "service/search/columns.h"
#include "service/search/related_words.h"

namespace Xapian {
class Database;
}

/// What to read after a document, and why.
namespace entrepot {

/// Why a document is worth reading after another. All of it is true of both, whatever the kind:
/// the kind is the strongest of what they have in common.
struct RelatedReason {
  enum class Kind {
    Stated,  ///< The author says so.
    Event,   ///< The dates overlap, and main country and a theme are the same: is_same_event().
    Theme,   ///< They have a theme in common; with a country or a region it is stronger.
    Words,   ///< Words that mark the one text stand in the other.
  };
  Kind kind = Kind::Words;
  std::vector<std::string> themes{};  ///< In common, the rarest of the index first.
  /// In common, in the order of the document that is read.
  std::vector<std::string> countries{}, regions{};
  std::vector<std::string> words{};  ///< In small letters, the most telling first: three to five,
                                     ///< or none if they have fewer in common.
  bool operator==(const RelatedReason&) const = default;
};

struct RelatedDocument {
  Document document{};  ///< Without its Markdown.
  RelatedReason reason{};
};

inline constexpr std::size_t kMostRelated = 6;

/// After which document to read on.
struct ReadingPlace {
  const DocumentRecord& record;
  std::vector<std::string> left_out{};  ///< Ids of what its page shows as something nearer.
};

/// At most kMostRelated documents to read after one, the nearest first: those its author names in
/// their order, then one event's, then those with themes in common, then those with words. One that
/// has been superseded stands lower. Left out are the document itself, what its page links anyway
/// (translation_of, supersedes, superseded_by, primary_account, links in its text unless they are
/// `related` too), `left_out` and what is not searched. The order is total: equal ones stand as in
/// kOrderSlot. Reads a bounded number of postings, however many documents share a tag.
/// @param columns of `documents`. @throws Xapian::Error; Error: a record cannot be read.
[[nodiscard]] std::vector<RelatedDocument> related_documents(const Xapian::Database& documents,
                                                             const Columns& columns,
                                                             const Lexis& lexis,
                                                             const ReadingPlace& place);

}  // namespace entrepot
