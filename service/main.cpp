// entrepot-serve: answers searches and shows the documents of an index, or writes them as files.

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <system_error>

#include "model/error.h"
#include "service/command_line.h"
#include "service/commands/commands.h"

int main(int argc, char** argv) {
  using namespace entrepot;
  try {
    return run_command_line(argc, argv);
  } catch (const Error& failure) {
    fmt::print(stderr, "entrepot-serve: {}\n", failure.what());
    if (!failure.hint().empty()) fmt::print(stderr, "  {}\n", failure.hint());
  } catch (const std::system_error& failure) {
    fmt::print(stderr,
               "entrepot-serve: the system gives no more threads or files: {}\n"
               "  allow it more: ulimit -u and -n, or TasksMax= and LimitNOFILE= of its unit\n",
               failure.code().message());
  } catch (const std::exception& failure) {  // out of memory, and what we did not foresee
    fmt::print(stderr, "entrepot-serve: {}\n", failure.what());
  }
  return kWorldFailed;
}
