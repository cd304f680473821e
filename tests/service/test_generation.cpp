#include "tests/service/test_generation.h"

#include <fmt/format.h>
#include <stdlib.h>
#include <xapian.h>

#include <algorithm>
#include <fstream>
#include <random>
#include <set>
#include <stdexcept>

#include "model/concept_names.h"
#include "model/index_schema.h"
#include "model/sha256.h"
#include "model/text/analyser.h"
#include "model/text/unicode.h"

namespace entrepot::test {
namespace {

namespace fs = std::filesystem;

class Entry {
 public:
  Entry(const Analyser& analyser, const ConceptNames& names, const Vocabulary& vocabulary)
      : analyser_(analyser), names_(names), vocabulary_(vocabulary) {}

  NamedConcepts add_text(std::string_view name, std::string_view text, std::string_view language,
                         bool plain = true) {
    const Field& field = *find_field(name);
    unsigned last = position_;
    for (const TermAt& at : analyser_.index_terms(text, language, position_ + 1)) {
      if (plain) post("", at, field.weight);
      if (!field.prefix.empty()) post(field.prefix, at, 1);
      last = std::max(last, at.position);
    }
    position_ = last + kPassageGap;
    NamedConcepts out;
    if (!plain) return out;
    for (const ConceptMention& mention : names_.find_all(text, {}, AcronymCase::Capitals))
      for (const NameMeaning& one : mention.meanings) {
        document.add_term(mention_term(one.list, one.id), field.weight);
        out.push_back({mention.begin, mention.end, one.list, one.id});
      }
    return out;
  }

  template <typename Record>
  void add_tags(const Record& record, const std::string& within) {
    for (const Facet& facet : kFacets) {
      const std::vector<std::string> values =
          with_broader(vocabulary_, facet, facet_values(record, facet.name));
      for (const std::string& value : values) document.add_boolean_term(facet_term(facet, value));
      if (!values.empty()) document.add_value(facet.slot, pack_values(values));
    }
    const Document& of = record.document;
    std::string late = "99999999", early = late;
    if (of.date) {
      early = first_day(*of.date);
      late = last_day(*of.date);
      document.add_value(kFirstDaySlot, early);
      document.add_value(kLastDaySlot, late);
      for (char& digit : late) digit = static_cast<char>('0' + ('9' - digit));
    }
    const std::string order = late + of.id + within;
    document.add_value(kOrderSlot, order);
    document.add_value(kEarliestFirstSlot, early + order);
    document.add_value(kTitleSlot, collation_key(of.title, 100) + '\0' + order);
    document.add_value(kDocumentSlot, of.id);
    document.add_boolean_term(prefixed_term(kDocumentPrefix, of.id));
  }

  Xapian::Document document{};

 private:
  void post(std::string_view prefix, const TermAt& at, unsigned times) {
    const std::string term = std::string(prefix) + at.term;
    if (at.positional) {
      document.add_posting(term, at.position, at.weight * times);
    } else {
      document.add_term(term, at.weight * times);
    }
  }

