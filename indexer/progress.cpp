#include "indexer/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <utility>

namespace entrepot {
namespace {

constexpr std::chrono::milliseconds kRedraw{100};
constexpr std::chrono::seconds kPlainLine{5};

std::string grouped(std::size_t value) {
  std::string digits = std::to_string(value);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string duration(double seconds) {
  if (seconds < 60) return fmt::format("{:.0f} s", std::ceil(seconds));
  return fmt::format("{:.0f} min", std::ceil(seconds / 60));
}

}  // namespace

Progress::Progress(std::string step, bool quiet)
    : step_(std::move(step)),
      quiet_(quiet),
      terminal_(::isatty(STDERR_FILENO) == 1),
      next_(start_ + (terminal_ ? Clock::duration(kRedraw) : kPlainLine)) {}

Progress::~Progress() {
  if (drawn_) fmt::print(stderr, "\r\033[K");
}

void Progress::at(std::size_t done, std::size_t total) {
  const Clock::time_point now = Clock::now();
  if (quiet_ || now < next_) return;
  const std::string line = progress_line(step_, done, total, now - start_);
  if (terminal_) {
    fmt::print(stderr, "\r\033[K{}", line);
    std::fflush(stderr);
    drawn_ = true;
    next_ = now + kRedraw;
  } else {
    fmt::print(stderr, "{}\n", line);
    next_ = now + kPlainLine;
  }
}

std::string progress_line(const std::string& step, std::size_t done, std::size_t total,
                          std::chrono::duration<double> elapsed) {
  std::string line = fmt::format("{} {} of {} documents", step, grouped(done), grouped(total));
  if (done == 0 || elapsed.count() < 0.5) return line;
  const double rate = static_cast<double>(done) / elapsed.count();
  line += fmt::format(", {} a second", grouped(static_cast<std::size_t>(std::lround(rate))));
  if (done < total)
    line += fmt::format(", {} left", duration(static_cast<double>(total - done) / rate));
  return line;
}

}  // namespace entrepot
