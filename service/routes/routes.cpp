#include "service/routes/routes.h"

#include <fmt/format.h>

#include <array>
#include <exception>
#include <optional>
#include <string>
#include <utility>

#include "model/error.h"
#include "model/text/unicode.h"
#include "model/text/width.h"
#include "service/formats/document_forms.h"
#include "service/http/answer_cache.h"
#include "service/http/caching.h"
#include "service/pages/view_form.h"
#include "service/routes/call.h"
#include "service/routes/data_handlers.h"
#include "service/routes/document_handlers.h"
#include "service/routes/page_handlers.h"
#include "service/routes/reference_handlers.h"

namespace entrepot {
namespace {

/// Whom an address serves: a failure is told in their form.
enum class Readers {
  People,    ///< By a page.
  Programs,  ///< By application/problem+json.
  Either,    ///< Programs where the address ends as one of kDocumentForms, else people.
};

/// Reads what a search is asked; nothing of the address besides is in its answer.
using QueryReader = ParsedQuery (*)(Parameters);

ParsedQuery read_api_query(Parameters parameters) { return parse_search_query(parameters); }

constexpr std::size_t kKeptBytes = std::size_t{32} * 1024 * 1024;  // of answers

/// A `{name}` at the end of a pattern takes the rest of the path, which is not empty.
struct Route {
  std::string_view pattern;
  Handler handler;
  Readers readers = Readers::People;
  bool names_build = false;  ///< Its answer says which build it comes from, not only what is in it.
  QueryReader search = nullptr;  ///< Of a search, whose answers are kept.
};

/// Each is there in every language of the interface, under its prefix.
constexpr std::array kPages{
    Route{"/", &home_page},
    Route{"/search", &search_page, Readers::People, false, &read_search_form},
    Route{"/documents/{id}", &document_page, Readers::Either},
    Route{"/documents", &documents_page},
    Route{"/countries", &countries_page},
    Route{"/countries/{country}", &country_page},
    Route{"/map", &map_page},
    Route{"/timeline", &timeline_page},
    Route{"/themes", &themes_page},
    Route{"/themes/{theme}", &theme_page},
    Route{"/programmes", &programmes_page},
    Route{"/programmes/{programme}", &programme_page},
    Route{"/regions", &regions_page},
    Route{"/regions/{region}", &region_page},
    Route{"/coverage", &coverage_page},
    Route{"/compare", &compare_page},
    Route{"/about", &about_page, Readers::People, true},
    Route{"/about/api", &api_page},
    Route{"/about/privacy", &privacy_page},
    Route{"/about/accessibility", &accessibility_page},
};

constexpr std::array kData{
    Route{"/search.csv", &search_csv, Readers::Programs},
    Route{"/search.bib", &search_references, Readers::Programs},
    Route{"/search.ris", &search_references, Readers::Programs},
    Route{"/search.csl.json", &search_references, Readers::Programs},
    Route{"/search.atom", &search_atom, Readers::Programs},
    Route{"/coverage.csv", &coverage_csv_file, Readers::Programs},
    Route{"/api/v1/search", &api_search, Readers::Programs, true, &read_api_query},
};

/// These see to their own caching.
constexpr std::array kFiles{
    Route{"/assets/{file}", &asset},
    Route{"/favicon.ico", &icon},
    Route{"/healthz", &healthz, Readers::Programs},
    Route{"/readyz", &readyz, Readers::Programs},
};

bool is_api(std::string_view path) { return path.starts_with("/api/"); }

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

/// The route of a path, and what it is of it.
struct Found {
  const Route* route = nullptr;
  std::string captured{};  ///< What stands for {…} in the pattern.
  bool is_file = false;    ///< One of kFiles.
};

/// @param prefixed a prefix of a language was before the path: there are only pages then.
Found find_route(std::string_view path, bool prefixed) {
  Found found;
  const auto is_in = [&](const auto& routes) {
    for (const Route& one : routes)
      if (matches(one.pattern, without_last_slashes(path), found.captured)) {
        found.route = &one;
        return true;
      }
    return false;
  };
  found.is_file = !prefixed && is_in(kFiles);
  if (found.is_file || is_in(kPages) || prefixed) return found;
  is_in(kData);
  return found;
}

/// Whether programs ask there, to whom a page says nothing.
bool is_for_programs(const Found& found) {
  const Readers readers = found.route->readers;
  return readers == Readers::Programs ||
         (readers == Readers::Either && find_document_form(found.captured) != nullptr);
}

/// To the one address of a route that was asked for with a slash at its end; nothing if it was not,
/// or if no such address can be there.
std::optional<HttpResponse> to_address_without_slash(const Found& found, const Call& call) {
  if (call.path == without_last_slashes(call.path)) return {};
  if (found.captured.find('/') != std::string::npos) return {};
  const std::string_view pattern = found.route->pattern;
  HttpResponse response = redirect(call.ui.base + std::string(pattern.substr(0, pattern.find('{'))),
                                   found.captured, call.request.query);
  return is_for_programs(found) ? open_to_all(std::move(response)) : std::move(response);
}

/// The language that a path's prefix names; English where it names none.
const Interface& interface_of(std::string_view path, const Pages& pages) {
  for (const Interface& ui : pages.interfaces())
    if (!ui.base.empty() && path.starts_with(ui.base) &&
        (path.size() == ui.base.size() || path[ui.base.size()] == '/'))
      return ui;
  return pages.english();
}

}  // namespace

struct Routes::Impl {
  const CurrentLibrary& current;
  const Pages& pages;
  const Assets& assets;
  AnswerCache kept{kKeptBytes};

