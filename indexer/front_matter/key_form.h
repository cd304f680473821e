#pragma once

#include <string_view>
#include <vector>

/// What a front matter may hold, key by key: what the checker reads by, and what the JSON Schema
/// and scaffolds are made from.
namespace entrepot {

/// What a key takes. Whoever adds a form adds how it is read to KeyReader.
enum class Form {
  Line,               ///< Text on one line.
  Text,               ///< Text, of several lines perhaps.
  Summary,            ///< A line of at most 500 characters.
  Lines,              ///< A list of lines.
  LineByLanguage,     ///< A line a language.
  SummaryByLanguage,  ///< A summary a language.
  Language,           ///< BCP 47.
  Term,               ///< An id of the key's vocabulary.
  Terms,              ///< A list of them.
  Date,               ///< EDTF: a year, month, day or a span of them.
  Point,              ///< The same without spans.
  Day,                ///< A day.
  Count,              ///< A whole number.
  Url,                ///< http or https.
  License,            ///< An SPDX id or LicenseRef-...
  Id,                 ///< A document's id.
  Ids,                ///< A list of them.
  Sources,            ///< A list of maps with the keys of source_keys().
};

/// What is known of a key before its value is seen.
struct KeyForm {
  std::string_view name;
  Form form;
  std::string_view list;     ///< The vocabulary its ids come from.
  bool recommended = false;  ///< Whether a document should have it.
};

/// Every key of a front matter, in canonical order.
[[nodiscard]] std::vector<KeyForm> front_matter_keys();

/// Every key of an entry of `sources`.
[[nodiscard]] std::vector<KeyForm> source_keys();

/// A sentence for authors on what to write in a key of the front matter or, as "sources.url", of a
/// source.
[[nodiscard]] std::string_view about_key(std::string_view name);

}  // namespace entrepot
