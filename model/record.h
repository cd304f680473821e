#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "model/vocabulary.h"

/// What the index keeps of a document and of a passage, in Xapian's document data. Written by the
/// indexer, read by the service; its shape changes only with kSchemaVersion. A record is three
/// lines, each a JSON object, so that a reader parses what it shows and no more: the document's
/// front matter; the concepts that are named where a hit shows text; all the rest. Empty members
/// are left out.
namespace entrepot {

/// A concept that a text names, in whatever words: bytes [begin, end) of it.
struct NamedConcept {
  std::size_t begin = 0, end = 0;
  std::string list{}, id{};  ///< "themes", "aeo". A measure need not be in the vocabulary.
  bool operator==(const NamedConcept&) const = default;
};
using NamedConcepts = std::vector<NamedConcept>;

/// What a hit shows of a document names these, each text in order.
struct DocumentNames {
  NamedConcepts title{}, summary{};
  bool operator==(const DocumentNames&) const = default;
};

/// As for a document: its heading, and its text.
struct PassageNames {
  NamedConcepts title{}, text{};
  bool operator==(const PassageNames&) const = default;
};

/// Everything the service needs to show a document.
struct DocumentRecord {
  Document document{};               ///< As written, its Markdown included; tags.regions filled.
  Tags all_tags{};                   ///< Union of its own tags and its passages'.
  std::vector<std::string> kinds{};  ///< Of its passages, in order of first appearance.
  std::string superseded_by{};       ///< Id of the document that supersedes it, if one is searched.
  std::string primary_account{};     ///< Of a rewritten article: id of the document that has a
                                     ///< primary source on the same event, if one is searched.
  std::vector<Section> sections{};   ///< In document order: contents list and rendered text.
  std::vector<Passage> passages{};   ///< In document order.
  bool operator==(const DocumentRecord&) const = default;
};

/// Everything the service needs to show a passage on its own.
struct PassageRecord {
  Document document{};  ///< Its document, without the Markdown.
  Passage passage{};    ///< tags filled from its document where it states none.
  PassageNames names{};
  bool operator==(const PassageRecord&) const = default;
};

/// @param passage one of the record's.
[[nodiscard]] PassageRecord passage_record(const DocumentRecord& record, const Passage& passage);

/// The same for one passage after another of a record, whose document is copied but once.
class PassageRecords {
 public:
  explicit PassageRecords(const DocumentRecord& record);  ///< It outlives this object.

  /// passage_record() of one of the record's passages; valid until the next call.
  [[nodiscard]] PassageRecord& of(const Passage& passage);
  /// to_json() of what of() gave last, with what has been filled in since.
  [[nodiscard]] std::string json() const;

 private:
  const DocumentRecord& record_;
  PassageRecord current_{};
  std::string document_line_{};
};

/// @pre texts are valid UTF-8.
[[nodiscard]] std::string to_json(const DocumentRecord& record, const DocumentNames& names = {});
[[nodiscard]] std::string to_json(const PassageRecord& record);
[[nodiscard]] std::string to_json(const Vocabulary& vocabulary);

/// Inverses of to_json. @throws Error: not a record of this version.
[[nodiscard]] DocumentRecord parse_document_record(std::string_view json);
[[nodiscard]] PassageRecord parse_passage_record(std::string_view json);
[[nodiscard]] Vocabulary parse_vocabulary(std::string_view json);

/// The document of a record without what only its own page needs (Markdown, sections, passages):
/// cheaper than parse_document_record, for lists of hits. @throws Error: not a record.
[[nodiscard]] Document parse_document_summary(std::string_view json);

/// What a document's record says of names. @throws Error: not a record.
[[nodiscard]] DocumentNames parse_document_names(std::string_view json);

/// parse_passage_record without the document, for those who have it. @throws Error: not a record.
[[nodiscard]] PassageRecord parse_passage_alone(std::string_view json);

/// The values by which `facet` knows this record: "organisation" unites organisations, funders and
/// administrations; "language" is the primary subtag; "year" is every year of the date. Each once;
/// none for an unknown facet.
[[nodiscard]] std::vector<std::string> facet_values(const DocumentRecord& record,
                                                    std::string_view facet);
[[nodiscard]] std::vector<std::string> facet_values(const PassageRecord& record,
                                                    std::string_view facet);

}  // namespace entrepot
