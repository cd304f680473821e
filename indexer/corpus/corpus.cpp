#include "indexer/corpus/corpus.h"

#include <fmt/format.h>
#include <malloc.h>

#include <algorithm>
#include <iterator>
#include <mutex>
#include <utility>

#include "indexer/body/markdown.h"
#include "indexer/corpus/corpus_checks.h"
#include "indexer/corpus/corpus_files.h"
#include "indexer/corpus/primary_accounts.h"
#include "indexer/front_matter/front_matter.h"
#include "indexer/source/parallel.h"
#include "indexer/source/source_text.h"
#include "indexer/vocabulary/vocabulary_reader.h"
#include "model/error.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kVocabularyFolder = "vocabulary";
constexpr std::size_t kMaxShownBytes = 1024 * 1024;  // of a file that a problem names

/// A document file as far as it could be read.
struct ReadFile {
  CorpusDocument document{};
  std::vector<Reference> references{};
  std::vector<InternalLink> links{};
  bool has_body = false;  ///< Whether its sections and passages are known.
};

void unite(std::vector<std::string>& into, const std::vector<std::string>& from) {
  for (const std::string& value : from)
    if (std::find(into.begin(), into.end(), value) == into.end()) into.push_back(value);
}

/// Every list of tags with its namesake of another object.
void unite(Tags& into, const Tags& from) {
  for (const auto list :
       {&Tags::countries, &Tags::regions, &Tags::themes, &Tags::programmes, &Tags::organisations,
        &Tags::funders, &Tags::administrations, &Tags::measures})
    unite(into.*list, from.*list);
}

/// Fills what follows from the document's own tags and its passages.
void complete(DocumentRecord& record, const Vocabulary& vocabulary) {
  record.all_tags = record.document.tags;
  for (Passage& passage : record.passages) {
    // Without regions of its own it would inherit those of countries it is not about.
    if (passage.tags.regions.empty())
      passage.tags.regions = vocabulary.regions_of(passage.tags.countries);
    unite(record.all_tags, passage.tags);
    if (!passage.kind.empty()) unite(record.kinds, {passage.kind});
  }
}

/// A body H1 is compared with the title. If that could not be read, the file's fault is told
/// already, and the heading is taken at its word.
std::string first_heading(const std::string& body) {
  constexpr std::string_view kMark = "# ";
  for (std::size_t at = 0; at < body.size();) {
    const std::size_t end = std::min(body.find('\n', at), body.size());
    const std::string_view line = std::string_view(body).substr(at, end - at);
    if (line.starts_with(kMark)) return std::string(line.substr(kMark.size()));
    at = end + 1;
  }
  return {};
}

ReadFile read_file(const CorpusFile& file, const Vocabulary& vocabulary, Diagnostics& problems) {
  ReadFile out{.document = {.path = file.shown_as}};
  Document& document = out.document.record.document;
  const std::optional<SourceText> source =
      read_source(file.path, file.shown_as, kMaxDocumentBytes, problems);
  if (source) {
    out.document.sha256 = source->sha256;
    if (std::optional<ParsedDocument> parsed =
            parse_faulty_document(source->text, file.shown_as, vocabulary, problems)) {
      document = std::move(parsed->document);
      out.references = std::move(parsed->references);
      MarkdownText body = parse_markdown(
          document.markdown,
          {.file = file.shown_as,
           .first_line = parsed->body_line,
           .title = document.title.empty() ? first_heading(document.markdown) : document.title},
          vocabulary, problems);
      out.links = std::move(body.links);
      out.document.record.sections = std::move(body.sections);
      out.document.record.passages = std::move(body.passages);
      out.has_body = true;
    }
  }
  document.id = file.id;
  document.type = file.type;
  complete(out.document.record, vocabulary);
  return out;
}

/// What of a record is asked for when it is not its turn to be written.
CorpusDocument outline(CorpusDocument whole) {
  Document& document = whole.record.document;
  CorpusDocument out{.path = std::move(whole.path),
                     .sha256 = std::move(whole.sha256),
                     .is_outline = true,
                     .text_bytes = document.markdown.size()};
  for (const std::string& anchor : anchors_of(whole)) out.anchors += anchor + "\n";
  Document& kept = out.record.document;
  kept.id = std::move(document.id);
  kept.type = std::move(document.type);
  kept.language = std::move(document.language);
  kept.status = std::move(document.status);
  kept.date = document.date;
  kept.formerly = std::move(document.formerly);
  kept.supersedes = std::move(document.supersedes);
  kept.tags.themes = std::move(document.tags.themes);
  if (!document.tags.countries.empty())
    kept.tags.countries.push_back(std::move(document.tags.countries.front()));
  if (!document.sources.empty()) kept.sources.push_back({.kind = source_kind(document)});
  if (kept.status == "withdrawn") {
    kept.title = std::move(document.title);
    kept.note = std::move(document.note);
  }
  return out;
}

