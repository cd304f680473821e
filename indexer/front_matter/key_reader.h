#pragma once

#include <fmt/format.h>
#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/front_matter/front_matter.h"
#include "indexer/front_matter/key_form.h"
#include "indexer/front_matter/value_reader.h"
#include "indexer/source/yaml.h"
#include "model/date.h"
#include "model/document.h"

/// How a front matter's keys are read: shared by front_matter.cpp and key_reader.cpp alone.
namespace entrepot {

class KeyReader;

/// One key of a map that is read into an `Into`.
template <typename Into>
struct Key {
  KeyForm form;
  void (*read)(KeyReader&, const KeyForm&, const YamlNode&, Into&);
};

/// Reads the value of any key into the member its row names.
class KeyReader {
 public:
  KeyReader(ValueReader& values, std::vector<Reference>& references)
      : values_(values), references_(references) {}

  void read(const KeyForm& key, const YamlNode& node, std::string& into);
  void read(const KeyForm& key, const YamlNode& node, std::vector<std::string>& into);
  void read(const KeyForm& key, const YamlNode& node, Labels& into);
  void read(const KeyForm& key, const YamlNode& node, std::optional<DateInterval>& into);
  void read(const KeyForm& key, const YamlNode& node, std::optional<unsigned>& into);
  void read(const KeyForm& key, const YamlNode& node, std::vector<Source>& into);

  /// Reads every entry of a map by its row of `keys`. Unknown keys are warnings.
  template <typename Into>
  void read_map(const YamlNode& map, std::span<const Key<Into>> keys, Into& into);

 private:
  void check_summary(const std::string& summary, const Location& where);
  void check_license(const std::string& license, const Location& where);
  void check_shown(std::string_view key, const std::string& text, const Location& where);
  [[nodiscard]] std::string document_id(const KeyForm& key, const YamlNode& node);
  [[nodiscard]] Source source(const YamlNode& node);
  void warn_of_unknown(const YamlNode::Entry& entry, const std::vector<std::string>& known);

  ValueReader& values_;
  std::vector<Reference>& references_;
};

/// Makes a row. @param member where the value goes, in an `Into`, or in the tags of a Document.
template <auto member, typename Into = Document>
consteval Key<Into> key(std::string_view name, Form form, std::string_view list = {}) {
  return {{name, form, list},
          [](KeyReader& reader, const KeyForm& row, const YamlNode& node, Into& into) {
            if constexpr (requires { into.*member; }) {
              reader.read(row, node, into.*member);
            } else {
              reader.read(row, node, into.tags.*member);
            }
          }};
}
template <typename Into>
consteval Key<Into> recommended(Key<Into> row) {
  row.form.recommended = true;
  return row;
}

template <typename Into>
void KeyReader::read_map(const YamlNode& map, std::span<const Key<Into>> keys, Into& into) {
  for (const YamlNode::Entry& entry : map.entries) {
    const auto row = std::find_if(keys.begin(), keys.end(),
                                  [&](const Key<Into>& one) { return one.form.name == entry.key; });
    if (row != keys.end()) {
      row->read(*this, row->form, entry.value, into);
      continue;
    }
    std::vector<std::string> names;
    for (const Key<Into>& one : keys) names.emplace_back(one.form.name);
    warn_of_unknown(entry, names);
  }
}

}  // namespace entrepot
