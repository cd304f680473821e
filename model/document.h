#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/date.h"

namespace entrepot {

/// Text by language: {"en": "...", "es": "..."}. Keys are BCP 47 primary subtags.
using Labels = std::map<std::string, std::string>;

/// Where a document's facts come from.
struct Source {
  std::string title{};
  std::string url{};  ///< http(s) or empty.
  std::string publisher{};
  std::string language{};  ///< BCP 47.
  std::string kind{};      ///< primary, press, rewritten.
  bool operator==(const Source&) const = default;
};

/// What a document or a passage is tagged with, each list main value first.
struct Tags {
  std::vector<std::string> countries{};  ///< ISO 3166-1 alpha-2 (and XK, EU), upper case.
  std::vector<std::string> regions{};    ///< WCO regions, derived from countries or stated.
  std::vector<std::string> themes{};
  std::vector<std::string> programmes{};
  std::vector<std::string> organisations{};
  std::vector<std::string> funders{};
  std::vector<std::string> administrations{};
  std::vector<std::string> measures{};  ///< "tfa:7.4", "rkc:6.3", "safe:2".
  bool operator==(const Tags&) const = default;
};

/// One document as its author wrote it. Text is UTF-8 throughout; an absent value is empty.
struct Document {
  std::string id{};       ///< File name without ".md": [a-z0-9-]{3,80}; unique, never reused.
  std::string type{};     ///< case-study, mission-report, workshop-conclusions: its folder decides.
  std::string title{};    ///< One line, no markup.
  Labels titles{};        ///< The title in other languages.
  std::string summary{};  ///< Plain text, at most 500 characters.
  Labels summaries{};
  std::string language{};  ///< BCP 47, of the text itself; empty = not stated.
  Tags tags{};
  std::vector<std::string> host{};          ///< Countries where it took place, if others.
  std::vector<std::string> experts_from{};  ///< Countries the experts came from.
  std::string scope{};                      ///< national, regional, global.
  std::optional<DateInterval> date{};       ///< When the activity took place; empty = undated.
  std::string date_text{};                  ///< Odd or yearless wording, as the source has it.
  std::optional<DateInterval> published{}, added{}, reviewed{}, review_by{};
  std::string status{
      "published"};  ///< published, to-review, superseded, draft, in-review, withdrawn.
  std::string owner{};
  std::vector<Source> sources{};  ///< Strongest first.
  std::string derivation{};       ///< verbatim, excerpt, summary, translation.
  std::string license{};          ///< SPDX id or LicenseRef-unknown.
  std::string rights_note{};
  std::string evidence{};  ///< anecdotal, self-reported, expert-assessed, measured, evaluated.
  std::string modality{};  ///< onsite, virtual, hybrid.
  std::optional<unsigned> participants{};
  std::vector<std::string> methods{}, audience{};
  std::vector<std::string> related{};  ///< Document ids.
  std::string translation_of{};
  std::vector<std::string> supersedes{}, formerly{};
  std::string note{};      ///< The curator's; for a withdrawn document, the reason.
  std::string markdown{};  ///< Body after the front matter.
  bool operator==(const Document&) const = default;
};

/// The strongest kind among the sources: primary over press over rewritten; empty without any.
[[nodiscard]] std::string source_kind(const Document& document);

/// Whether its status lets readers find it: published, to-review or superseded. Drafts are not
/// indexed, and a withdrawn document only leaves a tombstone.
[[nodiscard]] bool is_searched(const Document& document);

/// How the kind of a passage was found.
enum class KindOrigin {
  None,     ///< It has no kind.
  Comment,  ///< An HTML comment before the block states it.
  Heading,  ///< The section's own heading is a typed one.
  Plural,   ///< It is an item of a list under a plural heading.
};

/// A section, or one item of a list under a plural heading: found, quoted, linked and cited on its
/// own.
struct Passage {
  std::string anchor{};  ///< Unique within its document; also the fragment of its URL.
  std::string kind{};    ///< A kind's id, or empty.
  KindOrigin origin = KindOrigin::None;
  std::string title{};  ///< Its heading's plain text; an item has its section's.
  std::vector<std::string> heading_path{};  ///< Headings above it, outermost first, its own last.
  std::string text{};  ///< Plain text as a reader sees it, without the heading; blocks end in LF.
  Tags tags{};         ///< What it states of its own; empty lists inherit its document's.
  unsigned position = 0;                      ///< 0, 1, 2... in document order.
  std::vector<std::string> former_anchors{};  ///< `was=` of an item or block; its `id`s are in the
                                              ///< section's HTML. A section's are the section's.
  bool operator==(const Passage&) const = default;
};

/// A section as it is rendered. Its items, if they are passages, carry their anchors as `id`.
struct Section {
  std::string anchor{};      ///< "top" for what stands before the first heading.
  unsigned level = 2;        ///< 2 to 6; of "top" 1.
  std::string title{};       ///< Plain text; empty for "top".
  std::string title_html{};  ///< Safe HTML.
  std::string kind{};        ///< Of its passage, or of its items.
  std::string html{};  ///< Safe HTML of its blocks, without the heading. Links between documents
                       ///< are left as "entrepot:ID#ANCHOR" for the service to resolve.
  std::vector<std::string> former_anchors{};  ///< `was=`: old anchors that lead here.
  bool operator==(const Section&) const = default;
};

}  // namespace entrepot
