#pragma once

#include <map>
#include <optional>
#include <random>
#include <string>
#include <type_traits>
#include <vector>

#include "model/document.h"
#include "model/record.h"

/// Values at random for tests of general promises: absent and present, in every script, with what
/// JSON must escape. The same seed gives the same values.
namespace entrepot {

class AnyValues {
 public:
  explicit AnyValues(unsigned seed) : random_(seed) {}

  unsigned below(unsigned limit) {
    return std::uniform_int_distribution<unsigned>(0, limit - 1)(random_);
  }

  std::string text() {
    static const std::vector<std::string> kPieces{
        "a",      "Z",  "é",    "标",   "ع", "🚢", "\"", "\\", "\n", "\t",   "</script>",
        "\u2028", "\r", "\x01", "\x7F", " ", "0", "{",  "[",  ",",  "риск", "null"};
    std::string out;
    for (unsigned n = below(6); n > 0; --n) out += kPieces[below(unsigned(kPieces.size()))];
    return out;
  }

  std::vector<std::string> texts() {
    return list([this] { return text(); });
  }

  Labels labels() {
    Labels out;
    for (unsigned n = below(3); n > 0; --n) out[text()] = text();
    return out;
  }

  LabelLists label_lists() {
    LabelLists out;
    for (unsigned n = below(3); n > 0; --n) out[text()] = texts();
    return out;
  }

  std::optional<DateInterval> date() {
    if (below(3) == 0) return std::nullopt;
    const Date start{.year = 1990 + static_cast<int>(below(20)), .month = below(13)};
    return DateInterval{start, {.year = 2010 + static_cast<int>(below(20)), .month = 6, .day = 30}};
  }

  NamedConcepts names() {
    return list([this] { return NamedConcept{below(9), below(99), text(), text()}; });
  }

  Tags tags() { return {texts(), texts(), texts(), texts(), texts(), texts(), texts(), texts()}; }

  Source source() { return {text(), text(), text(), text(), text()}; }

  /// `status` is never empty: the indexer fills it.
  Document document() {
    Document out{.id = text(), .type = text(), .title = text(), .titles = labels()};
    out.summary = text();
    out.summaries = labels();
    out.language = text();
    out.tags = tags();
    out.host = texts();
    out.experts_from = texts();
    out.scope = text();
    out.date = date();
    out.date_text = text();
    out.published = date();
    out.added = date();
    out.reviewed = date();
    out.review_by = date();
    out.status = "s" + text();
    out.owner = text();
    out.sources = list([this] { return source(); });
    out.derivation = text();
    out.license = text();
    out.rights_note = text();
    out.evidence = text();
    out.modality = text();
    if (below(2) == 0) out.participants = below(3);
    out.methods = texts();
    out.audience = texts();
    out.related = texts();
    out.translation_of = text();
    out.supersedes = texts();
    out.formerly = texts();
    out.note = text();
    return out;
  }

  Passage passage() {
    return {.anchor = text(),
            .kind = text(),
            .origin = static_cast<KindOrigin>(below(4)),
            .title = text(),
            .heading_path = texts(),
            .text = text(),
            .tags = tags(),
            .position = below(1000)};
  }

  Section section() { return {text(), 1 + below(6), text(), text(), text(), text(), texts()}; }

  DocumentRecord document_record() {
    DocumentRecord out{.document = document(),
                       .all_tags = tags(),
                       .kinds = texts(),
                       .superseded_by = text(),
                       .primary_account = text(),
                       .sections = list([this] { return section(); }),
                       .passages = list([this] { return passage(); })};
    out.document.markdown = text();
    return out;
  }

  Vocabulary vocabulary() {
    Vocabulary out;
    for (unsigned n = below(4); n > 0; --n) out.lists[text()] = list([this] { return entry(); });
    return out;
  }

 private:
  template <typename Make>
  std::vector<std::invoke_result_t<Make>> list(Make make) {
    std::vector<std::invoke_result_t<Make>> out(below(4));
    for (auto& one : out) one = make();
    return out;
  }

  Concept entry() {
    return {.id = text(),
            .label = labels(),
            .alt = label_lists(),
            .acronyms = label_lists(),
            .broader = text(),
            .former = list([this] {
              return FormerLabel{text(), text()};
            }),
            .note = text(),
            .refs = texts(),
            .replaced_by = text(),
            .unverified = texts(),
            .ambiguous = texts(),
            .kind = text(),
            .country = text(),
            .members = texts(),
            .years = texts(),
            .lead = text(),
            .funders = texts(),
            .countries = texts(),
            .cues = label_lists(),
            .function_words = texts(),
            .protected_words = texts()};
  }

  std::mt19937 random_;
};

}  // namespace entrepot
