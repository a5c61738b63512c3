#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/complaint.h"
#include "engine/scenario/as_written.h"
#include "engine/scenario/override.h"
#include "engine/scenario/scenario.h"

/// The way in: from a file or a text to a checked Scenario, and back to a text. Functions keep no state and are safe
/// from several threads.
namespace silowalk::inline scenario {

/// Reads a scenario file with all that it extends, applies the overrides, checks keys, types, units, ranges and names.
/// Throws InvalidInput with every complaint found (RuntimeFailure where the file cannot be read).
/// Warnings are appended to `warnings` where given; `written`, where given, gets all that was read, as it was written.
/// Complaints are in the order of files and lines. A Scenario is returned only where there is no error; whether it can
/// be simulated is decided by check_journey(). Throws InvalidInput too for a file above 64 MiB.
Scenario read_scenario(std::string const& path, std::vector<Override> const& overrides = {},
                       std::vector<Complaint>* warnings = nullptr, WrittenScenario* written = nullptr);

/// Parses a scenario from text, with the same checks; relative `extends` and CSV paths are taken from the folder of
/// `file`.
/// `file` need not exist; it is shown in complaints.
Scenario parse_scenario(std::string_view text, std::string const& file, std::vector<Override> const& overrides = {},
                        std::vector<Complaint>* warnings = nullptr, WrittenScenario* written = nullptr);

/// Formats the scenario in full, canonical form: every key that differs from its default or is needed to stand alone,
/// in schema order, numbers as shortest round-trip decimals. Times and rates have the unit in which they are shortest,
/// such as "9 min", and read back to the same double. parse(print(s)) prints the same text.
std::string print_scenario(Scenario const& scenario);

}  // namespace silowalk::inline scenario
