#pragma once

#include <optional>
#include <vector>

#include "engine/base/complaint.h"
#include "engine/journey/closed_forms.h"
#include "engine/journey/graph.h"
#include "engine/scenario/scenario.h"

namespace silowalk::inline analysis {

/// Whether a scenario is sound, and what its journey looks like before anything is simulated.
struct ScenarioCheck {
  std::vector<Complaint> complaints;  ///< errors and warnings
  bool sound = false;                 ///< no errors
  std::optional<JourneyGraph> graph;  ///< of a sound scenario
  std::vector<SegmentForms> forms;    ///< of a sound scenario, by segment
};

/// Checks the journey (check_journey()) and that the effects of initiatives can act. Nothing is simulated.
ScenarioCheck check_scenario(Scenario const& scenario);

}  // namespace silowalk::inline analysis
