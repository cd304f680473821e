#include "indexer/corpus/document_reading.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "indexer/corpus/known_corpus.h"
#include "indexer/source/source_text.h"

namespace entrepot {
namespace {

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

/// The languages its texts are in, by primary subtag.
std::vector<std::string> languages_of(const Document& document) {
  std::set<std::string> languages{document.language.substr(0, document.language.find('-'))};
  for (const Labels* const texts : {&document.titles, &document.summaries})
    for (const auto& [language, text] : *texts)
      languages.insert(language.substr(0, language.find('-')));
  return {languages.begin(), languages.end()};
}

}  // namespace

ReadDocument read_document(const CorpusFile& file, const Vocabulary& vocabulary) {
  ReadDocument out{.document = {.path = file.shown_as, .file = file_state(file.path)}};
  Document& document = out.document.record.document;
  const std::optional<SourceText> source =
      read_source(file.path, file.shown_as, kMaxDocumentBytes, out.problems);
  if (source) {
    out.document.sha256 = source->sha256;
    if (std::optional<ParsedDocument> parsed =
            parse_faulty_document(source->text, file.shown_as, vocabulary, out.problems)) {
      document = std::move(parsed->document);
      out.references = std::move(parsed->references);
      MarkdownText body = parse_markdown(
          document.markdown,
          {.file = file.shown_as,
           .first_line = parsed->body_line,
           .title = document.title.empty() ? first_heading(document.markdown) : document.title},
          vocabulary, out.problems);
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

void make_outline(ReadDocument& read) {
  CorpusDocument& whole = read.document;
  Document& document = whole.record.document;
  CorpusDocument out{.path = std::move(whole.path),
                     .sha256 = std::move(whole.sha256),
                     .file = whole.file,
                     .is_outline = true,
                     .text_bytes = document.markdown.size(),
                     .languages = languages_of(document),
                     .ties = pack_ties(read)};
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
  whole = std::move(out);
}

}  // namespace entrepot
