#include "service/http/protocol.h"

#include <fmt/format.h>
#include <httplib.h>

#include <algorithm>
#include <cctype>
#include <cstring>
#include <utility>

#include "service/http/security_headers.h"

namespace entrepot {
namespace {

constexpr const char* kPlainText = "text/plain; charset=utf-8";

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

/// What is wrong with how the request is framed, or nothing. A reader has no body to send, and what
/// two parsers can read in two ways is refused rather than guessed.
std::string framing_problem(const httplib::Request& request) {
  if (request.has_header("Transfer-Encoding")) return "Transfer-Encoding is not accepted";
  const std::size_t lengths = request.get_header_value_count("Content-Length");
  if (lengths > 1) return "Content-Length is given more than once";
  if (lengths == 1 && request.get_header_value("Content-Length") != "0")
    return "a request body is not accepted";
  const std::size_t hosts = request.get_header_value_count("Host");
  if (hosts > 1) return "Host is given more than once";
  if (hosts == 0 && request.version == "HTTP/1.1") return "Host is missing";
  return {};
}

HttpRequest to_request(const httplib::Request& from) {
  HttpRequest request{.method = from.method, .path = from.path};
  const std::size_t question = from.target.find('?');
  if (question != std::string::npos) {
    request.query = from.target.substr(question + 1);
    request.query.resize(std::min(request.query.size(), request.query.find('#')));
  }
  for (const auto& [name, value] : from.headers) request.headers[lower(name)] = value;
  return request;
}

HttpResponse plain(int status, std::string text) {
  return {.status = status, .content_type = kPlainText, .body = std::move(text)};
}

/// Hands the body over through a provider: the library compresses bodies it owns by rules of its
/// own (no quality values, no Vary) and we have negotiated already.
void send(HttpResponse from, httplib::Response& response) {
  response.status = from.status;
  for (auto& [name, value] : from.headers) response.set_header(name, value);
  if (from.body.empty()) return;
  auto body = std::make_shared<const std::string>(std::move(from.body));
  response.set_content_provider(
      body->size(), from.content_type,
      [body](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
        return sink.write(body->data() + offset, length);
      });
}

/// A head without the fields Range: a part of an answer is never sent. A thousand overlapping
/// ranges cost the library gigabytes, and RFC 9110 allows ignoring the field.
std::string without_ranges(const std::string& head) {
  constexpr std::string_view kRange = "range:";
  std::string out;
  for (std::size_t begin = 0; begin < head.size();) {
    const std::size_t end = std::min(head.find('\n', begin), head.size() - 1) + 1;
    const std::string line = head.substr(begin, end - begin);
    if (begin == 0 || lower(line.substr(0, kRange.size())) != kRange) out += line;
    begin = end;
  }
  return out;
}

/// One exchange without a socket: what came is read, what is to go is kept.
class Exchange : public httplib::Stream {
 public:
  explicit Exchange(std::string head) : head_(std::move(head)) {}

  [[nodiscard]] bool is_readable() const override { return read_ < head_.size(); }
  [[nodiscard]] bool is_writable() const override { return true; }
  ssize_t read(char* to, std::size_t size) override {
    const std::size_t bytes = std::min(size, head_.size() - read_);
    std::memcpy(to, head_.data() + read_, bytes);
    read_ += bytes;
    return static_cast<ssize_t>(bytes);
  }
  ssize_t write(const char* from, std::size_t size) override {
    written.append(from, size);
    return static_cast<ssize_t>(size);
  }
  // Who asks is not known here, so that it can be told nowhere.
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  [[nodiscard]] socket_t socket() const override { return INVALID_SOCKET; }

  std::string written{};
  bool is_misframed = false;  ///< Where the next request would begin is not known.

