#include "service/search/next_steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "model/index_schema.h"
#include "service/search/facet_values.h"
#include "service/words/query_concepts.h"

namespace entrepot {
namespace {

using Kind = Suggestion::Kind;

constexpr std::uint64_t kEnough = 5;  // matches: who finds as many is not told where else to look
constexpr std::size_t kMostOfAKind = 4;  // suggestions; each costs a search
constexpr std::size_t kMostTried = 12;   // of a kind, for these
constexpr std::size_t kMostNames = 8;    // that others are tried for: a question may be all names

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= 'a' && byte <= 'z');
}

/// The text without its first `part` that is no part of a longer word, whatever stands next to it
/// in scripts without spaces; nothing if it has none or nothing would be left.
std::optional<std::string> without(const std::string& text, const std::string& part) {
  if (part.empty()) return {};
  const bool is_bare = static_cast<unsigned char>(part.front()) < 0xE0;
  std::size_t at = text.find(part);
  for (; at != std::string::npos; at = text.find(part, at + 1)) {
    const std::size_t end = at + part.size();
    const bool begins =
        at == 0 || !is_bare || !is_word_byte(text[at - 1]) || !is_word_byte(part.front());
    const bool ends =
        end == text.size() || !is_bare || !is_word_byte(text[end]) || !is_word_byte(part.back());
    if (begins && ends) break;
  }
  if (at == std::string::npos) return {};
  std::string out;
  for (const char c : text.substr(0, at) + " " + text.substr(at + part.size()))
    if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
  while (out.ends_with(' ')) out.pop_back();
  if (std::none_of(out.begin(), out.end(), is_word_byte)) return {};
  return out;
}

/// A name in the words or among the filters, that another may take the place of.
struct Named {
  std::string list{}, id{};
  SearchQuery rest{};       ///< The search without it.
  bool is_missing = false;  ///< Nothing here has it.
};

class NextSteps {
 public:
  NextSteps(const Library& library, const SearchQuery& query, const SearchPage& page)
      : library_(library), vocabulary_(library.vocabulary()), query_(query), page_(page) {
    query_.page = 1;
    query_.explain = false;
  }

  std::vector<Suggestion> all() {
    const bool finds_enough = page_.found >= kEnough;
    if (!finds_enough) {
      filters();
      words();
    }
    if (page_.found == 0) {
      as_written();
      forms();
    }
    std::vector<Named> names = named();
    if (names.size() > kMostNames) names.resize(kMostNames);
    for (const Named& one : names)
      if (!finds_enough || one.is_missing) {
        if (one.list == "themes") themes(one);
        if (one.list == "countries") countries(one);
      }
    return std::move(suggestions_);
  }

 private:
  [[nodiscard]] std::string label(std::string_view facet, const std::string& value) const {
    return value_label(vocabulary_, *find_facet(facet), value, query_.ui);
  }

  /// Adds a suggestion if it finds anything, and at least `least`.
  void offer(Suggestion one, std::uint64_t least) {
    one.found = library_.count(one.query);
    if (one.found == 0 || one.found < least || is_offered(one.query)) return;
    suggestions_.push_back(std::move(one));
  }

  void filters() {
    const std::uint64_t more = page_.found + 1;
    std::size_t tried = 0;
    const auto drop = [&](Suggestion one) {
      if (++tried <= kMostTried) offer(std::move(one), more);
    };
    for (const FacetUse use : {FacetUse::Any, FacetUse::All, FacetUse::Not})
      for (const auto& [facet, values] : filters_of(query_, use)) {
        Suggestion one{.kind = Kind::WithoutFilter, .query = query_, .use = use, .facet = facet};
        filters_of(one.query, use).erase(facet);
        for (const std::string& value : values) one.labels.push_back(label(facet, value));
        one.label = fmt::format("{}", fmt::join(one.labels, ", "));
        drop(std::move(one));
      }
    if (!query_.in.empty()) {
      Suggestion one{.kind = Kind::WithoutFilter, .query = query_, .facet = "in"};
      one.query.in.clear();
      drop(std::move(one));
    }
    if (query_.from || query_.to) {
      Suggestion one{.kind = Kind::WithoutFilter, .query = query_, .facet = "dates"};
      one.query.from.reset();
      one.query.to.reset();
      drop(std::move(one));
    }
    if (tried > 1) {
      Suggestion one{.kind = Kind::WithoutFilters, .query = query_};
      one.query.filters.clear();
      one.query.filters_all.clear();
      one.query.filters_not.clear();
      one.query.in.clear();
      one.query.from.reset();
      one.query.to.reset();
      offer(std::move(one), more);
    }
    if (query_.match == Match::All && !query_.text.empty()) {
      Suggestion one{.kind = Kind::AnyWord, .query = query_};
      one.query.match = Match::Any;
      offer(std::move(one), more);
    }
    if (tried > 0 && !query_.text.empty()) {
      Suggestion one{.kind = Kind::WithoutWords, .query = query_};
      one.query.text.clear();
      offer(std::move(one), more);
    }
  }

  void words() {
    std::vector<std::string> words = page_.understood.words;
    words.insert(words.end(), page_.understood.dropped.begin(), page_.understood.dropped.end());
    std::size_t tried = 0;
    std::vector<Suggestion> found;
    for (const std::string& word : words) {
      const std::optional<std::string> rest = without(query_.text, word);
      if (!rest || ++tried > kMostTried) continue;
      Suggestion one{.kind = Kind::WithoutWord, .query = query_, .label = word};
      one.query.text = *rest;
      one.found = library_.count(one.query);
      if (one.found > page_.found) found.push_back(std::move(one));
    }
    add_best(std::move(found));
  }

