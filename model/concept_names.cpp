#include "model/concept_names.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "model/name_index.h"
#include "model/text/analyser.h"
#include "model/text/code_points.h"
#include "model/text/unicode.h"
#include "model/text/word_forms.h"

namespace entrepot {
namespace {

/// Languages whose grammar bends the names of countries too. Elsewhere a stem would make one of two
/// (Niger and Nigeria).
bool bends_names(std::string_view language) { return language == "ru" || language == "ar"; }

/// Of acronyms, which are no forms of a word: "COPES" is no plural of "cope". Given up for it: the
/// cases that Russian adds to some.
bool is_in_capitals(std::string_view text) {
  const std::vector<Token> tokens = tokenize(text);
  return std::all_of(tokens.begin(), tokens.end(),
                     [](const Token& token) { return token.acronym; });
}

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
  append(names, one.cues, NameKind::Alternative);
  for (const FormerLabel& former : one.former)
    names.push_back({.text = former.label, .kind = NameKind::Former});
  return names;
}

std::string key_of(const std::vector<NameUnit>& units) {
  NameKey key;
  for (const NameUnit& unit : units) key.add(unit.text, unit.run);
  return key.text();
}

/// The stems of a name, without the function words between them.
std::vector<NameUnit> stemmed(std::vector<NameUnit> units, const std::string& language,
                              const Analyser& analyser) {
  std::vector<NameUnit> content;
  std::copy_if(units.begin(), units.end(), std::back_inserter(content), [&](const NameUnit& unit) {
    return !analyser.is_function_word(unit.text, language);
  });
  if (!content.empty()) units = std::move(content);
  for (NameUnit& unit : units) unit.text = unit_stem(unit, language);
  return units;
}

}  // namespace

const NameMeaning* NameMatch::unique() const {
  return meanings.size() == 1 ? &meanings.front() : nullptr;
}

std::string name_key(std::string_view text) { return key_of(name_units(text)); }

struct ConceptNames::Impl {
  /// An entry as far as it is needed once the vocabulary is gone.
  struct Entry {
    std::string id{}, lead{};
  };
  std::vector<std::string> lists{};
  std::vector<std::vector<Entry>> entries{};  ///< By list.
  NameIndex names{}, acronyms{};
  std::map<std::string, NameIndex> stems{};  ///< By language.
  std::vector<std::string> spellings{};      ///< Sorted, each once, when all are there.
  const Analyser* analyser = nullptr;
  std::set<std::string> languages{};  ///< Languages that have stems.

  void add(NameBearer bearer, const Name& name) {
    const std::vector<NameUnit> units = name_units(name.text);
    if (units.empty()) return;
    spellings.emplace_back(name.text);
    if (units.size() == 1) bearer.words.insert(units.front().text);
    (name.kind == NameKind::Acronym ? acronyms : names).add(units, bearer);
    if (name.kind == NameKind::Acronym || !languages.contains(name.language)) return;
    if (units.size() == 1 && lists[bearer.list] == "countries" && !bends_names(name.language))
      return;
    if (units.size() == 1 && is_in_capitals(name.text)) return;
    // Of "La Paz" no more than a mere "paz" would be left, of "well-being" than "well".
    std::vector<NameUnit> content = stemmed(units, name.language, *analyser);
    if (content.size() < units.size() && content.size() == 1) return;
    stems[name.language].add(content, bearer);
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
    lists.push_back(list);
    entries.push_back(std::move(known));
    for (const Concept& one : concepts->second) {
      const auto place =
          places.find(one.replaced_by.empty() ? one.id : vocabulary.current_id(list, one.id));
      if (place == places.end()) continue;  // replaced by what is not there, which is reported
      for (const Name& name : names_of(one)) {
        NameBearer bearer{.list = lists.size() - 1, .entry = place->second, .kind = name.kind};
        if (!name.language.empty()) bearer.languages.insert(name.language);
        add(std::move(bearer), name);
      }
    }
  }

