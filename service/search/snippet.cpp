#include "service/search/snippet.h"

#include <algorithm>
#include <array>
#include <set>

#include "model/text/unicode.h"

namespace entrepot {
namespace {

constexpr std::size_t kLength = 240;  // code points aimed at
constexpr std::size_t kLeadWords =
    40;  // code points kept before the first match of a long sentence
constexpr std::size_t kGroupWorth = 16;  // a further group counts as much as this many repeats

/// Bytes [begin, end), and how many code points they hold.
struct Stretch {
  std::size_t begin = 0, end = 0;
  std::size_t length = 0;
};

std::size_t next_character(std::string_view text, std::size_t at) {
  ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
  return at;
}

/// The length of a sentence's last mark at `at`, or 0.
std::size_t sentence_end(std::string_view text, std::size_t at) {
  if (text[at] == '\n') return 1;
  if (text[at] == '.' || text[at] == '!' || text[at] == '?')
    return at + 1 == text.size() || text[at + 1] == ' ' || text[at + 1] == '\n' ? 1 : 0;
  for (const std::string_view mark : {"。", "！", "？", "؟", "।"})
    if (text.substr(at).starts_with(mark)) return mark.size();
  return 0;
}

std::vector<Stretch> sentences(std::string_view text) {
  std::vector<Stretch> out;
  std::size_t begin = 0;
  const auto close = [&](std::size_t end) {
    if (end > begin)
      out.push_back({begin, end, count_code_points(text.substr(begin, end - begin))});
    begin = end;
  };
  for (std::size_t at = 0; at < text.size(); at = next_character(text, at))
    if (const std::size_t mark = sentence_end(text, at); mark > 0) close(at + mark);
  close(text.size());
  return out;
}

std::size_t worth(const std::vector<Occurrence>& matches, std::size_t begin, std::size_t end) {
  std::set<unsigned> groups;
  std::size_t count = 0;
  auto match =
      std::lower_bound(matches.begin(), matches.end(), begin,
                       [](const Occurrence& one, std::size_t byte) { return one.begin < byte; });
  for (; match != matches.end() && match->end <= end; ++match) {
    groups.insert(match->group);
    ++count;
  }
  return groups.size() * kGroupWorth + std::min(count, kGroupWorth - 1);
}

/// The best run of whole sentences; at least one, however long.
Stretch best_stretch(const std::vector<Stretch>& all, const std::vector<Occurrence>& matches) {
  Stretch best;
  std::size_t best_worth = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    Stretch run = all[i];
    for (std::size_t next = i + 1; next < all.size() && run.length + all[next].length <= kLength;
         ++next) {
      run.end = all[next].end;
      run.length += all[next].length;
    }
    const std::size_t run_worth = worth(matches, run.begin, run.end);
    if (i > 0 && run_worth <= best_worth) continue;
    best = run;
    best_worth = run_worth;
  }
  return best;
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }

/// A sentence too long to show, cut between words around its first match.
Stretch cut_around(std::string_view text, const Stretch& sentence,
                   const std::vector<Occurrence>& matches) {
  const auto first = std::find_if(matches.begin(), matches.end(), [&](const Occurrence& match) {
    return match.begin >= sentence.begin;
  });
  std::vector<std::size_t> starts;  // of every code point
  for (std::size_t at = sentence.begin; at < sentence.end; at = next_character(text, at))
    starts.push_back(at);
  std::size_t from = 0;
  if (first != matches.end() && first->begin < sentence.end) {
    const auto at = static_cast<std::size_t>(
        std::lower_bound(starts.begin(), starts.end(), first->begin) - starts.begin());
    from = at > kLeadWords ? at - kLeadWords : 0;
    for (std::size_t i = from; from > 0 && i < at; ++i)
      if (is_space(text[starts[i]])) {
        from = i + 1;
        break;
      }
  }
  std::size_t to = std::min(from + kLength, starts.size());
  if (to < starts.size())
    for (std::size_t i = to; i > from + kLength / 2; --i)
      if (is_space(text[starts[i]])) {
        to = i;
        break;
      }
  return {starts[from], to < starts.size() ? starts[to] : sentence.end, to - from};
}

/// White space as a line shows it: a bar stands between the cells of a table.
std::string in_line(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c == '\t')
      out += " | ";
    else
      out += is_space(c) ? ' ' : c;
  return out;
}

Snippet to_snippet(std::string_view text, Stretch shown, const std::vector<Occurrence>& matches) {
  while (shown.begin < shown.end && is_space(text[shown.begin])) ++shown.begin;
  while (shown.end > shown.begin && is_space(text[shown.end - 1])) --shown.end;
  const bool more_before =
      text.substr(0, shown.begin).find_first_not_of(" \n\t") != std::string_view::npos;
  const bool more_after =
      text.substr(shown.end).find_first_not_of(" \n\t") != std::string_view::npos;

  Snippet snippet{.text = more_before ? "… " : ""};
  const std::size_t lead = more_before ? 2 : 0;
  snippet.text += in_line(text.substr(shown.begin, shown.end - shown.begin));
  if (more_after) snippet.text += " …";

  std::size_t at = shown.begin, points = lead;  // counted on as matches go on
  for (const Occurrence& match : matches) {
    if (match.begin < at || match.end > shown.end) continue;
    points += count_code_points(in_line(text.substr(at, match.begin - at)));
    const std::size_t length = count_code_points(text.substr(match.begin, match.end - match.begin));
    if (!snippet.marks.empty() &&
        snippet.marks.back().start + snippet.marks.back().length == points) {
      snippet.marks.back().length += length;
    } else {
      snippet.marks.push_back({.start = points, .length = length});
    }
    points += length;
    at = match.end;
  }
  return snippet;
}

}  // namespace

Snippet make_snippet(std::string_view text, const std::vector<Occurrence>& matches) {
  const std::string_view seen = cut_utf8(text, kMaxSearchedBytes);
  const std::vector<Stretch> all = sentences(seen);
  if (all.empty()) return {};
  Stretch shown = best_stretch(all, matches);
  if (shown.length > kLength) shown = cut_around(seen, shown, matches);
  return to_snippet(text, shown, matches);
}

}  // namespace entrepot
