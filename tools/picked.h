#pragma once

#include <cstdint>
#include <string>

#include "engine/analysis/replay/pick.h"
#include "engine/archive/read_results.h"
#include "tools/options.h"

/// Options shared by the verbs that choose customers of one replication.
namespace silowalk::inline tools {

/// Returns the index of the scenario that --scenario names (by name or letter), or of the only one. Throws UsageError
/// where the file has several and none is named, InvalidInput where it lacks the name.
std::size_t scenario_of(ResultsFile const& file, CommandLine const& line);

/// Returns an option as 32 bits. Throws UsageError where it does not fit. Precondition: it was given or has a default.
std::uint32_t small_number(CommandLine const& line, std::string const& option);

/// Returns the meaning of a word of pick_words(). Throws UsageError with a guess.
Pick parse_pick(std::string const& word);

/// Returns the index of a segment. Throws InvalidInput with a guess.
std::uint16_t segment_named(std::string const& name, TallyAxes const& axes);

/// Returns --segment, --n and --replication as a request; `how` keeps its default. `seed` is that of the run, so that
/// the same command picks the same customers.
PickRequest read_pick_request(CommandLine const& line, TallyAxes const& axes, std::uint64_t seed);

/// Declares --replication, --customer, --n and --segment.
void declare_customer_options(CommandLine& line);

}  // namespace silowalk::inline tools
