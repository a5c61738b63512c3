#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "engine/analysis/replay/foretelling.h"
#include "engine/analysis/results/outputs.h"
#include "engine/analysis/results/scorecard.h"
#include "engine/base/enum_names.h"
#include "engine/report/report.h"

/// @file
/// The pages of `silowalk show`: reading what a page needs, and building it.

namespace silowalk::inline report {

/// The pages of a results file. Names are options of `silowalk show`.
enum class ResultsPage { outputs, goals, commitments, funnel, scorecard, scores, promises };
inline constexpr auto results_page_names =
    enum_names<ResultsPage>("outputs", "goals", "commitments", "funnel", "scorecard", "scores", "promises");

/// One page of a results file and its settings. Settings of other pages are ignored.
struct ResultsRequest {
  ResultsPage page = ResultsPage::outputs;  ///< which page
  OutputChoice choice;                      ///< the scenario of every page; outputs and months of `outputs`
  std::optional<std::string> baseline;      ///< of `scorecard`: the scenario held against
  ScorecardRules scorecard;                 ///< how the legs of silos are judged
  ForetellingRules scores;                  ///< of `scores`
  std::uint32_t walked_again = 5;    ///< replications to replay, of `scores` and `promises`; capped at those of the run
  bool names = false;                ///< names of silos, touchpoints, ..., not titles: for CSV
  std::size_t most_rows = SIZE_MAX;  ///< of `promises`, on the page
};

/// Reads and evaluates what the page needs. Throws InvalidInput where the file has no such scenario, output or month.
/// `scores` and `promises` simulate their replications again, which takes as long as the run took for them; all other
/// pages only read.
Report results_report(ResultsFile const& file, ResultsRequest const& request);

}  // namespace silowalk::inline report
