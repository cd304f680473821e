#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/source/yaml.h"
#include "model/date.h"
#include "model/diagnostics.h"
#include "model/document.h"
#include "model/vocabulary.h"

namespace entrepot {

/// [a-z0-9-]{3,80}: what a file name without ".md" must be to name a document.
[[nodiscard]] bool is_document_id(std::string_view text);

/// What to write instead of `text`, which is no id of the list: "; write 'BO'" from another code, a
/// name in any language or an acronym, "; did you mean 'x'?" from a slip of the pen, else where the
/// ids are found. Follows "unknown theme 'x'" and holds its own "; ".
[[nodiscard]] std::string value_hint(const Vocabulary& vocabulary, std::string_view list,
                                     const std::string& text);

/// How many wrong values or links of one file get a guess at what was meant. A guess compares with
/// every name of a list, and a file within its limits can hold thousands of mistakes: without an
/// end to guessing, 60 KiB of wrong ids took minutes.
inline constexpr std::size_t kMaxHints = 20;

/// Reads the values of keys, each in the form its key takes. What is wrong is reported and read as
/// empty. `key` is for messages only.
class ValueReader {
 public:
  /// Neither is copied; both outlive the reader.
  ValueReader(const Vocabulary& vocabulary, Diagnostics& problems)
      : vocabulary_(vocabulary), problems_(problems) {}

  /// Text, of several lines perhaps, trimmed.
  [[nodiscard]] std::string text(const YamlNode& node, std::string_view key);
  /// Text on one line.
  [[nodiscard]] std::string line(const YamlNode& node, std::string_view key);
  /// A list of lines without repetitions; a single value is a list of one.
  [[nodiscard]] std::vector<std::string> lines(const YamlNode& node, std::string_view key);
  /// A list of what `read_item` makes of its items; what it makes empty is left out.
  [[nodiscard]] std::vector<std::string> list(
      const YamlNode& node, std::string_view key,
      const std::function<std::string(const YamlNode&)>& read_item);
  /// An id of a vocabulary.
  [[nodiscard]] std::string term(const YamlNode& node, std::string_view key, std::string_view list);
  [[nodiscard]] std::vector<std::string> terms(const YamlNode& node, std::string_view key,
                                               std::string_view list);
  /// Text by language.
  [[nodiscard]] Labels labels(const YamlNode& node, std::string_view key);
  /// Lists of text by language. @param any whether "any" stands for every language.
  [[nodiscard]] LabelLists label_lists(const YamlNode& node, std::string_view key, bool any);
  /// BCP 47.
  [[nodiscard]] std::string language(const YamlNode& node, std::string_view key);
  [[nodiscard]] std::optional<DateInterval> date(const YamlNode& node, std::string_view key);
  [[nodiscard]] std::optional<unsigned> count(const YamlNode& node, std::string_view key);
  /// http or https, with a host.
  [[nodiscard]] std::string url(const YamlNode& node, std::string_view key);

  void error(const Location& where, std::string message);
  void warning(const Location& where, std::string message);
  [[nodiscard]] const Vocabulary& vocabulary() const { return vocabulary_; }

 private:
  [[nodiscard]] std::string language_key(const YamlNode::Entry& entry);
  [[nodiscard]] std::string check_term(const YamlNode& item, const std::string& value,
                                       std::string_view list);
  [[nodiscard]] std::string hint(std::string_view list, const std::string& text);

  const Vocabulary& vocabulary_;
  Diagnostics& problems_;
  std::size_t hints_ = 0;  ///< Given so far.
};

}  // namespace entrepot
