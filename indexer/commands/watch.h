#pragma once

#include <functional>
#include <string>

#include "indexer/commands.h"

namespace entrepot {

/// Builds, and builds again whenever something in a corpus has changed, once a burst of changes is
/// over. What fails is told on stderr and tried again. SIGINT and SIGTERM end it: between builds
/// with kClean, while one is under way as they end any build.
[[nodiscard]] ExitCode build_whenever_changed(const std::string& corpus,
                                              const std::function<ExitCode()>& build_once);

}  // namespace entrepot
