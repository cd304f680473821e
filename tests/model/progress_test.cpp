#include "model/progress.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <string>
#include <thread>

using namespace entrepot;
using namespace std::chrono_literals;

namespace {

/// A stream that is no terminal, and what was written to it.
class TempFile {
 public:
  ~TempFile() { std::fclose(file_); }
  [[nodiscard]] std::FILE* get() const { return file_; }
  [[nodiscard]] std::string text() const {
    std::rewind(file_);
    std::string out;
    for (int c = std::fgetc(file_); c != EOF; c = std::fgetc(file_)) out += static_cast<char>(c);
    return out;
  }

 private:
  std::FILE* file_ = std::tmpfile();
};

}  // namespace

TEST_CASE("progress tells how far, how fast and how long still") {
  CHECK(progress_line("Reading", "documents", {1200, 5000}, 3s) ==
        "Reading 1,200 of 5,000 documents, 400 a second, 10 s left");
  CHECK(progress_line("Indexing", "documents", {100, 100'000}, 2s) ==
        "Indexing 100 of 100,000 documents, 50 a second, 34 min left");
}

TEST_CASE("before there is anything to judge by, progress promises nothing") {
  CHECK(progress_line("Reading", "documents", {0, 5}, 0s) == "Reading 0 of 5 documents");
  CHECK(progress_line("Reading", "documents", {5, 5}, 100ms) == "Reading 5 of 5 documents");
}

TEST_CASE("at the end there is nothing left") {
  CHECK(progress_line("Reading", "documents", {10, 10}, 2s) ==
        "Reading 10 of 10 documents, 5 a second");
}

TEST_CASE("outside a terminal a short step says one line, at its end") {
  const TempFile out;
  {
    Progress progress("Reading", "documents", out.get());
    for (std::size_t done = 1; done <= 3; ++done) progress.at(done, 3);
  }
  CHECK(out.text() == "Reading 3 of 3 documents\n");
}

TEST_CASE("progress that goes nowhere is silent") {
  Progress progress("Reading", "documents", nullptr);
  progress.at(3, 3);
}

TEST_CASE("on a terminal one line is redrawn in place and wiped in the end") {
  const int controller = ::posix_openpt(O_RDWR | O_NOCTTY);
  REQUIRE(controller >= 0);
  REQUIRE(::grantpt(controller) == 0);
  REQUIRE(::unlockpt(controller) == 0);
  std::FILE* const terminal = std::fopen(::ptsname(controller), "w");
  REQUIRE(terminal != nullptr);
  ::setenv("TERM", "xterm", 1);
  {
    Progress progress("Reading", "documents", terminal);
    progress.at(1, 3);  // too early to be worth a line
    std::this_thread::sleep_for(150ms);
    progress.at(2, 3);
    progress.at(3, 3);  // too soon after the last
  }
  // A terminal hands over what has arrived: one write may come later than the other.
  const std::string expected = "\r\033[KReading 2 of 3 documents\r\033[K";
  std::string shown;
  pollfd arrived{.fd = controller, .events = POLLIN, .revents = 0};
  const auto wait = [&] { return shown.size() < expected.size() ? 2'000 : 50; };
  while (::poll(&arrived, 1, wait()) == 1) {
    std::array<char, 256> bytes{};
    const ssize_t size = ::read(controller, bytes.data(), bytes.size());
    REQUIRE(size > 0);
    shown.append(bytes.data(), static_cast<std::size_t>(size));
  }
  CHECK(shown == expected);
  std::fclose(terminal);
  ::close(controller);
}
