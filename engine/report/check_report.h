#pragma once

#include <string>
#include <vector>

#include "engine/journey/closed_forms.h"
#include "engine/journey/graph.h"
#include "engine/report/json.h"
#include "engine/scenario/scenario.h"

namespace silowalk::inline report {

/// All that `check` found out about a sound scenario.
struct CheckedScenario {
  Scenario const& scenario;
  JourneyGraph const& graph;
  std::vector<SegmentForms> forms;
};

/// For people.
std::string check_report(CheckedScenario const& findings, std::size_t warnings);

/// For programs: members silos, touchpoints, handoffs, segments. Base units (days, currency, probabilities).
void add_findings(CheckedScenario const& findings, Json& report);

}  // namespace silowalk::inline report
