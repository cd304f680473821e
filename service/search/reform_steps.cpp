#include "service/search/reform_steps.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace entrepot {
namespace {

using Why = ReformStep::Why;
using Values = std::vector<std::string>;

constexpr std::size_t kLookedAt = 100;  // of each search, the nearest in time

bool has(const Values& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

/// The first of `own` that is in `other` too; empty if there is none.
std::string first_in_common(const Values& own, const Values& other) {
  const auto found =
      std::find_if(own.begin(), own.end(), [&](const std::string& one) { return has(other, one); });
  return found == own.end() ? std::string() : *found;
}

/// A theme of both that is the main one of at least one of them; empty if there is none.
std::string main_theme_in_common(const Values& own, const Values& other) {
  if (own.empty() || other.empty()) return {};
  if (has(other, own.front())) return own.front();
  return has(own, other.front()) ? other.front() : std::string();
}

class StepSearch {
 public:
  StepSearch(const Library& library, const Document& document)
      : library_(library), document_(document) {
    for (const std::string& id : document.tags.programmes) {
      const Concept* programme = library.vocabulary().find("programmes", id);
      const bool from_outside =
          programme != nullptr && (!programme->lead.empty() || !programme->funders.empty());
      if (from_outside) programmes_.push_back(id);
    }
  }

  [[nodiscard]] Values stated() const {
    Values ids = document_.supersedes;
    ids.insert(ids.end(), document_.related.begin(), document_.related.end());
    return ids;
  }

  /// @param earlier else later. In the order of time.
  [[nodiscard]] std::vector<ReformStep> find(bool earlier) const {
    std::map<std::string, ReformStep> found;  // one may be found in several ways
    const auto look = [&](SearchQuery query) {
      query.sort = earlier ? Sort::NewestFirst : Sort::OldestFirst;
      const auto [start, end] = *document_.date;
      (earlier ? query.to : query.from) =
          earlier ? DateInterval{start, start} : DateInterval{end, end};
      (void)library_.each_match(query, kLookedAt, [&](const Hit& hit) {
        if (!(earlier ? before(hit.document, document_) : before(document_, hit.document))) return;
        if (std::optional<ReformStep> step = judged(hit.document))
          found.emplace(hit.document.id, std::move(*step));
      });
    };
    const Tags& tags = document_.tags;
    for (const auto& [facet, values] :
         {std::pair<const char*, const Values*>{"theme", &tags.themes},
          {"programme", &programmes_}})
      if (!values->empty() && !tags.countries.empty())
        look({.filters = {{"country", tags.countries}, {facet, *values}}});
    if (const Values ids = stated(); !ids.empty()) look({.in = ids});

    std::vector<ReformStep> steps;
    for (auto& [id, step] : found) steps.push_back(std::move(step));
    std::sort(steps.begin(), steps.end(), [&](const ReformStep& left, const ReformStep& right) {
      return nearness(left, earlier) < nearness(right, earlier);
    });
    if (steps.size() > kMostSteps) steps.resize(kMostSteps);
    if (earlier) std::reverse(steps.begin(), steps.end());
    return steps;
  }

 private:
  /// Whether `one` was over before `other` began, whichever days of them are meant.
  static bool before(const Document& one, const Document& other) {
    return one.date && other.date && last_day(*one.date) < first_day(*other.date);
  }

  /// The nearest in time is the least. Days as numbers, so that they can be turned round.
  static std::pair<std::pair<long, long>, std::string> nearness(const ReformStep& step,
                                                                bool earlier) {
    const long first = std::stol(first_day(*step.document.date));
    const long last = std::stol(last_day(*step.document.date));
    return {earlier ? std::pair{-last, -first} : std::pair{first, last}, step.document.id};
  }

  [[nodiscard]] std::optional<ReformStep> judged(const Document& other) const {
    const Tags& own = document_.tags;
    ReformStep step{.document = other,
                    .country = first_in_common(own.countries, other.tags.countries),
                    .theme = main_theme_in_common(own.themes, other.tags.themes),
                    .programme = first_in_common(programmes_, other.tags.programmes)};
    if (has(document_.supersedes, other.id))
      step.why = Why::Replaced;
    else if (step.country.empty())
      return {};
    else if (!step.theme.empty())
      step.why = Why::Theme;
    else if (!step.programme.empty())
      step.why = Why::Programme;
    else if (has(document_.related, other.id))
      step.why = Why::Stated;
    else
      return {};
    return step;
  }

  const Library& library_;
  const Document& document_;
  Values programmes_{};  ///< Its own, but for those that are none from outside.
};

}  // namespace

ReformSteps reform_steps(const Library& library, const DocumentRecord& record) {
  if (!record.document.date) return {};
  const StepSearch search(library, record.document);
  return {.earlier = search.find(true), .later = search.find(false)};
}

}  // namespace entrepot
