#include "indexer/reports/unverified.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

#include "model/spreadsheet.h"

namespace entrepot {
namespace {

using Row = std::array<std::string, 8>;

const Row kHeadings{"language", "list", "id", "key", "name", "english", "right (yes/no)", "better"};

void append(std::vector<UnverifiedName>& out, const UnverifiedName& of, const char* key,
            const LabelLists& lists) {
  const auto names = lists.find(of.language);
  if (names == lists.end()) return;
  for (const std::string& name : names->second) {
    out.push_back(of);
    out.back().key = key;
    out.back().name = name;
  }
}

void append(std::vector<UnverifiedName>& out, const UnverifiedName& of, const Concept& entry) {
  if (const auto label = entry.label.find(of.language); label != entry.label.end()) {
    out.push_back(of);
    out.back().key = "label";
    out.back().name = label->second;
  }
  append(out, of, "alt", entry.alt);
  append(out, of, "acronyms", entry.acronyms);
  append(out, of, "cues", entry.cues);
}

std::size_t rank(const std::string& language) {
  const std::vector<std::string>& order = label_languages();
  return static_cast<std::size_t>(
      std::distance(order.begin(), std::find(order.begin(), order.end(), language)));
}

/// How a table is written.
struct Format {
  std::string (*cell)(std::string_view);
  std::string_view separator, line_end;
};

std::string table(const std::vector<UnverifiedName>& names, const Format& format) {
  std::string out;
  const auto add = [&](const Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i)
      out.append(i == 0 ? "" : format.separator).append(format.cell(row[i]));
    out += format.line_end;
  };
  add(kHeadings);
  for (const UnverifiedName& one : names)
    add({one.language, one.list, one.id, one.key, one.name, one.english, "", ""});
  return out;
}

}  // namespace

std::vector<UnverifiedName> unverified_names(const Vocabulary& vocabulary,
                                             const std::string& language) {
  std::vector<UnverifiedName> out;
  for (const std::string& list : vocabulary_names()) {
    const auto entries = vocabulary.lists.find(list);
    if (entries == vocabulary.lists.end()) continue;
    for (const Concept& entry : entries->second)
      for (const std::string& unverified : entry.unverified)
        if (language.empty() || unverified == language)
          append(out,
                 {.language = unverified,
                  .list = list,
                  .id = entry.id,
                  .english = vocabulary.label(list, entry.id, "en")},
                 entry);
  }
  std::stable_sort(out.begin(), out.end(), [](const UnverifiedName& a, const UnverifiedName& b) {
    const std::size_t one = rank(a.language), other = rank(b.language);
    return one != other ? one < other : a.language < b.language;
  });
  return out;
}

std::string as_text(const std::vector<UnverifiedName>& names) {
  std::string out;
  for (auto at = names.begin(); at != names.end();) {
    const auto end = std::find_if(
        at, names.end(), [&](const UnverifiedName& one) { return one.language != at->language; });
    out +=
        fmt::format("{}{} ({})\n", out.empty() ? "" : "\n", at->language, std::distance(at, end));
    for (; at != end; ++at)
      out +=
          fmt::format("  {} {} {}: {}  [{}]\n", at->list, at->id, at->key, at->name, at->english);
  }
  return out;
}

std::string as_csv(const std::vector<UnverifiedName>& names) {
  return std::string(kSpreadsheetMark) +
         table(names, {.cell = csv_cell, .separator = ",", .line_end = "\r\n"});
}

std::string as_tsv(const std::vector<UnverifiedName>& names) {
  return table(names, {.cell = tsv_cell, .separator = "\t", .line_end = "\n"});
}

}  // namespace entrepot
