#pragma once

#include <optional>
#include <string>

#include "engine/archive/read_results.h"
#include "engine/experiment/plan.h"

namespace silowalk::inline experiment {

/// Returns the file that stands where the output shall go, if it is an earlier or the same run: the same seed and
/// version, and no scenario that the plan does not have (it may have fewer). None where there is no file, or where
/// `force` says to overwrite it. Throws RuntimeFailure where it is another run, or where no file can be put there.
std::optional<ResultsFile> find_earlier(Plan const& plan, std::string const& output, bool force);

/// Whether an earlier file has all that is asked for.
bool suffices(ResultsHeader const& header, Plan const& plan);

/// The most replications that any scenario of an earlier file has.
std::uint32_t replications_in(ResultsHeader const& header);

}  // namespace silowalk::inline experiment
