#include "indexer/vocabulary/name_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "indexer/vocabulary/written_names.h"
#include "model/concept_names.h"
#include "model/name_scope.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

struct Name : WrittenName {
  std::string compared{};  ///< The text as names are compared.
  bool is_shared = false;  ///< With another entry, or an entry says so.
};
using Names = std::vector<Name>;

/// Checks the names of all lists that are searched against each other, as they will be found.
class NameChecker {
 public:
  NameChecker(const Vocabulary& vocabulary, const VocabularyRoots& roots, Diagnostics& problems)
      : vocabulary_(vocabulary), problems_(problems) {
    for (const std::string& list : searched_lists()) {
      for (const WrittenName& name :
           written_names(vocabulary, roots, list, {"label", "alt", "former", "acronyms"}))
        names_.push_back({name, name_key(name.text)});
      for (const WrittenName& name : written_names(vocabulary, roots, list, {"ambiguous"}))
        declared_.push_back({name, name_key(name.text)});
    }
    // Nearly every name is that of one entry. What is known of the others costs far more.
    std::unordered_map<std::string_view, const Concept*> first;
    std::unordered_set<std::string_view> shared;
    for (const Name& name : names_)
      if (const auto [one, is_new] = first.emplace(name.compared, name.owner);
          !is_new && one->second != name.owner)
        shared.insert(name.compared);
    for (const Name& name : declared_) shared.insert(name.compared);
    for (Name& name : names_) {
      name.is_shared = shared.contains(name.compared);
      if (!name.is_shared) continue;
      Place at = place(name);
      bearers_[at.key].emplace(at.list, at.id);
      places_.emplace(std::move(at), &name);
    }
    for (const Name& name : declared_) declarations_.insert(place(name));
    concepts_.emplace(shared_names());
  }

  void check() {
    find_clashes();
    for (const Name& name : names_) {
      if (name.key == "acronyms") check_acronym(name);
      if (!name.is_shared) continue;
      if (const auto clash = clashes_.find(place(name)); clash != clashes_.end()) {
        report(name, *clash->second);
        clashes_.erase(clash);
      }
    }
    for (const Name& name : declared_) check_declared(name);
  }

 private:
  /// A name of a concept however it is spelled.
  struct Place {
    std::string list{}, id{}, key{};
    bool operator<(const Place& other) const {
      return std::tie(list, id, key) < std::tie(other.list, other.id, other.key);
    }
  };

  /// All entries, with none but shared names.
  [[nodiscard]] Vocabulary shared_names() const {
    std::unordered_set<std::string_view> texts;
    for (const Name& name : names_)
      if (name.is_shared) texts.insert(name.text);
    const auto is_single = [&](const std::string& name) { return !texts.contains(name); };
    Vocabulary out;
    for (const std::string& list : searched_lists())
      if (const auto all = vocabulary_.lists.find(list); all != vocabulary_.lists.end())
        for (const Concept& entry : all->second) {
          Concept one{.id = entry.id,
                      .label = entry.label,
                      .alt = entry.alt,
                      .acronyms = entry.acronyms,
                      .former = entry.former,
                      .replaced_by = entry.replaced_by,
                      .lead = entry.lead,
                      .cues = entry.cues};
          std::erase_if(one.label, [&](const auto& label) { return is_single(label.second); });
          for (LabelLists* const names : {&one.alt, &one.acronyms})
            for (auto& own : *names) std::erase_if(own.second, is_single);
          std::erase_if(one.former, [&](const FormerLabel& name) { return is_single(name.label); });
          out.lists[list].push_back(std::move(one));
        }
    return out;
  }

  /// Spares a walk through the list for what is not retired.
  [[nodiscard]] std::string current_id(const Name& name) const {
    return name.owner->replaced_by.empty() ? name.owner->id
                                           : vocabulary_.current_id(name.list, name.owner->id);
  }

  [[nodiscard]] Place place(const Name& name) const {
    return {.list = std::string(name.list), .id = current_id(name), .key = name.compared};
  }

  void warning(const Location& where, std::string message) {
    problems_.push_back(
        {.where = where, .severity = Severity::Warning, .message = std::move(message)});
  }

  /// Every name that stands for several concepts, at each of them that does not say so.
  void find_clashes() {
    std::set<std::pair<std::string, bool>> seen;  // all that a spelling says to the search
    for (const Name& name : names_) {
      const std::string& key = name.compared;
      // One bearer by all that ConceptNames knows it by is no clash; asking it costs far more.
      if (!name.is_shared || bearers_[key].size() < 2 ||
          !seen.emplace(key, has_small_letters(name.text)).second)
        continue;
      const NameMatch match = concepts_->find(name.text);
      if (!match.is_ambiguous()) continue;
      for (const NameMeaning& one : match.meanings) {
        const Place at{.list = one.list, .id = one.id, .key = key};
        if (declarations_.contains(at)) continue;
        const NameMeaning& other =
            match.meanings.front() == one ? match.meanings.back() : match.meanings.front();
        if (const auto where = places_.find({.list = other.list, .id = other.id, .key = key});
            where != places_.end())
          clashes_.emplace(at, where->second);
      }
    }
  }

  void report(const Name& name, const Name& other) {
    problems_.push_back(
        {.where = *name.where,
         .message = fmt::format("'{}' also names '{}' in {}:{}; write it under 'ambiguous' in both",
                                name.text, other.owner->id, other.where->file, other.where->line)});
  }

  void check_acronym(const Name& name) {
    if (has_small_letters(name.text))
      return warning(*name.where,
                     fmt::format("'{}' is never found as an acronym, which matches in capitals "
                                 "only; write it in capitals, or under 'alt'",
                                 name.text));
    if (!declarations_.contains(place(name))) return;  // the first thing to mend
    const NameMatch match = concepts_->find(name.text);
    const std::string id = current_id(name);
    const auto own =
        std::find_if(match.meanings.begin(), match.meanings.end(),
                     [&](const NameMeaning& one) { return one.list == name.list && one.id == id; });
    if (own == match.meanings.end() ||  // the programme that it runs has the name
        !scope_of(*own, match.meanings, vocabulary_).is_empty())
      return;
    warning(*name.where,
            fmt::format("no context tells which '{}' is meant; write 'country' or 'broader', or "
                        "under 'label' its full name in the language of the acronym",
                        name.text));
  }

  void check_declared(const Name& name) {
    const Place own = place(name);
    if (!places_.contains(own))
      return warning(*name.where,
                     fmt::format("'{}' is no name of this entry; write it as it stands there, or "
                                 "remove it from 'ambiguous'",
                                 name.text));
    if (bearers_[own.key].size() == 1)
      warning(*name.where,
              fmt::format("'{}' names no other entry; remove it from 'ambiguous'", name.text));
  }

  const Vocabulary& vocabulary_;
  Diagnostics& problems_;
  std::optional<ConceptNames> concepts_{};  ///< Of the names that are shared.
  Names names_{}, declared_{};
  std::map<Place, const Name*> places_{};  ///< Where each first stands, if it is shared.
  /// List and id of every entry that has a shared name, by the name's key.
  std::map<std::string, std::set<std::pair<std::string, std::string>>> bearers_{};
  std::set<Place> declarations_{};          ///< What is under 'ambiguous'.
  std::map<Place, const Name*> clashes_{};  ///< Undeclared, with another bearer.
};

}  // namespace

void check_names(const Vocabulary& vocabulary, const VocabularyRoots& roots,
                 Diagnostics& problems) {
  NameChecker(vocabulary, roots, problems).check();
}

}  // namespace entrepot
