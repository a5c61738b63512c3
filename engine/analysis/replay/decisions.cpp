#include "engine/analysis/replay/decisions.h"

namespace silowalk::inline analysis {

bool acts_on_visit(std::string const& path, Scenario const& scenario, std::uint16_t segment, std::uint16_t touchpoint) {
  Touchpoint const& t = scenario.touchpoints[touchpoint];
  return path.starts_with("touchpoint." + t.name + ".") || path.starts_with("silo." + t.silo + ".") ||
         path.starts_with("segment." + scenario.segments[segment].name + ".");
}

std::vector<Touch> touches_of(Scenario const& scenario, DecisionsInForce const& decisions, Visit const& visit) {
  std::vector<Touch> touches;
  if (visit.time < 0) return touches;
  // The same month as in the tally, where effects and efforts are recorded.
  auto const month = static_cast<std::size_t>(visit.time / days_per_month);
  std::string const& silo = scenario.touchpoints[visit.touchpoint].silo;
  for (std::size_t i = 0; i < scenario.initiatives.size(); ++i) {
    Initiative const& initiative = scenario.initiatives[i];
    double const effect = month < decisions.effect.size() ? decisions.effect[month][i] : 0;
    double const effort = month < decisions.effort.size() ? decisions.effort[month][i] : 0;
    for (Effect const& each : initiative.effects) {
      if (effect > 0 && acts_on_visit(each.on, scenario, visit.segment, visit.touchpoint))
        touches.push_back({i, each.on, effect, false});
    }
    if (effort > 0 && initiative.effort.count(silo) > 0) touches.push_back({i, silo, effort, true});
  }
  return touches;
}

}  // namespace silowalk::inline analysis
