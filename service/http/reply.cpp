#include "service/http/reply.h"

#include <fmt/format.h>

#include <array>
#include <ctime>
#include <utility>

#include "service/http/security_headers.h"

namespace entrepot {
namespace {

std::string_view reason(int status) {
  constexpr std::array<std::pair<int, std::string_view>, 6> kReasons{{
      {400, "Bad Request"},
      {408, "Request Timeout"},
      {414, "URI Too Long"},
      {431, "Request Header Fields Too Large"},
      {500, "Internal Server Error"},
      {503, "Service Unavailable"},
  }};
  for (const auto& [number, text] : kReasons)
    if (number == status) return text;
  return "Error";
}

}  // namespace

std::string http_date() {
  const std::time_t now = std::time(nullptr);
  std::tm time{};
  ::gmtime_r(&now, &time);
  constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT",
                     kDays[static_cast<std::size_t>(time.tm_wday)], time.tm_mday,
                     kMonths[static_cast<std::size_t>(time.tm_mon)], time.tm_year + 1900,
                     time.tm_hour, time.tm_min, time.tm_sec);
}

Reply refusal(int status, std::string_view why) {
  const std::string body = fmt::format("{}: {}.\n", status, why);
  std::string bytes = fmt::format(
      "HTTP/1.1 {} {}\r\nDate: {}\r\nConnection: close\r\nContent-Type: text/plain; "
      "charset=utf-8\r\n"
      "Content-Length: {}\r\n",
      status, reason(status), http_date(), body.size());
  if (status == 503) bytes += "Retry-After: 1\r\n";
  for (const auto& [name, value] : kSecurityHeaders)
    bytes += fmt::format("{}: {}\r\n", name, value);
  bytes += "Cache-Control: no-store\r\n\r\n" + body;
  return {.bytes = std::move(bytes), .close = true};
}

}  // namespace entrepot
