#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/archive/results.h"
#include "engine/simulation/model/tally.h"

namespace silowalk::inline archive {

/// Gives the tallies of replications [first, first + count) of one scenario.
using TallySource = std::function<std::vector<Tally>(std::size_t scenario, std::uint32_t first, std::uint32_t count)>;

/// Gives the digest of the plan that has only the first `count` scenarios.
using PlanDigests = std::function<Digest(std::size_t count)>;

/// Writes a results file (results/README.md) and returns its digest. Digests in `header` are computed here, not taken
/// from it; where `plans` is given, so is the plan's. The file is written beside its place, one scenario after the
/// other, a few of its tallies in memory at a time: `path` is either untouched or complete. Same content, same bytes.
/// Throws RuntimeFailure, a full disk included.
///
/// After each scenario the file is closed, as a whole file of the scenarios so far. So adding a scenario to a file
/// later (append_results) does to the bytes what writing them all at once does.
Digest write_results(std::string const& path, ResultsHeader header, TallySource const& tallies,
                     PlanDigests const& plans = {});

/// Writes the same file where `path` holds its first `kept` scenarios already, in this order, with the same seed,
/// version and replications, and no precision: these are copied byte for byte, neither read nor packed again. What
/// `header` has of them is as it was read from the file. Throws RuntimeFailure.
Digest append_results(std::string const& path, ResultsHeader header, std::size_t kept, TallySource const& tallies,
                      PlanDigests const& plans = {});

}  // namespace silowalk::inline archive
