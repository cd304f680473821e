#include "service/formats/document_markdown.h"

#include <fmt/format.h>

#include <string_view>

namespace entrepot {
namespace {

/// Text that Markdown prints as it is (CommonMark 0.30, backslash escapes).
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\`*_[]<>#&|~").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string source_line(const Source& source, const Vocabulary& vocabulary) {
  const std::string title = escaped(source.title.empty() ? source.url : source.title);
  std::string line = source.url.empty() ? title : fmt::format("[{}](<{}>)", title, source.url);
  if (!source.publisher.empty()) line += ", " + escaped(source.publisher);
  if (!source.kind.empty())
    line += fmt::format(" ({})", escaped(vocabulary.label("source-kinds", source.kind, "en")));
  return "- " + line + "\n";
}

std::string_view without_empty_lines(std::string_view body) {
  const std::size_t begin = body.find_first_not_of('\n');
  if (begin == std::string_view::npos) return {};
  return body.substr(begin, body.find_last_not_of(" \n") - begin + 1);
}

}  // namespace

std::string to_markdown(const DocumentRecord& record, const Vocabulary& vocabulary) {
  const Document& document = record.document;
  std::string out = fmt::format("# {}\n\n{}\n\n---\n\nDocument: {}\n", escaped(document.title),
                                without_empty_lines(document.markdown), document.id);
  const auto add = [&out](std::string_view name, const std::string& value) {
    if (!value.empty()) out += fmt::format("\n{}: {}\n", name, escaped(value));
  };
  out += document.sources.empty() ? "\nSources: none given\n" : "\nSources:\n\n";
  for (const Source& source : document.sources) out += source_line(source, vocabulary);
  if (!document.derivation.empty())
    add("Derivation", vocabulary.label("derivations", document.derivation, "en"));
  if (!document.evidence.empty())
    add("Evidence", vocabulary.label("evidence", document.evidence, "en"));
  if (document.status != "published")
    add("Status", vocabulary.label("statuses", document.status, "en"));
  add("Licence", document.license);
  add("Rights", document.rights_note);
  add("Curator's note", document.note);
  return out;
}

}  // namespace entrepot
