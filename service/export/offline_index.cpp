#include "service/export/offline_index.h"

#include <algorithm>
#include <map>
#include <utility>

#include "model/date.h"
#include "service/export/offline_word_files.h"
#include "service/search/ranking.h"

namespace entrepot {
namespace {

using nlohmann::json;

std::uint32_t weight_of(std::string_view field) { return find_field(field)->weight; }

/// How many terms the index has of so many words: each as written and as a stem, with its field
/// and, as often as the field weighs, without.
std::uint32_t terms_of(std::string_view field, std::uint32_t words) {
  const Field& of = *find_field(field);
  return 2 * words * (of.weight + (of.prefix.empty() ? 0 : 1));
}

std::uint32_t day_number(const std::string& day) {
  return static_cast<std::uint32_t>(std::stoul(day));
}

/// The languages of the texts, those with most documents first.
std::vector<std::string> languages_of(const Manifest& manifest) {
  std::vector<std::string> out;
  for (const auto& entry : manifest.content.languages) out.push_back(entry.first);
  return out;
}

/// {places, tag, about, few, word}: what is empty is left out.
json name_json(const OfflineNames::Named& one) {
  json out = {{"places", one.postings}};
  if (one.tag) out["tag"] = *one.tag;
  if (!one.about.empty()) out["about"] = one.about;
  if (!one.if_few.empty()) out["few"] = one.if_few;
  if (one.is_word) out["word"] = true;
  return out;
}

}  // namespace

OfflineIndex::OfflineIndex(const Library& library, const ReadProgress& progress)
    : library_(library) {
  library.each_document([&](const IndexedDocument& document) {
    add(document);
    if (progress) progress(documents_.size(), library.manifest().content.documents);
  });
  names_.settle(library.vocabulary(), facets_);
}

void OfflineIndex::add(const IndexedDocument& document) {
  const Document& own = document.record.document;
  DocumentEntry entry{.id = own.id,
                      .earliest_first = document.earliest_first,
                      .title = document.title,
                      .row = facets_.row_of(document.record, library_.vocabulary()),
                      .passages = static_cast<std::uint32_t>(document.record.passages.size())};
  if (own.date) {
    entry.first_day = day_number(first_day(*own.date));
    entry.last_day = day_number(last_day(*own.date));
  }
  if (own.status == "superseded") entry.standing *= kSupersededWeight;
  if (!document.record.primary_account.empty()) entry.standing *= kRetoldWeight;
  entry.terms = add_front(document);
  for (std::size_t i = 0; i < document.record.passages.size(); ++i) {
    const Passage& passage = document.record.passages[i];
    const PassageNames& names = document.passages[i];
    const std::uint32_t in_text = terms_of("body", words_.count(passage.text, own.language));
    const std::uint32_t in_headings =
        terms_of("heading", words_.count_headings(passage.heading_path, own.language));
    words_.finish(place_);
    const std::uint32_t named = names_.count(names.text);
    names_.count_headings(names.title);
    names_.finish(place_++);
    entry.terms += in_text + named;
    passages_.push_back(
        {.row = facets_.row_of(passage_record(document.record, passage), library_.vocabulary()),
         .terms = in_text + in_headings + named});
  }
  documents_.push_back(std::move(entry));
}

/// What a document has besides its passages' texts, weighed as in the index.
/// @return how many terms.
std::uint32_t OfflineIndex::add_front(const IndexedDocument& document) {
  const Document& own = document.record.document;
  std::uint32_t terms = 0;
  const auto add = [&](std::string_view field, std::string_view text, std::string_view language) {
    terms += terms_of(field, words_.count(text, language, weight_of(field)));
  };
  add("title", own.title, own.language);
  for (const auto& [language, title] : own.titles) add("title", title, language);
  add("summary", own.summary, own.language);
  for (const auto& [language, summary] : own.summaries) add("summary", summary, language);
  for (const Section& section : document.record.sections)
    add("heading", section.title, own.language);
  words_.finish(place_);
  terms += names_.count(document.names.title, weight_of("title"));
  terms += names_.count(document.names.summary, weight_of("summary"));
  names_.finish(place_++);
  return terms;
}

std::vector<std::string> OfflineIndex::ids() const {
  std::vector<std::string> out;
  for (const DocumentEntry& document : documents_) out.push_back(document.id);
  return out;
}

void OfflineIndex::write(const WriteFile& write) const {
  const std::size_t word_parts =
      write_word_files({.words = words_.by_letters(Analyser(library_.vocabulary()),
                                                   languages_of(library_.manifest())),
                        .names = names_.names(),
                        .labels = names_.label_words(),
                        .common = common_words(library_.vocabulary())},
                       write);
  const std::vector<std::size_t> name_parts = write_names(write);
  write_part("index", index_json(word_parts, name_parts), write);
  json rows = json::array(), terms = json::array();
  for (const PassageEntry& passage : passages_) {
    rows.push_back(passage.row);
    terms.push_back(passage.terms);
  }
  write_part("passages", {{"rows", std::move(rows)}, {"terms", std::move(terms)}}, write);
}

json OfflineIndex::index_json(std::size_t word_parts,
                              const std::vector<std::size_t>& name_parts) const {
  json out = facets_.json();
  out["documents"] = documents_json();
  out["oldest"] = ordered(&DocumentEntry::earliest_first);
  out["titles"] = ordered(&DocumentEntry::title);
  out["block"] = kBlock;
  out["word_parts"] = word_parts;
  out["name_parts"] = name_parts;
  out["most_units"] = names_.most_units();
  out["weights"] = {{"exact", kExactWeight},
                    {"name", kNameWeight},
                    {"tag", kTagWeight},
                    {"main", kMainWeight},
                    {"year", kYearWeight},
                    {"label", kLabelWeight},
                    {"about", kAboutWeight},
                    {"subject", kSubjectWeight},
                    {"evidence", kPassageEvidence},
                    {"heading", weight_of("heading")},
                    {"repetition", {kRepetition, kPassageRepetition}},
                    {"length", {kLengthPenalty, kPassageLengthPenalty}},
                    {"enough", {kEnoughDocuments, kEnoughPassages}},
                    {"few", {kFewDocuments, kFewPassages}}};
  return out;
}

json OfflineIndex::documents_json() const {
  json ids = json::array(), rows = json::array(), passages = json::array(), terms = json::array();
  json first = json::array(), last = json::array(), standing = json::object();
  for (std::size_t i = 0; i < documents_.size(); ++i) {
    const DocumentEntry& one = documents_[i];
    ids.push_back(one.id);
    rows.push_back(one.row);
    passages.push_back(one.passages);
    terms.push_back(one.terms);
    first.push_back(one.first_day);
    last.push_back(one.last_day);
    if (one.standing != 1) standing[std::to_string(i)] = one.standing;
  }
  return {{"ids", std::move(ids)},           {"rows", std::move(rows)},
          {"passages", std::move(passages)}, {"terms", std::move(terms)},
          {"first", std::move(first)},       {"last", std::move(last)},
          {"standing", std::move(standing)}};
}

std::vector<std::uint32_t> OfflineIndex::ordered(std::string DocumentEntry::*key) const {
  std::vector<std::uint32_t> numbers(documents_.size());
  for (std::uint32_t i = 0; i < numbers.size(); ++i) numbers[i] = i;
  std::stable_sort(numbers.begin(), numbers.end(), [&](std::uint32_t left, std::uint32_t right) {
    return documents_[left].*key < documents_[right].*key;
  });
  return numbers;
}

/// @return the first number of each part.
std::vector<std::size_t> OfflineIndex::write_names(const WriteFile& write) const {
  std::vector<std::size_t> firsts;
  json part = json::array();
  std::size_t bytes = 0;
  const auto& named = names_.named();
  for (std::size_t i = 0; i < named.size(); ++i) {
    if (part.empty()) firsts.push_back(i);
    part.push_back(name_json(named[i]));
    bytes += named[i].postings.size() + 12;
    if (bytes < kMostPartBytes && i + 1 < named.size()) continue;
    write_part(part_name("names", firsts.size() - 1), part, write);
    part = json::array();
    bytes = 0;
  }
  return firsts;
}

}  // namespace entrepot