  /// Where nothing here has what the words were understood as.
  void as_written() {
    if (!query_.expand || page_.understood.concepts.empty()) return;
    Suggestion one{.kind = Kind::AsWritten, .query = query_};
    one.query.expand = false;
    offer(std::move(one), 1);
  }

  /// Where only the form asked for is left of a question ("workshop on ..."), all of that form.
  void forms() {
    for (const UnderstoodConcept& one : page_.understood.concepts) {
      const UnderstoodConcept::Meaning& meaning = one.meanings.front();
      const std::vector<std::string>& lists = form_lists();
      if (std::find(lists.begin(), lists.end(), meaning.list) == lists.end()) continue;
      const std::string facet(facet_of_list(meaning.list)->name);
      Named words{.rest = query_};
      words.rest.text.clear();
      offer(instead(words, Kind::Form, facet, meaning.id), 1);
    }
  }

  /// What a search is about, by name: its words' and its filters' themes and countries.
  [[nodiscard]] std::vector<Named> named() const {
    std::vector<Named> out;
    for (const UnderstoodConcept& one : page_.understood.concepts) {
      if (one.meanings.size() != 1) continue;
      const UnderstoodConcept::Meaning& meaning = one.meanings.front();
      const std::vector<std::string>& dropped = page_.understood.dropped;
      Named named{.list = meaning.list, .id = meaning.id, .rest = query_};
      named.is_missing = std::find(dropped.begin(), dropped.end(), one.from) != dropped.end();
      named.rest.text = without(query_.text, one.from).value_or("");
      // One name twice, in words of two languages, is one.
      if (std::none_of(out.begin(), out.end(), [&](const Named& other) {
            return other.list == named.list && other.id == named.id;
          }))
        out.push_back(std::move(named));
    }
    for (const auto& [facet, list] :
         {std::pair{"theme", "themes"}, std::pair{"country", "countries"}})
      for (const std::string& value : filter_values(query_, FacetUse::Any, facet)) {
        if (value == kNoValue) continue;
        Named named{.list = list, .id = value, .rest = query_};
        named.rest.filters.erase(facet);
        out.push_back(std::move(named));
      }
    return out;
  }

  /// The search with a value of a facet in a name's place.
  [[nodiscard]] Suggestion instead(const Named& of, Kind kind, const std::string& facet,
                                   const std::string& value) const {
    Suggestion one{.kind = kind, .query = of.rest, .facet = facet, .value = value};
    one.query.filters[facet] = {value};
    one.label = label(facet, value);
    return one;
  }

  void themes(const Named& of) {
    const Concept* theme = vocabulary_.find("themes", of.id);
    if (theme == nullptr) return;
    if (!theme->broader.empty())
      offer(instead(of, Kind::Broader, "theme", theme->broader), page_.found + 1);
    std::vector<Suggestion> narrower;
    for (const Concept& other : vocabulary_.lists.find("themes")->second)
      if (other.broader == of.id && narrower.size() < kMostTried)
        narrower.push_back(counted(instead(of, Kind::Narrower, "theme", other.id)));
    add_best(std::move(narrower));
  }

  /// Its neighbours; where none of them has anything, its region.
  void countries(const Named& of) {
    const Concept* country = vocabulary_.find("countries", of.id);
    if (country == nullptr) return;
    std::vector<Suggestion> neighbours;
    for (const std::string& other : country->borders)
      if (neighbours.size() < 2 * kMostTried)  // no country has more
        neighbours.push_back(counted(instead(of, Kind::Neighbour, "country", other)));
    if (add_best(std::move(neighbours))) return;
    for (const std::string& region : vocabulary_.regions_of({of.id}))
      offer(instead(of, Kind::Region, "region", region), page_.found + 1);
  }

  [[nodiscard]] Suggestion counted(Suggestion one) const {
    one.found = library_.count(one.query);
    return one;
  }

  /// Adds those that find most, of equals the first. @return whether there was one.
  bool add_best(std::vector<Suggestion> some) {
    std::erase_if(
        some, [this](const Suggestion& one) { return one.found == 0 || is_offered(one.query); });
    std::stable_sort(some.begin(), some.end(), [](const Suggestion& one, const Suggestion& other) {
      return one.found > other.found;
    });
    if (some.size() > kMostOfAKind) some.resize(kMostOfAKind);
    const bool any = !some.empty();
    for (Suggestion& one : some) suggestions_.push_back(std::move(one));
    return any;
  }

  [[nodiscard]] bool is_offered(const SearchQuery& query) const {
    return std::any_of(suggestions_.begin(), suggestions_.end(),
                       [&](const Suggestion& one) { return one.query == query; });
  }

  const Library& library_;
  const Vocabulary& vocabulary_;
  SearchQuery query_;
  const SearchPage& page_;
  std::vector<Suggestion> suggestions_{};
};

}  // namespace

std::vector<Suggestion> next_steps(const Library& library, const SearchQuery& query,
                                   const SearchPage& page) {
  return NextSteps(library, query, page).all();
}

}  // namespace entrepot