/// Tells each superseded document by which it is, so that its readers find the newer one.
void name_successors(std::vector<CorpusDocument>& documents) {
  std::map<std::string, std::string> successors;
  for (const CorpusDocument& one : documents)
    if (is_searched(one.record.document))
      for (const std::string& older : one.record.document.supersedes)
        successors.emplace(older, one.record.document.id);
  for (CorpusDocument& one : documents)
    if (const auto successor = successors.find(one.record.document.id);
        successor != successors.end())
      one.record.superseded_by = successor->second;
}

/// What problems name a line of, for carets. What a link out of the corpus leads to is not ours to
/// show; it is named as a whole.
void read_sources(Corpus& corpus, const fs::path& folder) {
  for (const Diagnostic& problem : corpus.problems)
    if (problem.where.line > 0 && !corpus.sources.contains(problem.where.file))
      corpus.sources[problem.where.file] =
          read_for_display(folder / problem.where.file, kMaxShownBytes);
}

}  // namespace

std::vector<std::string> anchors_of(const CorpusDocument& document) {
  std::vector<std::string> anchors;
  if (document.is_outline) {
    for (std::size_t at = 0; at < document.anchors.size();) {
      const std::size_t end = document.anchors.find('\n', at);
      anchors.push_back(document.anchors.substr(at, end - at));
      at = end + 1;
    }
    return anchors;
  }
  for (const Section& section : document.record.sections) {
    anchors.push_back(section.anchor);
    anchors.insert(anchors.end(), section.former_anchors.begin(), section.former_anchors.end());
  }
  for (const Passage& passage : document.record.passages) {
    anchors.push_back(passage.anchor);
    anchors.insert(anchors.end(), passage.former_anchors.begin(), passage.former_anchors.end());
  }
  return anchors;
}

Corpus read_corpus(const fs::path& folder, const ReadingOptions& options) {
  Corpus corpus{.folder = folder};
  const std::vector<CorpusFile> found = find_corpus_files(folder, corpus.problems);
  corpus.vocabulary =
      read_vocabulary(folder / kVocabularyFolder, std::string(kVocabularyFolder), corpus.problems);
  // The trees and checks of the vocabulary are gone, and threads have heaps of their own: what this
  // one does not need goes back to the system before they begin.
  ::malloc_trim(0);
  corpus.files = found.size();
  corpus.documents.resize(found.size());
  {
    std::vector<DocumentTies> ties(found.size());
    std::vector<Diagnostics> problems(found.size());
    std::mutex one_at_a_time;
    std::size_t done = 0;
    for_each_parallel(found.size(), options.jobs, [&](std::size_t i) {
      ReadFile read = read_file(found[i], corpus.vocabulary, problems[i]);
      CorpusDocument& document = corpus.documents[i];
      document = options.outlines ? outline(std::move(read.document)) : std::move(read.document);
      ties[i] = {.id = found[i].id,
                 .path = found[i].shown_as,
                 .is_read = read.has_body && !has_errors(problems[i]),
                 .document = read.has_body ? &document : nullptr,
                 .references = std::move(read.references),
                 .links = std::move(read.links)};
      const std::lock_guard hold(one_at_a_time);
      if (options.progress) options.progress(++done, found.size());
    });
    for (Diagnostics& own : problems)
      std::move(own.begin(), own.end(), std::back_inserter(corpus.problems));
    check_ties(ties, corpus.problems);
  }

  sort_by_place(corpus.problems);
  // What is wrong with a vocabulary may be the cause of what seems wrong with the documents.
  std::stable_partition(corpus.problems.begin(), corpus.problems.end(), [](const Diagnostic& one) {
    return one.where.file.starts_with(std::string(kVocabularyFolder) + "/");
  });
  read_sources(corpus, folder);
  std::map<std::string, bool> is_faulty;
  for (const Diagnostic& problem : corpus.problems)
    is_faulty[problem.where.file] |= problem.severity == Severity::Error;
  std::erase_if(corpus.documents, [&](const CorpusDocument& one) { return is_faulty[one.path]; });
  std::sort(corpus.documents.begin(), corpus.documents.end(),
            [](const CorpusDocument& a, const CorpusDocument& b) {
              return a.record.document.id < b.record.document.id;
            });
  name_successors(corpus.documents);
  name_primary_accounts(corpus.documents);
  return corpus;
}

DocumentRecord whole_record(const Corpus& corpus, const CorpusDocument& document) {
  if (!document.is_outline) return document.record;
  const CorpusFile file{.path = corpus.folder / document.path,
                        .shown_as = document.path,
                        .id = document.record.document.id,
                        .type = document.record.document.type};
  Diagnostics told_already;
  ReadFile read = read_file(file, corpus.vocabulary, told_already);
  if (read.document.sha256 != document.sha256)
    throw Error(fmt::format("'{}' changed while the index was built", file.path),
                "what was current stays so; build again");
  DocumentRecord record = std::move(read.document.record);
  record.superseded_by = document.record.superseded_by;
  record.primary_account = document.record.primary_account;
  return record;
}

Corpus read_corpus_vocabulary(const fs::path& folder) {
  Corpus corpus{.folder = folder};
  corpus.vocabulary =
      read_vocabulary(folder / kVocabularyFolder, std::string(kVocabularyFolder), corpus.problems);
  sort_by_place(corpus.problems);
  read_sources(corpus, folder);
  return corpus;
}

}  // namespace entrepot
