#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/results/goals.h"
#include "engine/archive/read_results.h"
#include "engine/base/enum_names.h"
#include "engine/statistics/estimate.h"

/// Three legs of a silo: its money, its people and its effect on customers. Which of them breaks first?
namespace silowalk::inline analysis {

/// What is measured of each leg, over any three months in a row (a month of a small team is mostly noise).
enum class Leg {
  financial,   ///< revenue - cost, in the currency: more is better
  people,      ///< load: handling offered and initiatives' effort, over capacity; less is better
  stewardship  ///< customers lost that the ledger attributes to the silo, per customer and year; less is better
};
inline constexpr std::size_t scorecard_legs = enum_count<Leg>();
inline constexpr auto leg_names = enum_names<Leg>("financial", "people", "stewardship");
inline constexpr int scorecard_months = 3;

/// How strict a scorecard is.
struct ScorecardRules {
  /// A leg breaks in a replication in the month from which on, to the horizon's end, its last three months are worse
  /// than what they are held against by more than this share of it.
  double tolerance = 0.1;
  double level = 0.95;  ///< of all intervals but clear_month, a probability
};

/// Of one silo's leg. What it is held against: its own first three months, or a baseline's same months.
struct LegFinding {
  Estimate before;                 ///< what the last three months are held against
  Estimate after;                  ///< the last three months
  Estimate change;                 ///< after - before, paired
  std::optional<int> clear_month;  ///< first month at whose end the mean is worse, the interval clear of zero; widened
                                   ///< for all months, legs and silos looked at (Bonferroni)
  Chance breaks;                   ///< in how many replications it breaks at all
  std::optional<double> month;     ///< median month of those
  Chance first;                    ///< in how many it is the first of the silo's legs to break (ties: all of them)
};

/// The legs of one silo.
struct SiloScorecard {
  std::string silo;                                            ///< name of the silo
  std::array<std::optional<LegFinding>, scorecard_legs> legs;  ///< none where there is nothing to measure (no agents)
  /// The leg that breaks first. Named where its mean is clear (clear_month), and it is the first in more replications
  /// than each other leg: of those in which only one of the two is first, Wilson's interval lies above one half.
  std::optional<Leg> breaks_first;
};

/// The silos of one scenario.
struct Scorecard {
  std::uint32_t replications = 0;    ///< that the scenario and its baseline share
  std::vector<SiloScorecard> silos;  ///< in the order of the scenario, without the company
};

/// Returns one leg of one silo in one replication: the value of months [m - 2, m], for every m from 2 on; empty where
/// it is not defined.
std::vector<double> leg_series(Tally const& tally, int silo, Leg leg);

/// Computes a scorecard from tallies in memory. `baseline`: tallies of another scenario with the same replications,
/// silos and months; empty: each silo's own start.
Scorecard scorecard(OutputFrame const& frame, std::vector<Tally> const& tallies, std::vector<Tally> const& baseline,
                    ScorecardRules const& rules = {});

/// Computes the scorecard of a results file. Throws InvalidInput where the horizon is shorter than six months, or where
/// the baseline has other silos or months. One thread at a time (ResultsFile).
Scorecard scorecard(ResultsFile const& file, std::size_t scenario, std::optional<std::size_t> baseline,
                    ScorecardRules const& rules = {});

}  // namespace silowalk::inline analysis
