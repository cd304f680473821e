#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// What an index holds, term by term and slot by slot. The indexer writes by this file and the
/// service reads by it; nothing else in the code knows a prefix or a slot. Prefixes and slots are
/// on disk: append, never renumber, and raise kSchemaVersion with any change to terms, slots or
/// records. Prefixes follow Xapian's conventions (omega, termprefixes): Q id, S title, N country,
/// L language, then X...; a ':' stands between a prefix and a value that begins in upper case.
namespace entrepot {

inline constexpr int kSchemaVersion = 10;          ///< In the manifest and in both databases.
inline constexpr std::size_t kMaxTermBytes = 245;  ///< Xapian's limit for a term.
inline constexpr unsigned kPassageGap = 100;  ///< Positions left free between two passages, so that
                                              ///< no phrase matches across them.

/// One way to narrow results.
struct Facet {
  std::string_view name;    ///< In URLs and JSON.
  std::string_view prefix;  ///< Of its boolean filter terms.
  unsigned slot;            ///< Value slot its column is made from.
  bool many;                ///< Whether a document may have several values.
  std::string_view
      vocabulary;  ///< The list its values come from; empty: the value is its own label.
  /// Whether a value includes those beneath it in its vocabulary: who asks for an article asks for
  /// its parts. A document is indexed with both.
  bool nested = false;
};
inline constexpr std::array kFacets{
    Facet{"country", "N", 1, true, "countries"},
    Facet{"region", "XREGION", 2, true, "regions"},
    Facet{"theme", "XTHEME", 3, true, "themes"},
    Facet{"programme", "XPROGRAMME", 4, true, "programmes"},
    Facet{"organisation", "XORGANISATION", 5, true, "organisations"},
    Facet{"type", "XTYPE", 6, false, "types"},
    Facet{"kind", "XKIND", 7, true, "kinds"},
    Facet{"language", "L", 8, false, "language"},
    Facet{"year", "Y", 9, true, ""},  // an activity over several years has every one
    Facet{"measure", "XMEASURE", 10, true, "measures", true},
    Facet{"evidence", "XEVIDENCE", 11, false, "evidence"},
    Facet{"status", "XSTATUS", 12, false, "statuses"},
    Facet{"source_kind", "XSOURCEKIND", 13, false, "source-kinds"},
    Facet{"modality", "XMODALITY", 14, false, "modalities"},
};

/// Value slots that are not facets. Sort slots hold strings whose byte order is the whole order
/// wanted, ties included, so that no order ever depends on document numbers.
inline constexpr unsigned kOrderSlot =
    0;  ///< Tie-break: latest end first, undated last, then id, then position.
inline constexpr unsigned kFirstDaySlot = 40;       ///< "20220208"; empty if undated.
inline constexpr unsigned kLastDaySlot = 41;        ///< "20220209"; empty if undated.
inline constexpr unsigned kEarliestFirstSlot = 42;  ///< Sort `date`.
inline constexpr unsigned kTitleSlot =
    43;  ///< Sort `title`: a collation key cut at 100 bytes, then slot 0.
inline constexpr unsigned kDocumentSlot = 44;  ///< The document's id, in both databases.

/// Terms that are not facets.
inline constexpr std::string_view kIdPrefix = "Q";  ///< Document id; of a passage "ID#ANCHOR".
inline constexpr std::string_view kDocumentPrefix =
    "XDOC";  ///< In both databases: the document's id.
inline constexpr std::string_view kRetoldTerm =
    "XRETOLD";  ///< Of a rewritten article and its passages, where another document has a primary
                ///< source on the same event.
inline constexpr std::string_view kMentionPrefix =
    "XMENTION";  ///< A concept named in a text, in whatever words: see mention_term().
inline constexpr std::string_view kDatesList =
    "dates";  ///< Of mentions that are months ("2022-11"): those in which it took place, at most
              ///< kMostMonths of them, if the months are known.
inline constexpr unsigned kMostMonths = 36;
inline constexpr std::string_view kOwnerPrefix =
    "XOWNER";  ///< A country whose administrations or agencies do or pay for what takes place
               ///< elsewhere; it is mentioned, too.
inline constexpr std::string_view kMainPrefix =
    "XMAIN";  ///< The first of its countries, which is the main one; of a passage, of those
              ///< that it states or else inherits.
inline constexpr std::string_view kStemPrefix = "Z";     ///< "Zen:manag"
inline constexpr std::string_view kFoldedPrefix = "F:";  ///< "F:gestion" for "gestión"

/// A searchable part of a document. Its words stand `weight` times without a prefix, where plain
/// words are searched; those that can be asked for alone, under a prefix as well. Names of tags are
/// no field: a question's words lead to the tags that have them in their names.
struct Field {
  std::string_view name;    ///< "title" is also written in queries: title:word.
  std::string_view prefix;  ///< Before the term: "S" + "Zen:manag". Empty: only without prefix.
  unsigned weight;          ///< Added to the within-document frequency.
};
inline constexpr std::array kFields{
    Field{"title", "S", 5},
    Field{"summary", "", 2},
    Field{"heading", "", 2},
    Field{"body", "", 1},
};

consteval bool slots_are_distinct() {
  std::array<unsigned, kFacets.size() + 6> slots{kOrderSlot,         kFirstDaySlot, kLastDaySlot,
                                                 kEarliestFirstSlot, kTitleSlot,    kDocumentSlot};
  for (std::size_t i = 0; i < kFacets.size(); ++i) slots[6 + i] = kFacets[i].slot;
  for (std::size_t i = 0; i < slots.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (slots[i] == slots[j]) return false;
  return true;
}
static_assert(slots_are_distinct(), "two uses share a value slot");

consteval bool prefixes_are_distinct() {
  std::array<std::string_view, kFacets.size() + kFields.size() + 8> prefixes{
      kIdPrefix,    kDocumentPrefix, kRetoldTerm, kMentionPrefix,
      kOwnerPrefix, kMainPrefix,     kStemPrefix, "F"};
  std::size_t n = 8;
  for (const Facet& facet : kFacets) prefixes[n++] = facet.prefix;
  for (const Field& field : kFields)
    if (!field.prefix.empty()) prefixes[n++] = field.prefix;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < i; ++j)
      if (prefixes[i] == prefixes[j]) return false;
    // A prefix is one capital, or X and more capitals: else one could be read as another and a
    // value.
    if (prefixes[i].size() > 1 && prefixes[i][0] != 'X') return false;
    for (const char c : prefixes[i])
      if (c < 'A' || c > 'Z') return false;
  }
  return true;
}
static_assert(prefixes_are_distinct(), "two uses share a term prefix, or one is malformed");

/// @return nullptr for an unknown name.
[[nodiscard]] const Facet* find_facet(std::string_view name);
/// @return nullptr for an unknown name.
[[nodiscard]] const Field* find_field(std::string_view name);

/// The boolean term of a facet value: "N:BO", "XTHEMErisk-management", "Y2022", "Lde".
[[nodiscard]] std::string facet_term(const Facet& facet, std::string_view value);
/// prefix + value, with ':' between if the value begins in upper case or with ':'; cut to
/// kMaxTermBytes at a character boundary.
[[nodiscard]] std::string prefixed_term(std::string_view prefix, std::string_view value);

/// The term of a text that names a concept: "XMENTIONthemes/aeo". Its frequency counts the names,
/// as that of a word counts the word.
[[nodiscard]] std::string mention_term(std::string_view list, std::string_view id);

/// Several values in one slot, and back. Values are not empty and hold no LF.
[[nodiscard]] std::string pack_values(const std::vector<std::string>& values);
[[nodiscard]] std::vector<std::string> unpack_values(std::string_view packed);

}  // namespace entrepot
