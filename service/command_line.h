#pragma once

namespace entrepot {

/// Reads the arguments of entrepot-serve and runs the command they name; explains itself on --help,
/// and to whoever it did not understand.
/// @return the exit code.
/// @throws Error: the world failed.
[[nodiscard]] int run_command_line(int argc, char** argv);

}  // namespace entrepot