  [[nodiscard]] const Entry& entry(const NameBearer& bearer) const {
    return entries[bearer.list][bearer.entry];
  }

  [[nodiscard]] bool is_run_by_another(const NameBearer& organisation,
                                       const NameBearers& all) const {
    return lists[organisation.list] == "organisations" &&
           std::any_of(all.begin(), all.end(), [&](const NameBearer& one) {
             return lists[one.list] == "programmes" && entry(one).lead == entry(organisation).id;
           });
  }

  [[nodiscard]] std::vector<NameMeaning> meanings_of(NameBearers bearers) const {
    std::sort(bearers.begin(), bearers.end(), [](const NameBearer& a, const NameBearer& b) {
      return std::tie(a.list, a.entry) < std::tie(b.list, b.entry);
    });
    std::vector<NameMeaning> out;
    for (const NameBearer& one : bearers)
      if (!is_run_by_another(one, bearers))
        out.push_back({.list = lists[one.list],
                       .id = entry(one).id,
                       .kind = one.kind,
                       .languages = {one.languages.begin(), one.languages.end()}});
    return out;
  }
};

ConceptNames::ConceptNames(const Vocabulary& vocabulary, const Analyser* analyser,
                           const std::vector<std::string>& lists,
                           const std::optional<std::vector<std::string>>& stemmed)
    : impl_(std::make_unique<Impl>()) {
  impl_->analyser = analyser;
  if (analyser != nullptr)
    for (const std::string& language : stemmed_languages())
      if (!stemmed || std::find(stemmed->begin(), stemmed->end(), language) != stemmed->end())
        impl_->languages.insert(language);
  for (const std::string& list : lists) impl_->add_list(vocabulary, list);
  std::vector<std::string>& all = impl_->spellings;
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  all.shrink_to_fit();
}

ConceptNames::~ConceptNames() = default;
ConceptNames::ConceptNames(ConceptNames&&) noexcept = default;
ConceptNames& ConceptNames::operator=(ConceptNames&&) noexcept = default;

NameMatch ConceptNames::find(std::string_view text) const {
  const std::vector<NameUnit> units = name_units(text);
  if (units.empty()) return {};
  NameBearers found;
  const auto take = [&found](const NameIndex& index, const std::string& wanted) {
    if (const NameBearers* all = index.find(wanted))
      for (const NameBearer& one : *all) join(found, one);
  };
  const std::string key = key_of(units);
  take(impl_->names, key);
  if (!has_small_letters(text)) take(impl_->acronyms, key);
  const bool is_inflected = found.empty();
  if (is_inflected)
    for (const auto& [language, index] : impl_->stems)
      take(index, key_of(stemmed(units, language, *impl_->analyser)));
  return {.meanings = impl_->meanings_of(found), .is_inflected = is_inflected && !found.empty()};
}

namespace {

/// The longest name that begins at a unit.
struct Longest {
  std::size_t units = 0;  ///< 0: none begins there.
  NameBearers bearers{};
  bool is_inflected = false, is_small_acronym = false;
};

/// Walks one text.
class MentionFinder {
 public:
  /// @param units outlive this.
  MentionFinder(std::string_view text, const std::vector<NameUnit>& units, const Analyser* analyser)
      : text_(text), analyser_(analyser), units_(units) {}

  void take_names(const NameIndex& index, std::size_t first, Longest& best) const {
    walk(index, first, [&](std::size_t count, const NameBearers& bearers) {
      // "вместо того" names no country.
      if (count == 1 && is_function_word(first, 1) && begins_small(written(first, 1))) return;
      if (count > best.units) best = {.units = count};
      for (const NameBearer& one : bearers) join(best.bearers, one);
    });
  }

