#include "model/text/word_forms.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "model/text/unicode.h"

namespace entrepot::text {
namespace {

constexpr std::size_t kLeastLetters = 2;  // of an Arabic word without what is attached to it

/// The article with the particles that are written together with it, and those without it.
constexpr std::array<std::string_view, 14> kArabicBeginnings{
    "وبال", "وكال", "ولل", "وال", "فال", "بال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "ك"};

/// An ending, and what stands in its place in the singular that a dictionary has. "ه" is also the
/// folded "ة".
struct Ending {
  std::string_view written, singular;
};
constexpr std::array<Ending, 22> kArabicEndings{
    {{"ات", ""},    {"ات", "ه"},  {"ون", ""},    {"ين", ""},   {"ان", ""},    {"تان", "ه"},
     {"تين", "ه"},  {"ها", ""},   {"هم", ""},    {"نا", ""},   {"كم", ""},    {"تها", "ه"},
     {"تهم", "ه"},  {"تنا", "ه"}, {"ته", "ه"},   {"اتها", ""}, {"اتها", "ه"}, {"اتهم", ""},
     {"اتهم", "ه"}, {"اتنا", ""}, {"اتنا", "ه"}, {"اته", "ه"}}};

bool is_long_enough(std::string_view word) { return count_code_points(word) >= kLeastLetters; }

void add_singulars(std::set<std::string>& readings, std::string_view word) {
  readings.emplace(word);
  for (const Ending& ending : kArabicEndings) {
    if (!word.ends_with(ending.written)) continue;
    const std::string_view rest = word.substr(0, word.size() - ending.written.size());
    if (is_long_enough(rest)) readings.insert(std::string(rest) + std::string(ending.singular));
  }
}

/// All that an Arabic word may be a form of.
std::set<std::string> arabic_readings(std::string_view word) {
  std::set<std::string> readings;
  add_singulars(readings, word);
  for (const std::string_view beginning : kArabicBeginnings)
    if (word.starts_with(beginning) && is_long_enough(word.substr(beginning.size())))
      add_singulars(readings, word.substr(beginning.size()));
  return readings;
}

bool share_a_reading(std::string_view one, std::string_view other) {
  const std::set<std::string> readings = arabic_readings(one);
  const std::set<std::string> others = arabic_readings(other);
  return std::any_of(readings.begin(), readings.end(),
                     [&](const std::string& reading) { return others.contains(reading); });
}

bool differ_at_their_ends(std::string_view one, std::string_view other,
                          std::size_t letters_of_end) {
  const std::size_t letters = std::max(count_code_points(one), count_code_points(other));
  const auto end = std::mismatch(one.begin(), one.end(), other.begin(), other.end()).first;
  const auto bytes = static_cast<std::size_t>(end - one.begin());
  return count_code_points(cut_utf8(one, bytes)) + letters_of_end >= letters;
}

}  // namespace

bool are_forms_of_one_word(std::string_view one, std::string_view other,
                           std::string_view language) {
  return language == "ar" ? share_a_reading(one, other)
                          : differ_at_their_ends(one, other, language == "ru" ? 3 : 2);
}

std::vector<std::string> arabic_base_forms(std::string_view folded) {
  std::set<std::string> readings = arabic_readings(folded);
  readings.erase(std::string(folded));
  return {readings.begin(), readings.end()};
}

}  // namespace entrepot::text
