#include "service/pages/view_sides.h"

#include <fmt/format.h>

#include <algorithm>

#include "service/pages/kind_order.h"
#include "service/pages/view_parts.h"
#include "service/search/cross_counts.h"

namespace entrepot {
namespace {

using nlohmann::json;
using Values = std::vector<std::string>;

constexpr unsigned kQuoted = 2;  ///< Of each kind from each country; the rest is behind a link.
constexpr std::size_t kMostTogether = 3;  ///< Lots of a kind that are quoted; others are counted.

/// The kinds there are, the most telling first.
Values kinds_of(const Vocabulary& vocabulary) {
  Values all = vocabulary.ids("kinds"), out;
  for (const std::string_view kind : kKindOrder)
    if (std::erase(all, kind) > 0) out.emplace_back(kind);
  out.insert(out.end(), all.begin(), all.end());
  return out;
}

/// What is about some of the countries compared, and about none of the others: every passage is of
/// one lot.
struct Lot {
  Values countries{};
  SearchQuery search{};
  CrossCounts counts{};  ///< Its rows are kinds.
};

/// A comparison with its counts.
class Sides {
 public:
  Sides(const Comparison& comparison, const ViewContext& context)
      : comparison_(comparison), context_(context), kinds_(kinds_of(context.library.vocabulary())) {
    CrossAxis down{.facet = "kind"}, across{.facet = "country"};
    for (const std::string& country : comparison.countries) across.groups.push_back({country});
    documents_ = comparison.search;
    documents_.group = Group::Document;
    document_counts_ = context.library.cross_counts(documents_, down, across);
    for (const std::string& kind : kinds_) down.groups.push_back({kind});
    passage_counts_ = context.library.cross_counts(comparison.search, down, across);
    std::uint64_t own = 0;
    for (const std::string& country : comparison.countries) {
      own_.push_back(lot({country}, down));
      own += own_.back().counts.found;
    }
    if (own < passage_counts_.found) find_shared(down);
  }

  /// [{name, url, counts}]: what there is from each country.
  [[nodiscard]] json countries() const {
    json list = json::array();
    for (std::size_t i = 0; i < comparison_.countries.size(); ++i) {
      const std::string& id = comparison_.countries[i];
      json counts = json::array();
      for (const bool documents : {true, false}) {
        const std::uint64_t count = (documents ? document_counts_ : passage_counts_).columns[i];
        const Strings& strings = context_.ui.strings;
        counts.push_back(
            count == 0
                ? uncounted(
                      strings.text(documents ? "compare.no_documents" : "compare.no_passages"), "",
                      context_)
                : counted(strings.text(documents ? "search.documents" : "search.passages"), "",
                          count, of_country(documents ? documents_ : comparison_.search, id),
                          context_));
      }
      list.push_back({{"name", context_.label("countries", id)},
                      {"url", fmt::format("{}/countries/{}", context_.ui.base, id)},
                      {"counts", std::move(counts)}});
    }
    return list;
  }

  /// [{kind_id, kind_name, together, rest, has_rest, countries, has_sides}]: kinds of which some
  /// country has passages. What is about several of the countries stands there once, before them.
  [[nodiscard]] json kinds() const {
    json list = json::array();
    for (std::size_t row = 0; row < kinds_.size(); ++row) {
      if (passage_counts_.rows[row] == 0) continue;
      json entry = together(row);
      json countries = json::array();
      for (std::size_t i = 0; i < own_.size(); ++i) {
        countries.push_back(
            passages(own_[i], row, context_.label("countries", own_[i].countries[0]), kQuoted));
        countries.back()["none_text"] = context_.ui.strings.text(
            passage_counts_.at(row, i) == 0 ? "compare.none" : "compare.none_own");
      }
      entry["kind_id"] = "kind-" + kinds_[row];
      entry["kind_name"] = context_.label("kinds", kinds_[row]);
      entry["has_sides"] = std::any_of(own_.begin(), own_.end(),
                                       [row](const Lot& lot) { return lot.counts.rows[row] > 0; });
      entry["countries"] = std::move(countries);
      list.push_back(std::move(entry));
    }
    return list;
  }

  /// Which kinds no country has, in a sentence; empty if there are none.
  [[nodiscard]] std::string missing_text() const {
    const Strings& strings = context_.ui.strings;
    Values names;
    for (std::size_t row = 0; row < kinds_.size(); ++row)
      if (passage_counts_.rows[row] == 0) names.push_back(context_.label("kinds", kinds_[row]));
    return names.empty() ? ""
                         : strings.text("compare.missing_kinds", {{"kinds", strings.list(names)}});
  }

 private:
  static SearchQuery of_country(SearchQuery query, const std::string& country) {
    query.filters["country"] = {country};
    return query;
  }