  /// After take_names(): of equal length a name as it is written is stronger than a small acronym.
  void take_acronyms(const NameIndex& index, std::size_t first, AcronymCase wanted,
                     Longest& best) const {
    walk(index, first, [&](std::size_t count, const NameBearers& bearers) {
      const bool is_small = has_small_letters(written(first, count));
      if (count < best.units) return;
      if (is_small && (count == best.units || wanted == AcronymCase::Capitals ||
                       is_function_word(first, count)))
        return;
      if (count > best.units) best = {.units = count, .is_small_acronym = is_small};
      for (const NameBearer& one : bearers) join(best.bearers, one);
    });
  }

  /// Where nothing else begins, plurals: of acronyms ("LLDCs") and of names of peoples
  /// ("Bolivians"), which stay unstemmed, and of other names whose plural has no stem in common
  /// with them ("taller" and "talleres" in Spanish). Not of two letters: "IDs" is no more than a
  /// word.
  template <typename IsOfCountry>
  void take_plural(const NameIndex& names, const NameIndex& acronyms, std::size_t first,
                   const IsOfCountry& is_of_country, Longest& best) const {
    constexpr std::size_t kLeastLetters = 4, kLeastOfOthers = 6;
    const std::string& word = units_[first].text;
    if (best.units > 0 || word.size() < kLeastLetters || word.back() != 's') return;
    const std::string singular = word.substr(0, word.size() - 1);
    const std::string_view typed = written(first, 1);
    if (!has_small_letters(typed.substr(0, typed.size() - 1)))
      if (const NameBearers* bearers = acronyms.find(singular))
        for (const NameBearer& one : *bearers) join(best.bearers, one);
    if (const NameBearers* bearers = names.find(singular))
      for (const NameBearer& one : *bearers)
        if (is_of_country(one) || word.size() > kLeastOfOthers) join(best.bearers, one);
    if (best.bearers.empty() && word.size() > kLeastOfOthers && word.ends_with("es"))
      if (const NameBearers* bearers = names.find(word.substr(0, word.size() - 2)))
        for (const NameBearer& one : *bearers) join(best.bearers, one);
    if (best.bearers.empty()) return;
    best.units = 1;
    best.is_inflected = true;
  }

  /// Where nothing else begins: an Arabic name of one word with what is attached to it.
  void take_arabic(const NameIndex& names, std::size_t first, Longest& best) const {
    if (best.units > 0 || is_function_word(first, 1)) return;
    for (const std::string& base : text::arabic_base_forms(units_[first].text))
      if (const NameBearers* bearers = names.find(base))
        for (const NameBearer& one : *bearers) join(best.bearers, one);
    if (!best.bearers.empty()) best = {.units = 1, .bearers = best.bearers, .is_inflected = true};
  }

  /// Only a longer one than what is found as it is written.
  void take_stems(const NameIndex& index, const std::string& language, std::size_t first,
                  Longest& best) const {
    if (analyser_->is_function_word(units_[first].text, language)) return;
    NameKey key;
    for (std::size_t i = first; i < units_.size() && (i == first || goes_on(i)); ++i) {
      if (analyser_->is_function_word(units_[i].text, language)) continue;
      key.add(unit_stem(units_[i], language), units_[i].run);
      const std::size_t count = i + 1 - first;
      const NameIndex::Entry* const known = index.look_up(key.text());
      if (known == nullptr) return;
      if (!known->bearers.empty()) take_inflected(known->bearers, first, count, language, best);
      if (!known->begins) return;
    }
  }

 private:
  template <typename Take>
  void walk(const NameIndex& index, std::size_t first, const Take& take) const {
    NameKey key;
    for (std::size_t i = first; i < units_.size() && (i == first || goes_on(i)); ++i) {
      key.add(units_[i].text, units_[i].run);
      const NameIndex::Entry* const known = index.look_up(key.text());
      if (known == nullptr) return;
      if (!known->bearers.empty()) take(i + 1 - first, known->bearers);
      if (!known->begins) return;
    }
  }

