#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>

#include "service/commands/commands.h"
#include "service/commands/site.h"
#include "service/export/exporter.h"

namespace entrepot {
namespace {

/// "12.3 MB"
std::string megabytes(std::uint64_t bytes) {
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

}  // namespace

ExitCode export_files(const ExportCommandOptions& options) {
  constexpr std::chrono::hours kNever{24 * 365};  // all pages are of one index
  const Site site(options.site, kNever);
  const std::shared_ptr<const Library> library = site.current.get();
  const ExportReport report =
      export_site({.library = *library, .pages = site.pages, .routes = site.routes},
                  {.folder = options.folder,
                   .languages = options.languages,
                   .public_url = options.site.public_url,
                   .progress = options.site.quiet ? nullptr : stderr});
  for (const std::string& link : report.dead)
    fmt::print(stderr, "entrepot-serve: there is nothing at {}\n", link);
  if (!options.site.quiet)
    fmt::print("Exported {} to '{}': {} pages, {} files, {}\n", library->generation(),
               options.folder, report.pages, report.files, megabytes(report.bytes));
  return kClean;
}

}  // namespace entrepot
