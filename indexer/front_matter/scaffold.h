#pragma once

#include <string>
#include <vector>

#include "model/vocabulary.h"

namespace entrepot {

/// What is known of a record before it is written.
struct Scaffold {
  std::string type{};                    ///< case-study, mission-report, workshop-conclusions.
  std::string title{};                   ///< One line.
  std::string language{"en"};            ///< Of the text to be written; decides its headings.
  std::vector<std::string> countries{};  ///< The main one first.
  std::string date{};                    ///< EDTF, or empty.
  std::string added{};                   ///< The day it comes into the collection.
};

/// An id for a record: country, year and the words of the title, in ASCII; at most 60 characters,
/// cut between words. Empty if nothing of the title can be written in a to z and digits.
[[nodiscard]] std::string proposed_id(const Scaffold& scaffold);

/// A record to fill in: its front matter with all that is known, what is recommended as remarks,
/// and the usual sections of its type in its language, with English anchors. A draft: `check` finds
/// no error in it, and readers do not see it.
[[nodiscard]] std::string scaffold_record(const Scaffold& scaffold, const Vocabulary& vocabulary);

}  // namespace entrepot
