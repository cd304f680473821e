#include "indexer/index/index_writer.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <cassert>
#include <set>
#include <string>
#include <system_error>

#include "indexer/index/sort_keys.h"
#include "model/concept_names.h"
#include "model/error.h"
#include "model/index_schema.h"
#include "model/measure_references.h"
#include "model/name_scope.h"
#include "model/text/analyser.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBuildSuffix = ".writing";  // of a database that is not compacted yet
constexpr std::size_t kFlushBytes = 64U << 20U;        // of text whose postings wait in memory
constexpr const char* kHint = "see that the disk has room and can be written, then build again";

Error as_error(const Xapian::Error& failure) {
  const char* const cause = failure.get_error_string();
  return Error(fmt::format("the index cannot be written: {}{}", failure.get_msg(),
                           cause == nullptr ? "" : fmt::format(" ({})", cause)),
               kHint);
}

/// Finds the concepts that a document names, in the light of its tags and its language.
class Mentions {
 public:
  /// @param terms the words of the trade, which count inside longer names too: a customs service is
  /// customs.
  Mentions(const ConceptNames& subjects, const ConceptNames& terms, const Vocabulary& vocabulary,
           const DocumentRecord& record)
      : subjects_(subjects), terms_(terms), vocabulary_(vocabulary) {
    const Tags& tags = record.all_tags;
    const auto know = [this](const char* list, const std::vector<std::string>& ids) {
      for (const std::string& id : ids) context_.concepts.emplace(list, id);
    };
    know("countries", tags.countries);
    know("regions", tags.regions);
    know("themes", tags.themes);
    know("programmes", tags.programmes);
    know("organisations", tags.organisations);
    know("organisations", tags.funders);
    know("administrations", tags.administrations);
    know("measures", tags.measures);
    context_.countries.insert(tags.countries.begin(), tags.countries.end());
    context_.languages.insert(std::string(primary_language(record.document.language)));
  }

  /// The concept of each name, as often as it stands there; of a name that several share and
  /// nothing settles, each of them; and the measures that it refers to by number, with what they
  /// are part of. In order.
  [[nodiscard]] NamedConcepts in(std::string_view text, std::string_view language) const {
    NamedConcepts out;
    const std::vector<std::string> languages{std::string(primary_language(language))};
    for (const ConceptNames* names : {&subjects_, &terms_})
      for (const ConceptMention& mention : names->find_all(text, languages, AcronymCase::Capitals))
        for (NameMeaning& one : settled(mention.meanings, context_, vocabulary_))
          out.push_back({mention.begin, mention.end, std::move(one.list), std::move(one.id)});
    for (const MeasureReference& one : find_measure_references(text, ReferenceSetting::Document))
      for (std::string& id : measures_of(one, vocabulary_))
        out.push_back({one.begin, one.end, "measures", std::move(id)});
    std::stable_sort(out.begin(), out.end(),
                     [](const NamedConcept& left, const NamedConcept& right) {
                       return left.begin < right.begin;
                     });
    return out;
  }

 private:
  static std::string_view primary_language(std::string_view language) {
    return language.substr(0, language.find('-'));
  }

  const ConceptNames& subjects_;
  const ConceptNames& terms_;
  const Vocabulary& vocabulary_;
  NameContext context_{};
};

/// Fills one Xapian document, field by field. Positions run on through all fields, with a gap after
/// each text, so that no phrase crosses from one into the next.
class Entry {
 public:
  Entry(const Analyser& analyser, const Mentions& mentions)
      : analyser_(analyser), mentions_(mentions) {}

  /// @param plain whether the words also stand without the field's prefix, where plain words are
  /// searched.
  /// @return what the text names, if it is searched as plain words.
  NamedConcepts add_text(std::string_view field_name, std::string_view text,
                         std::string_view language, bool plain = true) {
    const Field& field = *find_field(field_name);
    unsigned last = position_;
    for (const TermAt& at : analyser_.index_terms(text, language, position_ + 1)) {
      if (plain && field.weight > 0) post(at.term, at, field.weight);
      // Words that only stand for others lengthen no text: they would weigh down what it says.
      if (!field.prefix.empty())
        post(prefixed(field.prefix, at.term), at, field.weight > 0 ? 1 : 0);
      last = std::max(last, at.position);
    }
    position_ = last + kPassageGap;
    if (!plain || field.weight == 0) return {};
    NamedConcepts names = mentions_.in(text, language);
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

  Xapian::Document& document() { return document_; }

 private:
  static std::string prefixed(std::string_view prefix, const std::string& term) {
    return std::string(prefix) + term;
  }

  void post(const std::string& term, const TermAt& at, unsigned times) {
    // The analyser promises it. Were it ever wrong, a word that cannot be found is a lesser harm
    // than what Xapian does with one long term: it throws the whole batch away.
    assert(!term.empty() && term.size() <= kMaxTermBytes);
    if (term.empty() || term.size() > kMaxTermBytes) return;
    if (at.positional) {
      document_.add_posting(term, at.position, at.weight * times);
    } else {
      document_.add_term(term, at.weight * times);
    }
  }

  const Analyser& analyser_;
  const Mentions& mentions_;
  Xapian::Document document_{};
  unsigned position_ = 0;
};

/// Every name of every tag, in every language: a Spanish question may find an English text by them.
void add_labels(Entry& entry, const Tags& tags, const Vocabulary& vocabulary) {
  const auto add_list = [&](std::string_view list, const std::vector<std::string>& ids) {
    for (const std::string& id : ids)
      if (const Concept* found = vocabulary.find(list, id))
        for (const auto& [language, label] : found->label) entry.add_text("label", label, language);
  };
  add_list("countries", tags.countries);
  add_list("regions", tags.regions);
  add_list("themes", tags.themes);
  add_list("programmes", tags.programmes);
  add_list("organisations", tags.organisations);
  add_list("organisations", tags.funders);
  add_list("administrations", tags.administrations);
  add_list("measures", tags.measures);
}

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
  NamedConcepts names = entry.add_text("title", document.title, document.language, plain);
  for (const auto& [language, title] : document.titles)
    entry.add_text("title", title, language, plain);
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

struct IndexWriter::Impl {
  fs::path folder;
  Vocabulary vocabulary;
  Analyser analyser;
  ConceptNames subjects, terms;
  Xapian::WritableDatabase documents, passages;
  Counts counts{};
  std::size_t waiting_bytes = 0;

