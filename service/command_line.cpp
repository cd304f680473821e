#include "service/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <map>
#include <string>
#include <string_view>

#include "model/error.h"
#include "model/text/width.h"
#include "service/commands/commands.h"
#include "service/export/exporter.h"
#include "service/http/http_server.h"
#include "service/pages/pages.h"

namespace entrepot {
namespace {

constexpr const char* kAbout =
    "Serves the searches and pages of an index that entrepot-index built, or writes them as files. "
    "Reads only; never opens the corpus.\n\n"
    "  entrepot-serve run data              on http://127.0.0.1:8080\n"
    "  entrepot-serve export data site      as files, to carry or to put on a web server\n\n"
    "Each command explains itself: entrepot-serve export --help\n";
constexpr const char* kRunAbout =
    "Answers on the address until it is stopped (Ctrl-C, SIGTERM). A new index is taken over by "
    "itself.\n"
    "By default only this machine reaches it; to publish it, put a web server such as nginx in "
    "front.\n\n"
    "Examples:\n"
    "  entrepot-serve run data --listen 127.0.0.1:8081\n"
    "  entrepot-serve run data --listen unix:/run/entrepot/http.sock\n\n"
    "Then: http://127.0.0.1:8080/ to browse, /api/v1/search?q=risk for programs, /healthz and "
    "/metrics for monitors.";
constexpr const char* kExportAbout =
    "Writes every page of the site into DIR as files that need no server and no network: open "
    "index.html in a browser,\n"
    "copy the folder to a stick, put it on any web server, or make a ZIM file of it. A search that "
    "runs in the\n"
    "browser is part of it. DIR must be empty, not there yet, or an earlier export; that one stays "
    "whole until the\n"
    "new one is complete. Meanwhile the new one is DIR.partial; what a stopped export left there "
    "the "
    "next one clears\n"
    "away. Progress goes to stderr, what was written to stdout.\n\n"
    "Examples:\n"
    "  entrepot-serve export data site                           every language of the interface\n"
    "  entrepot-serve export data site --language fr --language ar\n"
    "  entrepot-serve export data site --public-url https://entrepot.example\n\n"
    "Links to what no file can be, such as tables of a search (CSV), lead to the public address, "
    "or nowhere if none\nis given.";

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
    "\nExit status: 0 done, or stopped as asked; 2 the command was not understood; 3 something "
    "failed\n(no index, address in use, disk full).";

/// What both commands ask for.
void add_site_options(CLI::App& command, SiteOptions& options) {
  command.add_option("DATA", options.data, "Folder of the index, as given to entrepot-index build")
      ->required();
  command.add_option("--site", options.site,
                     "Folder with templates, styles and strings (default: the program's own)");
  command
      .add_option("--public-url", options.public_url,
                  "The site's own address, for citations and search engines: "
                  "https://entrepot.example")
      ->check(CLI::Validator([](const std::string& url) { return check_public_url(url); }, "",
                             "address"));
  command
      .add_option("--contact", options.contact,
                  "Who answers for the site, shown on its pages: a mail address or https://…")
      ->check(CLI::Validator(
          [](const std::string& text) {
            return contact_link(text).empty()
                       ? fmt::format("'{}' is neither a mail address nor https://…", text)
                       : std::string();
          },
          "", "address"));
  command.footer(kExitCodes);
}

void add_run(CLI::App& command, RunOptions& options) {
  add_site_options(command, options.site);
  command.add_option("--listen", options.listen, "HOST:PORT (port 0: any free one) or unix:PATH")
      ->check(CLI::Validator(&check_listen_address, "", "address"))
      ->capture_default_str();
  command
      .add_option("--log", options.log,
                  "A line for each request on stderr: text, json or off. It has no query and no "
                  "address of a reader")
      ->transform(CLI::CheckedTransformer(std::map<std::string, LogFormat>{
          {"text", LogFormat::Text}, {"json", LogFormat::Json}, {"off", LogFormat::Off}}))
      ->option_text("text|json|off [text]");
  command.add_flag("-q,--quiet", options.site.quiet, "As --log off");
}

void add_export(CLI::App& command, ExportCommandOptions& options) {
  add_site_options(command, options.site);
  command.add_option("DIR", options.folder, "Folder to write: empty, or an earlier export")
      ->required();
  command
      .add_option("--language", options.languages,
                  "Language of the interface, repeatable (default: all)")
      ->check(CLI::Validator([](const std::string& name) { return check_export_language(name); },
                             "", "language"));
  command.add_flag("-q,--quiet", options.site.quiet,
                   "No progress, and no line about what was done");
}

}  // namespace

int run_command_line(int argc, char** argv) {
  RunOptions run_options;
  ExportCommandOptions export_options;
  CLI::App app(kAbout, "entrepot-serve");
  app.footer(kExitCodes);
  app.set_version_flag("--version", "entrepot-serve " ENTREPOT_VERSION);
  app.require_subcommand(1);
  CLI::App* running = app.add_subcommand("run", kRunAbout);
  add_run(*running, run_options);
  CLI::App* exporting = app.add_subcommand("export", kExportAbout);
  add_export(*exporting, export_options);
  app.failure_message([&app](const CLI::App*, const CLI::Error& problem) {
    std::string command;
    for (const CLI::App* named : app.get_subcommands()) command = named->get_name() + " ";
    return fmt::format("entrepot-serve: {}\n  entrepot-serve {}--help explains it\n",
                       problem.what(), command);
  });
  const bool is_command = argc > 1 && !app.get_subcommands([&](const CLI::App* command) {
                                            return command->check_name(argv[1]);
                                          })
                                           .empty();
  if (argc > 1 && argv[1][0] != '-' && !is_command) {
    fmt::print(stderr,
               "entrepot-serve: unknown command '{}'; write 'run' or 'export'\n"
               "  entrepot-serve --help explains it\n",
               one_printable_line(argv[1]));
    return kUsage;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    return app.exit(problem) == 0 ? kClean : kUsage;
  }
  return exporting->parsed() ? export_files(export_options) : run(run_options);
}

}  // namespace entrepot