  [[nodiscard]] Lot lot(const Values& countries, const CrossAxis& kinds) const {
    Lot out{.countries = countries, .search = comparison_.search};
    SearchQuery& search = out.search;
    search.filters.erase("country");
    if (countries.size() == 1) {
      search.filters["country"] = countries;
    } else {
      Values& all = search.filters_all["country"];
      all.insert(all.end(), countries.begin(), countries.end());
      std::sort(all.begin(), all.end());
      all.erase(std::unique(all.begin(), all.end()), all.end());
    }
    for (const std::string& other : comparison_.countries)
      if (std::find(countries.begin(), countries.end(), other) == countries.end())
        search.filters_not["country"].push_back(other);
    out.counts = context_.library.cross_counts(
        search, kinds, {.facet = "country", .groups = {{countries.front()}}});
    return out;
  }

  /// The lots of several countries that there is something of, those of most countries first.
  void find_shared(const CrossAxis& kinds) {
    const std::size_t n = comparison_.countries.size();
    for (std::size_t chosen = 1; chosen < (std::size_t{1} << n); ++chosen) {
      Values countries;
      for (std::size_t i = 0; i < n; ++i)
        if ((chosen >> i & 1U) != 0) countries.push_back(comparison_.countries[i]);
      if (countries.size() < 2) continue;
      if (Lot found = lot(countries, kinds); found.counts.found > 0)
        shared_.push_back(std::move(found));
    }
    std::stable_sort(shared_.begin(), shared_.end(), [](const Lot& a, const Lot& b) {
      return a.countries.size() > b.countries.size();
    });
  }

  /// {together, rest, has_rest}: passages of one kind about several of the countries; the lots
  /// beyond those quoted are counted.
  [[nodiscard]] json together(std::size_t row) const {
    std::vector<const Lot*> lots;
    for (const Lot& one : shared_)
      if (one.counts.rows[row] > 0) lots.push_back(&one);
    json quoted = json::array(), rest = json::array();
    for (const Lot* one : lots) {
      Values names;
      for (const std::string& id : one->countries) names.push_back(context_.label("countries", id));
      const std::string name = context_.ui.strings.text(
          "compare.together", {{"countries", context_.ui.strings.list(names)}});
      if (quoted.size() < kMostTogether)
        quoted.push_back(passages(*one, row, name, lots.size() == 1 ? kQuoted : 1));
      else
        rest.push_back(
            counted(name, "", one->counts.rows[row], of_kind(one->search, row), context_));
    }
    return {{"together", std::move(quoted)}, {"has_rest", !rest.empty()}, {"rest", rest}};
  }

  [[nodiscard]] SearchQuery of_kind(SearchQuery query, std::size_t row) const {
    query.filters["kind"] = {kinds_[row]};
    return query;
  }

  /// {name, found, hits, has_hits, shown}: passages of one kind of a lot, and if there are more
  /// than `most`, how many are shown of how many.
  [[nodiscard]] json passages(const Lot& lot, std::size_t row, const std::string& name,
                              unsigned most) const {
    const Strings& strings = context_.ui.strings;
    const std::uint64_t count = lot.counts.rows[row];
    json out{{"name", name},
             {"found", json()},
             {"hits", json::array()},
             {"has_hits", count > 0},
             {"shown", json()}};
    if (count == 0) return out;
    const SearchQuery all = of_kind(lot.search, row);
    SearchQuery query = all;
    query.facets.emplace();
    query.per_page = most;
    out["hits"] = hit_cards(context_.search(query), query, context_);
    out["found"] =
        counted(strings.text("site.named",
                             {{"name", context_.label("kinds", kinds_[row])}, {"value", name}}),
                "", count, all, context_);
    if (count > most) {
      const auto [before, after] = strings.text_around(
          "compare.shown", "all", {{"n", context_.ui.locale.number(out["hits"].size())}});
      out["shown"] = {{"before", before},
                      {"after", after},
                      {"all_text", found_text(count, Group::Passage, context_.ui)},
                      {"all_url", search_link(all, context_.ui)}};
    }
    return out;
  }

  const Comparison& comparison_;
  const ViewContext& context_;
  Values kinds_;
  SearchQuery documents_{};
  CrossCounts document_counts_{}, passage_counts_{};
  std::vector<Lot> own_{};     ///< Of each country alone, in the reader's order.
  std::vector<Lot> shared_{};  ///< Of several.
};

}  // namespace

json sides_of(const Comparison& comparison, const ViewContext& context) {
  const Sides sides(comparison, context);
  return {{"countries", sides.countries()},
          {"kinds", sides.kinds()},
          {"missing_text", sides.missing_text()}};
}

}  // namespace entrepot
