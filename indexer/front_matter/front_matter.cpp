#include "indexer/front_matter/front_matter.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "indexer/front_matter/key_reader.h"
#include "indexer/front_matter/value_reader.h"
#include "indexer/source/yaml.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

/// Every key of a front matter. A new key is a member of Document and one row here.
constexpr std::array kKeys{
    key<&Document::title>("title", Form::Line),
    key<&Document::titles>("titles", Form::LineByLanguage),
    recommended(key<&Document::summary>("summary", Form::Summary)),
    key<&Document::summaries>("summaries", Form::SummaryByLanguage),
    recommended(key<&Document::language>("language", Form::Language)),
    recommended(key<&Tags::countries>("countries", Form::Terms, "countries")),
    key<&Document::host>("host", Form::Terms, "countries"),
    key<&Document::experts_from>("experts_from", Form::Terms, "countries"),
    key<&Tags::regions>("regions", Form::Terms, "regions"),
    key<&Document::scope>("scope", Form::Term, "scopes"),
    recommended(key<&Tags::themes>("themes", Form::Terms, "themes")),
    key<&Tags::programmes>("programmes", Form::Terms, "programmes"),
    key<&Tags::organisations>("organisations", Form::Terms, "organisations"),
    key<&Tags::funders>("funders", Form::Terms, "organisations"),
    key<&Tags::administrations>("administrations", Form::Terms, "administrations"),
    key<&Tags::measures>("measures", Form::Terms, "measures"),
    recommended(key<&Document::date>("date", Form::Date)),
    key<&Document::date_text>("date_text", Form::Line),
    key<&Document::published>("published", Form::Point),
    key<&Document::added>("added", Form::Day),
    key<&Document::reviewed>("reviewed", Form::Day),
    key<&Document::review_by>("review_by", Form::Day),
    key<&Document::status>("status", Form::Term, "statuses"),
    key<&Document::owner>("owner", Form::Line),
    recommended(key<&Document::sources>("sources", Form::Sources)),
    recommended(key<&Document::derivation>("derivation", Form::Term, "derivations")),
    recommended(key<&Document::license>("license", Form::License)),
    key<&Document::rights_note>("rights_note", Form::Text),
    recommended(key<&Document::evidence>("evidence", Form::Term, "evidence")),
    key<&Document::modality>("modality", Form::Term, "modalities"),
    key<&Document::participants>("participants", Form::Count),
    key<&Document::methods>("methods", Form::Lines),
    key<&Document::audience>("audience", Form::Lines),
    key<&Document::related>("related", Form::Ids),
    key<&Document::translation_of>("translation_of", Form::Id),
    key<&Document::supersedes>("supersedes", Form::Ids),
    key<&Document::formerly>("formerly", Form::Ids),
    key<&Document::note>("note", Form::Text),
};

/// A corpus file taken apart.
struct Parts {
  std::string_view front_matter{}, body{};
  std::size_t body_line = 1;
};

bool is_fence(std::string_view line, std::string_view fence) {
  return line.starts_with(fence) &&
         line.find_first_not_of(" \t", fence.size()) == std::string_view::npos;
}

/// Why a file does not begin with "---", as its author can see it.
Diagnostic no_front_matter(std::string_view text, const std::string& file) {
  const std::size_t first = text.find_first_not_of(" \t\n");
  if (first != std::string_view::npos && first > 0 && text.substr(first).starts_with("---"))
    return {.where = {.file = file, .line = 1, .column = 1},
            .message =
                "the front matter does not begin on the first line; remove what stands before "
                "'---'"};
  // Lines that end in CR LF have lost their CR by now.
  if (text.substr(0, text.find('\n')).find('\r') != std::string_view::npos)
    return {.where = {.file = file, .line = 1, .column = 1},
            .message =
                "the lines end in CR alone, which no longer counts as a line's end; save the file "
                "with LF or CR LF line endings"};
  return {.where = {.file = file, .line = 1, .column = 1},
          .message =
              "there is no front matter; begin the file with the lines '---', 'title: The "
              "title of the document' and '---'"};
}

