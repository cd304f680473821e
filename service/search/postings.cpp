#include "service/search/postings.h"

#include <xapian.h>

#include <algorithm>
#include <utility>

namespace entrepot {
namespace {

constexpr std::size_t kMostKept = std::size_t{1} << 20U;  // postings: 8 MiB

/// Entries in any of some ranges, without weight.
class InRanges : public Xapian::PostingSource {
 public:
  explicit InRanges(Postings::Ranges ranges) : ranges_(std::move(ranges)) {
    for (const DocumentColumn::Range& one : ranges_) count_ += one.last - one.first + 1;
  }

  [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return 0; }
  [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return count_; }
  [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return count_; }
  [[nodiscard]] bool at_end() const override { return at_ == ranges_.size(); }
  [[nodiscard]] Xapian::docid get_docid() const override { return number_; }

  void next(double) override { settle(number_ + 1); }
  void skip_to(Xapian::docid document, double) override { settle(std::max(number_, document)); }

  [[nodiscard]] InRanges* clone() const override { return new InRanges(ranges_); }
  [[nodiscard]] std::string get_description() const override { return "InRanges"; }
  void init(const Xapian::Database&) override {
    at_ = 0;
    number_ = 0;
    set_maxweight(0);
  }

 private:
  void settle(Xapian::docid least) {
    while (at_ < ranges_.size() && ranges_[at_].last < least) ++at_;
    if (at_ < ranges_.size()) number_ = std::max(least, ranges_[at_].first);
  }

  Postings::Ranges ranges_;
  Xapian::doccount count_ = 0;
  std::size_t at_ = 0;
  Xapian::docid number_ = 0;
};

Postings::Ranges in_order(Postings::Ranges ranges) {
  std::sort(ranges.begin(), ranges.end(),
            [](const auto& left, const auto& right) { return left.first < right.first; });
  Postings::Ranges out;
  for (const DocumentColumn::Range& one : ranges)
    if (!out.empty() && one.first <= out.back().last) {
      out.back().last = std::max(out.back().last, one.last);
    } else {
      out.push_back(one);
    }
  return out;
}

}  // namespace

Postings::Postings(const Xapian::Database& database, const Columns& columns)
    : database_(database), is_whole_(true), places_(columns.end), lengths_(&columns.lengths) {}

Postings::Postings(const Xapian::Database& database, Ranges ranges)
    : database_(database),
      ranges_(in_order(std::move(ranges))),
      is_whole_(false),
      lengths_(&own_lengths_) {
  auto at = database.postlist_begin("");
  const auto end = database.postlist_end("");
  for (const DocumentColumn::Range& one : ranges_) {
    first_places_.push_back(places_);
    places_ += one.last - one.first + 1;
    own_lengths_.resize(places_, 0);
    if (at != end) at.skip_to(one.first);
    for (; at != end && *at <= one.last; ++at)
      own_lengths_[first_places_.back() + (*at - one.first)] = at.get_doclength();
  }
}

Postings::Term Postings::read(const std::string& term) {
  Term out;
  auto at = database_.postlist_begin(term);
  const auto end = database_.postlist_end(term);
  if (at == end) return out;
  if (is_whole_) {
    for (; at != end; ++at) {
      require_entry(*at);
      out.postings.push_back({*at, at.get_wdf()});
    }
    out.frequency = static_cast<std::uint32_t>(out.postings.size());
    return out;
  }
  out.frequency = database_.get_termfreq(term);
  for (std::size_t i = 0; i < ranges_.size() && at != end; ++i) {
    const auto [first, last] = ranges_[i];
    if (*at < first) at.skip_to(first);
    for (; at != end && *at <= last; ++at)
      out.postings.push_back({first_places_[i] + (*at - first), at.get_wdf()});
  }
  return out;
}

const std::vector<Posting>& Postings::of(const std::string& term) {
  if (const auto known = known_.find(term); known != known_.end()) return known->second.postings;
  Term read_now = read(term);
  const std::size_t size = read_now.postings.size();
  if (kept_ + size > kMostKept) {
    last_ = std::move(read_now);
    return last_.postings;
  }
  kept_ += size;
  return known_.emplace(term, std::move(read_now)).first->second.postings;
}

std::uint32_t Postings::frequency(const std::string& term) {
  const auto known = known_.find(term);
  return known != known_.end() ? known->second.frequency : database_.get_termfreq(term);
}

std::uint32_t Postings::place_of(std::uint32_t number) const {
  if (is_whole_) return number;
  const auto range = std::upper_bound(
      ranges_.begin(), ranges_.end(), number,
      [](std::uint32_t value, const DocumentColumn::Range& one) { return value < one.first; });
  const auto i = static_cast<std::size_t>(range - ranges_.begin()) - 1;
  return first_places_[i] + (number - ranges_[i].first);
}

std::vector<Weighed> Postings::matches(const Xapian::Query& query, const Xapian::Weight& scheme) {
  Xapian::Enquire enquire(database_);
  enquire.set_weighting_scheme(scheme);
  enquire.set_query(here(query));
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  const Xapian::MSet found = enquire.get_mset(0U, is_whole_ ? database_.get_doccount() : places_);
  std::vector<Weighed> out;
  for (auto at = found.begin(); at != found.end(); ++at) {
    if (is_whole_) require_entry(*at);
    out.push_back({place_of(*at), at.get_weight()});
  }
  return out;
}

/// A damaged database may say any number, and what is kept by number has no room for it.
void Postings::require_entry(std::uint32_t number) const {
  if (number >= places_)
    throw Xapian::DatabaseCorruptError("a term is said to be in an entry that is not there");
}

Xapian::Query Postings::here(const Xapian::Query& query) const {
  if (is_whole_) return query;
  return Xapian::Query(Xapian::Query::OP_FILTER, query,
                       Xapian::Query((new InRanges(ranges_))->release()));
}

}  // namespace entrepot
