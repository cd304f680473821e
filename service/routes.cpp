#include "service/routes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "model/error.h"
#include "model/text/unicode.h"
#include "service/formats/api_json.h"
#include "service/formats/document_markdown.h"
#include "service/formats/search_table.h"
#include "service/http/caching.h"
#include "service/search/next_steps.h"

namespace entrepot {
namespace {

using nlohmann::json;

constexpr std::string_view kHtml = "text/html; charset=utf-8";
constexpr std::string_view kJson = "application/json";
constexpr std::string_view kProblem = "application/problem+json";
constexpr std::string_view kMarkdown = "text/markdown; charset=utf-8";
constexpr std::string_view kCsv = "text/csv; charset=utf-8; header=present";
constexpr std::string_view kAtom = "application/atom+xml; charset=utf-8";
constexpr std::string_view kForEver = "public, max-age=31536000, immutable";

/// One request on its way: what a handler may look at.
struct Call {
  const HttpRequest& request;
  const Library& library;
  const Pages& pages;
  const Assets& assets;
  std::string captured{};  ///< What stood for {…} in the pattern.
};

using Handler = HttpResponse (*)(const Call&);

/// A `{name}` at the end of a pattern takes the rest of the path, which is not empty.
struct Route {
  std::string_view pattern;
  Handler handler;
};

HttpResponse answer_with(std::string_view content_type, std::string body, int status = 200) {
  return {.status = status, .content_type = std::string(content_type), .body = std::move(body)};
}

HttpResponse html(std::string body, int status = 200) {
  return answer_with(kHtml, std::move(body), status);
}

bool is_api(std::string_view path) { return path.starts_with("/api/"); }

/// Whether programs ask there, to whom a page says nothing.
bool is_for_programs(std::string_view path) {
  return is_api(path) || path == "/search.csv" || path == "/search.atom";
}

/// Data that programs of other sites may fetch.
HttpResponse open_to_all(HttpResponse response) {
  response.set_header("Access-Control-Allow-Origin", "*");
  response.set_header("Cross-Origin-Resource-Policy", "cross-origin");
  return response;
}

HttpResponse problem(int status, const std::string& title, const std::string& detail,
                     const std::vector<ParameterProblem>& problems = {}) {
  return open_to_all(
      answer_with(kProblem, dump(problem_json(status, title, detail, problems)), status));
}

/// A query string as it came, with every byte that may not stand in a URI (RFC 3986) encoded.
std::string safe_query(std::string_view query) {
  constexpr std::string_view kAllowed = "-._~!$&'()*+,;=:@/?%";
  std::string out;
  for (const char c : query) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || kAllowed.find(c) != std::string_view::npos)
      out += c;
    else
      out += fmt::format("%{:02X}", byte);
  }
  return out;
}

