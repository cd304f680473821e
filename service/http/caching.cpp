#include "service/http/caching.h"

#include <fmt/format.h>

#include "model/sha256.h"
#include "service/http/compression.h"

namespace entrepot {
namespace {

constexpr std::size_t kSmallest = 1024;  // below this a frame costs more than it saves
constexpr std::size_t kTagDigits = 32;

bool is_text(std::string_view content_type) {
  return content_type.starts_with("text/") || content_type.find("json") != std::string_view::npos ||
         content_type.find("xml") != std::string_view::npos;
}

Encoding encoding_for(const HttpRequest& request, const HttpResponse& response) {
  const bool compressible = is_text(response.content_type) && response.body.size() >= kSmallest;
  return compressible ? choose_encoding(request.header("accept-encoding")) : Encoding::Identity;
}

}  // namespace

bool none_match_has(std::string_view if_none_match, std::string_view etag) {
  if (if_none_match == "*") return true;
  while (!if_none_match.empty()) {
    const std::size_t quote = if_none_match.find('"');
    if (quote == std::string_view::npos) return false;
    const std::size_t end = if_none_match.find('"', quote + 1);
    if (end == std::string_view::npos) return false;
    if (if_none_match.substr(quote, end - quote + 1) == etag) return true;
    if_none_match.remove_prefix(end + 1);
  }
  return false;
}

void tag(const HttpRequest& request, std::string_view state, Encoding encoding,
         HttpResponse& response) {
  if (response.status != 200 || state.empty()) return;
  const std::string etag =
      fmt::format("\"{}\"", sha256_hex(fmt::format("{}\n{}\n{}\n{}", state, to_string(encoding),
                                                   request.path, request.query))
                                .substr(0, kTagDigits));
  response.set_header("ETag", etag);
  response.set_header("Cache-Control", "no-cache");  // kept, but asked about each time
  if (!none_match_has(request.header("if-none-match"), etag)) return;
  response.status = 304;
  response.body.clear();
  std::erase_if(response.headers, [](const auto& one) { return one.first == "Content-Encoding"; });
}

Encoding encode(const HttpRequest& request, HttpResponse& response) {
  if (is_text(response.content_type)) response.set_header("Vary", "Accept-Encoding");
  const Encoding encoding = encoding_for(request, response);
  if (encoding == Encoding::Identity) return encoding;
  response.body = compress(response.body, encoding, Effort::Fast);
  response.set_header("Content-Encoding", std::string(to_string(encoding)));
  return encoding;
}

void finish(const HttpRequest& request, std::string_view state, HttpResponse& response) {
  if (is_text(response.content_type)) response.set_header("Vary", "Accept-Encoding");
  tag(request, state, encoding_for(request, response), response);
  if (response.status != 304) (void)encode(request, response);
}

}  // namespace entrepot
