#include "service/pages/view_sides.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "service/pages/view_parts.h"
#include "service/search/cross_counts.h"

namespace entrepot {
namespace {

using nlohmann::json;
using Values = std::vector<std::string>;

constexpr unsigned kQuoted = 2;  ///< Of each kind from each country; the rest is behind a link.

/// What came of something first, then how it went.
constexpr std::array<std::string_view, 11> kKinds{
    "conclusion", "recommendation", "lesson",    "good-practice", "success-factor", "outcome",
    "challenge",  "next-step",      "objective", "method",        "context"};

/// The kinds there are, the most telling first.
Values kinds_of(const Vocabulary& vocabulary) {
  Values all = vocabulary.ids("kinds"), out;
  for (const std::string_view kind : kKinds)
    if (std::erase(all, kind) > 0) out.emplace_back(kind);
  out.insert(out.end(), all.begin(), all.end());
  return out;
}

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
    for (const std::string& country : comparison.countries)
      own_counts_.push_back(
          context.library.cross_counts(without_others(comparison.search, country), down,
                                       {.facet = across.facet, .groups = {{country}}}));
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

  /// [{kind_id, kind_name, countries}]: kinds of which some country has passages.
  [[nodiscard]] json kinds() const {
    json list = json::array();
    for (std::size_t row = 0; row < kinds_.size(); ++row) {
      if (passage_counts_.rows[row] == 0) continue;
      json countries = json::array();
      for (std::size_t i = 0; i < comparison_.countries.size(); ++i)
        countries.push_back(passages(row, i));
      list.push_back({{"kind_id", "kind-" + kinds_[row]},
                      {"kind_name", context_.label("kinds", kinds_[row])},
                      {"countries", std::move(countries)}});
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

  /// A search without what is about the other countries compared.
  [[nodiscard]] SearchQuery without_others(SearchQuery query, const std::string& country) const {
    for (const std::string& other : comparison_.countries)
      if (other != country) query.filters_not["country"].push_back(other);
    return query;
  }

  /// Passages of one kind from one country that the others compared have not: they tell it apart.
  /// If there are none, one that it shares with them.
  [[nodiscard]] json quotes(SearchQuery query, std::size_t row, std::size_t column) const {
    const std::string& country = comparison_.countries[column];
    const bool own = own_counts_[column].at(row, 0) > 0;
    if (own) query = without_others(std::move(query), country);
    query.facets.emplace();
    query.per_page = own ? kQuoted : 1;
    const SearchPage page = context_.search(query);
    json hits = hit_cards(page, query, context_);
    for (std::size_t i = 0; i < hits.size(); ++i)
      hits[i]["shared_text"] =
          own ? ""
              : context_.ui.strings.text(
                    "compare.shared", {{"countries", others_of(page.hits[i].document, country)}});
    return hits;
  }

  /// The other countries compared that a document is about.
  [[nodiscard]] std::string others_of(const Document& document, const std::string& country) const {
    Values names;
    for (const std::string& other : comparison_.countries)
      if (const Values& its = document.tags.countries;
          other != country && std::find(its.begin(), its.end(), other) != its.end())
        names.push_back(context_.label("countries", other));
    return context_.ui.strings.list(names);
  }

  /// {name, found, hits, has_hits, all_url, all_text}: passages of one kind from one country.
  [[nodiscard]] json passages(std::size_t row, std::size_t column) const {
    const std::string& country = comparison_.countries[column];
    const std::string name = context_.label("countries", country);
    const std::uint64_t count = passage_counts_.at(row, column);
    json out{{"name", name},          {"found", json()}, {"hits", json::array()},
             {"has_hits", count > 0}, {"all_url", ""},   {"all_text", ""}};
    if (count == 0) return out;
    SearchQuery all = of_country(comparison_.search, country);
    all.filters["kind"] = {kinds_[row]};
    out["hits"] = quotes(all, row, column);
    out["found"] = counted(
        context_.ui.strings.text("site.named",
                                 {{"name", context_.label("kinds", kinds_[row])}, {"value", name}}),
        "", count, all, context_);
    if (count > out["hits"].size()) {
      out["all_url"] = search_link(all, context_.ui);
      out["all_text"] = context_.ui.strings.count("theme.all_of_kind", count, context_.ui.locale);
    }
    return out;
  }

  const Comparison& comparison_;
  const ViewContext& context_;
  Values kinds_;
  SearchQuery documents_{};
  CrossCounts document_counts_{}, passage_counts_{};
  std::vector<CrossCounts> own_counts_{};  ///< By country: passages that the others have not.
};

}  // namespace

json sides_of(const Comparison& comparison, const ViewContext& context) {
  const Sides sides(comparison, context);
  return {{"countries", sides.countries()},
          {"kinds", sides.kinds()},
          {"missing_text", sides.missing_text()}};
}

}  // namespace entrepot
