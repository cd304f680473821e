#include "service/http/http_server.h"

#include <fmt/format.h>
#include <httplib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cctype>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <mutex>
#include <thread>
#include <utility>

#include "model/error.h"

namespace entrepot {
namespace {

constexpr int kBacklog = 512;  // the library's 5 drops connections under any burst

/// On every answer. Nothing is loaded from elsewhere, nothing is inline, nobody may frame a page.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kSecurityHeaders{{
    {"Content-Security-Policy",
     "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
     "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
     "frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
    {"X-Frame-Options", "DENY"},
}};

/// The library's pool, with a net under each connection: an exception out of one (memory that ran
/// out while a head was read) would otherwise end the process.
class GuardedPool : public httplib::TaskQueue {
 public:
  explicit GuardedPool(std::size_t threads) : pool_(threads) {}
  void enqueue(std::function<void()> job) override {
    pool_.enqueue([job = std::move(job)] {
      try {
        job();
      } catch (const std::exception& failure) {
        fmt::print(stderr, "entrepot-serve: a connection was dropped: {}\n", failure.what());
      }
    });
  }
  void shutdown() override { pool_.shutdown(); }

 private:
  httplib::ThreadPool pool_;
};

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

/// Whether a program accepts connections on a Unix socket.
bool is_answered(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  const int probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool answered = probe >= 0 && ::connect(probe, reinterpret_cast<const sockaddr*>(&address),
                                                sizeof address) == 0;
  if (probe >= 0) ::close(probe);
  return answered;
}

HttpResponse plain(int status, std::string text) {
  return {.status = status, .content_type = "text/plain; charset=utf-8", .body = std::move(text)};
}

/// Hands the body over through a provider: the library compresses bodies it owns by rules of its
/// own (no quality values, no Vary) and we have negotiated already.
void send(HttpResponse from, httplib::Response& response, bool close) {
  response.status = from.status;
  for (auto& [name, value] : from.headers) response.set_header(name, value);
  if (from.body.empty() && !close) return;
  auto body = std::make_shared<const std::string>(std::move(from.body));
  response.set_content_provider(
      body->size(), from.content_type,
      [body, close](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
        sink.write(body->data() + offset, length);
        return !close;  // a failed provider ends the connection after its bytes
      });
}

}  // namespace

ListenAddress parse_listen_address(const std::string& text) {
  const auto wrong = [&] {
    return Error(fmt::format("cannot listen on '{}'", text),
                 "write HOST:PORT, such as 127.0.0.1:8080, or unix:PATH");
  };
  ListenAddress address;
  if (text.starts_with("unix:")) {
    address.socket_path = text.substr(5);
    if (address.socket_path.empty() || address.socket_path.size() >= sizeof(sockaddr_un::sun_path))
      throw wrong();
    return address;
  }
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) throw wrong();
  address.host = text.substr(0, colon);
  if (address.host.front() == '[' && address.host.back() == ']')
    address.host = address.host.substr(1, address.host.size() - 2);
  const char* const end = text.data() + text.size();
  const auto [rest, failure] = std::from_chars(text.data() + colon + 1, end, address.port);
  if (failure != std::errc{} || rest != end || address.port < 0 || address.port > 65535 ||
      address.host.empty())
    throw wrong();
  return address;
}

struct HttpServer::Impl {
  HttpServerOptions options;
  HttpHandler handler;
  httplib::Server server{};
  int listener = -1;  ///< The library's own; kept to repair its backlog.

  enum class Phase { Bound, Running, Ended };
  std::mutex mutex{};  ///< Of the two below.
  Phase phase = Phase::Bound;
  bool stopped = false;

  HttpResponse answer(const httplib::Request& request) const {
    try {
      return handler(to_request(request));
    } catch (const std::exception& failure) {
      fmt::print(stderr, "entrepot-serve: {} failed: {}\n", request.method, failure.what());
      return plain(500, "500: the service made a mistake. It has been logged.\n");
    }
  }

  void log(const httplib::Request& request, const HttpResponse& response, std::size_t bytes,
           std::chrono::steady_clock::time_point start) const {
    if (!options.log) return;
    options.log({.method = request.method,
                 .route = response.route,
                 .status = response.status,
                 .bytes = bytes,
                 .took = std::chrono::duration_cast<std::chrono::microseconds>(
                     std::chrono::steady_clock::now() - start)});
  }

