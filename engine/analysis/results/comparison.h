#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/results/asset_statement.h"
#include "engine/analysis/results/goals.h"
#include "engine/archive/read_results.h"
#include "engine/statistics/contrast.h"
#include "engine/statistics/named_output.h"

/// Comparison of the scenarios of one or several results files. Those of one seed have common random numbers, so they
/// are compared replication by replication. Nothing is simulated. One thread at a time (ResultsFile).
///
/// Scenarios of different seeds are independent samples. Their replications are subtracted by number as well: the
/// differences are independent and have one distribution, so that Student's interval with n - 1 degrees of freedom
/// holds for two normal samples of any variances (Scheffe 1943, Annals of Mathematical Statistics 14:35-44, equal
/// sizes). It is wider than a paired interval, since nothing cancels.
namespace silowalk::inline analysis {

/// Differences of up to this do not matter.
struct SmallestThatMatters {
  double amount = 0;     ///< in the base unit of the output, or a share where of_mean; at least 0
  bool of_mean = false;  ///< amount is a share of the baseline's mean
};

/// Parses "10000", "USD 10000", "30 s", "0.5 % per year": in the unit of the output. "1 %" of an output that is no
/// share is a share of the baseline's mean. Throws std::invalid_argument with the reason and, where there is one, a
/// guess.
SmallestThatMatters parse_smallest_that_matters(std::string const& text, NamedOutput const& output);

/// What to compare. Names are checked when the comparison is made.
struct ComparisonQuestion {
  std::optional<std::string> baseline;          ///< none: the first scenario of the file
  std::vector<std::string> outputs;             ///< the first one decides; none: usual_outputs()
  Window window;                                ///< months from month 0
  double level = 0.95;                          ///< that all intervals hold together
  std::optional<std::uint32_t> first_look;      ///< none: that of the precision rule that stopped the run, if one did
  std::optional<SmallestThatMatters> smallest;  ///< of the deciding output
};

/// Returns for each scenario whether its run has another seed than the baseline's, so that it has no common random
/// numbers with it.
std::vector<bool> independent_of(std::size_t baseline, ResultsHeader const& header);

/// Returns the outputs that are compared by default. value_at_close decides: an output that ends at the horizon would
/// penalise keeping customers.
std::vector<std::string> usual_outputs();

/// One scenario against the baseline.
struct Difference {
  std::size_t scenario = 0;            ///< of the results file; never the baseline
  Contrast contrast;                   ///< paired by replication, with its interval
  Estimate base;                       ///< the baseline's mean, over the pairs of `contrast`
  Estimate level;                      ///< the scenario's mean, over the same: `level` - `base` is the difference
  Finding finding = Finding::unknown;  ///< what the interval means for a decision
  Doubts doubts;                       ///< why the interval may not hold
  std::optional<std::uint32_t> replications;  ///< in all that would decide; set where undecided and foreseeable
};

/// One output in all scenarios.
struct ComparedOutput {
  NamedOutput output;                     ///< as the baseline has it
  Better better = Better::neither;        ///< which direction is an improvement
  double smallest = 0;                    ///< that matters
  std::vector<Estimate> means{};          ///< by scenario, each over all of its values
  std::vector<Difference> differences{};  ///< of every scenario but the baseline
  std::vector<double> best{};             ///< probability of each scenario; empty where nothing is better
  /// Scenario of the file; none while it is open, and where neither direction is better.
  std::optional<std::size_t> winner{};
};

/// An output of a segment, silo or touchpoint that differs from the baseline.
struct SideEffect {
  NamedOutput output;
  OutputOf of = OutputOf::segment;  ///< segment, silo or touchpoint
  Difference difference;            ///< against the baseline
  bool worse = false;               ///< in the direction that is not better
};

/// "Green dashboard, red journey": a silo's own survey score is up while the company's value at close is down.
struct Dashboard {
  std::string silo;            ///< name of the silo
  std::size_t scenario = 0;    ///< of the results file; never the baseline
  Contrast score;              ///< of silo.X.survey_mean, in points
  Contrast value;              ///< of value_at_close, in the currency
  bool green_but_red = false;  ///< both intervals clear of zero
};

/// All that a comparison found.
struct Comparison {
  std::string currency;                    ///< code of the currency, that of all scenarios
  std::vector<std::string> scenarios;      ///< names, in the order of the file
  std::size_t baseline = 0;                ///< of `scenarios`
  std::vector<WaitClock> wait_clocks;      ///< by scenario: what its waits count
  std::vector<bool> independent;           ///< by scenario: its seed is not the baseline's
  std::uint32_t replications = 0;          ///< that all scenarios have; nothing is over others
  int from = 0;                            ///< first month of the window
  int to = 0;                              ///< month after the window
  Scrutiny scrutiny;                       ///< of the outputs
  std::vector<ComparedOutput> outputs;     ///< the first one decides
  Scrutiny side_scrutiny;                  ///< of the side effects looked at
  std::vector<SideEffect> side_effects;    ///< clear of zero only; segments, silos, touchpoints
  Scrutiny dashboard_scrutiny;             ///< of the silos with surveys
  std::vector<Dashboard> dashboards;       ///< of every silo with surveys, by scenario
  std::vector<AssetStatement> statements;  ///< by scenario
  std::vector<GoalsAnswer> goals;          ///< by scenario
};

/// Compares the scenarios. Throws InvalidInput where there are fewer than two scenarios, where a name does not exist,
/// or where currencies or horizons differ in a way that excludes a comparison.
Comparison compare_results(ResultsFile const& file, ComparisonQuestion const& question);

}  // namespace silowalk::inline analysis
