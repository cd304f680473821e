#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Requests and answers as the rest of the service sees them; which library speaks HTTP is known to
/// protocol.cpp alone.
namespace entrepot {

/// What is asked for, not judged yet.
struct HttpRequest {
  std::string method{};
  std::string path{};   ///< Decoded, without the query.
  std::string query{};  ///< As it came, without "?".
  std::map<std::string, std::string>
      headers{};  ///< Names in lower case; of repeated ones the last.

  /// The value of a field by its name in lower case; empty if it is not there.
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// What is sent; the server adds what stands on every answer.
struct HttpResponse {
  int status = 200;
  std::string content_type{};
  std::string body{};
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string route{};       ///< The pattern that took the request, for the log: "/documents/{id}".
  std::string generation{};  ///< Of the index that it is made from, for the log.

  void set_header(std::string name, std::string value);  ///< Replaces one of the same name.
};

/// Answers every request there is; any thread may call it.
using HttpHandler = std::function<HttpResponse(const HttpRequest&)>;

}  // namespace entrepot
