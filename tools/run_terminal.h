#pragma once

#include "engine/experiment/run_to_file.h"
#include "tools/interrupt.h"
#include "tools/progress.h"

namespace silowalk::inline tools {

/// What a run shows on standard error while it is under way, and how Ctrl-C and SIGTERM stop it.
class RunTerminal {
 public:
  explicit RunTerminal(bool progress_wanted) : line_(progress_wanted) {}
  RunTerminal(RunTerminal const&) = delete;
  RunTerminal& operator=(RunTerminal const&) = delete;

  /// For the engine. The terminal must outlive the run.
  RunOptions options(int threads);

 private:
  ProgressLine line_;
  Interrupt interrupt_;
};

/// Prints "warning: ..." on standard error.
void print_warning(std::string const& text);

/// Prints on standard error how much of a run is saved, and that the same command continues.
void print_stopped(StoppedRun const& stopped);

}  // namespace silowalk::inline tools
