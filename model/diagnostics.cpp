#include "model/diagnostics.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <tuple>

#include "model/text/unicode.h"
#include "model/text/width.h"

namespace entrepot {
namespace {

std::string_view name(Severity severity) {
  switch (severity) {
    case Severity::Warning:
      return "warning";
    case Severity::Note:
      return "note";
    case Severity::Error:
      break;
  }
  return "error";
}

std::vector<std::string> code_points(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    out.emplace_back(text.substr(i, end - i));
    i = end;
  }
  return out;
}

/// Edits that turn one into the other: insert, delete, replace, swap two neighbours (optimal string
/// alignment: no place is edited twice).
std::size_t distance(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replace = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, replace});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  return cost[a.size()][b.size()];
}

std::size_t common_start(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto [end, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  return static_cast<std::size_t>(end - a.begin());
}

}  // namespace

std::string to_string(const Diagnostic& diagnostic) {
  const auto& [file, line, column] = diagnostic.where;
  std::string out = one_printable_line(file);
  if (line > 0) out += fmt::format(":{}", line);
  if (line > 0 && column > 0) out += fmt::format(":{}", column);
  if (!out.empty()) out += ": ";
  return out +
         fmt::format("{}: {}", name(diagnostic.severity), one_printable_line(diagnostic.message));
}

bool has_errors(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& one) { return one.severity == Severity::Error; });
}

void sort_by_place(Diagnostics& diagnostics) {
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [](const Diagnostic& a, const Diagnostic& b) {
                     return std::tie(a.where.file, a.where.line, a.where.column) <
                            std::tie(b.where.file, b.where.line, b.where.column);
                   });
}

std::string caret_excerpt(std::string_view source, const Location& where) {
  if (where.line == 0) return {};
  for (std::size_t line = 1; line < where.line; ++line) {
    const std::size_t end = source.find('\n');
    if (end == std::string_view::npos) return {};
    source.remove_prefix(end + 1);
  }
  std::string_view text = source.substr(0, source.find('\n'));
  if (text.ends_with('\r')) text.remove_suffix(1);
  const std::size_t place = where.column > 0 ? where.column - 1 : text.find_first_not_of(" \t");

  constexpr std::size_t kColumnsBefore = 60, kColumnsAfter = 40;
  // What stands before the place, as much of it as fits; the front goes as the back grows.
  std::deque<ShownCharacter> before;
  std::size_t at = 0, columns = 0;
  bool cut = false;
  for (std::size_t i = 0; i < place && at < text.size(); ++i) {
    before.push_back(next_shown(text, at));
    columns += before.back().columns;
    for (; columns > kColumnsBefore; cut = true) {
      columns -= before.front().columns;
      before.pop_front();
    }
  }
  std::string shown = cut ? "…" : "", under = cut ? " " : "";
  for (const ShownCharacter& one : before) {
    shown += one.text;
    under += one.text == "\t" ? "\t" : std::string(one.columns, ' ');
  }
  for (columns = 0; at < text.size() && columns < kColumnsAfter;) {
    const ShownCharacter one = next_shown(text, at);
    shown += one.text;
    columns += one.columns;
  }
  if (at < text.size()) shown += "…";
  return shown + "\n" + under + "^\n";
}

Location locate(std::string_view source, std::size_t offset, std::string file) {
  const std::string_view before = source.substr(0, offset);
  const std::size_t last_break = before.rfind('\n');
  const std::string_view line =
      last_break == std::string_view::npos ? before : before.substr(last_break + 1);
  return {.file = std::move(file),
          .line = 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')),
          .column = 1 + count_code_points(line)};
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates,
                    std::size_t share) {
  // Nothing of ours is longer, and the cost is the product of the lengths.
  constexpr std::size_t kLongest = 80;
  if (word.size() > 4 * kLongest) return {};
  const std::vector<std::string> wanted = code_points(fold_case(word));
  if (wanted.empty() || wanted.size() > kLongest) return {};
  std::string best;
  std::size_t best_distance = 0, best_start = 0;
  for (const std::string& candidate : candidates) {
    const std::vector<std::string> letters = code_points(fold_case(candidate));
    if (letters.size() > kLongest) continue;
    const std::size_t longer = std::max(wanted.size(), letters.size());
    const std::size_t edits = distance(wanted, letters);
    if (edits > std::max<std::size_t>(longer / share, longer >= 3 ? 1 : 0)) continue;
    const std::size_t start = common_start(wanted, letters);
    if (best.empty() || edits < best_distance || (edits == best_distance && start > best_start)) {
      best = candidate;
      best_distance = edits;
      best_start = start;
    }
  }
  return best;
}

}  // namespace entrepot
