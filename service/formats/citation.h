#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/record.h"
#include "model/vocabulary.h"

/// What a reference to a document says. It is decided here once, so that the sentence on a page,
/// the files for reference managers and the data in a page's head say the same.
namespace entrepot {

/// Where the documents are kept.
struct Repository {
  const Vocabulary& vocabulary;
  std::string name{};        ///< "Entrepot"
  std::string public_url{};  ///< "https://entrepot.example"; empty if it is not known.
};

/// A part of a document that is cited by itself: a passage, or a section that only groups passages.
struct CitedPart {
  std::string anchor{};  ///< The present one, if it was asked for by a former one.
  std::string title{};   ///< Its heading; empty for what stands before the first one.
  std::string kind{};    ///< A kind's id, or empty.
  std::string text{};    ///< Plain; empty of a section that only groups passages.
  bool operator==(const CitedPart&) const = default;
};

/// The part at an anchor of today or of former days; nothing if the document has none there.
[[nodiscard]] std::optional<CitedPart> find_part(const DocumentRecord& record,
                                                 std::string_view anchor);

/// The item that a part is of its section's list, from its anchor: "2" of "outcomes.2". Empty of a
/// part that is none, or has an anchor of its author's choice.
[[nodiscard]] std::string item_number(std::string_view anchor);

/// The date in a reference: when the source was published. Where that is not known, when the
/// activity took place, since a case or a workshop without another date is looked up by that one.
/// Never when the record was added: that is a date of the repository, not of what is cited.
[[nodiscard]] std::optional<DateInterval> cited_date(const Document& document);

/// The publisher of the first primary source that names one; empty otherwise. Documents have no
/// personal authors, and whoever retells an event does not publish for those who took part in it.
[[nodiscard]] std::string cited_publisher(const Document& document);

/// "/documents/ID#ANCHOR", after the site's own address if that is known; as URIs are written (RFC
/// 3986). No anchor: the document.
[[nodiscard]] std::string document_url(std::string_view public_url, std::string_view id,
                                       std::string_view anchor = {});

/// One reference. Texts are single lines of UTF-8 without control characters.
struct Citation {
  std::string id{};     ///< The document's; of a part with ":" and its anchor.
  std::string title{};  ///< Of a part the document's, with the part's heading behind it.
  std::string language{};
  std::string type{};  ///< "Mission report"
  std::optional<DateInterval> issued{};
  std::optional<DateInterval> activity{};
  std::string publisher{};
  std::string repository{};
  std::string url{};       ///< Whole; empty where the site does not know its own address: a path
                           ///< is of no use to who has the reference alone.
  std::string abstract{};  ///< Of a part its text, if it is not too long.
  std::vector<std::string> keywords{};
  std::vector<std::string> notes{};  ///< In English: what it rests on, and whatever has no field.
};

/// @param part of the record; nothing: the whole document.
[[nodiscard]] Citation cite(const DocumentRecord& record, const std::optional<CitedPart>& part,
                            const Repository& repository);

}  // namespace entrepot
