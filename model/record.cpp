#include "model/record.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

// The members of each struct, once for both directions. In the struct's own namespace, so that
// json_members finds them.
namespace entrepot {

template <typename Visit>
void members(Source& source, Visit&& visit) {
  visit("title", source.title);
  visit("url", source.url);
  visit("publisher", source.publisher);
  visit("language", source.language);
  visit("kind", source.kind);
}

template <typename Visit>
void members(Tags& tags, Visit&& visit) {
  visit("countries", tags.countries);
  visit("regions", tags.regions);
  visit("themes", tags.themes);
  visit("programmes", tags.programmes);
  visit("organisations", tags.organisations);
  visit("funders", tags.funders);
  visit("administrations", tags.administrations);
  visit("measures", tags.measures);
}

template <typename Visit>
void members(Document& document, Visit&& visit) {  // all but the Markdown, which stands apart
  visit("id", document.id);
  visit("type", document.type);
  visit("title", document.title);
  visit("titles", document.titles);
  visit("summary", document.summary);
  visit("summaries", document.summaries);
  visit("language", document.language);
  visit("tags", document.tags);
  visit("host", document.host);
  visit("experts_from", document.experts_from);
  visit("scope", document.scope);
  visit("date", document.date);
  visit("date_text", document.date_text);
  visit("published", document.published);
  visit("added", document.added);
  visit("reviewed", document.reviewed);
  visit("review_by", document.review_by);
  visit("status", document.status);
  visit("owner", document.owner);
  visit("sources", document.sources);
  visit("derivation", document.derivation);
  visit("license", document.license);
  visit("rights_note", document.rights_note);
  visit("evidence", document.evidence);
  visit("modality", document.modality);
  visit("participants", document.participants);
  visit("methods", document.methods);
  visit("audience", document.audience);
  visit("related", document.related);
  visit("translation_of", document.translation_of);
  visit("supersedes", document.supersedes);
  visit("formerly", document.formerly);
  visit("note", document.note);
}

template <typename Visit>
void members(Passage& passage, Visit&& visit) {
  visit("anchor", passage.anchor);
  visit("kind", passage.kind);
  visit("origin", passage.origin);
  visit("title", passage.title);
  visit("heading_path", passage.heading_path);
  visit("text", passage.text);
  visit("tags", passage.tags);
  visit("position", passage.position);
  visit("former_anchors", passage.former_anchors);
}

template <typename Visit>
void members(NamedConcept& named, Visit&& visit) {
  visit("begin", named.begin);
  visit("end", named.end);
  visit("list", named.list);
  visit("id", named.id);
}

template <typename Visit>
void members(DocumentNames& names, Visit&& visit) {
  visit("title", names.title);
  visit("summary", names.summary);
}

template <typename Visit>
void members(PassageNames& names, Visit&& visit) {
  visit("title", names.title);
  visit("text", names.text);
}

template <typename Visit>
void members(Section& section, Visit&& visit) {
  visit("anchor", section.anchor);
  visit("level", section.level);
  visit("title", section.title);
  visit("title_html", section.title_html);
  visit("kind", section.kind);
  visit("html", section.html);
  visit("former_anchors", section.former_anchors);
}

template <typename Visit>
void members(FormerLabel& former, Visit&& visit) {
  visit("label", former.label);
  visit("until", former.until);
}

template <typename Visit>
void members(Concept& entry, Visit&& visit) {
  visit("id", entry.id);
  visit("label", entry.label);
  visit("alt", entry.alt);
  visit("acronyms", entry.acronyms);
  visit("broader", entry.broader);
  visit("former", entry.former);
  visit("note", entry.note);
  visit("refs", entry.refs);
  visit("replaced_by", entry.replaced_by);
  visit("unverified", entry.unverified);
  visit("ambiguous", entry.ambiguous);
  visit("kind", entry.kind);
  visit("country", entry.country);
  visit("members", entry.members);
  visit("borders", entry.borders);
  visit("years", entry.years);
  visit("lead", entry.lead);
  visit("funders", entry.funders);
  visit("countries", entry.countries);
  visit("themes", entry.themes);
  visit("cues", entry.cues);
  visit("function", entry.function_words);
  visit("protected", entry.protected_words);
}

}  // namespace entrepot

#include "model/json_members.h"

