#include "model/measure_references.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "model/index_schema.h"
#include "model/reference_grammar.h"

namespace entrepot {
namespace {

using Word = ReferenceWord;
using References = std::vector<MeasureReference>;

constexpr std::size_t kMostNames = 3;  // of an instrument in a row, so that reading stays linear

bool is_instrument(Word word) {
  return word == Word::Tfa || word == Word::Rkc || word == Word::Safe || word == Word::Hs;
}

/// Whether articles may be of it.
bool has_articles(Word word) {
  return word == Word::Tfa || word == Word::Rkc || word == Word::Foreign;
}

std::string_view name_of(Word instrument) {
  switch (instrument) {
    case Word::Rkc:
      return "rkc";
    case Word::Safe:
      return "safe";
    case Word::Hs:
      return "hs";
    default:
      return "tfa";
  }
}

class Finder {
 public:
  Finder(std::string_view text, ReferenceSetting setting)
      : grammar_(text), items_(grammar_.items()), setting_(setting) {
    const auto first = std::find_if(items_.begin(), items_.end(), [](const ReferenceItem& one) {
      return has_articles(one.word);
    });
    if (first != items_.end()) last_named_ = first->word;
    settle_agreements();
  }

  References run() {
    for (std::size_t item = 0; item < items_.size();) {
      const std::size_t next = read(item);
      for (; item < next; ++item)
        if (has_articles(word_at(item))) last_named_ = word_at(item);
    }
    return std::move(found_);
  }

 private:
  /// An instrument's name with whose it is and its acronym in brackets.
  struct Name {
    Word instrument = Word::Other;
    std::size_t next = 0;
  };

  [[nodiscard]] Word word_at(std::size_t item) const {
    return is_foreign_[item] ? Word::Foreign : items_[item].word;
  }

  /// "Customs Valuation Agreement", "accord sur l'évaluation", "协定" after a word: another one.
  void settle_agreements() {
    is_foreign_.assign(items_.size(), false);
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (!grammar_.is(i, Word::Agreement)) continue;
      const bool is_named_before =
          grammar_.goes_on(i) && grammar_.is(i - 1, Word::Other) &&
          grammar_.before(i).find_first_not_of(' ') == std::string_view::npos;
      const std::size_t after = grammar_.after_links(i + 1);
      const bool is_arabic = items_[i].text.starts_with("ا");
      const bool is_named_after = (after > i + 1 || is_arabic) && grammar_.goes_on(after) &&
                                  grammar_.is(after, Word::Other);
      is_foreign_[i] = is_named_before || is_named_after;
    }
  }

  [[nodiscard]] Name name_at(std::size_t item) const {
    const std::size_t first = item;
    for (std::size_t names = 0; names < kMostNames && grammar_.is(item, Word::Organisation) &&
                                (item == first || grammar_.goes_on(item));
         ++names)
      item = grammar_.after_links(item + 1);
    if (item >= items_.size() || (item != first && !grammar_.goes_on(item))) return {};
    const Word instrument = word_at(item);
    if (!is_instrument(instrument)) return {};
    Name name{.instrument = instrument, .next = item + 1};
    // "the Trade Facilitation Agreement (TFA)", "the TFA of the WTO"
    for (std::size_t names = 0; names < kMostNames; ++names) {
      const std::size_t more = grammar_.after_links(name.next);
      if (!grammar_.goes_on(more) ||
          !(grammar_.is(more, Word::Organisation) || grammar_.is(more, instrument)))
        break;
      name.next = more + 1;
    }
    return name;
  }

  /// The name that the words at an item lead to: "of the WTO TFA", "(TFA)".
  [[nodiscard]] Name name_after(std::size_t item) const {
    if (!grammar_.goes_on(item)) return {};
    const std::size_t start = grammar_.after_links(item);
    return grammar_.goes_on(start) ? name_at(start) : Name{};
  }

