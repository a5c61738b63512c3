#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/archive/results.h"
#include "engine/simulation/model/tally.h"

/// Writing of results files. One thread at a time in the whole program (HDF5).
namespace silowalk::inline archive {

/// Returns the tallies of replications [first, first + count) of one scenario.
/// Called in order: scenario by scenario, replications ascending, by the thread that writes. It must return exactly
/// `count`; what it throws passes through, and `path` stays as it was.
using TallySource = std::function<std::vector<Tally>(std::size_t scenario, std::uint32_t first, std::uint32_t count)>;

/// Returns the digest of the plan that has only the first `count` scenarios.
/// Empty: ResultsHeader::plan is written as it is.
using PlanDigests = std::function<Digest(std::size_t count)>;

/// Writes a results file (results/README.md) and returns its digest. Results digests in `header` are ignored and
/// computed here; where `plans` is given, the plan's digest too. The file is written beside its final place, one
/// scenario after the other, with a few tallies in memory: `path` is either untouched or complete. Same content, same
/// bytes. Precondition: `header` has at least one scenario. Throws RuntimeFailure, a full disk included.
///
/// After each scenario the file is closed, as a complete file of the scenarios so far. Hence adding a scenario to a
/// file later (append_results) gives the same bytes as writing all scenarios at once.
Digest write_results(std::string const& path, ResultsHeader header, TallySource const& tallies,
                     PlanDigests const& plans = {});

/// Writes the same file where `path` already holds its first `kept` scenarios. These are copied byte for byte, neither
/// read nor compressed again. Returns the digest of the file; a default one where nothing is added.
/// Preconditions: the file has exactly these scenarios, in this order, with the same seed, version and replications,
/// and no precision; `header` has them as they were read from the file. Throws RuntimeFailure.
/// The file is copied beside its place first, so that a failure leaves it as it was. With no scenario to add, the copy
/// replaces it unchanged.
Digest append_results(std::string const& path, ResultsHeader header, std::size_t kept, TallySource const& tallies,
                      PlanDigests const& plans = {});

}  // namespace silowalk::inline archive