  Impl(const CurrentLibrary& now, const Pages& all_pages, const Assets& files)
      : current(now), pages(all_pages), assets(files) {}

  /// Whether it is a program that has to understand the answer.
  [[nodiscard]] bool is_by_program(const HttpRequest& request) const {
    if (is_api(request.path)) return true;  // also where nothing is
    const Interface& ui = interface_of(request.path, pages);
    const Found found = find_route(request.path.substr(ui.base.size()), !ui.base.empty());
    return found.route != nullptr && is_for_programs(found);
  }

  /// @param key of the text that says what is wrong.
  [[nodiscard]] HttpResponse refuse(const HttpRequest& request, int status,
                                    std::string_view key) const {
    const Interface& ui = interface_of(request.path, pages);
    HttpResponse response =
        is_by_program(request)
            ? problem(status, status == 405 ? "Method not allowed" : "Bad request",
                      pages.english().strings.text(key))
            : answer_with("text/html; charset=utf-8",
                          pages.render(bad_request_view(ui, status, ui.strings.text(key)), ui),
                          status);
    finish(request, {}, response);
    return response;
  }

  /// 503: the index fails; 500: the service does.
  [[nodiscard]] HttpResponse failure(const HttpRequest& request, int status) const {
    if (is_by_program(request))
      return status == 503 ? problem(status, "Service unavailable",
                                     "The index cannot be read at the moment. Try again shortly.")
                           : problem(status, "Internal error",
                                     "The service made a mistake, which has been logged.");
    const Interface& ui = interface_of(request.path, pages);
    return answer_with("text/html; charset=utf-8", pages.render(unavailable_view(ui, status), ui),
                       status);
  }

