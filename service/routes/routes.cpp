#include "service/routes/routes.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "model/error.h"
#include "model/text/unicode.h"
#include "service/http/caching.h"
#include "service/routes/call.h"
#include "service/routes/data_handlers.h"
#include "service/routes/document_handlers.h"
#include "service/routes/page_handlers.h"

namespace entrepot {
namespace {

/// A `{name}` at the end of a pattern takes the rest of the path, which is not empty.
struct Route {
  std::string_view pattern;
  Handler handler;
};

/// Each is there in every language of the interface, under its prefix.
constexpr std::array kPages{
    Route{"/", &home_page},
    Route{"/search", &search_page},
    Route{"/documents/{id}", &document_page},
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
    Route{"/about", &about_page},
    Route{"/about/api", &api_page},
    Route{"/about/privacy", &privacy_page},
    Route{"/about/accessibility", &accessibility_page},
};

constexpr std::array kData{
    Route{"/search.csv", &search_csv},
    Route{"/search.atom", &search_atom},
    Route{"/coverage.csv", &coverage_csv_file},
    Route{"/api/v1/search", &api_search},
};

/// These see to their own caching.
constexpr std::array kFiles{
    Route{"/assets/{file}", &asset},
    Route{"/favicon.ico", &icon},
    Route{"/healthz", &healthz},
    Route{"/readyz", &readyz},
};

bool is_api(std::string_view path) { return path.starts_with("/api/"); }

/// Whether programs ask there, to whom a page says nothing.
bool is_for_programs(std::string_view path) {
  return is_api(path) || path == "/search.csv" || path == "/search.atom" || path == "/coverage.csv";
}

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
  if (call.path == without_last_slashes(call.path)) return {};
  if (call.captured.find('/') != std::string::npos) return {};
  return redirect(call.ui.base + std::string(route.pattern.substr(0, route.pattern.find('{'))),
                  call.captured, call.request.query);
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

  /// @param key of the text that says what is wrong.
  [[nodiscard]] HttpResponse refuse(const HttpRequest& request, int status,
                                    std::string_view key) const {
    const Interface& ui = interface_of(request.path, pages);
    HttpResponse response =
        is_for_programs(request.path)
            ? problem(status, status == 405 ? "Method not allowed" : "Bad request",
                      pages.english().strings.text(key))
            : answer_with("text/html; charset=utf-8",
                          pages.render(bad_request_view(ui, status, ui.strings.text(key)), ui),
                          status);
    finish(request, {}, response);
    return response;
  }

  /// The answer of the first of `routes` that the path is of.
  template <typename Table>
  [[nodiscard]] std::optional<HttpResponse> answer_from(const Table& routes, Call& call) const {
    for (const Route& one : routes) {
      if (!matches(one.pattern, without_last_slashes(call.path), call.captured)) continue;
      std::optional<HttpResponse> elsewhere = to_address_without_slash(one, call);
      HttpResponse response = elsewhere ? std::move(*elsewhere) : one.handler(call);
      response.route = one.pattern;
      return response;
    }
    return {};
  }

  /// @throws Error: the index fails.
  [[nodiscard]] HttpResponse route(const HttpRequest& request) const {
    if (find_invalid_utf8(request.path)) return refuse(request, 400, "error.bad_address");
    if (request.method == "OPTIONS") {
      HttpResponse response = open_to_all({.status = 204});
      response.set_header("Allow", "GET, HEAD, OPTIONS");
      response.set_header("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
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
              .library = *library,
              .pages = pages,
              .assets = assets,
              .ui = ui,
              .path = request.path.substr(ui.base.size())};
    if (call.path.empty()) return redirect(ui.base + "/", "", request.query);
    const bool prefixed = !ui.base.empty();
    if (!prefixed)
      if (std::optional<HttpResponse> file = answer_from(kFiles, call)) return std::move(*file);
    std::optional<HttpResponse> found = answer_from(kPages, call);
    if (!found && !prefixed) found = answer_from(kData, call);
    if (found) {
      finish(request, state_of(*library, request), *found);
      return std::move(*found);
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
    const Interface& ui = interface_of(request.path, impl_->pages);
    HttpResponse response =
        is_for_programs(request.path)
            ? problem(503, "Service unavailable",
                      "The index cannot be read at the moment. Try again shortly.")
            : answer_with("text/html; charset=utf-8",
                          impl_->pages.render(unavailable_view(ui, 503), ui), 503);
    response.set_header("Retry-After", "5");
    return response;
  }
}

}  // namespace entrepot