  void set_handlers() {
    // Everything is answered here, before the library reads a body or matches a route.
    server.set_pre_routing_handler(
        [this](const httplib::Request& request, httplib::Response& response) {
          const auto start = std::chrono::steady_clock::now();
          // A part of an answer is never sent: a thousand overlapping ranges cost gigabytes, and
          // RFC 9110 allows ignoring the field. The library offers no other place to drop it.
          const_cast<httplib::Request&>(request).ranges.clear();
          const std::string problem = framing_problem(request);
          HttpResponse answer_ =
              problem.empty() ? answer(request) : plain(400, "400: " + problem + ".\n");
          const std::size_t bytes = answer_.body.size();
          if (options.log) log(request, answer_, bytes, start);
          send(std::move(answer_), response, !problem.empty());
          return httplib::Server::HandlerResponse::Handled;
        });
    // What never reached us: a malformed request line, a target or header field that is too long.
    server.set_error_handler([](const httplib::Request& request, httplib::Response& response) {
      if (response.body.empty() && request.ranges.empty() && !response.content_provider_)
        response.set_content(fmt::format("{}: the request could not be read.\n", response.status),
                             "text/plain; charset=utf-8");
    });
    server.set_exception_handler(
        [](const httplib::Request&, httplib::Response& response, std::exception_ptr) {
          response.status = 500;  // without the exception's text, which the library would send
          response.set_content("500: the service made a mistake.\n", "text/plain; charset=utf-8");
        });
    server.set_post_routing_handler([](const httplib::Request&, httplib::Response& response) {
      for (const auto& [name, value] : kSecurityHeaders)
        if (!response.has_header(std::string(name)))
          response.set_header(std::string(name), std::string(value));
      // The library promises ranges to HEAD, and gives every empty body a length.
      response.headers.erase("Accept-Ranges");
      response.set_header("Accept-Ranges", "none");
      constexpr int kNoContent = 204, kNotModified = 304;
      if (response.status == kNoContent || response.status == kNotModified)
        response.headers.erase("Content-Length");
    });
  }

  void set_limits() {
    server.new_task_queue = [threads = options.threads] { return new GuardedPool(threads); };
    server.set_tcp_nodelay(options.listen.socket_path.empty());
    server.set_keep_alive_timeout(options.keep_alive.count());
    server.set_keep_alive_max_count(100);
    server.set_read_timeout(options.read_timeout);
    server.set_write_timeout(options.write_timeout);
    server.set_payload_max_length(0);
    server.set_socket_options([this](socket_t socket) {
      listener = socket;
      if (!options.listen.socket_path.empty()) return;
      const int on =
          1;  // without SO_REUSEPORT: a second server on the port must fail, not share it
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    });
  }
};

HttpServer::HttpServer(HttpServerOptions options, HttpHandler handler)
    : impl_(new Impl{.options = std::move(options), .handler = std::move(handler)}) {
  impl_->set_handlers();
  impl_->set_limits();
}

HttpServer::~HttpServer() {
  if (!impl_->options.listen.socket_path.empty() && impl_->listener >= 0)
    ::unlink(impl_->options.listen.socket_path.c_str());
}

std::string HttpServer::bind() {
  ListenAddress& listen = impl_->options.listen;
  const auto failed = [&](const std::string& where) {
    const int why = errno;
    impl_->listener = -1;
    return Error(fmt::format("cannot listen on {}: {}", where,
                             why == 0 ? "there is no such address" : std::strerror(why)),
                 why == EADDRINUSE
                     ? "stop the program that uses it, or choose another: --listen 127.0.0.1:8081"
                     : "choose another address: --listen 127.0.0.1:8080");
  };
  errno = 0;
  if (!listen.socket_path.empty()) {
    struct stat status {};
    // A socket that a killed server left behind is replaced; a file of any other kind is not
    // touched.
    if (::lstat(listen.socket_path.c_str(), &status) == 0 && S_ISSOCK(status.st_mode) &&
        !is_answered(listen.socket_path))
      ::unlink(listen.socket_path.c_str());
    impl_->server.set_address_family(AF_UNIX);
    if (!impl_->server.bind_to_port(listen.socket_path, 80))
      throw failed("unix:" + listen.socket_path);
    ::listen(impl_->listener, kBacklog);
    return "unix:" + listen.socket_path;
  }
  const bool ipv6 = listen.host.find(':') != std::string::npos;
  const std::string host = ipv6 ? "[" + listen.host + "]" : listen.host;
  if (listen.port == 0) {
    listen.port = impl_->server.bind_to_any_port(listen.host);
    if (listen.port < 0) throw failed(host);
  } else if (!impl_->server.bind_to_port(listen.host, listen.port)) {
    throw failed(fmt::format("{}:{}", host, listen.port));
  }
  ::listen(impl_->listener, kBacklog);
  return fmt::format("http://{}:{}", host, listen.port);
}

void HttpServer::run() {
  const auto enter = [this](Impl::Phase phase) {
    const std::lock_guard lock(impl_->mutex);
    impl_->phase = phase;
    return !impl_->stopped;
  };
  if (enter(Impl::Phase::Running)) impl_->server.listen_after_bind();
  enter(Impl::Phase::Ended);
}

void HttpServer::stop() {
  // The library forgets a stop that comes before its loop has begun.
  const auto begins = [this] {
    const std::lock_guard lock(impl_->mutex);
    impl_->stopped = true;
    return impl_->phase == Impl::Phase::Running && !impl_->server.is_running();
  };
  while (begins()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  impl_->server.stop();
}

}  // namespace entrepot
