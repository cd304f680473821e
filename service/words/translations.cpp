#include "service/words/translations.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <mutex>
#include <unordered_map>

#include "model/text/stemmer.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

constexpr std::size_t kMostOfStem = 6;  // words with the same stem are not all the same word

void add_unique(Words& words, const Words& more, std::size_t most) {
  for (const std::string& one : more)
    if (words.size() < most && std::find(words.begin(), words.end(), one) == words.end())
      words.push_back(one);
}

Words split(std::string_view list) {
  Words words;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(';'), list.size());
    if (end > 0) words.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return words;
}

/// The words of one language.
class Dictionary {
 public:
  Dictionary() = default;
  Dictionary(const fs::path& file, const std::string& language) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
      const std::size_t tab = line.find('\t');
      if (tab == std::string::npos) continue;
      const std::string word = line.substr(0, tab);
      const Words translations = split(std::string_view(line).substr(tab + 1));
      const std::string bent = stem(word, language);
      if (!bent.empty()) add_unique(by_stem_[fold_accents(bent)], translations, kMostOfStem);
      add_unique(by_word_[fold_accents(word)], translations, kMostOfStem);
    }
  }

  [[nodiscard]] Words of(std::string_view word, std::string_view language) const {
    if (const auto found = by_word_.find(fold_accents(word)); found != by_word_.end())
      return found->second;
    const auto found = by_stem_.find(fold_accents(stem(word, language)));
    return found == by_stem_.end() ? Words() : found->second;
  }

 private:
  std::unordered_map<std::string, Words> by_word_{}, by_stem_{};
};

}  // namespace

struct Translations::Impl {
  fs::path folder;
  std::mutex mutex{};  // of `loaded`; a dictionary is never changed or moved once it is in there
  std::map<std::string, Dictionary, std::less<>> loaded{};

  /// A language is a subtag that we made; it is no part of what somebody typed.
  [[nodiscard]] const Dictionary& dictionary(std::string_view language) {
    const std::lock_guard lock(mutex);
    auto at = loaded.find(language);
    if (at == loaded.end()) {
      const std::string name(language);
      at = loaded.emplace(name, Dictionary(folder / (name + ".tsv"), name)).first;
    }
    return at->second;
  }
};

Translations::Translations(std::filesystem::path folder)
    : impl_(new Impl{.folder = std::move(folder)}) {}

Translations::~Translations() = default;

std::vector<std::string> Translations::of(std::string_view word, std::string_view language) const {
  if (word.empty() || language.empty()) return {};
  return impl_->dictionary(language).of(word, language);
}

}  // namespace entrepot
