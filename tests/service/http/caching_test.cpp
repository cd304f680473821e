#include "service/http/caching.h"

#include <doctest/doctest.h>

#include <string>

using namespace entrepot;

namespace {

HttpResponse page(const std::string& body = std::string(5000, 'x')) {
  return {.content_type = "text/html; charset=utf-8", .body = body};
}

std::string header(const HttpResponse& response, const std::string& name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return {};
}

std::string etag_of(const HttpRequest& request, const std::string& state) {
  HttpResponse response = page();
  finish(request, state, response);
  return header(response, "ETag");
}

}  // namespace

TEST_CASE("an answer's tag changes with state, address and encoding, and with nothing else") {
  const HttpRequest request{.method = "GET", .path = "/a", .query = "q=1"};
  const std::string tag = etag_of(request, "s");
  CHECK(tag == etag_of(request, "s"));
  CHECK(tag != etag_of(request, "t"));
  CHECK(tag != etag_of({.method = "GET", .path = "/a", .query = "q=2"}, "s"));
  CHECK(
      tag !=
      etag_of(
          {.method = "GET", .path = "/a", .query = "q=1", .headers = {{"accept-encoding", "gzip"}}},
          "s"));
}

TEST_CASE("a reader who has the answer gets 304 without a body") {
  HttpRequest request{.method = "GET", .path = "/a"};
  request.headers["if-none-match"] = etag_of(request, "s");
  HttpResponse response = page();
  finish(request, "s", response);
  CHECK(response.status == 304);
  CHECK(response.body.empty());
}

TEST_CASE("errors are never cached by tag") {
  HttpResponse response = page();
  response.status = 404;
  finish({.method = "GET", .path = "/a"}, "s", response);
  CHECK(header(response, "ETag").empty());
}

TEST_CASE("small answers are sent as they are") {
  HttpResponse response = page("short");
  finish({.method = "GET", .path = "/a", .headers = {{"accept-encoding", "br"}}}, "s", response);
  CHECK(response.body == "short");
  CHECK(header(response, "Vary") == "Accept-Encoding");
}

TEST_CASE("If-None-Match is read as a list of strong or weak tags, or a star") {
  CHECK(none_match_has("\"a\"", "\"a\""));
  CHECK(none_match_has("\"b\", W/\"a\"", "\"a\""));
  CHECK(none_match_has("*", "\"a\""));
  CHECK_FALSE(none_match_has("\"b\"", "\"a\""));
  CHECK_FALSE(none_match_has("\"a", "\"a\""));
  CHECK_FALSE(none_match_has("", "\"a\""));
}
