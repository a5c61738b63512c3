#include "engine/analysis/results/funnel.h"

#include <algorithm>
#include <cmath>

#include "engine/analysis/results/each_tally.h"
#include "engine/scenario/resolve.h"
#include "engine/statistics/quantity_range.h"

namespace silowalk::inline analysis {
namespace {

using F = InitiativeField;

/// Tolerance for rounding: months that are whole stay so, and a budget equal to the price is enough.
constexpr double rounding = 1e-9;

/// Returns the rule by which the initiative's owner decides.
Rule rule_of(Scenario const& scenario, Initiative const& initiative) {
  Silo const* const owner = find_named(scenario.silos, initiative.owner);
  return owner != nullptr && owner->rule ? *owner->rule : scenario.organisation.rule;
}

/// Returns a field over all months, in the units of the tally.
std::int64_t sum(Tally const& tally, std::size_t initiative, F field) {
  std::int64_t total = 0;
  for (int month = 0; month < tally.months; ++month) total += tally.at(month, static_cast<int>(initiative), field);
  return total;
}

/// Returns whether a forecast that the rule uses was above zero: the owner's score where alignment is below 1, the
/// company's value where it is above 0.
bool speaks_for_it(Scenario const& scenario, Rule rule, std::size_t initiative, Tally const& tally) {
  if (rule == Rule::plan || rule == Rule::quick_fix) return true;
  double const alignment = rule == Rule::enterprise ? 1.0 : scenario.organisation.alignment;
  for (int month = 0; month < tally.months; ++month) {
    auto const number = static_cast<int>(initiative);
    if (alignment < 1 && tally.at(month, number, F::forecast_own) > 0) return true;
    if (alignment > 0 && tally.at(month, number, F::forecast_value) > 0) return true;
  }
  return false;
}

/// Returns whether the budget of one cycle covers the price. Work under rule `plan` begins whatever it costs.
bool could_be_paid(Scenario const& scenario, Rule rule, Initiative const& initiative) {
  if (rule == Rule::plan) return true;
  Planning const& planning = scenario.organisation.planning;
  double const cycle = std::ceil(planning.cycle / days_per_month - rounding) * days_per_month;
  double const takes = std::ceil(initiative.duration / days_per_month - rounding) * days_per_month;
  double const price = initiative.cost_once + initiative.cost_running * std::max(0.0, cycle - takes);
  double purse = 0;
  for (Silo const& each : scenario.silos) {
    if (planning.pooled || each.name == initiative.owner) purse += each.budget.value_or(0) * cycle;
  }
  return price <= purse * (1 + rounding);
}

/// Returns the last forecast of value, in the currency: at the planning date that began the work, else at the last one
/// that considered it. Work that has begun is not forecast again.
std::optional<double> last_forecast(std::size_t initiative, Tally const& tally) {
  auto const number = static_cast<int>(initiative);
  for (int month = tally.months - 1; month >= 0; --month) {
    std::int64_t const value = tally.at(month, number, F::forecast_value);
    if (value != 0 || tally.at(month, number, F::forecast_own) != 0) return static_cast<double>(value) / 1e6;
  }
  return std::nullopt;
}

/// Returns the furthest step. Each step is checked from the last one down, since a later one implies those before.
FunnelStep step_of(Scenario const& scenario, std::size_t initiative, Tally const& tally) {
  Initiative const& written = scenario.initiatives[initiative];
  Rule const rule = rule_of(scenario, written);
  if (sum(tally, initiative, F::delivered) > 0) return FunnelStep::live;
  if (sum(tally, initiative, F::committed) > 0) {
    // Late in the last month: it does not move at the horizon's end.
    bool const late = tally.months > 0 && tally.at(tally.months - 1, static_cast<int>(initiative), F::late) > 0;
    bool const stands = late || sum(tally, initiative, F::dropped) > 0;
    return stands ? FunnelStep::prioritised : FunnelStep::moving;
  }
  bool const came_up = sum(tally, initiative, F::looked_at) > 0;
  if (!came_up || !speaks_for_it(scenario, rule, initiative, tally)) return FunnelStep::listed;
  return could_be_paid(scenario, rule, written) ? FunnelStep::funded : FunnelStep::approved;
}

/// Returns one initiative over replications. Counts are cumulative: who reached a step reached those before.
FunnelRow row_of(Initiative const& initiative, std::vector<FunnelTrack> const& tracks, double level) {
  FunnelRow row{initiative.name, initiative.owner, {}, {}};
  Series value;
  std::array<int, funnel_steps> reached{};
  for (FunnelTrack const& track : tracks) {
    value.push_back(track.value);
    for (std::size_t step = 0; step <= static_cast<std::size_t>(track.reached); ++step) ++reached[step];
  }
  row.value = estimate(value, level);
  for (std::size_t step = 0; step < funnel_steps; ++step)
    row.reached[step] = chance_of(reached[step], static_cast<int>(tracks.size()), level);
  return row;
}

/// Returns before - after by replication. Precondition: all values are defined.
Series difference(Series const& before, Series const& after) {
  Series result;
  for (std::size_t r = 0; r < before.size(); ++r) result.push_back(*before[r] - *after[r]);
  return result;
}

/// By initiative, then replication.
using Tracks = std::vector<std::vector<FunnelTrack>>;

/// Sums counts and forecast values by step, within each replication, then over replications.
void add_totals(Tracks const& tracks, double level, Funnel& result) {
  std::array<Series, funnel_steps> counts;
  std::array<Series, funnel_steps> values;
  for (std::size_t step = 0; step < funnel_steps; ++step) {
    for (std::uint32_t r = 0; r < result.replications; ++r) {
      double count = 0;
      double value = 0;
      for (std::vector<FunnelTrack> const& each : tracks) {
        if (static_cast<std::size_t>(each[r].reached) < step) continue;
        count += 1;
        // A forecast below zero is no value that could die on the way.
        value += std::max(0.0, each[r].value.value_or(0));
      }
      counts[step].emplace_back(count);
      values[step].emplace_back(value);
    }
    FunnelTotals& totals = result.steps[step];
    // Nothing is lost before the first step.
    std::size_t const before = step == 0 ? 0 : step - 1;
    totals.initiatives = not_below_zero(estimate(counts[step], level));
    totals.value = not_below_zero(estimate(values[step], level));
    totals.initiatives_died = not_below_zero(estimate(difference(counts[before], counts[step]), level));
    totals.value_died = not_below_zero(estimate(difference(values[before], values[step]), level));
  }
}

/// Adds one replication. Precondition: `tracks` has one list an initiative.
void add_tracks(Scenario const& scenario, Tally const& tally, Tracks& tracks) {
  for (std::size_t i = 0; i < tracks.size(); ++i) tracks[i].push_back(funnel_track(scenario, i, tally));
}

/// Returns the funnel of these tracks. `level`: of the intervals.
Funnel funnel_of(Scenario const& scenario, Tracks const& tracks, std::size_t replications, double level) {
  Funnel result;
  result.replications = static_cast<std::uint32_t>(replications);
  for (std::size_t i = 0; i < tracks.size(); ++i) {
    result.initiatives.push_back(row_of(scenario.initiatives[i], tracks[i], level));
    result.forecast += result.initiatives.back().value.mean ? 1 : 0;
  }
  add_totals(tracks, level, result);
  return result;
}

}  // namespace

FunnelTrack funnel_track(Scenario const& scenario, std::size_t initiative, Tally const& tally) {
  return {step_of(scenario, initiative, tally), last_forecast(initiative, tally)};
}

Funnel funnel(Scenario const& scenario, std::vector<Tally> const& tallies, double level) {
  Tracks tracks(scenario.initiatives.size());
  for (Tally const& tally : tallies) add_tracks(scenario, tally, tracks);
  return funnel_of(scenario, tracks, tallies.size(), level);
}

Funnel funnel(ResultsFile const& file, std::size_t scenario, double level) {
  ScenarioResults const& results = file.header().scenarios.at(scenario);
  FieldsNeeded fields;
  fields.initiative.set();
  Tracks tracks(results.scenario->initiatives.size());
  each_tally(file, scenario, results.replications, fields,
             [&](Tally const& tally) { add_tracks(*results.scenario, tally, tracks); });
  return funnel_of(*results.scenario, tracks, results.replications, level);
}

}  // namespace silowalk::inline analysis