/// Only to a path of our own: what a reader typed is encoded, so that it can never name another
/// host.
HttpResponse redirect(std::string_view folder, std::string_view name, const std::string& query) {
  HttpResponse response{.status = 308};
  std::string location(folder);
  for (const char c : encode_parameter(name))
    location += c == '+' ? std::string("%20") : std::string(1, c);
  if (!query.empty()) location += "?" + safe_query(query);
  response.set_header("Location", location);
  return response;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

std::string upper(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return out;
}

HttpResponse not_found(const Call& call) {
  return html(call.pages.not_found(call.library, call.request.path), 404);
}

// ---- Pages ----------------------------------------------------------------------------------

HttpResponse home(const Call& call) { return html(call.pages.home(call.library)); }
HttpResponse about(const Call& call) { return html(call.pages.about(call.library)); }
HttpResponse countries(const Call& call) { return html(call.pages.countries(call.library)); }
HttpResponse themes(const Call& call) { return html(call.pages.themes(call.library)); }

HttpResponse search(const Call& call) {
  return html(
      call.pages.search(call.library, parse_search_query(parse_parameters(call.request.query))));
}

HttpResponse country(const Call& call) {
  if (const std::string id = upper(call.captured);
      id != call.captured && call.library.vocabulary().find("countries", id) != nullptr)
    return redirect("/countries/", id, call.request.query);
  const Concept* found = call.library.vocabulary().find("countries", call.captured);
  return found == nullptr ? not_found(call) : html(call.pages.country(call.library, *found));
}

HttpResponse theme(const Call& call) {
  const Vocabulary& vocabulary = call.library.vocabulary();
  const Concept* found = vocabulary.find("themes", call.captured);
  if (found == nullptr && vocabulary.find("themes", lower(call.captured)) != nullptr)
    return redirect("/themes/", lower(call.captured), call.request.query);
  if (found == nullptr) return not_found(call);
  if (!found->replaced_by.empty())
    return redirect("/themes/", found->replaced_by, call.request.query);
  return html(call.pages.theme(call.library, *found));
}

/// The list of documents is a search for everything.
HttpResponse documents(const Call& call) { return redirect("/search", "", call.request.query); }

/// "/documents/ID", "/documents/ID.json" and "/documents/ID.md": one lookup, three forms.
HttpResponse document(const Call& call) {
  std::string id = call.captured, suffix;
  for (const std::string_view known : {".json", ".md"})
    if (id.ends_with(known)) {
      suffix = known;
      id.resize(id.size() - known.size());
      break;
    }
  if (lower(id) != id) return redirect("/documents/", lower(id) + suffix, call.request.query);
  const DocumentLookup lookup = call.library.document(id);
  if (!lookup.moved_to.empty())
    return redirect("/documents/", lookup.moved_to + suffix, call.request.query);
  const bool data = !suffix.empty();
  if (lookup.withdrawn)
    return data ? problem(410, "Gone", "This document was withdrawn: " + lookup.withdrawn->reason)
                : html(call.pages.gone(call.library, id, *lookup.withdrawn), 410);
  if (!lookup.record)
    return data ? problem(404, "Not found", fmt::format("There is no document '{}'.", id))
                : not_found(call);
  if (suffix == ".md")
    return open_to_all(
        answer_with(kMarkdown, to_markdown(*lookup.record, call.library.vocabulary())));
  if (suffix == ".json") {
    const Locale locale("en");
    return open_to_all(
        answer_with(kJson, dump(to_json(*lookup.record, {.library = call.library,
                                                         .locale = locale,
                                                         .strings = &call.pages.strings()}))));
  }
  return html(call.pages.document(call.library, *lookup.record));
}

// ---- Data -----------------------------------------------------------------------------------

HttpResponse bad_parameters(const std::vector<ParameterProblem>& problems) {
  return problem(400, "Some parameters cannot be used",
                 fmt::format("{} of the parameters cannot be used; each is explained under errors.",
                             problems.size()),
                 problems);
}

HttpResponse api_search(const Call& call) {
  const ParsedQuery parsed = parse_search_query(parse_parameters(call.request.query));
  if (!parsed.problems.empty()) return bad_parameters(parsed.problems);
  const Locale locale(parsed.query.ui);
  SearchPage page = call.library.search(parsed.query);
  page.suggestions = next_steps(call.library, parsed.query, page);
  return open_to_all(answer_with(
      kJson, dump(to_json(
                 page, parsed.query,
                 {.library = call.library, .locale = locale, .strings = &call.pages.strings()}))));
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
  response.set_header("Access-Control-Expose-Headers", "Entrepot-Found, Entrepot-Rows");
  return response;
}

HttpResponse search_atom(const Call& call) {
  const ParsedQuery parsed = parse_search_query(parse_parameters(call.request.query));
  if (!parsed.problems.empty()) return bad_parameters(parsed.problems);
  return open_to_all(answer_with(kAtom, call.pages.feed(call.library, parsed.query)));
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
  return asset({.request = call.request,
                .library = call.library,
                .pages = call.pages,
                .assets = call.assets,
                .captured = "logo.svg"});
}

HttpResponse healthz(const Call& call) {
  const Manifest& manifest = call.library.manifest();
  HttpResponse response = answer_with(kJson, dump({{"status", "ok"},
                                                   {"version", ENTREPOT_VERSION},
                                                   {"generation", call.library.generation()},
                                                   {"built_at", manifest.build.time},
                                                   {"uuid", manifest.build.uuid},
                                                   {"content", content_hash(manifest)},
                                                   {"documents", manifest.content.documents},
                                                   {"passages", manifest.content.passages}}));
  response.set_header("Cache-Control", "no-store");
  return response;
}

/// Unlike healthz it asks the index something, so that a damaged one shows.
HttpResponse readyz(const Call& call) {
  SearchQuery query;
  query.per_page = 1;
  query.facets.emplace();
  const SearchPage page = call.library.search(query);
  HttpResponse response =
      answer_with(kJson, dump({{"status", "ready"}, {"documents", page.found}}));
  response.set_header("Cache-Control", "no-store");
  return response;
}

constexpr std::array kRoutes{
    Route{"/", &home},
    Route{"/search", &search},
    Route{"/search.csv", &search_csv},
    Route{"/search.atom", &search_atom},
    Route{"/documents/{id}", &document},
    Route{"/documents", &documents},
    Route{"/countries", &countries},
    Route{"/countries/{country}", &country},
    Route{"/themes", &themes},
    Route{"/themes/{theme}", &theme},
    Route{"/about", &about},
    Route{"/api/v1/search", &api_search},
    Route{"/assets/{file}", &asset},
    Route{"/favicon.ico", &icon},
    Route{"/healthz", &healthz},
    Route{"/readyz", &readyz},
};

/// Whether the path is of the pattern; what stands for its {…} then, if it has one, is in
/// `captured`.
bool matches(std::string_view pattern, std::string_view path, std::string& captured) {
  const std::size_t brace = pattern.find('{');
  if (brace == std::string_view::npos) return path == pattern;
  if (!path.starts_with(pattern.substr(0, brace)) || path.size() == brace) return false;
  captured = path.substr(brace);
  return true;
}

/// A path without the slashes at its end; "/" stays.
std::string_view without_last_slashes(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return path;
}

/// To the one address of a route that was asked for with a slash at its end; nothing if it was not,
/// or if no such address can be there.
std::optional<HttpResponse> to_address_without_slash(const Route& route, const Call& call) {
  if (call.request.path == without_last_slashes(call.request.path)) return {};
  if (call.captured.find('/') != std::string::npos) return {};
  return redirect(route.pattern.substr(0, route.pattern.find('{')), call.captured,
                  call.request.query);
}

}  // namespace

