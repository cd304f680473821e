#include "service/formats/search_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <nlohmann/json.hpp>

#include "model/index_schema.h"
#include "model/spreadsheet.h"
#include "model/text/unicode.h"
#include "service/search/facet_values.h"

namespace entrepot {
namespace {

constexpr std::size_t kMostCellBytes = 8'000;  // a spreadsheet's cell takes 32,767 characters

using Strings = std::vector<std::string>;

/// One line of a table after the other.
class Table {
 public:
  explicit Table(const JsonContext& context, const SearchQuery& query)
      : context_(context), language_(query.ui), passages_(query.group == Group::Passage) {
    out_ = kSpreadsheetMark;
    cells({"id", "url", "title"});
    if (passages_) cells({"anchor", "kind", "passage_title", "text"});
    if (!passages_) cells({"summary"});
    cells({"type", "language", "countries", "regions", "themes", "programmes", "organisations",
           "measures", "date_from", "date_to", "date_text", "status", "source_kind", "evidence",
           "source_title", "source_url"});
    end_line();
  }

  void add(const Hit& hit) {
    const Document& document = hit.document;
    const PassageHit passage = passages_ ? hit.passages.at(0) : PassageHit{};
    const std::string url = fmt::format("{}/documents/{}", context_.base_path, document.id);
    cells({document.id, passages_ ? url + "#" + passage.anchor : url, document.title});
    if (passages_)
      cells({passage.anchor, label("kind", passage.kind), passage.title, text(passage)});
    if (!passages_) cells({document.summary});
    const Tags& tags = document.tags;
    const Strings organisations =
        joined({&tags.organisations, &tags.funders, &tags.administrations});
    cells({label("type", document.type), document.language, labels("country", tags.countries),
           labels("region", tags.regions), labels("theme", tags.themes),
           labels("programme", tags.programmes), labels("organisation", organisations),
           labels("measure", tags.measures)});
    const nlohmann::json date = date_json(document.date, document.date_text, context_.locale);
    for (const char* name : {"from", "to", "text"})
      cells({date.is_null() || date.at(name).is_null() ? "" : date.at(name).get<std::string>()});
    const Source source = document.sources.empty() ? Source{} : document.sources.front();
    cells({label("status", document.status), label("source_kind", source_kind(document)),
           label("evidence", document.evidence), source.title, source.url});
    end_line();
  }

  std::string take() { return std::move(out_); }

 private:
  void cells(std::initializer_list<std::string_view> texts) {
    for (const std::string_view text : texts) {
      if (!line_begins_) out_ += ',';
      line_begins_ = false;
      const std::string_view start = cut_utf8(text, kMostCellBytes);
      out_ += csv_cell(start.size() < text.size() ? std::string(start) + "…" : std::string(text));
    }
  }

  void end_line() {
    out_ += "\r\n";
    line_begins_ = true;
  }

  [[nodiscard]] std::string label(std::string_view facet, const std::string& value) const {
    if (value.empty()) return {};
    return value_label(context_.library.vocabulary(), *find_facet(facet), value, language_);
  }

  [[nodiscard]] std::string labels(std::string_view facet, const Strings& values) const {
    std::string out;
    for (const std::string& value : values) out += (out.empty() ? "" : "; ") + label(facet, value);
    return out;
  }

  static Strings joined(std::initializer_list<const Strings*> lists) {
    Strings out;
    for (const Strings* list : lists)
      for (const std::string& value : *list)
        if (std::find(out.begin(), out.end(), value) == out.end()) out.push_back(value);
    return out;
  }

  static std::string text(const PassageHit& passage) {
    std::string text = passage.snippet.text;
    while (text.ends_with('\n')) text.pop_back();
    return text;
  }

  const JsonContext& context_;
  std::string language_;
  bool passages_;
  std::string out_{};
  bool line_begins_ = true;
};

}  // namespace

SearchTable search_table(const SearchQuery& query, const JsonContext& context,
                         std::size_t most_rows) {
  SearchTable out;
  Table table(context, query);
  out.found = context.library.each_match(query, most_rows, [&](const Hit& hit) {
    table.add(hit);
    ++out.rows;
  });
  out.csv = table.take();
  return out;
}

std::string file_name(const SearchTable& table, Group group) {
  const std::string_view what = group == Group::Passage ? "passages" : "documents";
  return table.rows == table.found
             ? fmt::format("entrepot-{}.csv", what)
             : fmt::format("entrepot-{}-first-{}-of-{}.csv", what, table.rows, table.found);
}

}  // namespace entrepot
