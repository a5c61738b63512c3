#include "engine/simulation/compile/assumptions.h"

namespace silowalk::inline simulation {
namespace {

/// Returns whether decisions forecast an output; must agree with DecisionCompiler::outcome_guardrail().
bool forecast_is_made_of(std::string const& output) {
  for (char const* const word : {".wait_mean", ".success_rate", ".failure_rate", ".load"}) {
    if (output.ends_with(word)) return true;
  }
  return false;
}

/// Adds the assumptions about decisions.
void add_decisions(std::vector<std::string>& found, Scenario const& scenario) {
  found.push_back("whatever is decided falls on the first instant of a month; work is done in whole months");
  found.push_back(
      "whole agents are taken from service: the effort under way in a silo, rounded; one agent always stays");
  found.push_back(
      "a delivered effect is halved by each month in which it is not kept up, and restored by the next one "
      "in which it is");
  if (scenario.initiatives.empty()) return;
  if (scenario.listening.empty())
    found.push_back("no listening path is written: all surveys and all operations data are heard at once");
  found.push_back(
      "forecasts are first-order formulas of what is heard; they leave out changes of route shares, dwell "
      "and patience");
  // Such a guardrail is reported after the run, but it refuses nothing.
  for (Guardrail const& each : scenario.guardrails) {
    if (!each.output.empty() && !forecast_is_made_of(each.output))
      found.push_back("guardrail '" + each.name + "': no forecast is made of " + each.output +
                      ", so no decision is refused by it");
  }
}

}  // namespace

std::vector<std::string> model_assumptions(Scenario const& scenario, ModelTables const& tables) {
  std::vector<std::string> found;
  for (Segment const& each : scenario.segments) {
    if (each.worth) continue;
    found.push_back(
        "segment '" + each.name +
        "': the worth of a customer still there at the close is not stated; taken as subscription revenue over the "
        "expected life at baseline hazard, discounted, five years at most");
  }
  if (tables.features.context) {
    found.push_back(
        "where the context is lost at a handoff, handling takes `rework` times as long and trust falls by "
        "`trust.handoff`");
  }
  if (tables.features.queues) {
    found.push_back(
        "capacity that changes after a customer has joined a queue does not move the start that this customer was "
        "promised");
  }
  if (tables.features.queues && scenario.tolerance_by == WaitClock::clock) {
    found.push_back(
        "waits, patience and tolerance count all hours, closed ones included; `answer_within` counts open hours");
  }
  if (tables.decisions) add_decisions(found, scenario);
  return found;
}

}  // namespace silowalk::inline simulation
