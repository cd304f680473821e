#include "model/concept_names.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "model/text/analyser.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

/// A concept that has a name, by the places of its list and of itself within it, so that what is
/// found comes in their order.
struct Bearer {
  std::size_t list = 0, entry = 0;
  NameKind kind = NameKind::Label;
  std::set<std::string> languages{};  ///< Empty: every one.
};
using Bearers = std::vector<Bearer>;
using Index = std::unordered_map<std::string, Bearers>;

/// One name of an entry.
struct Name {
  std::string_view text{};
  NameKind kind = NameKind::Label;
  std::string language{};  ///< Empty: every one.
};

void append(std::vector<Name>& names, const LabelLists& lists, NameKind kind) {
  for (const auto& [language, texts] : lists)
    for (const std::string& text : texts)
      names.push_back({.text = text, .kind = kind, .language = language == "any" ? "" : language});
}

std::vector<Name> names_of(const Concept& one) {
  std::vector<Name> names;
  for (const auto& [language, text] : one.label)
    names.push_back({.text = text, .language = language});
  append(names, one.alt, NameKind::Alternative);
  append(names, one.acronyms, NameKind::Acronym);
  for (const FormerLabel& former : one.former)
    names.push_back({.text = former.label, .kind = NameKind::Former});
  return names;
}

/// Makes one bearer of those that are one concept.
void join(Bearers& into, const Bearer& more) {
  const auto same = std::find_if(into.begin(), into.end(), [&](const Bearer& one) {
    return one.list == more.list && one.entry == more.entry;
  });
  if (same == into.end()) {
    into.push_back(more);
    return;
  }
  same->kind = std::min(same->kind, more.kind);
  if (same->languages.empty() || more.languages.empty()) {
    same->languages.clear();
  } else {
    same->languages.insert(more.languages.begin(), more.languages.end());
  }
}

/// Words in one order, those of scripts without spaces joined.
class Key {
 public:
  void add(const std::string& word, unsigned run) {
    if (!text_.empty() && (run == 0 || last_run_ == 0)) text_ += ' ';
    text_ += word;
    last_run_ = run;
  }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_{};
  unsigned last_run_ = 0;
};

/// The stems of a name in its language, words that have none as they are.
std::string stem_key(std::string_view text, const std::string& language, const Analyser& analyser) {
  Key key;
  for (const QueryWord& word : analyser.query_words(text, {language}))
    // The last stem is that of the word without accents, which people leave out.
    key.add(word.stems.empty() ? word.token.folded : word.stems.back(), word.token.run);
  return key.take();
}

}  // namespace

const NameMeaning* NameMatch::unique() const {
  return meanings.size() == 1 ? &meanings.front() : nullptr;
}

std::string name_key(std::string_view text) {
  Key key;
  for (const Token& token : tokenize(text)) key.add(token.folded, token.run);
  return key.take();
}

struct ConceptNames::Impl {
  /// An entry as far as it is needed once the vocabulary is gone.
  struct Entry {
    std::string id{}, lead{};
  };
  std::vector<std::string> lists{};
  std::vector<std::vector<Entry>> entries{};  ///< By list.
  Index names{}, acronyms{};                  ///< By name_key().
  std::map<std::string, Index> stems{};       ///< By language, then by stem_key().
  std::set<std::string> spellings{};
  const Analyser* analyser = nullptr;

  void add(const Bearer& bearer, const Name& name) {
    std::string key = name_key(name.text);
    if (key.empty()) return;
    spellings.emplace(name.text);
    join((name.kind == NameKind::Acronym ? acronyms : names)[std::move(key)], bearer);
    if (analyser == nullptr || name.kind == NameKind::Acronym ||
        !stemmed_languages().contains(name.language))
      return;
    join(stems[name.language][stem_key(name.text, name.language, *analyser)], bearer);
  }

  void add_list(const Vocabulary& vocabulary, const std::string& list) {
    const auto concepts = vocabulary.lists.find(list);
    if (concepts == vocabulary.lists.end()) return;
    std::map<std::string, std::size_t> places;
    std::vector<Entry> known;
    for (const Concept& one : concepts->second) {
      places.emplace(one.id, known.size());
      known.push_back({.id = one.id, .lead = one.lead});
    }
    for (const Concept& one : concepts->second) {
      const auto place =
          places.find(one.replaced_by.empty() ? one.id : vocabulary.current_id(list, one.id));
      if (place == places.end()) continue;  // replaced by what is not there, which is reported
      for (const Name& name : names_of(one)) {
        Bearer bearer{.list = lists.size(), .entry = place->second, .kind = name.kind};
        if (!name.language.empty()) bearer.languages.insert(name.language);
        add(bearer, name);
      }
    }
    lists.push_back(list);
    entries.push_back(std::move(known));
  }

  [[nodiscard]] const Entry& entry(const Bearer& bearer) const {
    return entries[bearer.list][bearer.entry];
  }

  [[nodiscard]] bool is_run_by_another(const Bearer& organisation, const Bearers& all) const {
    return lists[organisation.list] == "organisations" &&
           std::any_of(all.begin(), all.end(), [&](const Bearer& one) {
             return lists[one.list] == "programmes" && entry(one).lead == entry(organisation).id;
           });
  }

  [[nodiscard]] std::vector<NameMeaning> meanings_of(Bearers bearers) const {
    std::sort(bearers.begin(), bearers.end(), [](const Bearer& a, const Bearer& b) {
      return std::tie(a.list, a.entry) < std::tie(b.list, b.entry);
    });
    std::vector<NameMeaning> out;
    for (const Bearer& one : bearers)
      if (!is_run_by_another(one, bearers))
        out.push_back({.list = lists[one.list],
                       .id = entry(one).id,
                       .kind = one.kind,
                       .languages = {one.languages.begin(), one.languages.end()}});
    return out;
  }
};

ConceptNames::ConceptNames(const Vocabulary& vocabulary, const Analyser* analyser,
                           const std::vector<std::string>& lists)
    : impl_(std::make_unique<Impl>()) {
  impl_->analyser = analyser;
  for (const std::string& list : lists) impl_->add_list(vocabulary, list);
}

ConceptNames::~ConceptNames() = default;
ConceptNames::ConceptNames(ConceptNames&&) noexcept = default;
ConceptNames& ConceptNames::operator=(ConceptNames&&) noexcept = default;

NameMatch ConceptNames::find(std::string_view text) const {
  const std::string key = name_key(text);
  if (key.empty()) return {};
  Bearers found;
  const auto take = [&found](const Index& index, const std::string& wanted) {
    if (const auto at = index.find(wanted); at != index.end())
      for (const Bearer& one : at->second) join(found, one);
  };
  take(impl_->names, key);
  if (!has_small_letters(text)) take(impl_->acronyms, key);
  const bool is_inflected = found.empty();
  if (is_inflected)
    for (const auto& [language, index] : impl_->stems)
      take(index, stem_key(text, language, *impl_->analyser));
  return {.meanings = impl_->meanings_of(found), .is_inflected = is_inflected && !found.empty()};
}

std::vector<std::string> ConceptNames::spellings() const {
  return {impl_->spellings.begin(), impl_->spellings.end()};
}

}  // namespace entrepot
