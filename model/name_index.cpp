#include "model/name_index.h"

#include <algorithm>
#include <functional>

#include "model/text/code_points.h"
#include "model/text/fold.h"
#include "model/text/stemmer.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

/// A token of a run, character by character, so that a name is found wherever a dictionary splits.
void add_characters(std::vector<NameUnit>& units, const Token& token, std::string_view text) {
  const std::string_view original = text.substr(token.begin, token.end - token.begin);
  const bool one_to_one = count_code_points(original) == token.length;
  std::size_t written = token.begin;  // in the text
  unsigned place = 0;
  for (std::size_t at = 0; at < token.word.size(); ++place) {
    NameUnit unit{.run = token.run,
                  .begin = token.begin,
                  .end = token.end,
                  .position = token.position + place};
    const std::size_t begin = at;
    text::next_code_point(token.word, at);
    unit.text = token.word.substr(begin, at - begin);
    if (one_to_one) {
      unit.begin = written;
      text::next_code_point(text, written);
      unit.end = written;
    }
    units.push_back(std::move(unit));
  }
}

}  // namespace

void FewWords::insert(std::string_view word) {
  const auto place = std::lower_bound(words_.begin(), words_.end(), word);
  if (place == words_.end() || *place != word) words_.emplace(place, word);
}

bool FewWords::contains(std::string_view word) const {
  return std::binary_search(words_.begin(), words_.end(), word);
}

void join(NameBearers& into, const NameBearer& more) {
  const auto same = std::find_if(into.begin(), into.end(), [&](const NameBearer& one) {
    return one.list == more.list && one.entry == more.entry;
  });
  if (same == into.end()) {
    into.push_back(more);
    return;
  }
  same->kind = std::min(same->kind, more.kind);
  same->words.insert(more.words);
  if (same->languages.empty() || more.languages.empty()) {
    same->languages.clear();
  } else {
    same->languages.insert(more.languages);
  }
}

std::vector<NameUnit> name_units(std::string_view text) { return name_units(text, tokenize(text)); }

std::vector<NameUnit> name_units(std::string_view text, const std::vector<Token>& tokens) {
  std::vector<NameUnit> units;
  units.reserve(tokens.size());
  for (const Token& token : tokens) {
    if (token.run != 0) {
      add_characters(units, token, text);
    } else {
      units.push_back({.text = token.folded,
                       .begin = token.begin,
                       .end = token.end,
                       .position = token.position});
    }
  }
  return units;
}

std::string unit_stem(const NameUnit& unit, const std::string& language) {
  const bool has_digit =
      std::any_of(unit.text.begin(), unit.text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (unit.run != 0 || has_digit) return unit.text;
  const std::string plain = stem(unit.text, language);
  return plain.empty() ? unit.text : text::without_accents(plain);
}

void NameIndex::add(const std::vector<NameUnit>& units, const NameBearer& bearer) {
  NameKey key;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (i > 0) entry(key.text()).begins = true;
    key.add(units[i].text, units[i].run);
  }
  join(entry(key.text()).bearers, bearer);
}

NameIndex::Entry& NameIndex::entry(const std::string& key) {
  filter_.resize(kFilterBits);
  filter_[std::hash<std::string>{}(key) % kFilterBits] = true;
  return entries_[key];
}

const NameIndex::Entry* NameIndex::look_up(const std::string& key) const {
  if (filter_.empty() || !filter_[std::hash<std::string>{}(key) % kFilterBits]) return nullptr;
  const auto found = entries_.find(key);
  return found == entries_.end() ? nullptr : &found->second;
}

const NameBearers* NameIndex::find(const std::string& key) const {
  const Entry* const found = look_up(key);
  return found == nullptr || found->bearers.empty() ? nullptr : &found->bearers;
}

}  // namespace entrepot
