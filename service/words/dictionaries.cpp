#include "service/words/dictionaries.h"

#include <algorithm>
#include <array>
#include <hunspell/hunspell.hxx>
#include <mutex>
#include <utility>
#include <vector>

namespace entrepot {
namespace {

namespace fs = std::filesystem;

// By the names of Debian's packages. Chinese words are not spelt.
constexpr std::array kNames{"en_US", "en_GB", "fr", "es_ES", "pt_PT", "pt_BR", "ru_RU", "ar"};
constexpr std::size_t kMostBytes = 100;  // of a word; Hunspell copies and bends each many times

using Loaded = std::vector<std::unique_ptr<Hunspell>>;

Loaded load(const fs::path& folder) {
  Loaded loaded;
  for (const char* name : kNames) {
    const fs::path rules = folder / (std::string(name) + ".aff");
    const fs::path words = folder / (std::string(name) + ".dic");
    std::error_code failure;
    if (!fs::exists(rules, failure) || !fs::exists(words, failure)) continue;
    auto one = std::make_unique<Hunspell>(rules.c_str(), words.c_str());
    if (one->get_dict_encoding() == "UTF-8") loaded.push_back(std::move(one));
  }
  return loaded;
}

}  // namespace

struct Dictionaries::Impl {
  fs::path folder;
  std::once_flag once{};
  Loaded loaded{};
  std::mutex mutex{};  // Hunspell keeps what it is about in members, even to look a word up
};

Dictionaries::Dictionaries(std::filesystem::path folder)
    : impl_(new Impl{.folder = std::move(folder)}) {}

Dictionaries::~Dictionaries() = default;

bool Dictionaries::has(const std::string& word) const {
  if (word.empty() || word.size() > kMostBytes) return false;
  std::call_once(impl_->once, [this] { impl_->loaded = load(impl_->folder); });
  const std::lock_guard lock(impl_->mutex);
  return std::any_of(impl_->loaded.begin(), impl_->loaded.end(),
                     [&](const std::unique_ptr<Hunspell>& one) { return one->spell(word); });
}

}  // namespace entrepot
