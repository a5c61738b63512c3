#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>

#include "engine/archive/read_results.h"
#include "engine/experiment/plan.h"

/// An existing results file at the place of the output: whether a run continues it, and what it already has.
namespace silowalk::inline experiment {

/// An existing results file that a run continues.
struct EarlierResults {
  ResultsFile file;
  std::set<Digest> damaged;  ///< scenarios whose numbers do not match their digest: they are simulated again
};

/// Returns the existing file at `output`, if it is an earlier part of this run: the same seed and version,
/// and no scenario that the plan neither has nor replaces (it may have fewer). None where there is no file, or where
/// `force` asks to overwrite it. Reads all numbers; `warn` (may be empty) is called with a sentence for each scenario
/// that is damaged. Throws RuntimeFailure where the file belongs to another run or cannot be read: without `force` a
/// user's file is never replaced by other results. Call it with the output's lock held.
std::optional<EarlierResults> find_earlier(Plan const& plan, std::string const& output, bool force,
                                           std::function<void(std::string const&)> const& warn);

/// Returns whether an earlier file has everything that the plan asks for, so that nothing need be run.
/// Precondition: find_earlier() accepted the file for this plan. With a precision, rule and outputs must be the same;
/// whether it was reached does not matter.
bool suffices(ResultsHeader const& header, Plan const& plan);

/// Returns the largest number of replications of any scenario in an earlier file.
/// 0 for a file without scenarios.
std::uint32_t replications_in(ResultsHeader const& header);

}  // namespace silowalk::inline experiment
