#include "model/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace entrepot {
namespace {

constexpr std::chrono::milliseconds kRedraw{100};
constexpr std::chrono::seconds kPlainLine{5};

std::string duration(double seconds) {
  if (seconds < 60) return fmt::format("{:.0f} s", std::ceil(seconds));
  return fmt::format("{:.0f} min", std::ceil(seconds / 60));
}

}  // namespace

std::string grouped(std::size_t value) {
  std::string digits = std::to_string(value);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

bool is_terminal(std::FILE* out) {
  const char* const kind = std::getenv("TERM");
  return ::isatty(::fileno(out)) == 1 && (kind == nullptr || std::string_view(kind) != "dumb");
}

Progress::Progress(std::string step, std::string things, std::FILE* out)
    : step_(std::move(step)),
      things_(std::move(things)),
      out_(out),
      terminal_(out != nullptr && is_terminal(out)),
      next_(start_ + (terminal_ ? Clock::duration(kRedraw) : kPlainLine)) {}

Progress::~Progress() {
  if (!drawn_) return;
  std::fputs("\r\033[K", out_);
  std::fflush(out_);
}

void Progress::at(std::size_t done, std::size_t total) {
  if (out_ == nullptr) return;
  const Clock::time_point now = Clock::now();
  if (now < next_ && (terminal_ || done < total)) return;
  const std::string line = progress_line(step_, things_, {done, total}, now - start_);
  if (terminal_) {
    std::fputs(("\r\033[K" + line).c_str(), out_);
    drawn_ = true;
    next_ = now + kRedraw;
  } else {
    std::fputs((line + "\n").c_str(), out_);
    next_ = now + kPlainLine;
  }
  std::fflush(out_);
}

std::string progress_line(const std::string& step, const std::string& things, Done how_much,
                          std::chrono::duration<double> elapsed) {
  const auto [done, total] = how_much;
  std::string line = fmt::format("{} {} of {} {}", step, grouped(done), grouped(total), things);
  if (done == 0 || elapsed.count() < 0.5) return line;
  const double rate = static_cast<double>(done) / elapsed.count();
  line += fmt::format(", {} a second", grouped(static_cast<std::size_t>(std::lround(rate))));
  if (done < total)
    line += fmt::format(", {} left", duration(static_cast<double>(total - done) / rate));
  return line;
}

}  // namespace entrepot