  Impl(fs::path generation, const Vocabulary& from)
      : folder(std::move(generation)),
        vocabulary(from),
        analyser(vocabulary),
        subjects(vocabulary, &analyser, subject_lists()),
        terms(vocabulary, &analyser, {"terms"}),
        documents(open(kDocumentsFolder)),
        passages(open(kPassagesFolder)) {}

  /// Nobody reads it and a crash throws it away, so no write needs to reach the disk before the
  /// next.
  [[nodiscard]] Xapian::WritableDatabase open(std::string_view name) const {
    return Xapian::WritableDatabase(
        (folder / name).string() + std::string(kBuildSuffix),
        Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC);
  }

  void add_document(const DocumentRecord& record, const Mentions& mentions) {
    const Document& document = record.document;
    Entry entry(analyser, mentions);
    DocumentNames names{.title = add_titles(entry, document, true)};
    names.summary = entry.add_text("summary", document.summary, document.language);
    for (const auto& [language, summary] : document.summaries)
      entry.add_text("summary", summary, language);
    for (const Section& section : record.sections)
      entry.add_text("heading", section.title, document.language);
    for (const Passage& passage : record.passages)
      entry.add_text("body", passage.text, document.language);
    add_labels(entry, record.all_tags, vocabulary);
    add_owners(entry, record.all_tags, vocabulary);
    add_main_country(entry, document.tags);
    entry.add_facets(record, vocabulary);
    add_dates_and_order(entry, document, "");
    entry.add_boolean(prefixed_term(kIdPrefix, document.id));
    if (!record.primary_account.empty()) entry.add_boolean(std::string(kRetoldTerm));
    entry.document().set_data(to_json(record, names));
    documents.add_document(entry.document());
    ++counts.documents;
  }

  void add_passage(const DocumentRecord& record, const Passage& passage, const Mentions& mentions) {
    PassageRecord own = passage_record(record, passage);
    Entry entry(analyser, mentions);
    // The last of them is its title.
    for (const std::string& heading : passage.heading_path)
      own.names.title = entry.add_text("heading", heading, record.document.language);
    own.names.text = entry.add_text("body", passage.text, record.document.language);
    // For title:word only. As plain words they would make every passage of a document a hit for
    // its title, thirty lines that say nothing on the matter, and no mark to show in any of them.
    add_titles(entry, record.document, false);
    add_labels(entry, own.passage.tags, vocabulary);
    add_owners(entry, own.passage.tags, vocabulary);
    add_main_country(entry, own.passage.tags);
    entry.add_facets(own, vocabulary);
    add_dates_and_order(entry, record.document, passage_order(passage.position));
    entry.add_boolean(prefixed_term(kIdPrefix, record.document.id + "#" + passage.anchor));
    if (!record.primary_account.empty()) entry.add_boolean(std::string(kRetoldTerm));
    entry.document().set_data(to_json(own));
    passages.add_document(entry.document());
    ++counts.passages;
  }

  void compact(Xapian::WritableDatabase& database, std::string_view name) {
    const fs::path written = (folder / name).string() + std::string(kBuildSuffix);
    database.set_metadata("schema", std::to_string(kSchemaVersion));
    database.commit();
    database.compact((folder / name).string(),
                     Xapian::DBCOMPACT_NO_RENUMBER | Xapian::Compactor::FULL);
    database.close();
    fs::remove_all(written);
  }
};

IndexWriter::IndexWriter(fs::path generation, const Vocabulary& vocabulary) try
    : impl_(std::make_unique<Impl>(std::move(generation), vocabulary)) {
} catch (const Xapian::Error& failure) {
  throw as_error(failure);
}

IndexWriter::~IndexWriter() = default;

void IndexWriter::add(const DocumentRecord& record) {
  try {
    const Mentions mentions(impl_->subjects, impl_->terms, impl_->vocabulary, record);
    impl_->add_document(record, mentions);
    for (const Passage& passage : record.passages) impl_->add_passage(record, passage, mentions);
    // Xapian itself counts documents, which may be of two kilobytes or of two hundred and fifty.
    impl_->waiting_bytes += record.document.markdown.size();
    if (impl_->waiting_bytes >= kFlushBytes) {
      impl_->documents.commit();
      impl_->passages.commit();
      impl_->waiting_bytes = 0;
    }
  } catch (const Xapian::Error& failure) {
    throw as_error(failure);
  }
}

IndexWriter::Counts IndexWriter::finish() {
  try {
    impl_->compact(impl_->documents, kDocumentsFolder);
    impl_->compact(impl_->passages, kPassagesFolder);
    return impl_->counts;
  } catch (const Xapian::Error& failure) {
    throw as_error(failure);
  } catch (const fs::filesystem_error& failure) {
    throw Error(fmt::format("the index cannot be written: {}", failure.what()), kHint);
  }
}

}  // namespace entrepot