  const Analyser& analyser_;
  const ConceptNames& names_;
  const Vocabulary& vocabulary_;
  unsigned position_ = 0;
};

Xapian::Document document_entry(const DocumentRecord& record, const Analyser& analyser,
                                const ConceptNames& names, const Vocabulary& vocabulary) {
  const Document& document = record.document;
  Entry entry(analyser, names, vocabulary);
  entry.add_text("title", document.title, document.language);
  entry.add_text("summary", document.summary, document.language);
  for (const Passage& passage : record.passages)
    entry.add_text("body", passage.text, document.language);
  entry.add_tags(record, "");
  entry.document.add_boolean_term(prefixed_term(kIdPrefix, document.id));
  if (!record.primary_account.empty()) entry.document.add_boolean_term(std::string(kRetoldTerm));
  entry.document.set_data(to_json(record));
  return entry.document;
}

Xapian::Document passage_entry(const DocumentRecord& record, const Passage& passage,
                               const Analyser& analyser, const ConceptNames& names,
                               const Vocabulary& vocabulary) {
  PassageRecord own{.document = record.document, .passage = passage};
  own.document.markdown.clear();
  own.passage.tags = record.document.tags;
  if (!passage.tags.themes.empty()) own.passage.tags.themes = passage.tags.themes;
  Entry entry(analyser, names, vocabulary);
  own.names.title = entry.add_text("heading", passage.title, record.document.language);
  own.names.text = entry.add_text("body", passage.text, record.document.language);
  entry.add_text("title", record.document.title, record.document.language, false);
  entry.add_tags(own, fmt::format("!{:08}", passage.position));
  entry.document.add_boolean_term(
      prefixed_term(kIdPrefix, record.document.id + "#" + passage.anchor));
  if (!record.primary_account.empty()) entry.document.add_boolean_term(std::string(kRetoldTerm));
  entry.document.set_data(to_json(own));
  return entry.document;
}

void write_file(const fs::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string name = (fs::temp_directory_path() / "entrepot-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}
TemporaryFolder::~TemporaryFolder() { fs::remove_all(path_); }

fs::path write_generation(const fs::path& data, const TestCorpus& corpus) {
  const fs::path folder = data / generation_folder(1);
  fs::create_directories(folder);
  const Analyser analyser(corpus.vocabulary);
  const ConceptNames names(corpus.vocabulary, &analyser);
  Manifest manifest;
  const auto open = [&](std::string_view name) {
    return Xapian::WritableDatabase((folder / name).string(),
                                    Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
  };
  Xapian::WritableDatabase documents = open(kDocumentsFolder), passages = open(kPassagesFolder);
  for (const DocumentRecord& record : corpus.records) {
    documents.add_document(document_entry(record, analyser, names, corpus.vocabulary));
    for (const Passage& passage : record.passages) {
      passages.add_document(passage_entry(record, passage, analyser, names, corpus.vocabulary));
      ++manifest.content.passages;
    }
    ++manifest.content.documents;
    ++manifest.content.languages[record.document.language];
  }
  for (Xapian::WritableDatabase* database : {&documents, &passages}) {
    database->set_metadata("schema", std::to_string(kSchemaVersion));
    database->commit();
  }
  const std::string vocabulary = to_json(corpus.vocabulary);
  manifest.content.schema = kSchemaVersion;
  manifest.content.analysis = analysis_version();
  manifest.content.vocabulary = sha256_hex(vocabulary);
  manifest.content.moved = corpus.moved;
  manifest.content.withdrawn = corpus.withdrawn;
  write_file(folder / kVocabularyFile, vocabulary);
  write_file(folder / kManifestFile, to_json(manifest));
  write_file(folder / kReaderLock, "");
  return folder;
}

DocumentRecord record(std::string id, std::string title, const std::vector<std::string>& texts) {
  DocumentRecord out;
  out.document.id = std::move(id);
  out.document.type = "case-study";
  out.document.title = std::move(title);
  out.document.language = "en";
  for (const std::string& text : texts) {
    const auto position = static_cast<unsigned>(out.passages.size());
    out.passages.push_back({.anchor = fmt::format("part-{}", position + 1),
                            .title = fmt::format("Part {}", position + 1),
                            .text = text + "\n",
                            .position = position});
  }
  return out;
}

Vocabulary small_vocabulary() {
  Vocabulary vocabulary;
  for (const std::string& name : vocabulary_names()) vocabulary.lists[name];
  const auto add = [&](const char* list, const char* id, const char* en, const char* fr) {
    vocabulary.lists.find(list)->second.push_back({.id = id, .label = {{"en", en}, {"fr", fr}}});
  };
  add("countries", "BO", "Bolivia", "Bolivie");
  add("countries", "CL", "Chile", "Chili");
  add("countries", "PE", "Peru", "Pérou");
  add("themes", "risk-management", "Risk management", "Gestion des risques");
  add("themes", "single-window", "Single window", "Guichet unique");
  add("themes", "aeo", "Authorized economic operator", "Opérateur économique agréé");
  add("measures", "tfa:7", "TFA 7", "AFE 7");
  add("measures", "tfa:7.4", "TFA 7.4", "AFE 7.4");
  add("measures", "tfa:7.6", "TFA 7.6", "AFE 7.6");
  add("measures", "tfa:8", "TFA 8", "AFE 8");
  for (Concept& measure : vocabulary.lists.find("measures")->second)
    if (measure.id.starts_with("tfa:7.")) measure.broader = "tfa:7";
  add("kinds", "lesson", "Lesson", "Enseignement");
  add("kinds", "conclusion", "Conclusion", "Conclusion");
  add("types", "case-study", "Case study", "Étude de cas");
  add("types", "mission-report", "Mission report", "Rapport de mission");
  vocabulary.lists.find("language")->second = {
      {.id = "en", .label = {{"en", "English"}}, .function_words = {"the", "is", "of", "what"}},
      {.id = "es", .label = {{"en", "Spanish"}}, .function_words = {"de", "la"}},
      {.id = "zh", .label = {{"en", "Chinese"}}}};
  return vocabulary;
}

void complete(DocumentRecord& record) {
  record.all_tags = record.document.tags;
  record.kinds.clear();
  const auto add = [](std::vector<std::string>& list, const std::string& value) {
    if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
  };
  for (const Passage& passage : record.passages) {
    for (const std::string& theme : passage.tags.themes) add(record.all_tags.themes, theme);
    if (!passage.kind.empty()) add(record.kinds, passage.kind);
  }
}

TestCorpus random_corpus(std::uint32_t seed, std::size_t documents) {
  std::mt19937 random(seed);
  const auto below = [&](std::size_t n) { return random() % n; };
  const auto pick = [&](const std::vector<std::string>& from) { return from[below(from.size())]; };
  const auto some = [&](const std::vector<std::string>& from) {
    std::vector<std::string> out;
    for (const std::string& one : from)
      if (below(3) == 0) out.push_back(one);
    return out;
  };
  const std::vector<std::string> words{"risk",   "customs", "training", "clearance", "trained",
                                       "single", "window",  "gestión",  "gestion",   "officers",
                                       "the",    "of",      "measures", "measured",  "风险",
                                       "管理",   "海关",    "border",   "crossing"};
  TestCorpus corpus{.vocabulary = small_vocabulary()};
  for (std::size_t i = 0; i < documents; ++i) {
    std::vector<std::string> texts;
    for (std::size_t p = below(4); p < 4; ++p) {
      std::string text;
      for (std::size_t n = 1 + below(12); n > 0; --n) text += pick(words) + " ";
      texts.push_back(text);
    }
    DocumentRecord one = record(fmt::format("doc-{:03}", (i * 37) % documents),
                                pick(words) + " " + pick(words), texts);
    one.document.type = pick({"case-study", "mission-report", "workshop-conclusions"});
    one.document.language = pick({"en", "en", "es", "zh"});
    one.document.tags.countries = some({"BO", "CL", "PE"});
    one.document.tags.themes = some({"risk-management", "single-window", "aeo"});
    one.document.tags.measures = some({"tfa:7", "tfa:7.4", "tfa:7.6", "tfa:8"});
    one.document.status = pick({"published", "published", "superseded"});
    one.document.evidence = pick({"", "measured", "anecdotal"});
    if (below(4) != 0) {
      std::string problem;
      one.document.date =
          parse_edtf(pick({"2012", "2021-05/2022-02", "2022-02-08", "2022"}), problem);
    }
    for (Passage& passage : one.passages) {
      passage.kind = pick({"", "lesson", "conclusion"});
      if (below(3) == 0) passage.tags.themes = some({"aeo", "single-window"});
    }
    complete(one);
    corpus.records.push_back(std::move(one));
  }
  return corpus;
}

}  // namespace entrepot::test