  void take_inflected(const NameBearers& bearers, std::size_t first, std::size_t count,
                      std::string_view language, Longest& best) const {
    if (count == best.units && !best.is_inflected) return add_languages(bearers, language, best);
    if (count < best.units) return;
    // In a question no language is known: "for" is no case of the Spanish "foro".
    if (count == 1 && is_function_word(first, 1)) return;
    for (const NameBearer& one : bearers) {
      const auto is_form_of = [&](const std::string& word) {
        return text::are_forms_of_one_word(word, units_[first].text, language);
      };
      if (count == 1 && !one.words.empty() &&
          std::none_of(one.words.begin(), one.words.end(), is_form_of))
        continue;
      if (count > best.units) best = {.units = count, .is_inflected = true};
      join(best.bearers, one);
    }
  }

  /// A French name as it is written may be an English one in the plural as well: "budgets".
  static void add_languages(const NameBearers& inflected, std::string_view language,
                            Longest& best) {
    for (const NameBearer& one : inflected)
      for (NameBearer& found : best.bearers)
        if (found.list == one.list && found.entry == one.entry && !found.languages.empty() &&
            one.languages.contains(language))
          found.languages.insert(language);
  }

  /// Whether a unit stands right after the one before it.
  [[nodiscard]] bool goes_on(std::size_t unit) const {
    const NameUnit& last = units_[unit - 1];
    if (units_[unit].position != last.position + 1) return false;
    // The point of an abbreviation ends no sentence.
    constexpr std::size_t kAbbreviation = 2;
    const std::string_view between =
        text_.substr(last.end, units_[unit].begin - std::min(last.end, units_[unit].begin));
    return last.run != 0 || count_code_points(last.text) <= kAbbreviation ||
           between.find_first_of(".!?;:") == std::string_view::npos;
  }

  [[nodiscard]] std::string_view written(std::size_t first, std::size_t count) const {
    return text_.substr(units_[first].begin, units_[first + count - 1].end - units_[first].begin);
  }

  /// In any language: "can" and "or" are no acronyms.
  [[nodiscard]] bool is_function_word(std::size_t first, std::size_t count) const {
    return count == 1 && analyser_ != nullptr && analyser_->is_function_word(units_[first].text);
  }

  static bool begins_small(std::string_view word) {
    std::size_t at = 0;
    text::next_code_point(word, at);
    return has_small_letters(word.substr(0, at));
  }

  std::string_view text_;
  const Analyser* analyser_;
  const std::vector<NameUnit>& units_;
};

}  // namespace

std::vector<ConceptMention> ConceptNames::find_all(std::string_view text,
                                                   const std::vector<std::string>& languages,
                                                   AcronymCase acronyms) const {
  return find_all(text, name_units(text), languages, acronyms);
}

std::vector<ConceptMention> ConceptNames::find_all(std::string_view text,
                                                   const std::vector<NameUnit>& units,
                                                   const std::vector<std::string>& languages,
                                                   AcronymCase acronyms) const {
  const MentionFinder finder(text, units, impl_->analyser);
  std::vector<ConceptMention> out;
  for (std::size_t first = 0; first < units.size();) {
    Longest best;
    finder.take_names(impl_->names, first, best);
    finder.take_acronyms(impl_->acronyms, first, acronyms, best);
    for (const std::string& language : languages) {
      if (const auto index = impl_->stems.find(language); index != impl_->stems.end())
        finder.take_stems(index->second, language, first, best);
      if (language == "ar") finder.take_arabic(impl_->names, first, best);
    }
    finder.take_plural(
        impl_->names, impl_->acronyms, first,
        [this](const NameBearer& one) { return impl_->lists[one.list] == "countries"; }, best);
    if (best.units == 0) {
      ++first;
      continue;
    }
    out.push_back({.begin = units[first].begin,
                   .end = units[first + best.units - 1].end,
                   .meanings = impl_->meanings_of(best.bearers),
                   .is_inflected = best.is_inflected,
                   .is_small_acronym = best.is_small_acronym});
    first += best.units;
  }
  return out;
}

std::vector<std::string> ConceptNames::spellings() const { return impl_->spellings; }

}  // namespace entrepot
