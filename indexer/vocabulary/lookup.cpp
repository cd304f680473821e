#include "indexer/vocabulary/lookup.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "model/concept_names.h"
#include "model/diagnostics.h"
#include "model/name_scope.h"
#include "model/text/analyser.h"
#include "model/text/width.h"

namespace entrepot {
namespace {

std::vector<std::string> lists() {
  std::vector<std::string> out = vocabulary_names();
  std::erase(out, "language");
  return out;
}

/// "acronym; es, pt"
std::string how(const NameMeaning& meaning) {
  constexpr const char* kKinds[] = {"label", "other name", "acronym", "former name"};
  const std::string kind = kKinds[static_cast<std::size_t>(meaning.kind)];
  return meaning.languages.empty()
             ? kind
             : fmt::format("{}; {}", kind, fmt::join(meaning.languages, ", "));
}

}  // namespace

struct Lookup::Impl {
  explicit Impl(const Vocabulary& read)
      : vocabulary(read), analyser(read), names(read, &analyser, lists()) {}

  const Vocabulary& vocabulary;
  Analyser analyser;
  ConceptNames names;

  [[nodiscard]] std::string describe(const std::string& list, const std::string& id,
                                     const std::string& how_named) const {
    return fmt::format("  {} {}  {} ({})\n", list, id, vocabulary.label(list, id, "en"), how_named);
  }

  [[nodiscard]] std::vector<std::string> labels(const std::string& list,
                                                const std::vector<std::string>& ids) const {
    std::vector<std::string> out;
    std::transform(ids.begin(), ids.end(), std::back_inserter(out),
                   [&](const std::string& id) { return vocabulary.label(list, id, "en"); });
    return out;
  }

  /// "language Spanish; country Guatemala"
  [[nodiscard]] std::string describe(const NameScope& scope, const std::string& list) const {
    constexpr std::size_t kFew = 6;  // a programme may have many countries
    std::vector<std::string> parts;
    const auto add = [&](const char* what, std::vector<std::string> which) {
      if (which.empty()) return;
      const bool is_cut = which.size() > kFew;
      if (is_cut) which.resize(kFew);
      parts.push_back(fmt::format("{} {}{}", what, fmt::join(which, ", "), is_cut ? "..." : ""));
    };
    add("language", labels("language", scope.languages));
    add("country", labels("countries", scope.countries));
    if (!scope.broader.empty()) add("broader", {vocabulary.label(list, scope.broader, "en")});
    std::vector<std::string> words;
    for (const std::string& word : scope.words) words.push_back('"' + word + '"');
    add("words", words);
    return fmt::format("{}", fmt::join(parts, "; "));
  }

  /// Entries whose id it is, that do not bear it as a name.
  [[nodiscard]] std::string describe_ids(const std::string& id, const NameMatch& match) const {
    std::string out;
    for (const std::string& list : lists()) {
      if (vocabulary.find(list, id) == nullptr) continue;
      const std::string now = vocabulary.current_id(list, id);
      const bool is_named =
          std::any_of(match.meanings.begin(), match.meanings.end(),
                      [&](const NameMeaning& one) { return one.list == list && one.id == now; });
      if (!is_named) out += describe(list, now, now == id ? "id" : "id, which replaces it");
    }
    return out;
  }

  [[nodiscard]] std::string describe(const NameMatch& match) const {
    std::string out;
    for (const NameMeaning& one : match.meanings) {
      out += describe(one.list, one.id, how(one) + (match.is_inflected ? "; another form" : ""));
      if (!match.is_ambiguous()) continue;
      const std::string scope = describe(scope_of(one, match.meanings, vocabulary), one.list);
      out += fmt::format("    settled by: {}\n", scope.empty() ? "nothing" : scope);
    }
    return out;
  }

  [[nodiscard]] std::string nearest_name(const std::string& name) const {
    constexpr std::size_t kShort = 4, kShare = 4;  // any other short name is one letter away
    std::vector<std::string> candidates = names.spellings();
    std::erase_if(candidates, [](const std::string& one) { return one.size() <= kShort; });
    for (const std::string& list : lists())
      for (std::string& id : vocabulary.ids(list))
        if (id.size() > kShort) candidates.push_back(std::move(id));
    return nearest(name, candidates, kShare);
  }
};

Lookup::Lookup(const Vocabulary& vocabulary) : impl_(std::make_unique<Impl>(vocabulary)) {}
Lookup::~Lookup() = default;

LookupAnswer Lookup::answer(const std::string& name) const {
  const std::string shown = one_printable_line(name);
  const NameMatch match = impl_->names.find(name);
  const std::string found = impl_->describe(match) + impl_->describe_ids(name, match);
  if (!found.empty())
    return {.is_known = true,
            .text = fmt::format("{}{}:\n{}", shown, match.is_ambiguous() ? " is ambiguous" : "",
                                found)};
  const std::string near = impl_->nearest_name(name);
  return {.text = fmt::format("unknown name '{}'; {}\n", shown,
                              near.empty() ? "the names are in vocabulary/"
                                           : fmt::format("did you mean '{}'?", near))};
}

}  // namespace entrepot