namespace entrepot {
namespace {

using json_members::dump;
using json_members::parse;

/// What a document's own page needs and a list of hits does not.
struct Rest {
  std::string markdown{};
  Tags all_tags{};
  std::vector<std::string> kinds{};
  std::string superseded_by{};
  std::string primary_account{};
  std::vector<Section> sections{};
  std::vector<Passage> passages{};
  bool operator==(const Rest&) const = default;
};

template <typename Visit>
void members(Rest& rest, Visit&& visit) {
  visit("all_tags", rest.all_tags);
  visit("kinds", rest.kinds);
  visit("superseded_by", rest.superseded_by);
  visit("primary_account", rest.primary_account);
  visit("sections", rest.sections);
  visit("passages", rest.passages);
  visit("markdown", rest.markdown);
}

/// The lines of a record. JSON text holds no line break of its own.
struct Lines {
  std::string_view document{}, names{}, rest{};
};

Lines lines(std::string_view text) {
  const auto take = [&text] {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) json_members::throw_damaged("a record ends too early");
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
  };
  Lines out;
  out.document = take();
  out.names = take();
  out.rest = text;
  return out;
}

std::vector<std::string> one(const std::string& value) {
  return value.empty() ? std::vector<std::string>{} : std::vector<std::string>{value};
}

std::vector<std::string> year_values(const Document& document) {
  std::vector<std::string> out;
  if (document.date)
    for (const int year : years(*document.date)) out.push_back(std::to_string(year));
  return out;
}

/// Each value once, where it came first: facets are counted from these.
std::vector<std::string> united(std::initializer_list<const std::vector<std::string>*> lists) {
  std::vector<std::string> out;
  for (const std::vector<std::string>* list : lists)
    for (const std::string& value : *list)
      if (std::find(out.begin(), out.end(), value) == out.end()) out.push_back(value);
  return out;
}

/// The tags as facets know them, of a document or a passage.
std::vector<std::string> tag_values(const Tags& tags, std::string_view facet) {
  if (facet == "country") return united({&tags.countries});
  if (facet == "region") return united({&tags.regions});
  if (facet == "theme") return united({&tags.themes});
  if (facet == "programme") return united({&tags.programmes});
  if (facet == "organisation")
    return united({&tags.organisations, &tags.funders, &tags.administrations});
  if (facet == "measure") return united({&tags.measures});
  return {};
}

std::vector<std::string> document_values(const Document& document, std::string_view facet) {
  if (facet == "type") return one(document.type);
  if (facet == "language") return one(document.language.substr(0, document.language.find('-')));
  if (facet == "year") return year_values(document);
  if (facet == "evidence") return one(document.evidence);
  if (facet == "status") return one(document.status);
  if (facet == "source_kind") return one(source_kind(document));
  if (facet == "modality") return one(document.modality);
  return {};
}

/// A passage's tags: what it states of its own, else its document's.
Tags or_inherited(const Tags& own, const Tags& inherited) {
  Tags out = inherited;
  if (!own.countries.empty()) out.regions.clear();  // they follow from countries it is not about
  const auto take = [](std::vector<std::string>& into, const std::vector<std::string>& from) {
    if (!from.empty()) into = from;
  };
  take(out.countries, own.countries);
  take(out.regions, own.regions);
  take(out.themes, own.themes);
  take(out.programmes, own.programmes);
  take(out.organisations, own.organisations);
  take(out.funders, own.funders);
  take(out.administrations, own.administrations);
  take(out.measures, own.measures);
  return out;
}

}  // namespace

PassageRecord passage_record(const DocumentRecord& record, const Passage& passage) {
  PassageRecord out{.document = record.document, .passage = passage};
  out.document.markdown.clear();
  out.passage.tags = or_inherited(passage.tags, record.document.tags);
  return out;
}

PassageRecords::PassageRecords(const DocumentRecord& record)
    : record_(record),
      current_(passage_record(record, {})),
      document_line_(dump(current_.document)) {}

PassageRecord& PassageRecords::of(const Passage& passage) {
  current_.passage = passage;
  current_.passage.tags = or_inherited(passage.tags, record_.document.tags);
  current_.names = {};
  return current_;
}

std::string PassageRecords::json() const {
  return document_line_ + "\n" + dump(current_.names) + "\n" + dump(current_.passage);
}

std::string to_json(const DocumentRecord& record, const DocumentNames& names) {
  const Rest rest{.markdown = record.document.markdown,
                  .all_tags = record.all_tags,
                  .kinds = record.kinds,
                  .superseded_by = record.superseded_by,
                  .primary_account = record.primary_account,
                  .sections = record.sections,
                  .passages = record.passages};
  return dump(record.document) + "\n" + dump(names) + "\n" + dump(rest);
}

std::string to_json(const PassageRecord& record) {
  return dump(record.document) + "\n" + dump(record.names) + "\n" + dump(record.passage);
}

std::string to_json(const Vocabulary& vocabulary) { return dump(vocabulary.lists); }

DocumentRecord parse_document_record(std::string_view json) {
  const Lines record_lines = lines(json);
  Rest rest = parse<Rest>(record_lines.rest);
  DocumentRecord record{.document = parse<Document>(record_lines.document),
                        .all_tags = std::move(rest.all_tags),
                        .kinds = std::move(rest.kinds),
                        .superseded_by = std::move(rest.superseded_by),
                        .primary_account = std::move(rest.primary_account),
                        .sections = std::move(rest.sections),
                        .passages = std::move(rest.passages)};
  record.document.markdown = std::move(rest.markdown);
  return record;
}

PassageRecord parse_passage_record(std::string_view json) {
  PassageRecord record = parse_passage_alone(json);
  record.document = parse<Document>(lines(json).document);
  return record;
}

PassageRecord parse_passage_alone(std::string_view json) {
  const Lines record = lines(json);
  return {.passage = parse<Passage>(record.rest), .names = parse<PassageNames>(record.names)};
}

Vocabulary parse_vocabulary(std::string_view json) {
  return {.lists = parse<decltype(Vocabulary::lists)>(json)};
}

Document parse_document_summary(std::string_view json) {
  return parse<Document>(lines(json).document);
}

DocumentNames parse_document_names(std::string_view json) {
  return parse<DocumentNames>(lines(json).names);
}

std::vector<std::string> facet_values(const DocumentRecord& record, std::string_view facet) {
  if (facet == "kind") return united({&record.kinds});
  std::vector<std::string> values = tag_values(record.all_tags, facet);
  return values.empty() ? document_values(record.document, facet) : values;
}

std::vector<std::string> facet_values(const PassageRecord& record, std::string_view facet) {
  if (facet == "kind") return one(record.passage.kind);
  std::vector<std::string> values = tag_values(record.passage.tags, facet);
  return values.empty() ? document_values(record.document, facet) : values;
}

}  // namespace entrepot
