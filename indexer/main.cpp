// entrepot-index: checks a corpus and builds the index from it.

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <new>
#include <string_view>

#include "indexer/command_line.h"
#include "indexer/commands.h"
#include "model/error.h"

namespace {

using namespace entrepot;

/// Ends the program at once, whatever it is doing: what is current is switched by one rename, so it
/// is never half done, and the next build removes what this one leaves. Calls only what a signal
/// handler may (POSIX, signal-safety).
extern "C" void stop(int signal) {
  constexpr std::string_view kTerminal = "\r\033[K";
  constexpr std::string_view kMessage = "entrepot-index: stopped before it was done\n";
  if (::isatty(STDERR_FILENO) == 1)
    static_cast<void>(!::write(STDERR_FILENO, kTerminal.data(), kTerminal.size()));
  static_cast<void>(!::write(STDERR_FILENO, kMessage.data(), kMessage.size()));
  ::raise(signal);  // with its default meaning by now, so that a shell sees why we ended
}

void handle_signals() {
  struct sigaction action {};
  action.sa_handler = stop;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_NODEFER);
  for (const int signal : {SIGINT, SIGTERM}) ::sigaction(signal, &action, nullptr);
  // A file over the process's limit is then a failed write with a message, not a sudden end.
  std::signal(SIGXFSZ, SIG_IGN);
}

}  // namespace

int main(int argc, char** argv) {
  handle_signals();
  try {
    const int status = run_command_line(argc, argv);
    if (std::fflush(stdout) != 0)
      throw Error(fmt::format("cannot write to stdout: {}", std::strerror(errno)),
                  "what was asked for is done; only its result could not be told");
    return status;
  } catch (const Error& failure) {
    fmt::print(stderr, "entrepot-index: {}\n", failure.what());
    if (!failure.hint().empty()) fmt::print(stderr, "  {}\n", failure.hint());
  } catch (const std::bad_alloc&) {
    fmt::print(stderr, "entrepot-index: out of memory\n");
  } catch (const std::exception& failure) {  // what we did not foresee
    fmt::print(stderr, "entrepot-index: {}\n", failure.what());
  }
  return kWorldFailed;
}
