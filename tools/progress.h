#pragma once

#include <chrono>
#include <string>

#include "engine/experiment/run.h"

namespace silowalk::inline tools {

/// One line on a terminal's standard error that says how far a run is, how fast, and how long it still takes; nothing
/// where standard error is no terminal.
class ProgressLine {
 public:
  explicit ProgressLine(bool wanted);
  ~ProgressLine();
  ProgressLine(ProgressLine const&) = delete;
  ProgressLine& operator=(ProgressLine const&) = delete;

  void show(Progress const& progress);
  /// Wipes the line, so that something else can be said.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  bool shown_;
  Clock::time_point begun_;
  Clock::time_point last_;
};

/// "12 of 50 blocks, 1.25 M visits/s, 0:23 left". `seconds` since the run began.
std::string progress_text(Progress const& progress, double seconds);

}  // namespace silowalk::inline tools
