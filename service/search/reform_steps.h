#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/record.h"
#include "service/search/library.h"

/// What came before and after in the same country's reform.
namespace entrepot {

/// A document that tells of an earlier or a later step, and why it is one.
struct ReformStep {
  enum class Why {
    Replaced,   ///< The document that is read supersedes it.
    Stated,     ///< Its author names it as related; `country` is in common.
    Theme,      ///< `country` and `theme` are in common, the theme the main one of either.
    Programme,  ///< `country` and `programme` are.
  };
  Document document{};  ///< Without its Markdown.
  Why why = Why::Theme;
  std::string country{};    ///< The first in common, in the order of the document that is read.
  std::string theme{};      ///< May be empty.
  std::string programme{};  ///< May be empty.
};

struct ReformSteps {
  std::vector<ReformStep> earlier{}, later{};  ///< Each in the order of time.
};

inline constexpr std::size_t kMostSteps = 3;

/// The steps before and after a document, at most kMostSteps each way, the nearest in time.
///
/// Another document is a step of the same reform if it has a country in common with this one, and
/// besides
/// - the main theme of the one is a theme of the other, or
/// - both are part of one programme. "National", the programme of whoever has none from outside,
///   joins nothing; or
/// - this one's author names it as related.
/// What this one supersedes is a step in any case.
///
/// It is an earlier one if it ended before this one began, and a later one if it began after this
/// one ended, whichever days of a month or year are meant. Undated documents, and those of which
/// the order cannot be told, are neither. So two documents that share a country and theme or
/// programme are steps of each other, one earlier and one later. Main means first; tags are the
/// document's own, not its passages'.
///
/// Looks closely at a bounded number of documents. @throws Error: the index cannot be read.
[[nodiscard]] ReformSteps reform_steps(const Library& library, const DocumentRecord& record);

}  // namespace entrepot
