#include "indexer/index/sort_keys.h"

#include <fmt/format.h>

#include "model/text/unicode.h"

namespace entrepot {
namespace {

constexpr std::string_view kUndated = "99999999";
constexpr std::size_t kTitleBytes = 100;

/// Each digit's complement to nine: later days come first.
std::string descending(std::string day) {
  for (char& digit : day) digit = static_cast<char>('0' + ('9' - digit));
  return day;
}

}  // namespace

SortKeys sort_keys(const Document& document, const std::string& within) {
  // '!' sorts before every character of an id, so that "a" comes before "a-b" whatever follows.
  const std::string place = within.empty() ? document.id : document.id + "!" + within;
  const std::string order =
      (document.date ? descending(last_day(*document.date)) : std::string(kUndated)) + place;
  return {
      .order = order,
      .earliest_first = (document.date ? first_day(*document.date) : std::string(kUndated)) + order,
      .title = collation_key(document.title, kTitleBytes) + '\0' + order};
}

std::string passage_order(unsigned position) { return fmt::format("{:08}", position); }

}  // namespace entrepot
