#pragma once

namespace silowalk::inline tools {

/// What the program tells the shell. Never renumbered.
enum ExitCode : int {
  exit_ok = 0,
  exit_failure = 1,      ///< the machine or the world around the program failed
  exit_usage = 2,        ///< the command line cannot be understood
  exit_invalid = 3,      ///< an input file is at fault
  exit_incomplete = 4,   ///< the results are there, but not all of them
  exit_gaps = 5,         ///< `audit` found gaps: no failure, an answer
  exit_interrupted = 75  ///< stopped on request, saved; the same command continues
};

}  // namespace silowalk::inline tools