  /// @throws Error: the index fails.
  [[nodiscard]] HttpResponse route(const HttpRequest& request) {
    if (find_invalid_utf8(request.path)) return refuse(request, 400, "error.bad_address");
    if (request.method == "OPTIONS") {
      HttpResponse response = open_to_all({.status = 204});
      response.set_header("Allow", "GET, HEAD, OPTIONS");
      response.set_header("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
      response.set_header("Access-Control-Allow-Headers", "If-None-Match");
      response.set_header("Access-Control-Max-Age", "86400");
      return response;
    }
    if (request.method != "GET" && request.method != "HEAD") {
      HttpResponse response = refuse(request, 405, "error.read_only");
      response.set_header("Allow", "GET, HEAD, OPTIONS");
      return response;
    }
    const std::shared_ptr<const Library> library = current.get();
    const Interface& ui = interface_of(request.path, pages);
    Call call{.request = request,
              .current = current,
              .library = *library,
              .pages = pages,
              .assets = assets,
              .ui = ui,
              .path = request.path.substr(ui.base.size())};
    if (call.path.empty()) return redirect(ui.base + "/", "", request.query);
    if (const Found found = find_route(call.path, !ui.base.empty()); found.route != nullptr) {
      call.captured = found.captured;
      std::optional<HttpResponse> elsewhere = to_address_without_slash(found, call);
      if (const std::string key = elsewhere ? std::string() : key_of(*found.route, call);
          !key.empty())
        return kept_answer(key, *found.route, call);
      HttpResponse response = elsewhere ? std::move(*elsewhere) : found.route->handler(call);
      response.route = found.route->pattern;
      response.generation = library->generation();
      if (!found.is_file) finish(request, state_of(*library, *found.route), response);
      return response;
    }
    HttpResponse response =
        is_api(request.path)
            ? problem(404, "Not found", "There is no such address; see /about for those there are.")
            : not_found(call);
    response.generation = library->generation();
    finish(request, {}, response);
    return response;
  }

  /// Everything the answer to a search depends on; empty for what is none, or has mistakes.
  [[nodiscard]] static std::string key_of(const Route& route, const Call& call) {
    if (route.search == nullptr) return {};
    const ParsedQuery parsed = route.search(parse_parameters(call.request.query));
    if (!parsed.problems.empty()) return {};
    const std::string_view accepted =
        to_string(choose_encoding(call.request.header("accept-encoding")));
    return fmt::format("{}\n{}\n{}\n{}\n{}\n{}", call.library.manifest().build.uuid,
                       call.library.generation(), route.pattern, call.ui.base, accepted,
                       to_query_string(parsed.query));
  }

  /// As it was made before, or made now and kept.
  [[nodiscard]] HttpResponse kept_answer(const std::string& key, const Route& route,
                                         const Call& call) {
    FinishedAnswer answer;
    if (const std::shared_ptr<const FinishedAnswer> known = kept.find(key)) {
      answer = *known;
    } else {
      answer.response = route.handler(call);
      answer.response.route = route.pattern;
      answer.encoding = encode(call.request, answer.response);
      if (answer.response.status == 200) kept.keep(key, answer);
    }
    answer.response.generation = call.library.generation();
    tag(call.request, state_of(call.library, route), answer.encoding, answer.response);
    return std::move(answer.response);
  }

  /// Most answers depend on what is in a build alone, and stay the same when that is built again.
  [[nodiscard]] std::string state_of(const Library& library, const Route& route) const {
    const std::string build =
        route.names_build
            ? fmt::format("{} {}", library.manifest().build.uuid, library.generation())
            : std::string();
    return fmt::format("{}\n{}\n{}\n{}", content_hash(library.manifest()), ENTREPOT_VERSION,
                       pages.version(), build);
  }
};

Routes::Routes(const CurrentLibrary& current, const Pages& pages, const Assets& assets)
    : impl_(std::make_unique<Impl>(current, pages, assets)) {}

Routes::~Routes() = default;

std::vector<std::string_view> Routes::patterns() {
  std::vector<std::string_view> all;
  const auto add = [&](const auto& routes) {
    for (const Route& one : routes) all.push_back(one.pattern);
  };
  add(kPages);
  add(kData);
  add(kFiles);
  return all;
}

const AnswerCacheCounters& Routes::kept() const { return impl_->kept.counters(); }

HttpResponse Routes::answer(const HttpRequest& request) const {
  const auto fail = [&](int status, const std::exception& failure) {
    fmt::print(stderr, "entrepot-serve: {} {}: {}\n", request.method,
               one_printable_line(request.path), failure.what());
    return impl_->failure(request, status);
  };
  try {
    return impl_->route(request);
  } catch (const Error& failure) {
    HttpResponse response = fail(503, failure);
    response.set_header("Retry-After", "5");
    return response;
  } catch (const std::exception& failure) {  // a mistake of ours
    return fail(500, failure);
  }
}

}  // namespace entrepot
