#include "service/http/http_server.h"

#include <sys/resource.h>

#include <algorithm>
#include <utility>

#include "service/http/protocol.h"
#include "service/http/worker_pool.h"

namespace entrepot {
namespace {

/// Asks the system for as many open files as `connections` need beside what the service opens
/// itself, and returns how many connections that leaves room for.
std::size_t affordable(std::size_t connections) {
  constexpr rlim_t kOwnFiles = 512;  // databases of every thread, two generations during a switch
  constexpr rlim_t kFewest = 16;
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return connections;
  const rlim_t wanted = connections + kOwnFiles;
  if (files.rlim_cur < wanted) {
    files.rlim_cur = std::min(wanted, files.rlim_max);
    ::setrlimit(RLIMIT_NOFILE, &files);
    ::getrlimit(RLIMIT_NOFILE, &files);
  }
  if (files.rlim_cur >= wanted) return connections;
  return files.rlim_cur > kOwnFiles + kFewest ? files.rlim_cur - kOwnFiles : kFewest;
}

ConnectionLimits affordable(ConnectionLimits limits) {
  limits.connections = affordable(limits.connections);
  return limits;
}

}  // namespace

struct HttpServer::Impl {
  Impl(HttpServerOptions options, HttpHandler handler)
      : threads(options.threads),
        listener(options.listen),
        protocol(std::move(handler), options.log,
                 std::chrono::duration_cast<std::chrono::seconds>(options.limits.keep_alive)),
        connections(
            affordable(options.limits), listener,
            [this](const std::string& head, bool close) { return protocol.answer(head, close); },
            options.log, counters),
        workers(options.threads, options.queue) {}

  std::size_t threads;
  HttpCounters counters{};
  Listener listener;
  Protocol protocol;
  Connections connections;
  WorkerPool workers;  // last: what it still does needs the others
};

HttpServer::HttpServer(HttpServerOptions options, HttpHandler handler)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(handler))) {}

HttpServer::~HttpServer() = default;

const std::string& HttpServer::url() const { return impl_->listener.url(); }

void HttpServer::run() { impl_->connections.run(impl_->workers); }

void HttpServer::stop() { impl_->connections.stop(); }

const HttpCounters& HttpServer::counters() const { return impl_->counters; }

HttpLoad HttpServer::load() const {
  return {.waiting = impl_->workers.waiting(),
          .busy = impl_->workers.busy(),
          .threads = impl_->threads};
}

}  // namespace entrepot
