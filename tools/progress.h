#pragma once

#include <chrono>

#include "engine/experiment/run.h"

/// @file
/// The progress line of a run. It is for people: scripts must not parse it.

namespace silowalk::inline tools {

/// One line on standard error with the progress of a run: how far, how fast, how long it still takes. Nothing where
/// standard error is no terminal, so that log files stay clean.
/// Not thread-safe. The engine calls progress and warnings from one thread at a time.
class ProgressLine {
 public:
  /// Shows nothing unless `wanted` and standard error is a terminal. The clock of the rates starts here; `allowed`
  /// seconds later the run ends.
  explicit ProgressLine(bool wanted, double allowed);
  /// Erases the line.
  ~ProgressLine();
  ProgressLine(ProgressLine const&) = delete;
  ProgressLine& operator=(ProgressLine const&) = delete;

  /// Overwrites the line, at most ten times a second.
  void show(Progress const& progress);
  /// Erases the line, so that other text can be printed.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  bool shown_;               ///< whether anything is printed
  Clock::time_point begun_;  ///< when the run began, as far as this object knows
  Clock::time_point last_;   ///< when the line was last overwritten
  double allowed_;           ///< seconds
};

}  // namespace silowalk::inline tools
