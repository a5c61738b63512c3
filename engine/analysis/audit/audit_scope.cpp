#include "engine/analysis/audit/audit_scope.h"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace silowalk::inline analysis {

Scope either(Scope const& a, Scope const& b) {
  Scope scope;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(scope));
  return scope;
}

Scope both(Scope const& a, Scope const& b) {
  Scope scope;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(scope));
  return scope;
}

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  while (true) {
    std::size_t const dot = path.find('.');
    parts.push_back(path.substr(0, dot));
    if (dot == std::string_view::npos) return parts;
    path.remove_prefix(dot + 1);
  }
}

Scopes::Scopes(Scenario const& scenario) {
  for (std::size_t i = 0; i < scenario.touchpoints.size(); ++i) {
    Touchpoint const& touchpoint = scenario.touchpoints[i];
    places_["touchpoint." + touchpoint.name] = {static_cast<int>(i)};
    places_["silo." + touchpoint.silo].push_back(static_cast<int>(i));
  }
  for (Initiative const& each : scenario.initiatives) initiatives_[each.name] = of(each);
}

Scope Scopes::of(std::string_view path) const {
  std::vector<std::string_view> const parts = parts_of(path);
  // Outputs of the company ("churn_rate") and of no place ("segment.x.revenue") have no touchpoints.
  if (parts.size() < 2) return {};
  auto const place = places_.find(std::string(parts[0]) + "." + std::string(parts[1]));
  return place == places_.end() ? Scope{} : place->second;
}

Scope Scopes::of(Initiative const& initiative) const {
  Scope scope;
  for (Effect const& effect : initiative.effects) scope = either(scope, of(effect.on));
  return scope;
}

Scope Scopes::of(Goal const& goal) const {
  Scope scope = of(goal.output);
  for (std::string const& name : goal.initiatives) {
    auto const work = initiatives_.find(name);
    if (work != initiatives_.end()) scope = either(scope, work->second);
  }
  return scope;
}

Scope Scopes::silo(std::string const& name) const {
  auto const place = places_.find("silo." + name);
  return place == places_.end() ? Scope{} : place->second;
}

Shares::Shares(Presence const& presence, std::size_t touchpoints) : presence_(presence), touchpoints_(touchpoints) {
  for (Presence::Place const& place : presence.places) {
    total_.customers += place.customers;
    total_.revenue += place.revenue;
    total_.at_stake += place.at_stake;
  }
}

CoverageShares Shares::of(Scope const& scope) const {
  // Nothing is a share of nothing: 0, not NaN.
  auto const share = [](double part, double whole) { return whole > 0 ? part / whole : 0; };
  CoverageShares sum;
  Presence::Place held;
  for (int touchpoint : scope) {
    // Without a known presence, sums stay 0.
    if (!presence_.known) break;
    Presence::Place const& place = presence_.places[static_cast<std::size_t>(touchpoint)];
    held.customers += place.customers;
    held.revenue += place.revenue;
    held.at_stake += place.at_stake;
  }
  sum.touchpoints = share(static_cast<double>(scope.size()), static_cast<double>(touchpoints_));
  sum.customers = share(held.customers, total_.customers);
  sum.revenue = share(held.revenue, total_.revenue);
  sum.at_stake = total_.at_stake > 0 ? held.at_stake / total_.at_stake : sum.revenue;
  return sum;
}

namespace {

/// Returns whether a touchpoint's survey scores reach the company: where there are listening paths, one must bring
/// surveys from it.
bool surveyed(Scenario const& scenario, Touchpoint const& touchpoint) {
  if (!touchpoint.survey || touchpoint.survey->response <= 0) return false;
  if (scenario.listening.empty()) return true;
  return std::any_of(scenario.listening.begin(), scenario.listening.end(), [&](ListeningPath const& path) {
    bool const there = path.touchpoints.empty() || std::find(path.touchpoints.begin(), path.touchpoints.end(),
                                                             touchpoint.name) != path.touchpoints.end();
    return path.kind == ListeningPath::Kind::survey && path.coverage > 0 && there;
  });
}

/// Sorts by what is at stake. Stable, so that ties keep the order of the scenario.
void most_at_stake_first(std::vector<InvisibleWork>& list) {
  std::stable_sort(list.begin(), list.end(),
                   [](InvisibleWork const& a, InvisibleWork const& b) { return a.at_stake > b.at_stake; });
}

/// Fills in Audit::invisible_places and invisible_work.
void find_invisible(Scenario const& scenario, Scopes const& scopes, Shares const& shares, Audit& audit) {
  Scope seen;
  for (std::size_t i = 0; i < scenario.touchpoints.size(); ++i) {
    Touchpoint const& touchpoint = scenario.touchpoints[i];
    auto const number = static_cast<int>(i);
    if (surveyed(scenario, touchpoint)) {
      seen.push_back(number);
    } else {
      audit.invisible_places.push_back({touchpoint.name, touchpoint.silo, shares.of({number}).at_stake});
    }
  }
  for (Initiative const& initiative : scenario.initiatives) {
    Scope const scope = scopes.of(initiative);
    // Work without effects acts nowhere, and so it is invisible, too.
    if (both(scope, seen).empty())
      audit.invisible_work.push_back({initiative.name, initiative.owner, shares.of(scope).at_stake});
  }
  most_at_stake_first(audit.invisible_places);
  most_at_stake_first(audit.invisible_work);
}

}  // namespace

void find_coverage(Scenario const& scenario, Presence const& presence, Audit& audit) {
  Shares const shares(presence, scenario.touchpoints.size());
  Scopes const scopes(scenario);
  Scope with_goal;
  Scope with_work;
  for (Goal const& goal : scenario.goals) {
    Scope const scope = scopes.of(goal);
    with_goal = either(with_goal, scope);
    audit.by_goal.push_back({.name = goal.name, .all = shares.of(scope)});
  }
  for (Initiative const& initiative : scenario.initiatives) {
    Scope const scope = scopes.of(initiative);
    with_work = either(with_work, scope);
    audit.by_initiative.push_back({.name = initiative.name, .all = shares.of(scope)});
  }
  // Both conditions may be met by different goals and initiatives: the share is of touchpoints on which some goal and
  // some initiative act.
  auto const cover = [&](std::string const& name, Scope const& scope) {
    return Coverage{name, shares.of(scope), shares.of(both(scope, with_goal)), shares.of(both(scope, with_work)),
                    shares.of(both(both(scope, with_goal), with_work))};
  };
  for (std::size_t i = 0; i < scenario.touchpoints.size(); ++i)
    audit.by_touchpoint.push_back({.name = scenario.touchpoints[i].name, .all = shares.of({static_cast<int>(i)})});
  for (Silo const& silo : scenario.silos) audit.silos.push_back(cover(silo.name, scopes.silo(silo.name)));
  Scope everything(scenario.touchpoints.size());
  std::iota(everything.begin(), everything.end(), 0);
  audit.company = cover("(company)", everything);
  find_invisible(scenario, scopes, shares, audit);
}

}  // namespace silowalk::inline analysis
