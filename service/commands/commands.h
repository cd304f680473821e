#pragma once

#include <string>
#include <vector>

/// What entrepot-serve does, one function a command. Each tells what it did on stdout, all else on
/// stderr, and returns the exit code. command_line.h reads the options.
namespace entrepot {

enum ExitCode { kClean = 0, kUsage = 2, kWorldFailed = 3 };

/// What every command is told about the site.
struct SiteOptions {
  std::string data{};
  std::string site{};        ///< Folder with templates, styles and strings; empty: our own.
  std::string public_url{};  ///< @pre check_public_url
  std::string contact{};     ///< @pre contact_link knows it
  bool quiet = false;
};

/// How a line for each request looks.
enum class LogFormat { Text, Json, Off };

struct RunOptions {
  SiteOptions site{};
  LogFormat log = LogFormat::Text;
  std::string listen{"127.0.0.1:8080"};  ///< @pre parse_listen_address reads it
};

struct ExportCommandOptions {
  SiteOptions site{};
  std::string folder{};
  std::vector<std::string> languages{};  ///< Of the interface; none = all.
};

/// Answers until a signal ends it. @throws Error, as both: the world failed.
[[nodiscard]] ExitCode run(const RunOptions& options);

/// Writes the site as files.
[[nodiscard]] ExitCode export_files(const ExportCommandOptions& options);

}  // namespace entrepot
