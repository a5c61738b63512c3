#pragma once

#include <cmath>

#include "engine/experiment/run_to_file.h"
#include "tools/interrupt.h"
#include "tools/progress.h"

/// @file
/// Connects a run of the engine, which prints nothing, to the terminal.

namespace silowalk::inline tools {

/// Shows progress and warnings of a run on standard error, and stops the run at Ctrl-C and SIGTERM.
/// Precondition: construct it before threads are started (tools/interrupt.h).
class RunTerminal {
 public:
  /// `progress_wanted`: show the progress line where standard error is a terminal. Blocks SIGINT and SIGTERM, see
  /// Interrupt. `allowed`: seconds after which the run ends.
  explicit RunTerminal(bool progress_wanted, double allowed = HUGE_VAL) : line_(progress_wanted, allowed) {}
  RunTerminal(RunTerminal const&) = delete;
  RunTerminal& operator=(RunTerminal const&) = delete;

  /// Returns options for a run of the engine. They refer to this object, which must outlive the run.
  RunOptions options(int threads);

 private:
  ProgressLine line_;
  Interrupt interrupt_;
};

}  // namespace silowalk::inline tools
