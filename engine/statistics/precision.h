#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/estimate.h"
#include "engine/statistics/output_table.h"

namespace silowalk::inline statistics {

/// When to stop adding replications: a group-sequential rule.
///
/// It looks only at fixed counts n_1 = first_look, n_2 = 2 n_1, n_3 = 4 n_1, ... and at last at `maximum`. At look k it
/// forms Student's t interval at level 1 - alpha_k, alpha_k = (1 - level) x 6 / (pi^2 k^2), and stops when its
/// half-width is at most `relative` x |mean| or at most the absolute floor. The alpha_k add up to 1 - level over any
/// number of looks, so by Bonferroni's inequality the interval reported at the look where it stopped covers with
/// probability at least `level`, however the stopping depends on the data (an error spending function in the sense of
/// Lan and DeMets 1983, Biometrika 70:659-663; the looks' dependence is not used, which costs some width and no
/// validity; as with any t interval, up to how far the mean of n_k replications is from normal). The cost of stopping
/// by looking is thus paid, and neither threads nor the moment of the look can change the decision. Each output has its
/// own alpha.
struct PrecisionRule {
  double relative = 0.01;
  std::optional<double> absolute = {};  ///< in the output's base unit; none: absolute_floor() of its kind
  double level = 0.95;
  std::uint32_t first_look = 16;
  std::uint32_t maximum = 1024;
  friend bool operator==(PrecisionRule const&, PrecisionRule const&) = default;
};

/// The counts at which the rule looks, ascending; the last is `maximum`.
std::vector<std::uint32_t> looks_of(PrecisionRule const& rule);

/// 1 - alpha_k for look k = 1, 2, ...
double level_at_look(PrecisionRule const& rule, int look);

/// Half-widths below which nobody asks further: 0.05 percentage points, 0.0005 a year, half a head or visit, 0.01 of
/// the currency, a second, 0.01 points, 0.01 log-odds, 0.01 agents.
double absolute_floor(OutputKind kind);

struct PrecisionVerdict {
  bool reached = false;
  int look = 0;  ///< from 1
  double level = 0;
  Estimate estimate;  ///< at that look's level
};

/// The rule's verdict at look k, on the first n_k values of a series.
PrecisionVerdict judge(PrecisionRule const& rule, OutputKind kind, int look,
                       std::span<std::optional<double> const> series);

}  // namespace silowalk::inline statistics
