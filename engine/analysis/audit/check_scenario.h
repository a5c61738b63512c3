#pragma once

#include <optional>
#include <vector>

#include "engine/base/complaint.h"
#include "engine/journey/closed_forms.h"
#include "engine/journey/graph.h"
#include "engine/scenario/scenario.h"

/// @file
/// The check of a scenario as a value: complaints are returned together with what the report needs.

namespace silowalk::inline analysis {

/// The result of checking a scenario, and the shape of its journey. Nothing is simulated.
struct ScenarioCheck {
  std::vector<Complaint> complaints;  ///< errors and warnings
  bool sound = false;                 ///< no errors
  std::optional<JourneyGraph> graph;  ///< of a sound scenario
  std::vector<SegmentForms> forms;    ///< of a sound scenario, by segment
};

/// Checks the journey (check_journey()) and whether the effects of initiatives can act. Faults are returned, not
/// thrown. Of a scenario from a file, `warnings` are those of its reader: they come first, each once.
ScenarioCheck check_scenario(Scenario const& scenario, std::optional<std::vector<Complaint>> warnings = std::nullopt);

}  // namespace silowalk::inline analysis
