#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/archive/results.h"
#include "engine/simulation/model/tally.h"

namespace silowalk::inline archive {

/// Gives the tallies of replications [first, first + count) of one scenario.
using TallySource = std::function<std::vector<Tally>(std::size_t scenario, std::uint32_t first, std::uint32_t count)>;

/// Writes a results file (results/README.md) and returns its digest. Digests in `header` are computed here, not taken
/// from it. The file is built in memory (compressed; a few of its tallies at a time) and then written durably: `path`
/// is either untouched or complete. Same content, same bytes. Throws RuntimeFailure, a full disk included.
Digest write_results(std::string const& path, ResultsHeader header, TallySource const& tallies);

}  // namespace silowalk::inline archive
