#include "engine/scenario/compare.h"

#include <utility>

namespace silowalk::inline scenario {

// A new `where` in scenario.h must be cleared here too; otherwise equal scenarios of two files compare as different.
Scenario without_places(Scenario scenario) {
  for (Segment& segment : scenario.segments) segment.where = segment.entry_where = {};
  for (Silo& silo : scenario.silos) silo.where = {};
  for (Touchpoint& touchpoint : scenario.touchpoints) {
    touchpoint.where = touchpoint.silo_where = {};
    for (std::vector<Route>& routes : touchpoint.next)
      for (Route& route : routes) route.where = route.to_where = {};
  }
  for (Exit& exit : scenario.exits) exit.where = {};
  for (Initiative& initiative : scenario.initiatives) {
    initiative.where = {};
    for (Effect& effect : initiative.effects) effect.where = {};
  }
  scenario.organisation.where = {};
  for (ListeningPath& path : scenario.listening) path.where = {};
  for (Goal& goal : scenario.goals) goal.where = {};
  for (Guardrail& guardrail : scenario.guardrails) guardrail.where = {};
  return scenario;
}

// A key that a simulation does not read belongs here, or companies that differ in it alone are simulated twice.
Scenario without_words(Scenario scenario) {
  scenario.name.clear();
  scenario.about.clear();
  auto const silence = [](auto& parts) {  // of a list of entities
    for (auto& part : parts) {
      part.title.clear();
      part.source.clear();
      part.range.clear();
    }
  };
  silence(scenario.segments);
  silence(scenario.silos);
  silence(scenario.touchpoints);
  silence(scenario.initiatives);
  for (Touchpoint& touchpoint : scenario.touchpoints) touchpoint.stage.clear();
  // `written` stays: without it the text leaves the rest of [organisation] out, and other decisions would look the
  // same.
  scenario.organisation.priorities.clear();
  scenario.organisation.seams.clear();
  scenario.goals.clear();
  return scenario;
}

bool same_scenario(Scenario const& a, Scenario const& b) { return without_places(a) == without_places(b); }

}  // namespace silowalk::inline scenario
