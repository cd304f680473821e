#pragma once

#include <chrono>
#include <filesystem>

#include "service/commands/commands.h"
#include "service/http/assets.h"
#include "service/pages/pages.h"
#include "service/routes/routes.h"
#include "service/search/current_library.h"

namespace entrepot {

/// Everything that answers about one index. What goes wrong meanwhile is told on stderr.
struct Site {
  /// @param interval between two looks at which index is current.
  /// @throws Error: the index or the site's own files cannot be read.
  Site(const SiteOptions& options, std::chrono::milliseconds interval);

  std::filesystem::path folder;
  Assets assets;
  Pages pages;
  CurrentLibrary current;
  Routes routes;
};

}  // namespace entrepot
