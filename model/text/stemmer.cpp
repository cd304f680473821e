#include "model/text/stemmer.h"

#include <xapian.h>

#include <map>
#include <unordered_map>

#include "model/text/analyser.h"

namespace entrepot {
namespace {

/// Words remembered by language and thread, then forgotten: a text repeats its words, and the many
/// threads of a server must not collect every word ever asked for.
constexpr std::size_t kCachedWords = 4096;

struct Stemmer {
  explicit Stemmer(const std::string& language) : rules(language) {}
  Xapian::Stem rules;
  std::unordered_map<std::string, std::string> known{};
};

/// Snowball's Spanish and Portuguese rules take "-ión" and "-ção" apart only with their accents,
/// which people who type in haste leave out. Both spellings must share a stem.
std::string restore_ending(std::string word, std::string_view language) {
  const auto replace = [&word](std::string_view plain, std::string_view accented) {
    if (word.size() > plain.size() + 2 && word.ends_with(plain))
      word.replace(word.size() - plain.size(), plain.size(), accented);
  };
  if (language == "es") {
    replace("cion", "ción");
    replace("sion", "sión");
  } else if (language == "pt") {
    replace("cao", "ção");
    replace("coes", "ções");
  }
  return word;
}

/// The word as the rules of its language want it. Turkish writes a name's endings after an
/// apostrophe.
std::string prepare(std::string_view word, std::string_view language) {
  if (language == "tr") return std::string(word.substr(0, word.find('\'')));
  return restore_ending(std::string(word), language);
}

/// Whose rules a language follows.
std::string rules_of(std::string_view language) {
  return language == "nb" ? "no" : std::string(language);
}

}  // namespace

const std::set<std::string>& stemmed_languages() {
  // Languages of Xapian 1.4's Snowball rules that have a two-letter subtag. Its Norwegian rules are
  // for Bokmål.
  static const std::set<std::string> kLanguages{
      "ar", "ca", "da", "de", "en", "es", "eu", "fi", "fr", "ga", "hu", "hy", "id",
      "it", "lt", "ne", "nb", "nl", "no", "pt", "ro", "ru", "sv", "ta", "tr"};
  return kLanguages;
}

std::string stem(std::string_view word, std::string_view language) {
  if (!stemmed_languages().contains(std::string(language))) return {};
  thread_local std::map<std::string, Stemmer, std::less<>> stemmers;
  auto found = stemmers.find(language);
  if (found == stemmers.end())
    found = stemmers.emplace(std::string(language), Stemmer(rules_of(language))).first;
  Stemmer& stemmer = found->second;
  const auto known = stemmer.known.find(std::string(word));
  if (known != stemmer.known.end()) return known->second;
  if (stemmer.known.size() >= kCachedWords) stemmer.known.clear();
  std::string result = stemmer.rules(prepare(word, language));
  stemmer.known.emplace(std::string(word), result);
  return result;
}

std::string stemmer_version() { return Xapian::version_string(); }

}  // namespace entrepot
