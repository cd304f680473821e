#include "service/search/columns.h"

#include <xapian.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace entrepot {
namespace {

/// The values of one slot in the order of documents, numbered as they come: 0 = none.
class SlotReader {
 public:
  SlotReader(const Xapian::Database& database, unsigned slot)
      : at_(database.valuestream_begin(slot)), end_(database.valuestream_end(slot)) {
    step();
  }

  /// The number of a document's value. @pre later than the document asked for before.
  std::uint32_t number_of(Xapian::docid docid) {
    if (next_ != docid) return 0;
    // Neighbours mostly have the same: the passages of a document.
    if (std::string value = *at_; value != last_) {
      last_ = std::move(value);
      const auto [known, is_new] =
          numbers_.try_emplace(last_, static_cast<std::uint32_t>(numbers_.size() + 1));
      last_number_ = known->second;
    }
    ++at_;
    step();
    return last_number_;
  }

  /// Each value once, with its number at its place; the first is empty.
  [[nodiscard]] std::vector<std::string> take_values() {
    std::vector<std::string> values(numbers_.size() + 1);
    while (!numbers_.empty()) {
      auto one = numbers_.extract(numbers_.begin());
      values[one.mapped()] = std::move(one.key());
    }
    return values;
  }

 private:
  void step() { next_ = at_ == end_ ? 0 : at_.get_docid(); }

  Xapian::ValueIterator at_, end_;
  Xapian::docid next_ = 0;  ///< The document that at_ is of; 0 = none.
  std::string last_{};
  std::uint32_t last_number_ = 0;
  std::unordered_map<std::string, std::uint32_t> numbers_{};
};

/// @param packed the values of each set. The caller gives it rows.
Column to_column(const std::vector<std::string>& packed) {
  std::vector<std::vector<std::string>> sets;
  Column column;
  for (const std::string& one : packed) {
    sets.push_back(unpack_values(one));
    column.values.insert(column.values.end(), sets.back().begin(), sets.back().end());
  }
  std::sort(column.values.begin(), column.values.end());
  column.values.erase(std::unique(column.values.begin(), column.values.end()), column.values.end());
  column.values.shrink_to_fit();
  column.first.push_back(0);
  for (const std::vector<std::string>& values : sets) {
    for (const std::string& value : values)
      column.ordinals.push_back(static_cast<std::uint32_t>(column.find(value)));
    column.first.push_back(static_cast<std::uint32_t>(column.ordinals.size()));
  }
  return column;
}

DayColumn to_days(const std::vector<std::string>& texts) {
  DayColumn column{.days = std::vector<std::uint32_t>(texts.size(), 0)};
  for (std::size_t i = 0; i < texts.size(); ++i)
    std::from_chars(texts[i].data(), texts[i].data() + texts[i].size(), column.days[i]);
  return column;
}

/// @param which by row, the number of its id in `ids`.
DocumentColumn to_documents(const std::vector<std::string>& ids,
                            const std::vector<std::uint32_t>& which) {
  std::vector<std::uint32_t> order(ids.size() - 1);
  std::iota(order.begin(), order.end(), 1U);
  std::sort(order.begin(), order.end(),
            [&ids](std::uint32_t left, std::uint32_t right) { return ids[left] < ids[right]; });
  DocumentColumn column;
  std::vector<std::uint32_t> place(ids.size(), 0);
  for (const std::uint32_t one : order) {
    column.ids += ids[one];
    column.ends.push_back(static_cast<std::uint32_t>(column.ids.size()));
    place[one] = static_cast<std::uint32_t>(column.ends.size());
  }
  column.ids.shrink_to_fit();
  column.which.reserve(which.size());
  for (const std::uint32_t one : which) column.which.push_back(place[one]);
  return column;
}

/// Slots that a row has one number of: facets, then the document and its days.
constexpr std::array<unsigned, 3> kOthers{kDocumentSlot, kFirstDaySlot, kLastDaySlot};
constexpr std::size_t kSlots = kFacets.size() + kOthers.size();
using Row = std::array<std::uint32_t, kSlots>;

/// What the passages of one document differ in: it has no part in rows.
bool is_of_passage(std::size_t facet) { return kFacets[facet].name == "kind"; }

void find_ranges(Columns& columns) {
  DocumentColumn& document = columns.document;
  document.ranges.resize(document.ends.size());
  for (std::uint32_t number = 1; number < columns.end; ++number) {
    const std::uint32_t of = columns.exists.has(number) ? document.of(number) : 0;
    if (of == 0) continue;
    DocumentColumn::Range& range = document.ranges[of - 1];
    if (range.first == 0) range.first = number;
    range.last = number;
  }
}

}  // namespace

