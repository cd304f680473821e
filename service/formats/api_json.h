#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "service/query/search_query.h"
#include "service/search/library.h"
#include "service/wording/locale.h"
#include "service/wording/strings.h"

/// The JSON of the API, which is also what the templates render: one shape for programs and pages.
/// API.md describes it; within v1 members are only ever added.
namespace entrepot {

/// What a JSON answer is made with.
struct JsonContext {
  const Library& library;
  const Locale& locale;                       ///< Language of labels and dates.
  std::string search_path{"/api/v1/search"};  ///< What facet values and page links lead to.
  std::string_view base_path{};               ///< Before "/documents/…": empty, or "/fr".
  const Strings* strings =
      nullptr;  ///< Wording of notes, reasons and suggestions; without it they have no text.
};

[[nodiscard]] nlohmann::json to_json(const SearchPage& page, const SearchQuery& query,
                                     const JsonContext& context);
[[nodiscard]] nlohmann::json to_json(const DocumentRecord& record, const JsonContext& context);

/// The address of a search's result as a file: `path` is "/search.csv" or "/search.atom", the same
/// in every language of the interface; what its labels are in is the query's `ui`.
[[nodiscard]] std::string file_url(std::string_view path, const SearchQuery& query);

/// {value, label}; label in the context's language.
[[nodiscard]] nlohmann::json labelled(std::string_view facet, const std::string& value,
                                      const JsonContext& context);

/// {from, to, text}: first and last day as EDTF, and as people write it; null if there is neither
/// date nor wording.
[[nodiscard]] nlohmann::json date_json(const std::optional<DateInterval>& date,
                                       const std::string& date_text, const Locale& locale);

/// application/problem+json (RFC 9457) listing every mistake.
[[nodiscard]] nlohmann::json problem_json(int status, const std::string& title,
                                          const std::string& detail,
                                          const std::vector<ParameterProblem>& problems = {});

/// Escaped text with <mark> around the marks.
[[nodiscard]] std::string snippet_html(const Snippet& snippet);

/// & < > " ' as entities.
[[nodiscard]] std::string escape_html(std::string_view text);

/// JSON text of a view; invalid UTF-8 (which cannot come from the index) is replaced, never thrown
/// on.
[[nodiscard]] std::string dump(const nlohmann::json& json);

}  // namespace entrepot
