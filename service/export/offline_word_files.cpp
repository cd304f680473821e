#include "service/export/offline_word_files.h"

#include <algorithm>
#include <utility>

#include "model/name_index.h"
#include "service/export/offline_terms.h"

namespace entrepot {
namespace {

using nlohmann::json;

constexpr std::size_t kMostParts = 1024;

/// What stands in one file of words: everything whose letters lead there.
struct WordsPart {
  json words = json::array(), postings = json::array(), kin = json::object();
  json names = json::object(), labels = json::object(), common = json::object();

  void add(const std::vector<OfflineWords::Word>& list) {
    const std::size_t before = words.size();
    for (const OfflineWords::Word& word : list) {
      if (!word.kin.empty()) {
        json numbers = json::array();
        for (const std::size_t one : word.kin) numbers.push_back(one + before);
        kin[std::to_string(words.size())] = std::move(numbers);
      }
      words.push_back(word.folded);
      postings.push_back(word.postings);
    }
  }
  [[nodiscard]] json part() && {
    return {{"words", std::move(words)},   {"postings", std::move(postings)},
            {"kin", std::move(kin)},       {"names", std::move(names)},
            {"labels", std::move(labels)}, {"common", std::move(common)}};
  }
};

/// How long entries of a part are, about.
std::size_t bytes_of(const OfflineWords::Word& word) {
  return word.folded.size() + word.postings.size() + 5 * word.kin.size() + 8;
}

/// All that is kept by letters.
struct ByLetters {
  const std::map<std::string, std::vector<OfflineWords::Word>>& words;
  std::map<std::string, std::map<std::string, OfflineNames::Numbers>> names{}, labels{};
  std::map<std::string, std::map<std::string, int>> common{};
  std::map<std::string, std::size_t> bytes{};  ///< Of each.

  void weigh() {
    for (const auto& [letters, list] : words)
      for (const OfflineWords::Word& word : list) bytes[letters] += bytes_of(word);
    for (const auto* lists : {&names, &labels})
      for (const auto& [letters, entries] : *lists)
        for (const auto& [name, numbers] : entries)
          bytes[letters] += name.size() + 5 * numbers.size() + 6;
    for (const auto& [letters, entries] : common) bytes[letters] += 10 * entries.size();
  }

  /// A power of two that keeps each part small enough, as far as letters part them.
  [[nodiscard]] std::size_t parts() const {
    std::size_t count = 1;
    for (; count < kMostParts; count *= 2) {
      std::vector<std::size_t> sizes(count, 0);
      for (const auto& [letters, size] : bytes) sizes[letters_hash(letters) % count] += size;
      if (*std::max_element(sizes.begin(), sizes.end()) <= kMostPartBytes) break;
    }
    return count;
  }
};

}  // namespace

std::size_t write_word_files(const WordLists& lists, const WriteFile& write) {
  ByLetters all{.words = lists.words};
  for (const auto& [name, numbers] : lists.names)
    all.names[shard_letters(name_units(name).front().text)].emplace(name, numbers);
  for (const auto& [word, numbers] : lists.labels)
    all.labels[shard_letters(word)].emplace(word, numbers);
  for (const auto& [word, how] : lists.common) all.common[shard_letters(word)].emplace(word, how);
  all.weigh();
  const std::size_t count = all.parts();
  std::vector<WordsPart> parts(count);
  const auto part_of = [&](const std::string& letters) -> WordsPart& {
    return parts[letters_hash(letters) % count];
  };
  for (const auto& [letters, list] : all.words) part_of(letters).add(list);
  for (const auto& [letters, entries] : all.names) part_of(letters).names.update(entries);
  for (const auto& [letters, entries] : all.labels) part_of(letters).labels.update(entries);
  for (const auto& [letters, entries] : all.common) part_of(letters).common.update(entries);
  for (std::size_t i = 0; i < count; ++i)
    write_part(part_name("words", i), std::move(parts[i]).part(), write);
  return count;
}

}  // namespace entrepot
