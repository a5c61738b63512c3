#pragma once

#include "engine/simulation/decisions/decisions.h"
#include "engine/simulation/decisions/rules/rule.h"

/// @file
/// Rule `plan`.

namespace silowalk::inline simulation {

/// Rule `plan`: every initiative begins at its `start`. A date that a guardrail refuses is not tried again.
struct PlanRule {
  /// Begins the initiative in the month of its `start`. Precondition: called once a month.
  static void start(Decisions& decisions, std::size_t initiative) {
    InitiativeRow const& row = decisions.tables().initiatives[initiative];
    bool const today = row.start && *row.start == decisions.horizon_month();
    if (today && decisions.work(initiative).never_begun()) decisions.try_to_begin(initiative, true);
  }
};

}  // namespace silowalk::inline simulation
