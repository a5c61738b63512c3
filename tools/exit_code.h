#pragma once

/// @file
/// The exit codes of the program, one enumerator each.

namespace silowalk::inline tools {

/// The exit codes of the program. Scripts depend on the numbers: never renumber one. README.md and --help list them.
enum ExitCode : int {
  exit_ok = 0,
  exit_failure = 1,      ///< run-time failure: disk, memory, permissions, a defect
  exit_usage = 2,        ///< the command line cannot be understood
  exit_invalid = 3,      ///< an input file is at fault
  exit_incomplete = 4,   ///< results were written, but they do not have all that was requested
  exit_gaps = 5,         ///< `audit` found gaps: a finding, no failure
  exit_interrupted = 75  ///< stopped on request, saved; the same command continues
};

}  // namespace silowalk::inline tools