  void add(Word instrument, const ReferenceNumbers& read, std::size_t begin, std::size_t end) {
    for (std::size_t i = 0; i < read.numbers.size(); ++i) {
      const ReferenceNumber& one = read.numbers[i];
      found_.push_back({.begin = i == 0 ? begin : one.begin,
                        .end = i + 1 == read.numbers.size() ? std::max(one.end, end) : one.end,
                        .instrument = std::string(name_of(instrument)),
                        .parts = one.parts});
    }
  }

  /// @return the item to go on with.
  std::size_t read(std::size_t item) {
    const Name name = name_at(item);
    if (name.instrument != Word::Other) return read_named(item, name);
    switch (items_[item].word) {
      case Word::Article:
      case Word::Measure:
      case Word::Paragraph:
      case Word::Numero:
        return read_articles(item);
      case Word::Chapter:
      case Word::Standard:
      case Word::Annex:
      case Word::GeneralAnnex:
      case Word::SpecificAnnex:
        return read_standards(item);
      case Word::Pillar:
        return read_unnamed(item, Word::Safe, grammar_.pillars(item));
      case Word::Edition:
      case Word::Number:
        return read_unnamed(item, Word::Hs, grammar_.edition(item, false));
      default:
        return item + 1;
    }
  }

  /// What follows an instrument's name.
  std::size_t read_named(std::size_t item, const Name& name) {
    const std::size_t target = grammar_.after_links(name.next);
    if (!grammar_.goes_on(target)) return item + 1;
    ReferenceNumbers read;
    bool names_it = false;
    switch (name.instrument) {
      case Word::Tfa:
        read = grammar_.articles(target);
        if (read.numbers.empty())
          read = grammar_.bare_articles(target, setting_ == ReferenceSetting::Document);
        break;
      case Word::Rkc:
        read = grammar_.standards(target, true, names_it);
        break;
      case Word::Safe:
        if (grammar_.is(target, Word::Pillar)) read = grammar_.pillars(target);
        break;
      default:
        read = grammar_.edition(target, true);
    }
    if (read.numbers.empty()) return item + 1;
    return add_with_name(name.instrument, read, items_[item].begin);
  }

  /// With the same name again, after it.
  std::size_t add_with_name(Word instrument, const ReferenceNumbers& read, std::size_t begin) {
    const Name again = name_after(read.next);
    const bool is_again = again.instrument == instrument;
    add(instrument, read, begin, is_again ? items_[again.next - 1].end : 0);
    return is_again ? again.next : read.next;
  }

  std::size_t read_articles(std::size_t item) {
    const ReferenceNumbers read = grammar_.articles(item);
    if (read.numbers.empty()) return item + 1;
    const std::size_t begin = read.numbers.front().begin;
    if (name_after(read.next).instrument == Word::Tfa) return add_with_name(Word::Tfa, read, begin);
    Word owner = led_to(read.next);
    if (owner == Word::Other) owner = nearest(item, read.next, has_articles);
    const bool is_measure = items_[item].word == Word::Measure;
    if (owner == Word::Other && !is_measure) {
      if (setting_ == ReferenceSetting::Document) owner = last_named_;
      if (setting_ == ReferenceSetting::Question) {
        const std::size_t first = found_.size();
        add(Word::Tfa, read, begin, 0);
        for (std::size_t i = first; i < found_.size(); ++i) found_[i].is_assumed = true;
        return read.next;
      }
    }
    if (owner == Word::Tfa) add(Word::Tfa, read, begin, 0);
    return read.next;
  }

  std::size_t read_standards(std::size_t item) {
    bool names_it = false;
    ReferenceNumbers read = grammar_.standards(item, false, names_it);
    if (read.numbers.empty() && is_of(item, Word::Rkc))
      read = grammar_.standards(item, true, names_it);
    if (read.numbers.empty()) return item + 1;
    const std::size_t begin = read.numbers.front().begin;
    const bool is_rkc =
        name_after(read.next).instrument == Word::Rkc || names_it || is_of(item, Word::Rkc);
    return is_rkc ? add_with_name(Word::Rkc, read, begin) : read.next;
  }