PackedNumbers::PackedNumbers(const std::vector<std::uint32_t>& numbers) {
  const auto most = std::max_element(numbers.begin(), numbers.end());
  const auto copy = [&numbers](auto& into) {
    into.reserve(numbers.size());
    for (const std::uint32_t one : numbers)
      into.push_back(static_cast<typename std::decay_t<decltype(into)>::value_type>(one));
  };
  if (most == numbers.end() || *most <= UINT8_MAX)
    copy(narrow_);
  else if (*most <= UINT16_MAX)
    copy(middle_);
  else
    copy(wide_);
}

std::int64_t Column::find(std::string_view value) const {
  const auto found = std::lower_bound(values.begin(), values.end(), value);
  return found != values.end() && *found == value ? found - values.begin() : -1;
}

std::string_view DocumentColumn::id(std::uint32_t number) const {
  const std::size_t begin = number > 1 ? ends[number - 2] : 0;
  return std::string_view(ids).substr(begin, ends[number - 1] - begin);
}

std::uint32_t DocumentColumn::find(std::string_view wanted) const {
  std::uint32_t from = 1, to = static_cast<std::uint32_t>(ends.size()) + 1;
  while (from < to) {
    const std::uint32_t middle = from + (to - from) / 2;
    if (id(middle) < wanted)
      from = middle + 1;
    else
      to = middle;
  }
  return from <= ends.size() && id(from) == wanted ? from : 0;
}

const Column& facet_column(const Columns& columns, std::string_view facet) {
  const Facet* found = find_facet(facet);
  assert(found != nullptr);
  return columns.facets[static_cast<std::size_t>(found - kFacets.data())];
}

Columns read_columns(const Xapian::Database& database, bool with_lengths) {
  Columns columns{.end = database.get_lastdocid() + 1};
  if (with_lengths) columns.lengths.assign(columns.end, 0);
  columns.exists = Bits(columns.end);
  columns.count = database.get_doccount();
  std::vector<SlotReader> slots;
  for (const Facet& facet : kFacets) slots.emplace_back(database, facet.slot);
  for (const unsigned slot : kOthers) slots.emplace_back(database, slot);

  auto rows = std::make_shared<std::vector<std::uint32_t>>(columns.end, 0);
  std::array<std::vector<std::uint32_t>, kSlots> numbers;  // by row, or by document number
  for (std::size_t i = 0; i < kSlots; ++i)
    numbers[i].assign(i < kFacets.size() && is_of_passage(i) ? columns.end : 1, 0);
  Row last{};
  std::uint32_t last_row = 0;
  for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
    const Xapian::docid docid = *at;
    columns.exists.add(docid);
    if (with_lengths) columns.lengths[docid] = at.get_doclength();
    Row row{};
    for (std::size_t i = 0; i < kSlots; ++i) {
      const std::uint32_t number = slots[i].number_of(docid);
      if (i < kFacets.size() && is_of_passage(i))
        numbers[i][docid] = number;
      else
        row[i] = number;
    }
    if (row != last) {
      last = row;
      ++last_row;
      for (std::size_t i = 0; i < kSlots; ++i)
        if (i >= kFacets.size() || !is_of_passage(i)) numbers[i].push_back(row[i]);
    }
    (*rows)[docid] = last_row;
  }

  for (std::size_t i = 0; i < kFacets.size(); ++i) {
    columns.facets[i] = to_column(slots[i].take_values());
    columns.facets[i].set = PackedNumbers(numbers[i]);
    if (!is_of_passage(i)) columns.facets[i].rows = rows;
    numbers[i] = {};
  }
  columns.document = to_documents(slots[kFacets.size()].take_values(), numbers[kFacets.size()]);
  columns.first_day = to_days(slots[kFacets.size() + 1].take_values());
  columns.first_day.which = PackedNumbers(numbers[kFacets.size() + 1]);
  columns.last_day = to_days(slots[kFacets.size() + 2].take_values());
  columns.last_day.which = PackedNumbers(numbers[kFacets.size() + 2]);
  columns.document.rows = columns.first_day.rows = columns.last_day.rows = rows;
  find_ranges(columns);
  return columns;
}

}  // namespace entrepot
