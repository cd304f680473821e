#include "service/search/best_passages.h"

#include <algorithm>

#include "service/search/postings.h"
#include "service/search/ranking.h"
#include "service/search/weigher.h"

namespace entrepot {
namespace {

std::vector<std::uint32_t> numbers_of(const Columns& columns,
                                      const std::vector<std::string_view>& ids) {
  std::vector<std::uint32_t> numbers;
  for (const std::string_view id : ids) numbers.push_back(columns.document.find(id));
  return numbers;
}

Postings::Ranges ranges_of(const Columns& columns, const std::vector<std::uint32_t>& documents) {
  Postings::Ranges ranges;
  for (const std::uint32_t one : documents)
    if (one != 0) ranges.push_back(columns.document.ranges[one - 1]);
  return ranges;
}

}  // namespace

BestPassages::BestPassages(const PassageSource& source, const std::vector<QueryNode>& nodes,
                           bool expand, const std::vector<std::string_view>& documents)
    : columns_(source.columns), documents_(numbers_of(source.columns, documents)) {
  Postings postings(source.database, ranges_of(columns_, documents_));
  for (const std::uint32_t one : documents_)
    places_.push_back(one == 0 ? 0 : postings.place_of(columns_.document.ranges[one - 1].first));
  if (nodes.empty()) return;
  Weigher weigher(postings,
                  {.repetition = kPassageRepetition, .length_penalty = kPassageLengthPenalty},
                  expand);
  for (const QueryNode& node : nodes) weigher.add(node);
  met_ = weigher.met();
  weights_ = weigher.take();
}

/// Calls with the number and the place of each passage.
template <typename Call>
void BestPassages::each(std::size_t document, const Call& call) const {
  const std::uint32_t of = documents_[document];
  if (of == 0) return;
  const auto [first, last] = columns_.document.ranges[of - 1];
  std::uint32_t place = places_[document];
  for (std::uint32_t number = first; number <= last; ++number, ++place)
    if (columns_.exists.has(number) && columns_.document.of(number) == of) call(number, place);
}

double BestPassages::heaviest(std::size_t document) const {
  double most = 0;
  if (!weights_.empty())
    each(document,
         [&](std::uint32_t, std::uint32_t place) { most = std::max(most, weights_[place]); });
  return most;
}

std::vector<std::uint32_t> BestPassages::of(std::size_t document, std::size_t most,
                                            const Wanted* kinds) const {
  std::vector<Weighed> found;
  each(document, [&](std::uint32_t number, std::uint32_t place) {
    const bool is_wanted =
        kinds != nullptr ? kinds->count_in(number) > 0 : !met_.empty() && met_[place] != 0;
    if (is_wanted) found.push_back({number, weights_.empty() ? 0 : weights_[place]});
  });
  const auto end = found.begin() + static_cast<std::ptrdiff_t>(std::min(most, found.size()));
  std::partial_sort(found.begin(), end, found.end(), [](const Weighed& left, const Weighed& right) {
    return left.weight != right.weight ? left.weight > right.weight : left.place < right.place;
  });
  std::vector<std::uint32_t> numbers;
  for (auto at = found.begin(); at != end; ++at) numbers.push_back(at->place);
  return numbers;
}

}  // namespace entrepot