 private:
  std::string head_;
  std::size_t read_ = 0;
};

/// The exchange of this thread, for the library's callbacks, which are not told of theirs.
thread_local Exchange* current = nullptr;

}  // namespace

class Protocol::Library : public httplib::Server {
 public:
  Library(HttpHandler handler, AccessLog log, std::chrono::seconds keep_alive)
      : handler_(std::move(handler)), log_(std::move(log)) {
    set_keep_alive_timeout(keep_alive.count());
    set_payload_max_length(0);
    set_callbacks(fmt::format("timeout={}", keep_alive.count()));
    // The library writes no body while it does not listen; this is what it knows that by.
    svr_sock_ = 0;
  }

  Reply answer(const std::string& head, bool close) {
    Exchange exchange(without_ranges(head));
    current = &exchange;
    bool asked_to_close = false;
    const bool is_sent = process_request(exchange, close, asked_to_close, nullptr);
    current = nullptr;
    return {.bytes = std::move(exchange.written),
            .close = close || asked_to_close || exchange.is_misframed || !is_sent};
  }

 private:
  HttpResponse ask(const httplib::Request& request) const {
    try {
      return handler_(to_request(request));
    } catch (const std::exception& failure) {
      fmt::print(stderr, "entrepot-serve: {} failed: {}\n", request.method, failure.what());
      return plain(500, "500: the service made a mistake. It has been logged.\n");
    }
  }

  void respond(const httplib::Request& request, httplib::Response& response) const {
    const auto start = std::chrono::steady_clock::now();
    const std::string problem = framing_problem(request);
    current->is_misframed = !problem.empty();
    HttpResponse answer = problem.empty() ? ask(request) : plain(400, "400: " + problem + ".\n");
    if (log_)
      log_({.method = request.method,
            .route = answer.route,
            .generation = answer.generation,
            .status = answer.status,
            .bytes = answer.body.size(),
            .took = std::chrono::duration_cast<std::chrono::microseconds>(
                std::chrono::steady_clock::now() - start)});
    send(std::move(answer), response);
  }

  void set_callbacks(const std::string& keep_alive) {
    // Everything is answered here, before the library reads a body or matches a route.
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      respond(request, response);
      return HandlerResponse::Handled;
    });
    // What never came to us: a first line or a field that the library cannot read.
    set_error_handler([this](const httplib::Request& request, httplib::Response& response) {
      if (!response.body.empty() || response.content_provider_ || request.method == "HEAD") return;
      current->is_misframed = true;
      response.set_content(fmt::format("{}: the request could not be read.\n", response.status),
                           kPlainText);
      if (log_) log_({.method = "-", .status = response.status, .bytes = response.body.size()});
    });
    set_exception_handler(
        [](const httplib::Request&, httplib::Response& response, std::exception_ptr) {
          response.status = 500;  // without the exception's text, which the library would send
          response.set_content("500: the service made a mistake.\n", kPlainText);
        });
    set_post_routing_handler([keep_alive](const httplib::Request&, httplib::Response& response) {
      for (const auto& [name, value] : kSecurityHeaders)
        if (!response.has_header(std::string(name)))
          response.set_header(std::string(name), std::string(value));
      response.set_header("Date", http_date());
      // The library promises ranges to HEAD, and gives every empty body a length.
      response.headers.erase("Accept-Ranges");
      response.set_header("Accept-Ranges", "none");
      constexpr int kNoContent = 204, kNotModified = 304;
      if (response.status == kNoContent || response.status == kNotModified)
        response.headers.erase("Content-Length");
      // It also promises a number of requests that nobody counts.
      if (response.headers.erase("Keep-Alive") == 0) return;
      if (current->is_misframed)
        response.set_header("Connection", "close");
      else
        response.set_header("Keep-Alive", keep_alive);
    });
  }

  HttpHandler handler_;
  AccessLog log_;
};

Protocol::Protocol(HttpHandler handler, AccessLog log, std::chrono::seconds keep_alive)
    : library_(std::make_unique<Library>(std::move(handler), std::move(log), keep_alive)) {}

Protocol::~Protocol() = default;

Reply Protocol::answer(const std::string& head, bool close) {
  return library_->answer(head, close);
}

}  // namespace entrepot
