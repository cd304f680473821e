#include <fmt/format.h>
#include <signal.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "service/commands/commands.h"
#include "service/commands/request_log.h"
#include "service/commands/site.h"
#include "service/http/http_server.h"
#include "service/http/metrics.h"

namespace entrepot {
namespace {

bool is_reachable_from_outside(const ListenAddress& listen) {
  return listen.socket_path.empty() && !listen.host.starts_with("127.") && listen.host != "::1" &&
         listen.host != "localhost";
}

/// Signals that end the service, blocked in every thread and waited for in one: a handler may do
/// next to nothing, a thread anything.
sigset_t stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

/// Stops a server when such a signal comes; waits for one no longer than it lives itself.
class StopOnSignal {
 public:
  /// @pre the signals are blocked.
  explicit StopOnSignal(HttpServer& server)
      : waiter_([&server] {
          const sigset_t signals = stop_signals();
          int signal = 0;
          sigwait(&signals, &signal);
          server.stop();
        }) {}
  ~StopOnSignal() {
    pthread_kill(waiter_.native_handle(), SIGTERM);
    waiter_.join();
  }
  StopOnSignal(const StopOnSignal&) = delete;

 private:
  std::thread waiter_;
};

constexpr std::string_view kMetrics = "/metrics";

/// What is logged and counted of every request, and the address that shows the counts.
class Observed {
 public:
  explicit Observed(LogFormat format) : log_(request_log(format)), requests_(patterns()) {}

  void add(const AccessLogEntry& entry) {
    requests_.add(entry);
    if (log_) log_(entry);
  }

  [[nodiscard]] static bool is_asked_for(const HttpRequest& request) {
    return request.path == kMetrics && (request.method == "GET" || request.method == "HEAD");
  }

  [[nodiscard]] HttpResponse answer(const HttpServer& server, const Site& site) const {
    const std::shared_ptr<const Library> library = site.current.get();
    const Manifest& manifest = library->manifest();
    const CurrentLibrary::State state = site.current.state();
    HttpResponse response{
        .content_type = "text/plain; version=0.0.4; charset=utf-8",
        .body = metrics_text({.requests = requests_,
                              .server = server,
                              .kept = site.routes.kept(),
                              .index = {.generation = library->generation(),
                                        .built_at = manifest.build.time,
                                        .documents = manifest.content.documents,
                                        .passages = manifest.content.passages,
                                        .is_checked = state.is_checked && !state.is_damaged,
                                        .has_problem = !state.problem.empty()},
                              .started = started_}),
        .route = std::string(kMetrics),
        .generation = library->generation()};
    response.set_header("Cache-Control", "no-store");
    return response;
  }

 private:
  static std::vector<std::string_view> patterns() {
    std::vector<std::string_view> all = Routes::patterns();
    all.push_back(kMetrics);
    return all;
  }

  AccessLog log_;
  RequestMetrics requests_;
  std::chrono::system_clock::time_point started_ = std::chrono::system_clock::now();
};

}  // namespace

ExitCode run(const RunOptions& options) {
  const sigset_t signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);  // a reader who hangs up is not our end
  const Site site(options.site, CurrentLibrary::Options{}.interval);

  const ListenAddress listen = parse_listen_address(options.listen);
  Observed observed(options.site.quiet ? LogFormat::Off : options.log);
  HttpServer server(
      {.listen = listen, .log = [&](const AccessLogEntry& entry) { observed.add(entry); }},
      [&](const HttpRequest& request) {
        return observed.is_asked_for(request) ? observed.answer(server, site)
                                              : site.routes.answer(request);
      });
  const std::string& address = server.url();
  if (is_reachable_from_outside(listen))
    fmt::print(
        stderr,
        "entrepot-serve: other machines can reach {}; put a web server such as nginx in front, "
        "which bounds what strangers send\n",
        address);
  fmt::print("Serving {} from '{}' on {}\n", site.current.get()->generation(), options.site.data,
             address);
  std::fflush(stdout);

  const StopOnSignal waiter(server);
  server.run();
  return kClean;
}

}  // namespace entrepot