  std::size_t read_unnamed(std::size_t item, Word instrument, const ReferenceNumbers& read) {
    if (read.numbers.empty()) return item + 1;
    const bool is_named_after = name_after(read.next).instrument == instrument;
    if (!is_named_after && (instrument == Word::Hs || !is_of(item, instrument))) return item + 1;
    return add_with_name(instrument, read, read.numbers.front().begin);
  }

  /// Whether an instrument is named in the sentence of an item, near it.
  [[nodiscard]] bool is_of(std::size_t item, Word instrument) const {
    return nearest(item, item + 1, [instrument](Word word) { return word == instrument; }) ==
           instrument;
  }

  /// The law or agreement that "of" leads to: "of the new Customs Act".
  [[nodiscard]] Word led_to(std::size_t item) const {
    constexpr std::size_t kMostWords = 8;
    if (!grammar_.is(item, Word::Link)) return Word::Other;
    for (std::size_t i = item; i < item + kMostWords && grammar_.goes_on(i); ++i) {
      if (has_articles(word_at(i))) return word_at(i);
      if (grammar_.is(i, Word::And) || grammar_.is(i, Word::Article)) break;
    }
    return Word::Other;
  }

  /// Of the items around [first, next) in their sentence the nearest that is wanted, of two as near
  /// the later; Other if there is none. A question is one sentence.
  template <typename Wanted>
  [[nodiscard]] Word nearest(std::size_t first, std::size_t next, const Wanted& wanted) const {
    constexpr std::size_t kReach = 40;
    const auto is_reached = [&](std::size_t item) {
      return setting_ == ReferenceSetting::Question ||
             items_[item].sentence == items_[first].sentence;
    };
    for (std::size_t distance = 0; distance < kReach; ++distance) {
      if (const std::size_t after = next + distance;
          after < items_.size() && is_reached(after) && wanted(word_at(after)))
        return word_at(after);
      if (first > distance && is_reached(first - distance - 1) &&
          wanted(word_at(first - distance - 1)))
        return word_at(first - distance - 1);
    }
    return Word::Other;
  }

  ReferenceGrammar grammar_;
  const std::vector<ReferenceItem>& items_;
  ReferenceSetting setting_;
  std::vector<bool> is_foreign_{};
  Word last_named_ = Word::Other;
  References found_{};
};

void add_once(std::vector<std::string>& ids, std::string id) {
  if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(std::move(id));
}

}  // namespace

std::vector<MeasureReference> find_measure_references(std::string_view text,
                                                      ReferenceSetting setting) {
  return Finder(text, setting).run();
}

std::string to_string(const MeasureReference& reference) {
  std::string id = reference.instrument;
  for (std::size_t i = 0; i < reference.parts.size(); ++i)
    id += (i == 0 ? ":" : ".") + reference.parts[i];
  return id;
}

std::vector<std::string> measures_of(const MeasureReference& reference,
                                     const Vocabulary& vocabulary) {
  std::vector<std::string> ids;
  MeasureReference whole = reference;
  for (; !whole.parts.empty(); whole.parts.pop_back())
    add_once(ids, vocabulary.current_id("measures", to_string(whole)));
  return with_broader(vocabulary, *find_facet("measure"), std::move(ids));
}

std::string measure_label(const Vocabulary& vocabulary, std::string_view id,
                          std::string_view language) {
  if (vocabulary.find("measures", id) != nullptr) return vocabulary.label("measures", id, language);
  std::string label(id);
  const std::size_t end = std::min(label.find(':'), label.size());
  for (std::size_t i = 0; i < end; ++i)
    label[i] = static_cast<char>(std::toupper(static_cast<unsigned char>(label[i])));
  if (end < label.size()) label[end] = ' ';
  return label;
}

}  // namespace entrepot
