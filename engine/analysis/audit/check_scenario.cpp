#include "engine/analysis/audit/check_scenario.h"

#include <algorithm>
#include <utility>

#include "engine/journey/check.h"
#include "engine/scenario/excerpts.h"
#include "engine/simulation/walk/simulate.h"

namespace silowalk::inline analysis {
namespace {

/// Returns whether a complaint is an error.
bool has_errors(std::vector<Complaint> const& complaints) {
  return std::any_of(complaints.begin(), complaints.end(),
                     [](Complaint const& each) { return each.severity == Complaint::Severity::error; });
}

/// Returns the errors of effects that cannot act. The model finds them when it is built.
std::vector<Complaint> refused_effects(Scenario const& scenario) {
  // The model is built for its checks alone.
  if (scenario.initiatives.empty()) return {};
  try {
    Model const model(scenario);
  } catch (InvalidInput const& error) {
    return error.complaints();
  }
  return {};
}

}  // namespace

ScenarioCheck check_scenario(Scenario const& scenario, std::optional<std::vector<Complaint>> warnings) {
  ScenarioCheck check;
  WarnedBefore const warned = warnings ? WarnedBefore::yes : WarnedBefore::no;
  if (warnings) check.complaints = std::move(*warnings);
  for (Complaint& each : check_journey(scenario, warned)) check.complaints.push_back(std::move(each));
  if (!has_errors(check.complaints)) {
    for (Complaint& each : refused_effects(scenario)) check.complaints.push_back(std::move(each));
  }
  add_excerpts(check.complaints);
  check.sound = !has_errors(check.complaints);
  if (!check.sound) return check;
  check.graph.emplace(scenario);
  check.forms = closed_forms(scenario, *check.graph);
  return check;
}

}  // namespace silowalk::inline analysis
