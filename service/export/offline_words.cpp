#include "service/export/offline_words.h"

#include <algorithm>
#include <unordered_map>

namespace entrepot {
namespace {

using Stems = std::set<std::string>;

/// Under which stems the texts have a word.
Stems stems_in_texts(const std::set<std::pair<std::string, std::string>>& forms,
                     const Analyser& analyser) {
  Stems out;
  for (const auto& [written, language] : forms)
    for (const TermAt& term : analyser.index_terms(written, language))
      if (!term.positional) out.insert(term.term);
  return out;
}

/// Under which stems it is looked for.
Stems stems_asked_for(const std::string& folded,
                      const std::set<std::pair<std::string, std::string>>& forms,
                      const Analyser& analyser, const std::vector<std::string>& languages) {
  std::set<std::string> ways{folded};
  for (const auto& form : forms) ways.insert(form.first);
  Stems out;
  for (const std::string& way : ways)
    for (const QueryWord& word : analyser.query_words(way, languages))
      out.insert(word.stems.begin(), word.stems.end());
  return out;
}

}  // namespace

OfflineTimes& OfflineWords::times_of(const OfflineTerm& term, std::string_view language) {
  if (!term.written.empty())
    entries_[term.folded].forms.emplace(term.written, std::string(language));
  return here_[term.folded];
}

std::uint32_t OfflineWords::count(std::string_view text, std::string_view language,
                                  std::uint32_t weight) {
  const std::vector<OfflineTerm> terms = offline_terms(text);
  for (const OfflineTerm& term : terms) times_of(term, language).text += weight;
  return static_cast<std::uint32_t>(terms.size());
}

std::uint32_t OfflineWords::count_headings(const std::vector<std::string>& headings,
                                           std::string_view language) {
  std::uint32_t count = 0;
  for (const std::string& heading : headings)
    for (const OfflineTerm& term : offline_terms(heading)) {
      ++times_of(term, language).headings;
      ++count;
    }
  return count;
}

void OfflineWords::finish(std::uint32_t place) {
  for (const auto& [folded, times] : here_) entries_[folded].postings.add(place, times.number());
  here_.clear();
}

std::map<std::string, std::vector<OfflineWords::Word>> OfflineWords::by_letters(
    const Analyser& analyser, const std::vector<std::string>& languages) const {
  std::map<std::string, std::vector<const std::pair<const std::string, Entry>*>> grouped;
  for (const auto& entry : entries_) grouped[shard_letters(entry.first)].push_back(&entry);
  std::map<std::string, std::vector<Word>> out;
  for (const auto& [letters, entries] : grouped) {
    std::unordered_map<std::string, std::vector<std::size_t>> with_stem;
    for (std::size_t i = 0; i < entries.size(); ++i)
      for (const std::string& stem : stems_in_texts(entries[i]->second.forms, analyser))
        with_stem[stem].push_back(i);
    std::vector<Word>& words = out[letters];
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const auto& [folded, entry] = *entries[i];
      std::set<std::size_t> kin;
      for (const std::string& stem : stems_asked_for(folded, entry.forms, analyser, languages))
        if (const auto found = with_stem.find(stem); found != with_stem.end())
          kin.insert(found->second.begin(), found->second.end());
      kin.erase(i);
      words.push_back(
          {.folded = folded, .postings = entry.postings.text(), .kin = {kin.begin(), kin.end()}});
    }
  }
  return out;
}

}  // namespace entrepot
