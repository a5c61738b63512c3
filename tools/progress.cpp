#include "tools/progress.h"

#include <fmt/core.h>
#include <unistd.h>

#include "engine/report/results/progress_text.h"
#include "tools/standard_streams.h"

namespace silowalk::inline tools {

ProgressLine::ProgressLine(bool wanted, double allowed)
    : shown_(wanted && isatty(STDERR_FILENO) == 1),
      begun_(Clock::now()),
      last_(begun_ - std::chrono::hours(1)),
      allowed_(allowed) {}

ProgressLine::~ProgressLine() { clear(); }

void ProgressLine::show(Progress const& progress) {
  Clock::time_point const now = Clock::now();
  if (!shown_ || now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  double const seconds = std::chrono::duration<double>(now - begun_).count();
  // Padded to 78 columns, so that a shorter text covers the longer one before it. No line break: the next text starts
  // at the same place.
  write_standard_error(fmt::format("\r{:<78}", progress_text(progress, seconds, allowed_)));
}

void ProgressLine::clear() {
  if (!shown_) return;
  write_standard_error(fmt::format("\r{:<78}\r", ""));
}

}  // namespace silowalk::inline tools
