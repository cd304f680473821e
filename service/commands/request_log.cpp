#include "service/commands/request_log.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string_view>

#include "model/text/width.h"

namespace entrepot {
namespace {

double milliseconds(const AccessLogEntry& entry) {
  return static_cast<double>(entry.took.count()) / 1000;
}

std::string_view or_dash(std::string_view text) { return text.empty() ? "-" : text; }

void write_text(const AccessLogEntry& entry) {
  fmt::print(stderr, "{} {} {} {} bytes {:.1f} ms {}\n",
             one_printable_line(std::string(entry.method)), or_dash(entry.route), entry.status,
             entry.bytes, milliseconds(entry), or_dash(entry.generation));
}

/// One object a line, with the time, which a text log gets from what keeps it.
void write_json(const AccessLogEntry& entry) {
  const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::system_clock::now().time_since_epoch());
  const nlohmann::ordered_json line{{"time", static_cast<double>(now.count()) / 1000},
                                    {"method", entry.method},
                                    {"route", entry.route},
                                    {"status", entry.status},
                                    {"bytes", entry.bytes},
                                    {"ms", milliseconds(entry)},
                                    {"generation", entry.generation}};
  const std::string text =
      line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace

AccessLog request_log(LogFormat format) {
  switch (format) {
    case LogFormat::Text:
      return &write_text;
    case LogFormat::Json:
      return &write_json;
    case LogFormat::Off:
      return {};
  }
  return {};
}

}  // namespace entrepot
