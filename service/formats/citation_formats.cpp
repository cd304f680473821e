#include "service/formats/citation_formats.h"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "model/sha256.h"
#include "service/formats/api_json.h"

namespace entrepot {
namespace {

using nlohmann::json;

/// A key that BibTeX, BibLaTeX and their readers take alike.
std::string bibtex_key(const std::string& id) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyz0123456789-.:";
  if (id.find_first_not_of(kPlain) == std::string::npos) return id;
  constexpr std::size_t kHashDigits = 8;
  const std::size_t colon = id.find(':');
  return id.substr(0, colon + 1) + sha256_hex(id).substr(0, kHashDigits);
}

/// Text that LaTeX prints as it is. A brace stands as a command, because BibTeX counts braces
/// whatever is before them.
std::string latex(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '{':
        out += "{\\textbraceleft}";
        break;
      case '}':
        out += "{\\textbraceright}";
        break;
      case '\\':
        out += "{\\textbackslash}";
        break;
      case '~':
        out += "{\\textasciitilde}";
        break;
      case '^':
        out += "{\\textasciicircum}";
        break;
      case '%':
      case '&':
      case '#':
      case '_':
      case '$':
        out += '\\';
        [[fallthrough]];
      default:
        out += c;
    }
  }
  return out;
}

std::string joined(const std::vector<std::string>& list, std::string_view between) {
  return fmt::format("{}", fmt::join(list, between));
}

json date_parts(const DateInterval& interval) {
  const auto parts = [](const Date& date) {
    json out = {date.year};
    if (date.month != 0) out.push_back(date.month);
    if (date.day != 0) out.push_back(date.day);
    return out;
  };
  json list = {parts(interval.start)};
  if (interval.end != interval.start) list.push_back(parts(interval.end));
  return {{"date-parts", std::move(list)}};
}

}  // namespace

std::string to_bibtex(const Citation& citation) {
  const bool report = !citation.publisher.empty();
  std::string out =
      fmt::format("@{}{{{},\n", report ? "techreport" : "misc", bibtex_key(citation.id));
  const auto add_as_is = [&out](std::string_view name, std::string_view value) {
    if (!value.empty()) out += fmt::format("  {} = {{{}}},\n", name, value);
  };
  const auto add = [&](std::string_view name, std::string_view text) {
    add_as_is(name, latex(text));
  };
  // Styles put titles in small letters, but for what stands in braces of its own.
  add_as_is("title", fmt::format("{{{}}}", latex(citation.title)));
  add("type", citation.type);
  add("institution", citation.publisher);
  if (citation.issued) {
    const auto& [start, end] = *citation.issued;
    add("date", to_edtf(*citation.issued));
    add("year", start.year == end.year ? fmt::format("{}", end.year)
                                       : fmt::format("{}--{}", start.year, end.year));
    constexpr std::array kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                 "jul", "aug", "sep", "oct", "nov", "dec"};
    if (end.month != 0 && start.year == end.year && start.month == end.month)
      out += fmt::format("  month = {},\n", kMonths.at(end.month - 1));
  }
  add("language", citation.language);
  add("howpublished", citation.repository);
  add_as_is("url", citation.url);  // read as it stands; as a URI it has nothing that LaTeX minds
  add("abstract", citation.abstract);
  add("keywords", joined(citation.keywords, ", "));
  add("note", joined(citation.notes, "; "));
  return out + "}\n";
}

std::string to_ris(const Citation& citation) {
  std::string out;
  const auto add = [&out](std::string_view tag, std::string_view value) {
    if (!value.empty()) out += fmt::format("{}  - {}\r\n", tag, value);
  };
  add("TY", "RPRT");
  add("ID", citation.id);
  add("T1", citation.title);
  add("M3", citation.type);
  add("PB", citation.publisher);
  if (citation.issued) {
    const Date& end = citation.issued->end;
    add("PY", fmt::format("{}", end.year));
    const auto two_digits = [](unsigned n) { return n == 0 ? "" : fmt::format("{:02}", n); };
    add("DA", fmt::format("{}/{}/{}/", end.year, two_digits(end.month), two_digits(end.day)));
    if (end != citation.issued->start) add("N1", "Date: " + to_edtf(*citation.issued));
  }
  add("LA", citation.language);
  add("DB", citation.repository);
  add("UR", citation.url);
  for (const std::string& keyword : citation.keywords) add("KW", keyword);
  add("AB", citation.abstract);
  for (const std::string& note : citation.notes) add("N1", note);
  return out + "ER  - \r\n";
}

json to_csl(const Citation& citation) {
  json item = {{"id", citation.id},
               {"type", "report"},
               {"genre", citation.type},
               {"title", citation.title},
               {"archive", citation.repository}};
  const auto add = [&item](const char* name, const std::string& value) {
    if (!value.empty()) item[name] = value;
  };
  add("URL", citation.url);
  add("language", citation.language);
  add("publisher", citation.publisher);
  add("abstract", citation.abstract);
  add("keyword", joined(citation.keywords, ", "));
  add("note", joined(citation.notes, "; "));
  if (citation.issued) item["issued"] = date_parts(*citation.issued);
  if (citation.activity) item["event-date"] = date_parts(*citation.activity);
  return json::array({std::move(item)});
}

std::string slashed_date(const DateInterval& date) {
  std::string out = to_edtf({date.end, date.end});
  for (char& c : out)
    if (c == '-') c = '/';
  return out;
}

std::string references(const std::vector<Citation>& citations, std::string_view suffix) {
  std::string out;
  json list = json::array();
  for (const Citation& citation : citations) {
    if (suffix == ".bib") {
      out += (out.empty() ? "" : "\n") + to_bibtex(citation);
    } else if (suffix == ".ris") {
      out += to_ris(citation);
    } else {
      list.push_back(std::move(to_csl(citation).front()));
    }
  }
  return suffix == ".bib" || suffix == ".ris" ? out : dump(list);
}

}  // namespace entrepot
