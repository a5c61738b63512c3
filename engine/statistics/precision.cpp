#include "engine/statistics/precision.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/calendar.h"

namespace silowalk::inline statistics {

std::vector<std::uint32_t> looks_of(PrecisionRule const& rule) {
  std::vector<std::uint32_t> looks;
  for (std::uint64_t count = std::max<std::uint32_t>(rule.first_look, 2); count < rule.maximum; count *= 2) {
    looks.push_back(static_cast<std::uint32_t>(count));
  }
  looks.push_back(rule.maximum);
  return looks;
}

double level_at_look(PrecisionRule const& rule, int look) {
  return 1 - (1 - rule.level) * 6 / (std::numbers::pi * std::numbers::pi * look * look);
}

double absolute_floor(OutputKind kind) {
  switch (kind) {
    case OutputKind::share:
    case OutputKind::yearly_rate:
      return 0.0005;
    case OutputKind::duration:
      return 1.0 / seconds_per_day;
    case OutputKind::count:
      return 0.5;
    default:
      return 0.01;
  }
}

// By the first n_k values only: a run that found more in the store must stop at the same look.
PrecisionVerdict judge(PrecisionRule const& rule, OutputKind kind, int look,
                       std::span<std::optional<double> const> series) {
  PrecisionVerdict verdict;
  verdict.look = look;
  verdict.level = level_at_look(rule, look);
  std::size_t const count = looks_of(rule)[static_cast<std::size_t>(look - 1)];
  verdict.estimate = estimate(series.first(std::min(count, series.size())), verdict.level);
  Estimate const& found = verdict.estimate;
  // Fewer than two values give no interval, so the run goes on.
  if (!found.low) return verdict;
  double const half = (*found.high - *found.low) / 2;
  double const floor = rule.absolute.value_or(absolute_floor(kind));
  verdict.reached = half <= std::max(rule.relative * std::abs(*found.mean), floor);
  return verdict;
}

}  // namespace silowalk::inline statistics
