#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Requests and answers as the rest of the service sees them; which library speaks HTTP is known to
/// http_server.cpp alone.
namespace entrepot {

struct HttpRequest {
  std::string method{};
  std::string path{};   ///< Decoded, without the query.
  std::string query{};  ///< As it came, without "?".
  std::map<std::string, std::string>
      headers{};  ///< Names in lower case; of repeated ones the last.

  [[nodiscard]] std::string_view header(std::string_view name) const;
};

struct HttpResponse {
  int status = 200;
  std::string content_type{};
  std::string body{};
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string route{};  ///< The pattern that took the request, for the log: "/documents/{id}".

  void set_header(std::string name, std::string value);  ///< Replaces one of the same name.
};

using HttpHandler = std::function<HttpResponse(const HttpRequest&)>;

}  // namespace entrepot
