#pragma once

#include <cstdint>
#include <string>

#include "engine/analysis/replay/pick.h"
#include "engine/archive/read_results.h"
#include "tools/options.h"

/// What verbs that choose customers share.
namespace silowalk::inline tools {

/// The scenario that --scenario names, or the only one. Throws UsageError and InvalidInput.
std::size_t scenario_of(ResultsFile const& file, CommandLine const& line);

/// Throws UsageError where it does not fit into 32 bits.
std::uint32_t small_number(CommandLine const& line, std::string const& option);

/// A word of pick_words(). Throws UsageError with a guess.
Pick parse_pick(std::string const& word);

/// Throws InvalidInput with a guess.
std::uint16_t segment_named(std::string const& name, TallyAxes const& axes);

/// --segment, --n and --replication as a request.
PickRequest read_pick_request(CommandLine const& line, TallyAxes const& axes, std::uint64_t seed);

/// Declares --replication, --customer, --n and --segment.
void declare_customer_options(CommandLine& line);

}  // namespace silowalk::inline tools
