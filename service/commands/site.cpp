#include "service/commands/site.h"

#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string_view>
#include <system_error>

namespace entrepot {
namespace {

namespace fs = std::filesystem;

#ifdef NDEBUG
constexpr MissingName kMissing = MissingName::Empty;
#else
constexpr MissingName kMissing = MissingName::Fails;
#endif

/// A folder of ours: beside the installed program, else in the sources it was built from.
fs::path own_folder(std::string_view name, const char* in_sources) {
  std::error_code failure;
  const fs::path program = fs::read_symlink("/proc/self/exe", failure);
  const fs::path installed = program.parent_path().parent_path() / "share" / "entrepot" / name;
  return !failure && fs::exists(installed, failure) ? installed : fs::path(in_sources);
}

Lexicons lexicons() {
  return {.dictionaries = std::make_shared<const Dictionaries>(),
          .translations = std::make_shared<const Translations>(
              own_folder("translations", ENTREPOT_TRANSLATIONS_DIR))};
}

void log(const std::string& message) { fmt::print(stderr, "{}\n", message); }

}  // namespace

Site::Site(const SiteOptions& options, std::chrono::milliseconds interval)
    : folder(options.site.empty() ? own_folder("site", ENTREPOT_SITE_DIR) : fs::path(options.site)),
      assets(folder / "assets"),
      pages(folder, assets,
            {.missing = kMissing, .public_url = options.public_url, .contact = options.contact}),
      current(options.data, {.interval = interval, .log = &log, .lexicons = lexicons()}),
      routes(current, pages, assets) {}

}  // namespace entrepot
