#pragma once

#include <string>
#include <vector>

#include "engine/base/complaint.h"
#include "engine/scenario/read.h"
#include "engine/scenario/scenario.h"

namespace silowalk::inline journey {

/// Throws InvalidInput with the errors of check_journey(), if there are any; warnings are dropped. A scenario with
/// errors cannot be simulated.
void refuse_unsound(Scenario const& scenario);

/// A scenario that can be simulated, and what it was read from.
struct SoundScenario {
  Scenario scenario;
  WrittenScenario written;
};

/// Reads several scenarios and checks their journeys. Throws InvalidInput with the errors of all files at once;
/// warnings are appended to `warnings`. A complaint that several scenarios share, since they extend one file, is
/// reported once. Throws RuntimeFailure where a file cannot be read. The result is in the order of `files`.
std::vector<SoundScenario> read_sound_scenarios(std::vector<std::string> const& files,
                                                std::vector<Override> const& overrides,
                                                std::vector<Complaint>& warnings);

}  // namespace silowalk::inline journey
