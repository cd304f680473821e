// entrepot-serve: answers searches and shows the documents of an index.

#include <fmt/format.h>
#include <signal.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <thread>

#include "model/error.h"
#include "model/text/width.h"
#include "service/http/assets.h"
#include "service/http/http_server.h"
#include "service/pages/pages.h"
#include "service/routes/routes.h"
#include "service/search/current_library.h"

namespace {

namespace fs = std::filesystem;
using namespace entrepot;

enum ExitCode { kClean = 0, kUsage = 2, kWorldFailed = 3 };

struct Options {
  std::string data{};
  std::string listen{"127.0.0.1:8080"};
  std::string site{};
  std::string public_url{};
  std::string contact{};
  bool quiet = false;
};

/// A folder of ours: beside the installed program, else in the sources it was built from.
fs::path own_folder(std::string_view name, const char* in_sources) {
  std::error_code failure;
  const fs::path program = fs::read_symlink("/proc/self/exe", failure);
  const fs::path installed = program.parent_path().parent_path() / "share" / "entrepot" / name;
  return !failure && fs::exists(installed, failure) ? installed : fs::path(in_sources);
}

/// Where templates and styles are.
fs::path site_folder(const Options& options) {
  return options.site.empty() ? own_folder("site", ENTREPOT_SITE_DIR) : fs::path(options.site);
}

Lexicons lexicons() {
  return {.dictionaries = std::make_shared<const Dictionaries>(),
          .translations = std::make_shared<const Translations>(
              own_folder("translations", ENTREPOT_TRANSLATIONS_DIR))};
}

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

int run(const Options& options) {
  const sigset_t signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);  // a reader who hangs up is not our end

  const fs::path site = site_folder(options);
  const Assets assets(site / "assets");
#ifdef NDEBUG
  constexpr MissingName kMissing = MissingName::Empty;
#else
  constexpr MissingName kMissing = MissingName::Fails;
#endif
  const Pages pages(
      site, assets,
      {.missing = kMissing, .public_url = options.public_url, .contact = options.contact});
  const CurrentLibrary current(
      options.data, {.log = [](const std::string& message) { fmt::print(stderr, "{}\n", message); },
                     .lexicons = lexicons()});
  const Routes routes(current, pages, assets);

  const ListenAddress listen = parse_listen_address(options.listen);
  HttpServerOptions server_options{.listen = listen};
  if (!options.quiet) server_options.log = &log_access;
  HttpServer server(std::move(server_options),
                    [&routes](const HttpRequest& request) { return routes.answer(request); });
  const std::string address = server.bind();
  if (is_reachable_from_outside(listen))
    fmt::print(
        stderr,
        "entrepot-serve: other machines can reach {}; put a web server such as nginx in front, "
        "which bounds what strangers send\n",
        address);
  fmt::print("Serving {} from '{}' on {}\n", current.get()->generation(), options.data, address);
  std::fflush(stdout);

  std::thread waiter([&server, &signals] {
    int signal = 0;
    sigwait(&signals, &signal);
    server.stop();
  });
  server.run();
  pthread_kill(waiter.native_handle(), SIGTERM);  // if it was not a signal that ended the server
  waiter.join();
  return kClean;
}

constexpr const char* kAbout =
    "Serves the searches and pages of an index that entrepot-index built. Reads only; never opens "
    "the corpus.\n\n"
    "  entrepot-serve run data              on http://127.0.0.1:8080\n";
constexpr const char* kRunAbout =
    "Answers on the address until it is stopped (Ctrl-C, SIGTERM). A new index is taken over by "
    "itself.\n"
    "By default only this machine reaches it; to publish it, put a web server such as nginx in "
    "front.\n\n"
    "Examples:\n"
    "  entrepot-serve run data --listen 127.0.0.1:8081\n"
    "  entrepot-serve run data --listen unix:/run/entrepot/http.sock\n\n"
    "Then: http://127.0.0.1:8080/ to browse, /api/v1/search?q=risk for programs, /healthz for "
    "monitors.";
/// For a mistyped address: what is wrong with it, before anything is opened.
std::string check_listen_address(const std::string& text) {
  try {
    static_cast<void>(parse_listen_address(text));
    return {};
  } catch (const Error& failure) {
    return fmt::format("{}; {}", failure.what(), failure.hint());
  }
}

constexpr const char* kExitCodes =
    "\nExit status: 0 stopped as asked, 2 the command was not understood, 3 something failed\n(no "
    "index, address in use).";

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app(kAbout, "entrepot-serve");
  app.footer(kExitCodes);
  app.set_version_flag("--version", "entrepot-serve " ENTREPOT_VERSION);
  app.require_subcommand(1);
  CLI::App* command = app.add_subcommand("run", kRunAbout);
  command->add_option("DATA", options.data, "Folder of the index, as given to entrepot-index build")
      ->required();
  command->add_option("--listen", options.listen, "HOST:PORT (port 0: any free one) or unix:PATH")
      ->check(CLI::Validator(&check_listen_address, "", "address"))
      ->capture_default_str();
  command->add_option("--site", options.site,
                      "Folder with templates, styles and strings (default: the program's own)");
  command
      ->add_option("--public-url", options.public_url,
                   "The site's own address, for citations and search engines: "
                   "https://entrepot.example")
      ->check(CLI::Validator([](const std::string& url) { return check_public_url(url); }, "",
                             "address"));
  command
      ->add_option("--contact", options.contact,
                   "Who answers for the site, shown on its pages: a mail address or https://…")
      ->check(CLI::Validator(
          [](const std::string& text) {
            return contact_link(text).empty()
                       ? fmt::format("'{}' is neither a mail address nor https://…", text)
                       : std::string();
          },
          "", "address"));
  command->add_flag("-q,--quiet", options.quiet, "No line for each request");
  command->footer(kExitCodes);
  app.failure_message([&](const CLI::App*, const CLI::Error& problem) {
    return fmt::format("entrepot-serve: {}\n  entrepot-serve {}--help explains it\n",
                       problem.what(), command->parsed() ? "run " : "");
  });
  if (argc > 1 && argv[1][0] != '-' && std::string_view(argv[1]) != "run") {
    fmt::print(stderr,
               "entrepot-serve: unknown command '{}'; write 'run'\n"
               "  entrepot-serve --help explains it\n",
               one_printable_line(argv[1]));
    return kUsage;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    return app.exit(problem) == 0 ? kClean : kUsage;
  }
  try {
    return run(options);
  } catch (const Error& failure) {
    fmt::print(stderr, "entrepot-serve: {}\n", failure.what());
    if (!failure.hint().empty()) fmt::print(stderr, "  {}\n", failure.hint());
  } catch (const std::exception& failure) {  // out of memory, and what we did not foresee
    fmt::print(stderr, "entrepot-serve: {}\n", failure.what());
  }
  return kWorldFailed;
}
