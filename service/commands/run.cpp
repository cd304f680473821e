#include <fmt/format.h>
#include <signal.h>

#include <cstdio>
#include <string>
#include <thread>
#include <utility>

#include "service/commands/commands.h"
#include "service/commands/site.h"
#include "service/http/http_server.h"

namespace entrepot {
namespace {

/// No query text and no address: what somebody looked for is nobody's business.
void log_access(const AccessLogEntry& entry) {
  fmt::print(stderr, "{} {} {} {} bytes {:.1f} ms\n", entry.method,
             entry.route.empty() ? "-" : entry.route, entry.status, entry.bytes,
             static_cast<double>(entry.took.count()) / 1000);
}

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

}  // namespace

ExitCode run(const RunOptions& options) {
  const sigset_t signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);  // a reader who hangs up is not our end
  const Site site(options.site, CurrentLibrary::Options{}.interval);

  const ListenAddress listen = parse_listen_address(options.listen);
  HttpServerOptions server_options{.listen = listen};
  if (!options.site.quiet) server_options.log = &log_access;
  HttpServer server(std::move(server_options),
                    [&site](const HttpRequest& request) { return site.routes.answer(request); });
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
