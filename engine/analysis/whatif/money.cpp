#include "engine/analysis/whatif/money.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "engine/base/complaint.h"
#include "engine/base/portable_math.h"
#include "engine/scenario/resolve.h"

namespace silowalk::inline analysis {
namespace {

/// Returns a probability moved on the log-odds scale. Precondition: it is between 0 and 1, both excluded.
double shifted(double probability, double log_odds) {
  double const z = portable_log(probability / (1 - probability)) + log_odds;
  return 1 / (1 + portable_exp(-z));
}

/// Returns whether success can be moved: 0 and 1 have no finite log-odds.
bool has_quality(Touchpoint const& touchpoint) { return touchpoint.success > 0 && touchpoint.success < 1; }

/// Removes the plausible range of a value that is changed on purpose and may leave it.
void forget_range(std::vector<PlausibleRange>& ranges, std::string_view key) {
  std::erase_if(ranges, [key](PlausibleRange const& each) { return each.key == key; });
}

/// Adds `step` agents to the silo and to every shift that states a number. Returns false where that is impossible; the
/// silo may then be half changed and must be dropped.
bool add_agent(Silo& silo, int step) {
  if (!silo.agents || *silo.agents + step < 1) return false;
  *silo.agents += step;
  forget_range(silo.range, "agents");
  for (Shift& shift : silo.shifts) {
    if (!shift.agents) continue;
    if (*shift.agents + step < 0) return false;
    *shift.agents += step;
  }
  return true;
}

/// Returns b - a by replication, where both are defined.
Series minus(Series const& b, Series const& a) {
  Series difference(b.size());
  for (std::size_t i = 0; i < b.size() && i < a.size(); ++i)
    if (a[i] && b[i]) difference[i] = *b[i] - *a[i];
  return difference;
}

/// Returns the name of a nudged scenario, for people and for the results file.
std::string name_of(Place const& place, int step) {
  std::string const word = step > 0 ? "one more" : "one less";
  if (place.kind == Place::Kind::silo_agents) return word + " agent in " + place.name;
  return word + " unit of quality at " + (place.kind == Place::Kind::silo_quality ? "silo " : "") + place.name;
}

/// Returns every place in the order of the report.
std::vector<Place> places_of(Scenario const& scenario) {
  std::vector<Place> places;
  for (Touchpoint const& each : scenario.touchpoints)
    places.push_back({Place::Kind::touchpoint_quality, each.name, each.silo});
  for (Silo const& each : scenario.silos) places.push_back({Place::Kind::silo_quality, each.name, each.name});
  for (Silo const& each : scenario.silos) places.push_back({Place::Kind::silo_agents, each.name, each.name});
  return places;
}

/// Returns the scenario in which no silo chooses work: of the initiatives only `taken` begins, at month 0.
Scenario with_only(Scenario scenario, std::string const& taken) {
  scenario.organisation.rule = Rule::plan;
  for (Silo& silo : scenario.silos) silo.rule.reset();
  for (Initiative& each : scenario.initiatives) each.start = each.name == taken ? std::optional(0.0) : std::nullopt;
  return scenario;
}

/// An estimate without an interval (fewer than two replications) is neither above nor below zero.
bool above_zero(Estimate const& estimate) { return estimate.low && *estimate.low > 0; }
bool below_zero(Estimate const& estimate) { return estimate.high && *estimate.high < 0; }

}  // namespace

std::optional<Scenario> nudged(Scenario scenario, Place const& place, int step, double log_odds) {
  if (place.kind == Place::Kind::silo_agents) {
    Silo* const silo = find_named(scenario.silos, place.name);
    return silo != nullptr && add_agent(*silo, step) ? std::optional(std::move(scenario)) : std::nullopt;
  }
  bool changed = false;
  for (Touchpoint& each : scenario.touchpoints) {
    bool const meant = place.kind == Place::Kind::silo_quality ? each.silo == place.name : each.name == place.name;
    if (!meant || !has_quality(each)) continue;
    // On the log-odds scale, so that a unit is as large at a success of .5 as at .95.
    each.success = shifted(each.success, step * log_odds);
    forget_range(each.range, "success");
    changed = true;
  }
  return changed ? std::optional(std::move(scenario)) : std::nullopt;
}

MoneyPlan plan_money(Scenario const& scenario, std::uint64_t seed, std::uint32_t replications, double log_odds) {
  MoneyPlan result;
  Plan& plan = result.plan;
  plan.seed = seed;
  plan.replications = replications;
  plan.scenarios.push_back(plan_scenario("as it is", scenario, seed));
  auto const add = [&](std::string name, Scenario changed) {
    plan.scenarios.push_back(plan_scenario(std::move(name), std::move(changed), seed));
    return plan.scenarios.size() - 1;
  };
  for (Place const& place : places_of(scenario)) {
    NudgedPlace nudge{place, {}, {}};
    for (int const step : {1, -1})
      if (std::optional<Scenario> changed = nudged(scenario, place, step, log_odds))
        (step > 0 ? nudge.more : nudge.less) = add(name_of(place, step), std::move(*changed));
    if (nudge.more || nudge.less) result.places.push_back(std::move(nudge));
  }
  if (!scenario.initiatives.empty()) result.nothing = add("nothing taken on", with_only(scenario, ""));
  for (Initiative const& each : scenario.initiatives)
    result.initiatives.push_back({each.name, each.owner, add("only " + each.name, with_only(scenario, each.name))});
  if (plan.scenarios.size() > 1) return result;
  reject(Location{}, "there is nothing to vary",
         "every visit succeeds, no silo has agents, and there is no initiative");
}

// Scenario 0 is the company as it is.
std::vector<Marginal> marginals(MoneyPlan const& plan, std::span<Series const> measure) {
  std::vector<Marginal> found;
  for (NudgedPlace const& each : plan.places) {
    Marginal& marginal = found.emplace_back(Marginal{each.place, {}, {}});
    if (each.more) marginal.more = estimate(minus(measure[*each.more], measure[0]));
    if (each.less) marginal.less = estimate(minus(measure[*each.less], measure[0]));
  }
  return found;
}

Reallocation suggest_reallocation(MoneyPlan const& plan, std::span<Series const> measure) {
  // One silo's gain of one more agent, and loss of one less, by replication.
  struct Silos {
    std::string name;
    std::optional<Series> more, less;
    bool used = false;
  };
  std::vector<Silos> silos;
  for (NudgedPlace const& each : plan.places) {
    if (each.place.kind != Place::Kind::silo_agents) continue;
    Silos& silo = silos.emplace_back();
    silo.name = each.place.name;
    if (each.more) silo.more = minus(measure[*each.more], measure[0]);
    if (each.less) silo.less = minus(measure[*each.less], measure[0]);
  }
  // Starts from zero where the company as it is has a value: replications without one stay undefined.
  Reallocation result;
  Series sum(measure[0].size());
  for (std::size_t r = 0; r < sum.size(); ++r)
    if (measure[0][r]) sum[r] = 0.0;
  // Without a series a move is impossible: minus infinity is never chosen.
  auto const worth = [](std::optional<Series> const& series) {
    return series ? estimate(*series).mean.value_or(-HUGE_VAL) : -HUGE_VAL;
  };
  while (true) {
    Silos* to = nullptr;
    Silos* from = nullptr;
    double best = 0;
    for (Silos& a : silos) {
      for (Silos& b : silos) {
        // Every silo at most once: marginal values hold for one unit, not for the second.
        if (&a == &b || a.used || b.used) continue;
        double const gain = worth(a.more) + worth(b.less);
        if (gain <= best) continue;
        best = gain;
        to = &a;
        from = &b;
      }
    }
    if (to == nullptr) break;
    to->used = from->used = true;
    result.moves.push_back({from->name, to->name});
    for (std::size_t r = 0; r < sum.size(); ++r) {
      bool const defined = sum[r] && (*to->more)[r] && (*from->less)[r];
      sum[r] = defined ? std::optional(*sum[r] + *(*to->more)[r] + *(*from->less)[r]) : std::nullopt;
    }
  }
  result.predicted = estimate(sum);
  return result;
}

Scenario reallocated(Scenario scenario, std::vector<Move> const& moves) {
  auto const change = [&](std::string const& name, int step) {
    Silo* const silo = find_named(scenario.silos, name);
    if (silo == nullptr || !add_agent(*silo, step))
      throw std::invalid_argument(
          fmt::format("silo '{}' cannot have {} agent", name, step > 0 ? "one more" : "one less"));
  };
  for (Move const& move : moves) {
    change(move.from, -1);
    change(move.to, 1);
  }
  return scenario;
}

std::vector<InitiativeJudged> judge_initiatives(MoneyPlan const& plan, std::span<Series const> measure,
                                                std::span<std::vector<Series> const> own_scores) {
  std::vector<InitiativeJudged> judged;
  std::vector<Silo> const& silos = plan.plan.scenarios.front().scenario.silos;
  for (TriedInitiative const& each : plan.initiatives) {
    InitiativeJudged& one = judged.emplace_back();
    one.name = each.name;
    one.owner = each.owner;
    std::size_t const owner = place_of(silos, each.owner).value();
    one.own_score = estimate(minus(own_scores[each.scenario][owner], own_scores[*plan.nothing][owner]));
    one.measure = estimate(minus(measure[each.scenario], measure[*plan.nothing]));
    one.good_for_owner_bad_for_company = above_zero(one.own_score) && below_zero(one.measure);
  }
  return judged;
}

}  // namespace silowalk::inline analysis
