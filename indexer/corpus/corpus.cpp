#include "indexer/corpus/corpus.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "indexer/body/markdown.h"
#include "indexer/corpus/corpus_checks.h"
#include "indexer/corpus/corpus_files.h"
#include "indexer/corpus/primary_accounts.h"
#include "indexer/front_matter/front_matter.h"
#include "indexer/source/source_text.h"
#include "indexer/vocabulary/vocabulary_reader.h"

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
  bool has_errors = false;
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

std::vector<DocumentTies> ties_of(const std::vector<ReadFile>& files) {
  std::vector<DocumentTies> ties;
  for (const ReadFile& one : files)
    ties.push_back({.id = one.document.record.document.id,
                    .path = one.document.path,
                    .is_read = one.has_body && !one.has_errors,
                    .record = one.has_body ? &one.document.record : nullptr,
                    .references = one.references,
                    .links = one.links});
  return ties;
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

Corpus read_corpus(const fs::path& folder, const ProgressCallback& progress) {
  Corpus corpus;
  const std::vector<CorpusFile> found = find_corpus_files(folder, corpus.problems);
  corpus.vocabulary =
      read_vocabulary(folder / kVocabularyFolder, std::string(kVocabularyFolder), corpus.problems);
  corpus.files = found.size();
  std::vector<ReadFile> files;
  files.reserve(found.size());
  for (const CorpusFile& file : found) {
    Diagnostics problems;
    ReadFile& read = files.emplace_back(read_file(file, corpus.vocabulary, problems));
    read.has_errors = has_errors(problems);
    std::move(problems.begin(), problems.end(), std::back_inserter(corpus.problems));
    if (progress) progress(files.size(), found.size());
  }
  check_ties(ties_of(files), corpus.problems);

  sort_by_place(corpus.problems);
  // What is wrong with a vocabulary may be the cause of what seems wrong with the documents.
  std::stable_partition(corpus.problems.begin(), corpus.problems.end(), [](const Diagnostic& one) {
    return one.where.file.starts_with(std::string(kVocabularyFolder) + "/");
  });
  read_sources(corpus, folder);
  std::map<std::string, bool> is_faulty;
  for (const Diagnostic& problem : corpus.problems)
    is_faulty[problem.where.file] |= problem.severity == Severity::Error;
  for (ReadFile& file : files)
    if (!is_faulty[file.document.path]) corpus.documents.push_back(std::move(file.document));
  std::sort(corpus.documents.begin(), corpus.documents.end(),
            [](const CorpusDocument& a, const CorpusDocument& b) {
              return a.record.document.id < b.record.document.id;
            });
  name_successors(corpus.documents);
  name_primary_accounts(corpus.documents);
  return corpus;
}

Corpus read_corpus_vocabulary(const fs::path& folder) {
  Corpus corpus;
  corpus.vocabulary =
      read_vocabulary(folder / kVocabularyFolder, std::string(kVocabularyFolder), corpus.problems);
  sort_by_place(corpus.problems);
  read_sources(corpus, folder);
  return corpus;
}

}  // namespace entrepot
