#include "engine/report/results/progress_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace silowalk::inline report {
namespace {

/// Returns "1.25 M visits/s", "12.5 k visits/s" or "9.0 visits/s".
std::string rate_text(double per_second, char const* what) {
  if (per_second >= 1e6) return fmt::format("{:.2f} M {}/s", per_second / 1e6, what);
  if (per_second >= 1e3) return fmt::format("{:.1f} k {}/s", per_second / 1e3, what);
  return fmt::format("{:.1f} {}/s", per_second, what);
}

}  // namespace

std::string progress_text(Progress const& progress, double seconds, double allowed) {
  std::string text = fmt::format("{} of {} blocks", progress.blocks_done, progress.blocks_total);
  // Reused blocks took no time: with them, the rate would be too high and the remaining time too short.
  std::size_t const run = progress.blocks_done - progress.blocks_reused;
  if (run == 0 || seconds <= 0) return text;
  text += ", " + (progress.visits_run > 0
                      ? rate_text(static_cast<double>(progress.visits_run) / seconds, "visits")
                      : rate_text(static_cast<double>(progress.replications_run) / seconds, "replications"));
  double const all =
      seconds / static_cast<double>(run) * static_cast<double>(progress.blocks_total - progress.blocks_done);
  double const left = std::min(all, std::max(0.0, allowed - seconds));
  std::string const end = left < all ? " left of --time" : " left";
  // Remaining time in whole seconds; hours only where there are some.
  long const whole = std::lround(left);
  if (whole >= 3600) return text + fmt::format(", {}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60) + end;
  return text + fmt::format(", {}:{:02}", whole / 60, whole % 60) + end;
}

}  // namespace silowalk::inline report
