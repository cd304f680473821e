#include "indexer/vocabulary/vocabulary_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <system_error>

#include "indexer/front_matter/value_reader.h"
#include "indexer/source/source_text.h"
#include "indexer/source/yaml.h"
#include "indexer/vocabulary/vocabulary_checks.h"
#include "model/error.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

// People write these files too, but few and long ones.
constexpr YamlLimits kLimits{.bytes = 4 * 1024 * 1024, .nodes = 400'000, .depth = 4};

/// What an entry's key is read with.
struct EntryContext {
  ValueReader& values;
  std::string_view list;
  Concept& entry;
};

/// One key of an entry. A new key is a member of Concept and one row of kEntryKeys.
struct EntryKey {
  std::string_view name;
  std::string_view list;  ///< The only vocabulary that has it; empty: all have.
  void (*read)(EntryContext&, const YamlNode&);
};

/// Ids are written in addresses and front matters, so they have one form a list: codes of countries
/// and regions in capitals, all others in small letters.
std::string entry_id(ValueReader& values, const YamlNode& node, std::string_view list) {
  std::string id = values.line(node, "id");
  const bool is_code = list == "countries" || list == "regions";
  const auto is_letter = [is_code](char c) {
    return is_code ? c >= 'A' && c <= 'Z' : c >= 'a' && c <= 'z';
  };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool is_id =
      id.empty() || ((is_letter(id.front()) || is_digit(id.front())) &&
                     std::all_of(id.begin(), id.end(), [&](char c) {
                       return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == ':';
                     }));
  if (is_id) return id;
  values.error(node.where,
               fmt::format("'{}' cannot be an id here; begin with a letter or digit and write {}, "
                           "digits, '-', '.' and ':'",
                           id, is_code ? "capitals A-Z" : "small letters a-z"));
  return {};
}

std::vector<FormerLabel> former_labels(ValueReader& values, const YamlNode& node) {
  if (node.kind != YamlNode::Kind::List) {
    values.error(node.where, "'former' takes a list; write '- label: ...' and 'until: ...' below");
    return {};
  }
  std::vector<FormerLabel> out;
  for (const YamlNode& item : node.items) {
    FormerLabel former;
    for (const YamlNode::Entry& entry : item.entries) {
      if (entry.key == "label") {
        former.label = values.line(entry.value, "label");
      } else if (entry.key == "until") {
        if (values.date(entry.value, "until")) former.until = entry.value.text;
      } else {
        values.warning(entry.where,
                       fmt::format("unknown key '{}'; write 'label' and 'until'", entry.key));
      }
    }
    if (item.find("label") == nullptr)
      values.error(item.where, "a former name has no label; write 'label: ...'");
    out.push_back(std::move(former));
  }
  return out;
}

std::vector<std::string> years(ValueReader& values, const YamlNode& node) {
  std::vector<std::string> out = values.list(node, "years", [&](const YamlNode& item) {
    return values.date(item, "years") ? item.text : std::string();
  });
  if (out.size() > 2) {
    values.error(node.where, "'years' takes the first and the last; write [2018-12, 2024-02]");
    out.clear();
  }
  return out;
}

using In = EntryContext;
using Node = YamlNode;
constexpr std::array kEntryKeys{
    EntryKey{"id", "",
             [](In& in, const Node& n) { in.entry.id = entry_id(in.values, n, in.list); }},
    EntryKey{"label", "",
             [](In& in, const Node& n) { in.entry.label = in.values.labels(n, "label"); }},
    EntryKey{"alt", "",
             [](In& in, const Node& n) { in.entry.alt = in.values.label_lists(n, "alt", true); }},
    EntryKey{"acronyms", "",
             [](In& in, const Node& n) {
               in.entry.acronyms = in.values.label_lists(n, "acronyms", true);
             }},
    EntryKey{
        "broader", "",
        [](In& in, const Node& n) { in.entry.broader = in.values.term(n, "broader", in.list); }},
    EntryKey{"former", "",
             [](In& in, const Node& n) { in.entry.former = former_labels(in.values, n); }},
    EntryKey{"note", "", [](In& in, const Node& n) { in.entry.note = in.values.text(n, "note"); }},
    EntryKey{"refs", "",
             [](In& in, const Node& n) { in.entry.refs = in.values.terms(n, "refs", "measures"); }},
    EntryKey{"replaced_by", "",
             [](In& in, const Node& n) {
               in.entry.replaced_by = in.values.term(n, "replaced_by", in.list);
             }},
    EntryKey{"unverified", "",
             [](In& in, const Node& n) {
               in.entry.unverified = in.values.list(n, "unverified", [&](const Node& item) {
                 return in.values.language(item, "unverified");
               });
             }},
    EntryKey{"ambiguous", "",
             [](In& in, const Node& n) { in.entry.ambiguous = in.values.lines(n, "ambiguous"); }},
    EntryKey{"kind", "organisations",
             [](In& in, const Node& n) { in.entry.kind = in.values.line(n, "kind"); }},
    EntryKey{"country", "administrations",
             [](In& in, const Node& n) {
               in.entry.country = in.values.term(n, "country", "countries");
             }},
    EntryKey{"country", "organisations",
             [](In& in, const Node& n) {
               in.entry.country = in.values.term(n, "country", "countries");
             }},
    EntryKey{"country", "places",
             [](In& in, const Node& n) {
               in.entry.country = in.values.term(n, "country", "countries");
             }},
    EntryKey{
        "themes", "terms",
        [](In& in, const Node& n) { in.entry.themes = in.values.terms(n, "themes", "themes"); }},
    EntryKey{"members", "regions",
             [](In& in, const Node& n) {
               in.entry.members = in.values.terms(n, "members", "countries");
             }},
    EntryKey{"members", "groups",
             [](In& in, const Node& n) {
               in.entry.members = in.values.terms(n, "members", "countries");
             }},
    EntryKey{"borders", "countries",
             [](In& in, const Node& n) {
               in.entry.borders = in.values.terms(n, "borders", "countries");
             }},
    EntryKey{"years", "programmes",
             [](In& in, const Node& n) { in.entry.years = years(in.values, n); }},
    EntryKey{
        "lead", "programmes",
        [](In& in, const Node& n) { in.entry.lead = in.values.term(n, "lead", "organisations"); }},
    EntryKey{"funders", "programmes",
             [](In& in, const Node& n) {
               in.entry.funders = in.values.terms(n, "funders", "organisations");
             }},
    EntryKey{"countries", "programmes",
             [](In& in, const Node& n) {
               in.entry.countries = in.values.terms(n, "countries", "countries");
             }},
    EntryKey{"cues", "kinds",
             [](In& in, const Node& n) { in.entry.cues = in.values.label_lists(n, "cues", true); }},
    EntryKey{
        "function", "language",
        [](In& in, const Node& n) { in.entry.function_words = in.values.lines(n, "function"); }},
    EntryKey{
        "protected", "language",
        [](In& in, const Node& n) { in.entry.protected_words = in.values.lines(n, "protected"); }},
};

void warn_of_unknown_key(ValueReader& values, const YamlNode::Entry& entry, std::string_view list) {
  std::vector<std::string> names;
  for (const EntryKey& row : kEntryKeys)
    if (row.list.empty() || row.list == list) names.emplace_back(row.name);
  const std::string near = nearest(entry.key, names);
  values.warning(entry.where,
                 near.empty()
                     ? fmt::format("unknown key '{}'; it is not read, remove it", entry.key)
                     : fmt::format("unknown key '{}'; did you mean '{}'?", entry.key, near));
}

Concept read_entry(const YamlNode& node, std::string_view list, ValueReader& values) {
  Concept entry;
  EntryContext context{.values = values, .list = list, .entry = entry};
  for (const YamlNode::Entry& one : node.entries) {
    const auto row = std::find_if(kEntryKeys.begin(), kEntryKeys.end(), [&](const EntryKey& key) {
      return key.name == one.key && (key.list.empty() || key.list == list);
    });
    if (row == kEntryKeys.end()) {
      warn_of_unknown_key(values, one, list);
    } else {
      row->read(context, one.value);
    }
  }
  if (node.find("label") == nullptr) {
    values.error(node.where, "an entry has no label; write 'label:' and '  en: ...' below it");
  } else if (!entry.label.contains("en") && !entry.label.empty()) {
    values.error(node.where,
                 fmt::format("'{}' has no English label; write 'en: ...' under 'label'", entry.id));
  }
  return entry;
}

/// The entries of a list as far as others need them to refer to: their ids, their labels and what
/// replaces them. What is wrong with them is said when they are read in full.
std::vector<Concept> outline(const YamlNode& root) {
  std::vector<Concept> out;
  for (const YamlNode& item : root.items)
    if (const YamlNode* id = item.find("id"); id != nullptr && !id->text.empty()) {
      Concept one{.id = id->text};
      if (const YamlNode* label = item.find("label"))
        for (const YamlNode::Entry& entry : label->entries) one.label[entry.key] = entry.value.text;
      if (const YamlNode* now = item.find("replaced_by")) one.replaced_by = now->text;
      out.push_back(std::move(one));
    }
  return out;
}

std::vector<Concept> read_entries(const YamlNode& root, std::string_view list,
                                  ValueReader& values) {
  std::vector<Concept> entries;
  std::map<std::string, std::size_t> lines;
  for (const YamlNode& item : root.items) {
    const YamlNode* id = item.find("id");
    if (id == nullptr) {
      values.error(item.where, "an entry has no id; write '- id: ...' first");
      continue;
    }
    Concept entry = read_entry(item, list, values);
    if (entry.id.empty()) continue;
    if (const auto [first, is_new] = lines.emplace(entry.id, id->where.line); !is_new) {
      values.error(id->where, fmt::format("the id '{}' stands on line {} already; write another",
                                          entry.id, first->second));
      continue;
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace

Vocabulary read_vocabulary(const fs::path& folder, const std::string& shown_as,
                           Diagnostics& problems) {
  std::error_code error;
  if (!fs::is_directory(folder, error))
    throw Error(fmt::format("there is no vocabulary folder '{}'", folder.string()),
                "name the folder that holds case-studies/, mission-reports/ and vocabulary/");
  // Entries refer to each other across files, so all are known by name before any is read in full.
  VocabularyRoots roots;
  Vocabulary known;
  for (const std::string& list : vocabulary_names()) {
    const std::string file = fmt::format("{}/{}.yaml", shown_as, list);
    if (!fs::exists(folder / (list + ".yaml"), error)) {
      problems.push_back({.where = {.file = file},
                          .message = "this vocabulary is missing; write its entries there"});
      continue;
    }
    const auto source = read_source(folder / (list + ".yaml"), file, kLimits.bytes, problems);
    if (!source) continue;
    std::optional<YamlNode> root = parse_yaml(source->text, file, 1, kLimits, problems);
    if (!root) continue;
    if (root->kind != YamlNode::Kind::List) {
      problems.push_back({.where = root->where,
                          .message = "a vocabulary is a list of entries; write '- id: ...'"});
      continue;
    }
    known.lists[list] = outline(*root);
    roots.emplace(list, std::move(*root));
  }
  Vocabulary vocabulary;
  ValueReader values(known, problems);
  for (const auto& [list, root] : roots) vocabulary.lists[list] = read_entries(root, list, values);
  check_vocabulary(vocabulary, roots, problems);
  return vocabulary;
}

}  // namespace entrepot
