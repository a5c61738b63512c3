#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/estimate.h"
#include "engine/statistics/output_table.h"

/// The stopping rule of a run: the number of replications that a required precision needs. Functions are pure.
namespace silowalk::inline statistics {

/// When to stop adding replications: a group-sequential rule.
///
/// The rule looks only at fixed counts n_1 = first_look, n_2 = 2 n_1, n_3 = 4 n_1, ... and at last at `maximum`.
/// At look k it forms Student's t interval at level 1 - alpha_k, alpha_k = (1 - level) x 6 / (pi^2 k^2). It stops when
/// the half-width is at most `relative` x |mean| or at most the absolute floor.
///
/// The alpha_k add up to at most 1 - level over any number of looks. By Bonferroni's inequality the interval reported
/// at the last look covers with probability at least `level`, however the stopping depends on the data. This is an
/// error spending function in the sense of Lan and DeMets 1983, Biometrika 70:659-663. The dependence of the looks is
/// not used, which costs width and no validity. As with any t interval, the mean of n_k replications is taken as
/// normal. Neither the number of threads nor the time of a look can change the decision. Each output has its own alpha.
struct PrecisionRule {
  double relative = 0.01;               ///< share of the mean
  std::optional<double> absolute = {};  ///< in the output's base unit; none: absolute_floor() of its kind
  double level = 0.95;                  ///< a probability
  std::uint32_t first_look = 16;        ///< replications; below 2 counts as 2
  std::uint32_t maximum = 1024;         ///< replications at the last look
  friend bool operator==(PrecisionRule const&, PrecisionRule const&) = default;
};

/// Returns the counts of replications at which the rule looks, ascending; the last is `maximum`.
/// O(log maximum). Just `maximum` where first_look is not below it.
std::vector<std::uint32_t> looks_of(PrecisionRule const& rule);

/// Returns 1 - alpha_k for look k = 1, 2, ...
/// Precondition: look >= 1.
double level_at_look(PrecisionRule const& rule, int look);

/// Returns the half-width that is always precise enough, in base units: 0.05 percentage points, 0.0005 a year, half a
/// head or visit, 0.01 of the currency, a second (in days), 0.01 points, 0.01 log-odds, 0.01 agents. Without it, an
/// output near zero would never reach a relative target.
double absolute_floor(OutputKind kind);

/// The result of one look.
struct PrecisionVerdict {
  bool reached = false;  ///< the half-width is small enough; false where there is no interval
  int look = 0;          ///< from 1
  double level = 0;      ///< of this look's interval
  Estimate estimate;     ///< at that look's level
};

/// Returns the rule's verdict at look k, on the first n_k values of a series. Values beyond n_k are ignored, so that
/// replications already kept from a longer run do not change it. Precondition: 1 <= look <= looks_of(rule).size().
PrecisionVerdict judge(PrecisionRule const& rule, OutputKind kind, int look,
                       std::span<std::optional<double> const> series);

}  // namespace silowalk::inline statistics