std::optional<Parts> split(std::string_view text, const std::string& file, Diagnostics& problems) {
  const std::size_t first_end = std::min(text.find('\n'), text.size());
  if (!is_fence(text.substr(0, first_end), "---")) {
    problems.push_back(no_front_matter(text, file));
    return std::nullopt;
  }
  const std::size_t begin = std::min(first_end + 1, text.size());
  std::size_t line = 2;
  for (std::size_t at = begin; at < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view content = text.substr(at, end - at);
    const std::size_t next = std::min(end + 1, text.size());
    if (is_fence(content, "---") || is_fence(content, "..."))
      return Parts{.front_matter = text.substr(begin, at - begin),
                   .body = text.substr(next),
                   .body_line = line + 1};
    at = next;
  }
  problems.push_back(
      {.where = {.file = file, .line = 1, .column = 1},
       .message = "the front matter that begins here never ends; write '---' on a line of its own "
                  "after the last key"});
  return std::nullopt;
}

/// Adds the regions that the countries lie in to those the author stated.
void derive_regions(Tags& tags, const Vocabulary& vocabulary) {
  for (std::string& region : vocabulary.regions_of(tags.countries))
    if (std::find(tags.regions.begin(), tags.regions.end(), region) == tags.regions.end())
      tags.regions.push_back(std::move(region));
}

/// Keys that stand for one another: either is enough.
bool is_made_up_for(std::string_view key, const Document& document) {
  return (key == "countries" && document.scope == "global") ||
         (key == "date" && !document.date_text.empty());
}

void warn_of_missing(const YamlNode& root, const Document& document, const Location& where,
                     ValueReader& values) {
  std::vector<std::string> missing;
  for (const Key<Document>& row : kKeys)
    if (row.form.recommended && root.find(row.form.name) == nullptr &&
        !is_made_up_for(row.form.name, document))
      missing.push_back(fmt::format("'{}'", row.form.name));
  if (!missing.empty())
    values.warning(where, fmt::format("recommended keys are missing: {}; add what is known",
                                      fmt::join(missing, ", ")));
}

}  // namespace

std::optional<ParsedDocument> parse_faulty_document(std::string_view text, const std::string& file,
                                                    const Vocabulary& vocabulary,
                                                    Diagnostics& problems) {
  if (text.size() > kMaxDocumentBytes) {
    problems.push_back({.where = locate(text, cut_utf8(text, kMaxDocumentBytes).size(), file),
                        .message = "the document exceeds 256 KiB here; shorten it, or split it"});
    return std::nullopt;
  }
  const std::optional<Parts> parts = split(text, file, problems);
  if (!parts) return std::nullopt;
  ParsedDocument parsed{.document = {.markdown = std::string(parts->body)},
                        .body_line = parts->body_line};
  Diagnostics found;
  const std::optional<YamlNode> root =
      parse_yaml(parts->front_matter, file, 2, {.bytes = kMaxFrontMatterBytes}, found);
  if (root) {
    ValueReader values(vocabulary, found);
    const Location whole{.file = file, .line = 1, .column = 1};
    const bool is_empty = root->kind == YamlNode::Kind::Scalar && root->text.empty();
    if (root->kind == YamlNode::Kind::Map) {
      KeyReader(values, parsed.references)
          .read_map(*root, std::span<const Key<Document>>(kKeys), parsed.document);
    } else if (!is_empty) {
      values.error(root->where, "the front matter is not made of keys; write 'key: value' lines");
    }
    if ((is_empty || root->kind == YamlNode::Kind::Map) && root->find("title") == nullptr)
      values.error(whole, "the key 'title' is missing; write 'title: The title of the document'");
    if (const YamlNode* status = root->find("status");
        status != nullptr && parsed.document.status == "withdrawn" && root->find("note") == nullptr)
      values.warning(status->where,
                     "withdrawn without a reason, which readers are told; write it in 'note'");
    derive_regions(parsed.document.tags, vocabulary);
    if (!has_errors(found) && parsed.document.status != "withdrawn")
      warn_of_missing(*root, parsed.document, whole, values);
  }
  problems.insert(problems.end(), std::make_move_iterator(found.begin()),
                  std::make_move_iterator(found.end()));
  return parsed;
}

std::optional<ParsedDocument> parse_document(std::string_view text, const std::string& file,
                                             const Vocabulary& vocabulary, Diagnostics& problems) {
  Diagnostics found;
  std::optional<ParsedDocument> parsed = parse_faulty_document(text, file, vocabulary, found);
  if (has_errors(found)) parsed.reset();
  problems.insert(problems.end(), std::make_move_iterator(found.begin()),
                  std::make_move_iterator(found.end()));
  return parsed;
}

std::vector<KeyForm> front_matter_keys() {
  std::vector<KeyForm> out;
  for (const Key<Document>& row : kKeys) out.push_back(row.form);
  return out;
}

}  // namespace entrepot
