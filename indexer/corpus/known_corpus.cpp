#include "indexer/corpus/known_corpus.h"

#include <optional>
#include <utility>

#include "indexer/corpus/packed_facts.h"
#include "indexer/source/packed.h"
#include "model/error.h"

namespace entrepot {
namespace {

constexpr std::string_view kForm = "entrepot sources 1";
constexpr std::string_view kExtension = ".md";

void unpack_ties(Unpacker in, ReadDocument& into) {
  const std::string& path = into.document.path;
  into.references.resize(in.count());
  for (Reference& one : into.references) {
    one.key = in.text();
    one.id = in.text();
    one.where = unpack_place(in, path);
  }
  into.links.resize(in.count());
  for (InternalLink& one : into.links) {
    one.document = in.text();
    one.anchor = in.text();
    one.where = unpack_place(in, path);
  }
  into.problems = unpack_problems(in);
}

void pack_rest(Packer& packer, const CorpusDocument& one) {
  const Document& document = one.record.document;
  pack_state(packer, one.file);
  packer.add(document.language);
  packer.add(document.status);
  packer.add(document.date ? to_edtf(*document.date) : std::string());
  packer.add(document.formerly);
  packer.add(document.supersedes);
  packer.add(document.tags.themes);
  packer.add(document.tags.countries);
  packer.add(source_kind(document));
  packer.add(document.title);
  packer.add(document.note);
  packer.add(one.anchors);
  packer.add(std::uint64_t{one.text_bytes});
  packer.add(one.languages);
  packer.add(one.ties);
}

std::optional<DateInterval> unpack_date(std::string_view text) {
  if (text.empty()) return std::nullopt;
  std::string problem;
  std::optional<DateInterval> date = parse_edtf(text, problem);
  if (!date) throw Error("a date is damaged");
  return date;
}

}  // namespace

std::string_view KnownCorpus::Entry::id() const {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name.substr(0, name.size() - kExtension.size());
}

KnownCorpus::KnownCorpus(std::string bytes) : bytes_(std::move(bytes)) {
  Unpacker in(bytes_);
  if (in.text() != kForm) throw Error("it has another form");
  vocabulary_state_ = in.text();
  documents_.resize(in.count());
  places_.reserve(documents_.size());
  for (std::size_t i = 0; i < documents_.size(); ++i) {
    Entry& one = documents_[i];
    one = {.path = in.text(), .sha256 = in.text(), .is_searched = in.number() != 0};
    one.superseded_by = in.text();
    one.primary_account = in.text();
    one.rest = in.text();
    if (!one.path.ends_with(kExtension)) throw Error("a path is damaged");
    places_.emplace(one.path, i);
  }
}

const KnownCorpus::Entry* KnownCorpus::find(std::string_view path) const {
  const auto place = places_.find(path);
  return place == places_.end() ? nullptr : &documents_[place->second];
}

FileState KnownCorpus::file(const Entry& entry) const {
  Unpacker in(entry.rest);
  return unpack_state(in);
}

ReadDocument KnownCorpus::document(const Entry& entry) const {
  ReadDocument out{.has_body = true};
  CorpusDocument& one = out.document;
  one.path = entry.path;
  one.sha256 = entry.sha256;
  one.is_outline = true;
  Unpacker in(entry.rest);
  one.file = unpack_state(in);
  Document& document = one.record.document;
  document.language = in.text();
  document.status = in.text();
  document.date = unpack_date(in.text());
  document.formerly = in.texts();
  document.supersedes = in.texts();
  document.tags.themes = in.texts();
  document.tags.countries = in.texts();
  if (const std::string_view kind = in.text(); !kind.empty())
    document.sources.push_back({.kind = std::string(kind)});
  document.title = in.text();
  document.note = in.text();
  one.anchors = in.text();
  one.text_bytes = in.number();
  one.languages = in.texts();
  one.ties = in.text();
  unpack_ties(Unpacker(one.ties), out);
  return out;
}

std::string pack_ties(const ReadDocument& read) {
  Packer packer;
  packer.add(std::uint64_t{read.references.size()});
  for (const Reference& one : read.references) {
    packer.add(one.key);
    packer.add(one.id);
    pack_place(packer, one.where);
  }
  packer.add(std::uint64_t{read.links.size()});
  for (const InternalLink& one : read.links) {
    packer.add(one.document);
    packer.add(one.anchor);
    pack_place(packer, one.where);
  }
  pack_problems(packer, read.problems);
  return packer.take();
}

std::string pack_corpus(const Corpus& corpus) {
  Packer packer;
  packer.add(kForm);
  packer.add(corpus.vocabulary_state);
  packer.add(std::uint64_t{corpus.documents.size()});
  for (const CorpusDocument& one : corpus.documents) {
    packer.add(one.path);
    packer.add(one.sha256);
    packer.add(std::uint64_t{is_searched(one.record.document)});
    packer.add(one.record.superseded_by);
    packer.add(one.record.primary_account);
    Packer rest;
    pack_rest(rest, one);
    packer.add(rest.bytes());
  }
  return packer.take();
}

}  // namespace entrepot
