#pragma once

#include <string>
#include <vector>

#include "engine/base/complaint.h"
#include "engine/scenario/read.h"
#include "engine/scenario/scenario.h"

namespace silowalk::inline journey {

/// Throws InvalidInput with the errors of check_journey(), if there are any: such a scenario cannot be simulated.
void refuse_unsound(Scenario const& scenario);

/// Reads several scenarios and checks their journeys. Throws InvalidInput with the errors of all files at once;
/// warnings are appended to `warnings`. What scenarios that extend one file have in common is reported once.
std::vector<Scenario> read_sound_scenarios(std::vector<std::string> const& files,
                                           std::vector<Override> const& overrides, std::vector<Complaint>& warnings);

}  // namespace silowalk::inline journey
