#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/results/goals.h"
#include "engine/archive/read_results.h"
#include "engine/base/enum_names.h"
#include "engine/scenario/scenario.h"
#include "engine/statistics/estimate.h"

/// From approval to delivery: how far each initiative gets, and how much forecast value is lost at each step.
namespace silowalk::inline analysis {

/// The steps of the funnel. An initiative that reaches a step has reached all steps before it.
enum class FunnelStep {
  listed,       ///< it stands in the scenario
  approved,     ///< it came up, and a forecast that its chooser goes by speaks for it
  funded,       ///< the purse of a whole cycle could pay for it, were nothing else begun; or it was begun
  prioritised,  ///< it was begun: ahead of others, through the gate and the guardrails
  moving,       ///< it was delivered, or is under way and not late at the horizon's end
  live          ///< it was delivered
};
inline constexpr std::size_t funnel_steps = enum_count<FunnelStep>();
inline constexpr auto funnel_step_names =
    enum_names<FunnelStep>("listed", "approved", "funded", "prioritised", "moving", "live");

/// How far one initiative got in one replication.
struct FunnelTrack {
  FunnelStep reached = FunnelStep::listed;
  /// Forecast of customer value less cost at the planning date that began it, else at the last one that passed it over,
  /// in the currency; none where no planning date looked at it (rules `plan` and `quick-fix` forecast no value).
  std::optional<double> value = {};
};

/// One initiative over all replications.
struct FunnelRow {
  std::string initiative;                    ///< name of the initiative
  std::string owner;                         ///< silo that owns it
  Estimate value;                            ///< over replications in which it was forecast
  std::array<Chance, funnel_steps> reached;  ///< the share of replications in which it got so far
};

/// Of all initiatives together; per replication, then over replications.
struct FunnelTotals {
  Estimate initiatives;       ///< how many got so far
  Estimate value;             ///< their forecasts above zero
  Estimate initiatives_died;  ///< between the step before and this one; nothing at the first
  Estimate value_died;
};

/// The funnel of one scenario.
struct Funnel {
  std::uint32_t replications = 0;
  int forecast = 0;                              ///< initiatives with a forecast of value in some replication
  std::vector<FunnelRow> initiatives;            ///< in the order of the scenario
  std::array<FunnelTotals, funnel_steps> steps;  ///< by FunnelStep
};

/// Returns how far an initiative got in one replication. `initiative`: its place in the scenario.
FunnelTrack funnel_track(Scenario const& scenario, std::size_t initiative, Tally const& tally);

/// Computes the funnel from tallies in memory. `level`: of the intervals, a probability.
Funnel funnel(Scenario const& scenario, std::vector<Tally> const& tallies, double level = 0.95);

/// Computes the funnel of a results file. Throws InvalidInput where this version cannot read the scenario in it. One
/// thread at a time (ResultsFile).
Funnel funnel(ResultsFile const& file, std::size_t scenario, double level = 0.95);

}  // namespace silowalk::inline analysis
