#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "service/http/assets.h"
#include "service/http/http.h"
#include "service/pages/pages.h"
#include "service/query/search_query.h"
#include "service/search/current_library.h"
#include "service/search/library.h"

/// One request on its way to its handler, and the sorts of answers there are.
namespace entrepot {

/// What a handler may look at.
struct Call {
  const HttpRequest& request;
  const CurrentLibrary& current;  ///< Whose `library` this request has taken.
  const Library& library;
  const Pages& pages;
  const Assets& assets;
  const Interface& ui;     ///< Of the path's prefix; English for what is no page.
  std::string path{};      ///< Of the request, without that prefix.
  std::string captured{};  ///< What stood for {…} in the pattern.

  [[nodiscard]] ViewContext context() const { return {library, ui}; }
};

/// Throws nothing for a bad request: that is an answer. @throws Error: the index fails.
using Handler = HttpResponse (*)(const Call&);

/// A body that is whole, without headers of its own.
[[nodiscard]] HttpResponse answer_with(std::string_view content_type, std::string body,
                                       int status = 200);

/// A page in the language of the call.
[[nodiscard]] HttpResponse page(const Call& call, View view, int status = 200);

/// 404 in the language of the call, with ways on.
[[nodiscard]] HttpResponse not_found(const Call& call);

/// JSON for programs.
[[nodiscard]] HttpResponse json_answer(const nlohmann::json& json);

/// application/problem+json.
[[nodiscard]] HttpResponse problem(int status, const std::string& title, const std::string& detail,
                                   const std::vector<ParameterProblem>& problems = {});

/// 400: every parameter that cannot be used, and why.
[[nodiscard]] HttpResponse bad_parameters(const std::vector<ParameterProblem>& problems);

/// Data that programs of other sites may fetch, headers included.
[[nodiscard]] HttpResponse open_to_all(HttpResponse response);

/// 308 to `folder` + `name`, with a query string as it came. What a reader typed is encoded, so
/// that it leads to a path of this site and never names another host.
[[nodiscard]] HttpResponse redirect(std::string_view folder, std::string_view name,
                                    const std::string& query);

/// Letters a-z and A-Z in the other case.
[[nodiscard]] std::string lower(std::string_view text);
/// As lower().
[[nodiscard]] std::string upper(std::string_view text);

}  // namespace entrepot
