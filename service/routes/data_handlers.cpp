#include "service/routes/data_handlers.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "service/formats/api_json.h"
#include "service/formats/coverage_csv.h"
#include "service/formats/search_table.h"
#include "service/http/caching.h"
#include "service/pages/atom_feed.h"
#include "service/search/next_steps.h"

namespace entrepot {
namespace {

constexpr std::string_view kCsv = "text/csv; charset=utf-8; header=present";
constexpr std::string_view kAtom = "application/atom+xml; charset=utf-8";
constexpr std::string_view kForEver = "public, max-age=31536000, immutable";

}  // namespace

HttpResponse api_search(const Call& call) {
  const ParsedQuery parsed = parse_search_query(parse_parameters(call.request.query));
  if (!parsed.problems.empty()) return bad_parameters(parsed.problems);
  const Locale locale(parsed.query.ui);
  SearchPage found = call.library.search(parsed.query);
  found.suggestions = next_steps(call.library, parsed.query, found);
  return open_to_all(json_answer(
      to_json(found, parsed.query,
              {.library = call.library, .locale = locale, .strings = &call.ui.strings})));
}

HttpResponse search_csv(const Call& call) {
  const ParsedQuery parsed = parse_search_query(parse_parameters(call.request.query));
  if (!parsed.problems.empty()) return bad_parameters(parsed.problems);
  const SearchQuery query = whole_result(parsed.query);
  const Locale locale(query.ui);
  SearchTable table = search_table(query, {.library = call.library, .locale = locale});
  HttpResponse response = open_to_all(answer_with(kCsv, std::move(table.csv)));
  response.set_header("Content-Disposition",
                      fmt::format("attachment; filename=\"{}\"", file_name(table, query.group)));
  response.set_header("Entrepot-Found", std::to_string(table.found));
  response.set_header("Entrepot-Rows", std::to_string(table.rows));
  return response;
}

HttpResponse coverage_csv_file(const Call& call) {
  const ParsedCoverage parsed = parse_coverage_query(parse_parameters(call.request.query));
  if (!parsed.problems.empty()) return bad_parameters(parsed.problems);
  HttpResponse response = open_to_all(answer_with(kCsv, coverage_csv(parsed.query, call.library)));
  response.set_header("Content-Disposition", "attachment; filename=\"entrepot-coverage.csv\"");
  return response;
}

HttpResponse search_atom(const Call& call) {
  const ParsedQuery parsed = parse_search_query(parse_parameters(call.request.query));
  if (!parsed.problems.empty()) return bad_parameters(parsed.problems);
  // A reader of the French interface is led to its pages.
  const Interface* ui = &call.ui;
  for (const Interface& one : call.pages.interfaces())
    if (one.locale.language() == parsed.query.ui) ui = &one;
  return open_to_all(answer_with(kAtom, atom_feed(parsed.query, {call.library, *ui})));
}

HttpResponse asset(const Call& call) {
  const Asset* found = call.assets.find(call.captured);
  if (found == nullptr) return not_found(call);
  Encoding encoding = choose_encoding(call.request.header("accept-encoding"));
  if (!found->bodies.contains(encoding))
    encoding = found->bodies.contains(Encoding::Gzip) && encoding != Encoding::Identity
                   ? Encoding::Gzip
                   : Encoding::Identity;
  const std::string etag = fmt::format("\"{}-{}\"", found->hash, to_string(encoding));
  HttpResponse response{.content_type = found->content_type};
  response.set_header("ETag", etag);
  response.set_header("Vary", "Accept-Encoding");
  response.set_header(
      "Cache-Control",
      std::string(call.request.query == "v=" + found->hash ? kForEver : "no-cache"));
  if (none_match_has(call.request.header("if-none-match"), etag)) {
    response.status = 304;
    return response;
  }
  response.body = found->bodies.at(encoding);
  if (encoding != Encoding::Identity)
    response.set_header("Content-Encoding", std::string(to_string(encoding)));
  return response;
}

HttpResponse icon(const Call& call) {
  Call of_logo = call;
  of_logo.captured = "logo.svg";
  return asset(of_logo);
}

HttpResponse healthz(const Call& call) {
  const Manifest& manifest = call.library.manifest();
  HttpResponse response = json_answer({{"status", "ok"},
                                       {"version", ENTREPOT_VERSION},
                                       {"generation", call.library.generation()},
                                       {"built_at", manifest.build.time},
                                       {"uuid", manifest.build.uuid},
                                       {"content", content_hash(manifest)},
                                       {"documents", manifest.content.documents},
                                       {"passages", manifest.content.passages}});
  response.set_header("Cache-Control", "no-store");
  return response;
}

HttpResponse readyz(const Call& call) {
  SearchQuery query;
  query.per_page = 1;
  query.facets.emplace();
  const SearchPage page = call.library.search(query);
  const CurrentLibrary::State state = call.current.state();
  HttpResponse response = json_answer({{"status", state.is_damaged ? "damaged" : "ready"},
                                       {"documents", page.found},
                                       {"generation", call.library.generation()},
                                       {"checked", state.is_checked},
                                       {"problem", state.problem}});
  if (state.is_damaged) response.status = 503;
  response.set_header("Cache-Control", "no-store");
  return response;
}

}  // namespace entrepot
