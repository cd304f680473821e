#include "indexer/front_matter/key_form.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace entrepot {
namespace {

struct About {
  std::string_view key, text;
};
constexpr std::array kAbout{
    About{"title",
          "The name of the document, in its own language. The only key that must be there."},
    About{"titles", "The title in other languages, one line a language."},
    About{"summary",
          "Who did what, where, and what came of it: one line of plain text, at most 500 "
          "characters."},
    About{"summaries", "The summary in other languages, one line a language."},
    About{"language",
          "The language of the text: en, fr, es, pt, ru, ar, zh or another BCP 47 code."},
    About{"countries",
          "The countries that learned or benefited, the main one first: two-letter codes in "
          "capitals."},
    About{"host", "Countries where it took place, if elsewhere."},
    About{"experts_from", "Countries the experts came from."},
    About{"regions", "WCO regions. They follow from the countries and are seldom needed."},
    About{"scope", "How far it reached."},
    About{"themes", "What it is about, 1 to 8 themes, the main one first."},
    About{"programmes", "Programmes it was part of."},
    About{"organisations", "Organisations that took part."},
    About{"funders", "Organisations that paid for it."},
    About{"administrations", "Customs administrations concerned."},
    About{"measures", "Articles and instruments that the source names, such as tfa:7.6."},
    About{"date",
          "When the activity took place: 2012, 2022-02, 2022-02-08 or 2022-02-08/2022-02-09. Leave "
          "it out if it is not known."},
    About{"date_text", "The date in words, where it does not fit the key date."},
    About{"published", "When the source was published."},
    About{"added", "The day on which the record came into the collection."},
    About{"reviewed", "The day on which somebody last compared the record with its sources."},
    About{"review_by", "The day by which it should be looked at again."},
    About{"status", "Where the record stands; published if left out."},
    About{"owner", "Who answers for the record: better an office than a person."},
    About{"sources", "Where the facts come from, the strongest source first."},
    About{"derivation", "How the text was made from its sources."},
    About{"license",
          "The licence of this text and not of its source: an SPDX id, or LicenseRef-unknown."},
    About{"rights_note", "What the licence covers and what it does not."},
    About{"evidence", "How strong the evidence for the claims is."},
    About{"modality", "How people met. Only if the source says so."},
    About{"participants", "How many took part: an exact number."},
    About{"methods", "Methods that were used, in short terms."},
    About{"audience", "Whom it was for, in short terms."},
    About{"related", "Ids of documents that belong with it."},
    About{"translation_of", "Id of the document of which this is a translation."},
    About{"supersedes", "Ids of documents that this one replaces."},
    About{"formerly", "Earlier ids of this document, which lead here."},
    About{"note",
          "What a careful reader should know: gaps, contradictions, what was inferred. Of a "
          "withdrawn document, why."},
    About{"sources.title", "The title of the source."},
    About{"sources.url",
          "Its web address, beginning with https:// or http://. Leave it out if there is none."},
    About{"sources.publisher", "Who published it."},
    About{"sources.language", "The language of the source."},
    About{"sources.kind",
          "primary: by those who did it; press: a newspaper or agency; rewritten: a text that "
          "retells another."},
};

}  // namespace

std::string_view about_key(std::string_view name) {
  const auto found = std::find_if(kAbout.begin(), kAbout.end(),
                                  [name](const About& one) { return one.key == name; });
  assert(found != kAbout.end() && "every key has a sentence");
  return found == kAbout.end() ? std::string_view{} : found->text;
}

}  // namespace entrepot
