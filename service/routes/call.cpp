#include "service/routes/call.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <utility>

#include "service/formats/api_json.h"

namespace entrepot {
namespace {

constexpr std::string_view kHtml = "text/html; charset=utf-8";
constexpr std::string_view kJson = "application/json";
constexpr std::string_view kProblem = "application/problem+json";

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

}  // namespace

HttpResponse answer_with(std::string_view content_type, std::string body, int status) {
  return {.status = status, .content_type = std::string(content_type), .body = std::move(body)};
}

HttpResponse page(const Call& call, View view, int status) {
  return answer_with(kHtml, call.pages.render(std::move(view), call.ui), status);
}

HttpResponse not_found(const Call& call) {
  return page(call, not_found_view(call.context(), call.path), 404);
}

HttpResponse json_answer(const nlohmann::json& json) { return answer_with(kJson, dump(json)); }

HttpResponse open_to_all(HttpResponse response) {
  response.set_header("Access-Control-Allow-Origin", "*");
  response.set_header("Access-Control-Expose-Headers",
                      "ETag, Content-Disposition, Retry-After, Entrepot-Found, Entrepot-Rows");
  response.set_header("Cross-Origin-Resource-Policy", "cross-origin");
  return response;
}

HttpResponse problem(int status, const std::string& title, const std::string& detail,
                     const std::vector<ParameterProblem>& problems) {
  return open_to_all(
      answer_with(kProblem, dump(problem_json(status, title, detail, problems)), status));
}

HttpResponse bad_parameters(const std::vector<ParameterProblem>& problems) {
  return problem(400, "Some parameters cannot be used",
                 fmt::format("{} of the parameters cannot be used; each is explained under errors.",
                             problems.size()),
                 problems);
}

HttpResponse redirect(std::string_view folder, std::string_view name, const std::string& query) {
  HttpResponse response{.status = 308};
  std::string location(folder);
  for (const char c : encode_parameter(name))
    location += c == '+' ? std::string("%20") : std::string(1, c);
  if (!query.empty()) location += "?" + safe_query(query);
  response.set_header("Location", location);
  response.set_header("Cache-Control", "no-cache");  // the next index may lead elsewhere
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

}  // namespace entrepot
