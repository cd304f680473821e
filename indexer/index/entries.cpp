#include "indexer/index/entries.h"

#include <algorithm>
#include <cassert>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/index/sort_keys.h"
#include "model/index_schema.h"

namespace entrepot {
namespace {

const Field& kTitle = *find_field("title");
const Field& kSummary = *find_field("summary");
const Field& kHeading = *find_field("heading");
const Field& kBody = *find_field("body");

/// Fills one Xapian document, field by field. Positions run on through all fields, with a gap after
/// each text, so that no phrase crosses from one into the next.
class Entry {
 public:
  explicit Entry(DocumentTexts& texts) : texts_(texts) {}

  /// @param text and language are parts of the record.
  /// @param plain whether the words also stand without the field's prefix, where plain words are
  /// searched.
  /// @return what the text names, if it is searched as plain words.
  NamedConcepts add_text(const Field& field, std::string_view text, std::string_view language,
                         bool plain = true) {
    const AnalysedText& analysed = texts_.of(text, language);
    for (const TermAt& at : analysed.terms) {
      if (plain) post(at.term, at, field.weight);
      if (field.prefix.empty()) continue;
      prefixed_.assign(field.prefix).append(at.term);
      post(prefixed_, at, 1);
    }
    position_ += analysed.last + kPassageGap;
    if (!plain) return {};
    NamedConcepts names = texts_.names(text, language);
    for (const NamedConcept& one : names)
      document_.add_term(mention_term(one.list, one.id), field.weight);
    return names;
  }

  void add_mention(std::string_view list, std::string_view id) {
    document_.add_term(mention_term(list, id));
  }
  void add_boolean(const std::string& term) { document_.add_boolean_term(term); }
  void add_value(unsigned slot, const std::string& value) {
    if (!value.empty()) document_.add_value(slot, value);
  }

  template <typename Record>
  void add_facets(const Record& record, const Vocabulary& vocabulary) {
    for (const Facet& facet : kFacets) {
      const std::vector<std::string> values =
          with_broader(vocabulary, facet, facet_values(record, facet.name));
      for (const std::string& value : values) add_boolean(facet_term(facet, value));
      add_value(facet.slot, pack_values(values));
    }
  }

  /// Filled; nothing is added after it.
  [[nodiscard]] Xapian::Document finish(const std::string& data) {
    document_.set_data(data);
    return document_;
  }

 private:
  void post(const std::string& term, const TermAt& at, unsigned times) {
    // The analyser promises it. Were it ever wrong, a word that cannot be found is a lesser harm
    // than what Xapian does with one long term: it throws the whole batch away.
    assert(!term.empty() && term.size() <= kMaxTermBytes);
    if (term.empty() || term.size() > kMaxTermBytes) return;
    if (at.positional) {
      document_.add_posting(term, position_ + at.position, at.weight * times);
    } else {
      document_.add_term(term, at.weight * times);
    }
  }

  DocumentTexts& texts_;
  Xapian::Document document_{};
  unsigned position_ = 0;
  std::string prefixed_{};  // kept for its room
};

/// Countries whose administrations and agencies do or pay for it: "Swiss projects" are meant so.
/// They are named by that as in a text, and no tags, as it takes place elsewhere.
void add_owners(Entry& entry, const Tags& tags, const Vocabulary& vocabulary) {
  std::set<std::string> countries;
  const auto add = [&](std::string_view list, const std::vector<std::string>& ids) {
    for (const std::string& id : ids)
      if (const Concept* found = vocabulary.find(list, id); found != nullptr)
        if (!found->country.empty()) countries.insert(found->country);
  };
  add("administrations", tags.administrations);
  add("organisations", tags.organisations);
  add("organisations", tags.funders);
  for (const std::string& id : tags.programmes)
    if (const Concept* programme = vocabulary.find("programmes", id); programme != nullptr) {
      add("organisations", programme->funders);
      add("organisations", {programme->lead});
    }
  for (const std::string& id : countries) {
    entry.add_mention("countries", id);
    if (std::find(tags.countries.begin(), tags.countries.end(), id) == tags.countries.end())
      entry.add_boolean(prefixed_term(kOwnerPrefix, id));
  }
}

void add_main_country(Entry& entry, const Tags& tags) {
  if (!tags.countries.empty())
    entry.add_boolean(prefixed_term(kMainPrefix, tags.countries.front()));
}

/// @return what the title in the document's own language names, if it is plain.
NamedConcepts add_titles(Entry& entry, const Document& document, bool plain) {
  NamedConcepts names = entry.add_text(kTitle, document.title, document.language, plain);
  for (const auto& [language, title] : document.titles)
    entry.add_text(kTitle, title, language, plain);
  return names;
}

void add_dates_and_order(Entry& entry, const Document& document, const std::string& within) {
  const SortKeys keys = sort_keys(document, within);
  entry.add_value(kOrderSlot, keys.order);
  entry.add_value(kEarliestFirstSlot, keys.earliest_first);
  entry.add_value(kTitleSlot, keys.title);
  entry.add_value(kDocumentSlot, document.id);
  if (document.date) {
    entry.add_value(kFirstDaySlot, first_day(*document.date));
    entry.add_value(kLastDaySlot, last_day(*document.date));
    for (const std::string& month : months(*document.date, kMostMonths))
      entry.add_mention(kDatesList, month);
  }
  entry.add_boolean(prefixed_term(kDocumentPrefix, document.id));
}

}  // namespace

Entries::Entries(const Lexicon& lexicon, const DocumentRecord& record)
    : vocabulary_(lexicon.vocabulary),
      record_(record),
      texts_(lexicon, record),
      passages_(record) {}

Xapian::Document Entries::document() {
  const Document& document = record_.document;
  Entry entry(texts_);
  DocumentNames names{.title = add_titles(entry, document, true)};
  names.summary = entry.add_text(kSummary, document.summary, document.language);
  for (const auto& [language, summary] : document.summaries)
    entry.add_text(kSummary, summary, language);
  for (const Section& section : record_.sections)
    entry.add_text(kHeading, section.title, document.language);
  for (const Passage& passage : record_.passages)
    entry.add_text(kBody, passage.text, document.language);
  add_owners(entry, record_.all_tags, vocabulary_);
  add_main_country(entry, document.tags);
  entry.add_facets(record_, vocabulary_);
  add_dates_and_order(entry, document, "");
  entry.add_boolean(prefixed_term(kIdPrefix, document.id));
  if (!record_.primary_account.empty()) entry.add_boolean(std::string(kRetoldTerm));
  return entry.finish(to_json(record_, names));
}

Xapian::Document Entries::passage(const Passage& passage) {
  const Document& document = record_.document;
  PassageRecord& own = passages_.of(passage);
  Entry entry(texts_);
  // The last of them is its title.
  for (const std::string& heading : passage.heading_path)
    own.names.title = entry.add_text(kHeading, heading, document.language);
  own.names.text = entry.add_text(kBody, passage.text, document.language);
  // For title:word only. As plain words they would make every passage of a document a hit for
  // its title, thirty lines that say nothing on the matter, and no mark to show in any of them.
  add_titles(entry, document, false);
  add_owners(entry, own.passage.tags, vocabulary_);
  add_main_country(entry, own.passage.tags);
  entry.add_facets(own, vocabulary_);
  add_dates_and_order(entry, document, passage_order(passage.position));
  entry.add_boolean(prefixed_term(kIdPrefix, document.id + "#" + passage.anchor));
  if (!record_.primary_account.empty()) entry.add_boolean(std::string(kRetoldTerm));
  return entry.finish(passages_.json());
}

}  // namespace entrepot
