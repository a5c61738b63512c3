#pragma once

#include "engine/simulation/decisions/decisions.h"
#include "engine/simulation/decisions/rules/rule.h"

namespace silowalk::inline simulation {

/// Every initiative begins at its date.
struct PlanRule {
  static void start(Decisions& decisions, std::size_t initiative) {
    InitiativeRow const& row = decisions.tables().initiatives[initiative];
    bool const today = row.start && *row.start == decisions.horizon_month();
    if (today && decisions.work(initiative).never_begun()) decisions.try_to_begin(initiative, true);
  }
};

}  // namespace silowalk::inline simulation