struct Routes::Impl {
  const CurrentLibrary& current;
  const Pages& pages;
  const Assets& assets;

  [[nodiscard]] HttpResponse refuse(const HttpRequest& request, int status,
                                    const std::string& detail) const {
    return is_for_programs(request.path)
               ? problem(status, status == 405 ? "Method not allowed" : "Bad request", detail)
               : html(pages.bad_request(status, detail), status);
  }

  /// @throws Error: the index fails.
  [[nodiscard]] HttpResponse route(const HttpRequest& request) const {
    if (find_invalid_utf8(request.path))
      return refuse(request, 400, "The address is not valid UTF-8.");
    if (request.method == "OPTIONS") {
      HttpResponse response = open_to_all({.status = 204});
      response.set_header("Allow", "GET, HEAD, OPTIONS");
      response.set_header("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
      return response;
    }
    if (request.method != "GET" && request.method != "HEAD") {
      HttpResponse response =
          refuse(request, 405, "Only GET and HEAD are answered: nothing can be changed here.");
      response.set_header("Allow", "GET, HEAD, OPTIONS");
      return response;
    }
    const std::shared_ptr<const Library> library = current.get();
    Call call{.request = request, .library = *library, .pages = pages, .assets = assets};
    for (const Route& one : kRoutes) {
      if (!matches(one.pattern, without_last_slashes(request.path), call.captured)) continue;
      std::optional<HttpResponse> elsewhere = to_address_without_slash(one, call);
      HttpResponse response = elsewhere ? std::move(*elsewhere) : one.handler(call);
      response.route = one.pattern;
      if (one.handler != &asset && one.handler != &icon && one.handler != &healthz &&
          one.handler != &readyz)
        finish(request, state_of(*library, request), response);
      return response;
    }
    HttpResponse response =
        is_api(request.path)
            ? problem(404, "Not found", "There is no such address; see /about for those there are.")
            : not_found(call);
    finish(request, {}, response);
    return response;
  }

  /// The API's answers name the build they come from; pages depend on what is in it alone.
  [[nodiscard]] std::string state_of(const Library& library, const HttpRequest& request) const {
    return fmt::format("{}\n{}\n{}\n{}", content_hash(library.manifest()), ENTREPOT_VERSION,
                       pages.version(), is_api(request.path) ? library.manifest().build.uuid : "");
  }
};

Routes::Routes(const CurrentLibrary& current, const Pages& pages, const Assets& assets)
    : impl_(new Impl{.current = current, .pages = pages, .assets = assets}) {}

Routes::~Routes() = default;

HttpResponse Routes::answer(const HttpRequest& request) const {
  try {
    return impl_->route(request);
  } catch (const Error& failure) {
    fmt::print(stderr, "entrepot-serve: {} {}: {}\n", request.method, request.path, failure.what());
    HttpResponse response =
        is_for_programs(request.path)
            ? problem(503, "Service unavailable",
                      "The index cannot be read at the moment. Try again shortly.")
            : html(impl_->pages.unavailable(503), 503);
    response.set_header("Retry-After", "5");
    return response;
  }
}

}  // namespace entrepot
