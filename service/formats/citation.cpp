#include "service/formats/citation.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/text/unicode.h"
#include "service/query/url_parameters.h"

namespace entrepot {
namespace {

constexpr std::size_t kMostAbstractBytes = 2'000;

/// A text on one line: white space, line ends of any kind and control characters are one space.
std::string one_line(std::string_view text) {
  std::string out;
  bool space = false;
  const auto is_line_end = [](std::string_view rest) -> std::size_t {
    if (rest.starts_with("\xC2\x85")) return 2;  // NEL
    return rest.starts_with("\u2028") || rest.starts_with("\u2029") ? 3 : 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (const std::size_t length = is_line_end(text.substr(at));
        length > 0 || byte <= ' ' || byte == 0x7F) {
      space = !out.empty();
      at += std::max<std::size_t>(length, 1);
      continue;
    }
    if (space) out += ' ';
    space = false;
    out += text[at++];
  }
  return out;
}

std::string shortened(const std::string& line) {
  const std::string_view start = cut_utf8(line, kMostAbstractBytes);
  return start.size() < line.size() ? std::string(start) + "…" : line;
}

std::string source_note(const Source& source, const Vocabulary& vocabulary) {
  const std::string kind =
      source.kind.empty() ? "Source" : vocabulary.label("source-kinds", source.kind, "en");
  std::string what = source.title;
  for (const std::string& more : {source.publisher, source.url})
    if (!more.empty()) what += (what.empty() ? "" : ", ") + more;
  return fmt::format("{}: {}", kind, what);
}

/// What has no field of its own. What the text rests on comes with every reference: a retold event
/// must not look like an account of those who were there.
std::vector<std::string> notes_of(const DocumentRecord& record,
                                  const std::optional<CitedPart>& part,
                                  const Vocabulary& vocabulary) {
  const Document& document = record.document;
  std::vector<std::string> notes;
  if (part && !part->kind.empty())
    notes.push_back("Kind of passage: " + vocabulary.label("kinds", part->kind, "en"));
  if (const auto english = document.titles.find("en"); english != document.titles.end())
    notes.push_back("Title in English: " + english->second);
  if (document.date && document.published) notes.push_back("Activity: " + to_edtf(*document.date));
  if (!document.date_text.empty()) notes.push_back("Activity: " + document.date_text);
  if (!document.derivation.empty())
    notes.push_back("Derivation: " + vocabulary.label("derivations", document.derivation, "en"));
  for (const Source& source : document.sources) notes.push_back(source_note(source, vocabulary));
  if (document.sources.empty()) notes.emplace_back("No source is recorded");
  if (document.status != "published")
    notes.push_back("Status: " + vocabulary.label("statuses", document.status, "en"));
  if (!record.superseded_by.empty()) notes.push_back("Superseded by: " + record.superseded_by);
  for (std::string& note : notes) note = one_line(note);
  return notes;
}

std::string title_of(const Document& document, const std::optional<CitedPart>& part) {
  if (!part || part->title.empty()) return one_line(document.title);
  const std::string number = item_number(part->anchor);
  return one_line(fmt::format("{}: {}{}", document.title, part->title,
                              number.empty() ? "" : fmt::format(" ({})", number)));
}

bool has(const std::vector<std::string>& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

CitedPart part_of(const Passage& passage) {
  return {
      .anchor = passage.anchor, .title = passage.title, .kind = passage.kind, .text = passage.text};
}

}  // namespace

std::optional<CitedPart> find_part(const DocumentRecord& record, std::string_view anchor) {
  const auto passage = std::find_if(record.passages.begin(), record.passages.end(),
                                    [&](const Passage& one) { return one.anchor == anchor; });
  if (passage != record.passages.end()) return part_of(*passage);
  for (const Section& section : record.sections) {
    if (section.anchor != anchor && !has(section.former_anchors, anchor)) continue;
    const auto own = std::find_if(record.passages.begin(), record.passages.end(),
                                  [&](const Passage& one) { return one.anchor == section.anchor; });
    if (own != record.passages.end()) return part_of(*own);
    return CitedPart{.anchor = section.anchor, .title = section.title};
  }
  for (const Passage& one : record.passages)
    if (has(one.former_anchors, anchor)) return part_of(one);
  return {};
}

std::string item_number(std::string_view anchor) {
  const std::size_t dot = anchor.rfind('.');
  if (dot == std::string_view::npos || dot + 1 == anchor.size()) return {};
  const std::string_view number = anchor.substr(dot + 1);
  return number.find_first_not_of("0123456789") == std::string_view::npos ? std::string(number)
                                                                          : std::string();
}

std::optional<DateInterval> cited_date(const Document& document) {
  return document.published ? document.published : document.date;
}

std::string cited_publisher(const Document& document) {
  for (const Source& source : document.sources)
    if (source.kind == "primary" && !source.publisher.empty()) return source.publisher;
  return {};
}

std::string document_url(std::string_view public_url, std::string_view id,
                         std::string_view anchor) {
  std::string url = fmt::format("{}/documents/{}", public_url, id);
  // An anchor has no spaces, of which a parameter would make "+".
  return anchor.empty() ? url : url + "#" + encode_parameter(anchor);
}

Citation cite(const DocumentRecord& record, const std::optional<CitedPart>& part,
              const Repository& repository) {
  const Document& document = record.document;
  Citation out{
      .id = document.id,
      .title = title_of(document, part),
      .language = one_line(document.language),
      .type = one_line(repository.vocabulary.label("types", document.type, "en")),
      .issued = cited_date(document),
      .activity = document.date,
      .publisher = one_line(cited_publisher(document)),
      .repository = repository.name,
      .url = repository.public_url.empty()
                 ? ""
                 : document_url(repository.public_url, document.id, part ? part->anchor : ""),
      .abstract = one_line(document.summary),
      .notes = notes_of(record, part, repository.vocabulary)};
  if (part) {
    out.id += ":" + part->anchor;
    if (const std::string text = one_line(part->text); !text.empty())
      out.abstract = shortened(text);
  }
  for (const std::string& theme : document.tags.themes)
    out.keywords.push_back(one_line(repository.vocabulary.label("themes", theme, "en")));
  return out;
}

}  // namespace entrepot
