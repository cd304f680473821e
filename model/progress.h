#pragma once

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <string>

namespace entrepot {

/// Tells how far a long step is: a line redrawn in place on a terminal; elsewhere a plain line
/// every few seconds and one at the end. One thread.
class Progress {
 public:
  /// @param step what is being done: "Reading". @param things what with: "documents".
  /// @param out where to; nullptr for nowhere. Not owned.
  Progress(std::string step, std::string things, std::FILE* out = stderr);
  ~Progress();  ///< Leaves the terminal's line clean.
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Cheap enough to call for every thing. `total` may grow.
  void at(std::size_t done, std::size_t total);

 private:
  using Clock = std::chrono::steady_clock;
  std::string step_, things_;
  std::FILE* out_;
  bool terminal_;
  bool drawn_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point next_;
};

/// "14,000"
[[nodiscard]] std::string grouped(std::size_t value);

/// Whether lines can be redrawn and coloured there.
[[nodiscard]] bool is_terminal(std::FILE* out);

/// How much of a step is done.
struct Done {
  std::size_t done = 0, total = 0;
};

/// "Reading 1,200 of 5,000 documents, 410 a second, 9 s left"
[[nodiscard]] std::string progress_line(const std::string& step, const std::string& things,
                                        Done how_much, std::chrono::duration<double> elapsed);

}  // namespace entrepot
