#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/archive/read_results.h"
#include "engine/base/complaint.h"
#include "engine/statistics/contrast.h"
#include "engine/statistics/named_output.h"

/// A company's objective as data: weights on named outputs. Existing results are scored by it; nothing is simulated.
namespace silowalk::inline analysis {

/// A weight, or a range where the weight is not agreed, times an output. Weights are per base unit of the output.
struct ObjectiveTerm {
  double least = 1;    ///< weight, or the lower end of its range; the sign of the term included
  double most = 1;     ///< upper end; equal to `least` without a range
  std::string output;  ///< name of the output
  int column = 0;      ///< where it begins in the text, from 1
  /// Returns whether the weight is a range.
  bool is_range() const { return least != most; }
  /// Returns the weight that is used where one is needed.
  double middle() const { return (least + most) / 2; }
  friend bool operator==(ObjectiveTerm const&, ObjectiveTerm const&) = default;
};

/// A sum of terms; more is better: "value_at_close - 500*lost + 10..20*segment.business.customers".
struct Objective {
  std::string text;                  ///< as the user wrote it
  std::vector<ObjectiveTerm> terms;  ///< at least one
  std::string name;                  ///< title, or name, of one that a file has; else ""
  std::string source;                ///< who agreed on the weights of one that a file has; else ""
  Location where;                    ///< of the first character of the text
  std::string line;                  ///< that has the text; shown in complaints
};

/// Parses an objective of the command line. Throws InvalidInput, with column and guess, where it cannot be read. Signs
/// between terms need spaces around them, since names may contain a dash.
Objective parse_objective(std::string const& text);

/// Parses objectives of the command line; in place of a text that ends in ".toml", all of that file
/// (scenario/objective_file.h). Throws InvalidInput with all complaints about the first text or file that has any,
/// RuntimeFailure where a file cannot be read.
std::vector<Objective> read_objectives(std::vector<std::string> const& texts_and_files);

/// What to score, and against what.
struct ObjectiveQuestion {
  std::vector<Objective> objectives;        ///< each scored on its own
  std::optional<std::string> baseline;      ///< none: the first scenario of the file
  Window window;                            ///< months from month 0
  double level = 0.95;                      ///< that all intervals hold together
  std::optional<std::uint32_t> first_look;  ///< as in ComparisonQuestion
};

/// One scenario less the baseline.
struct ObjectiveDifference {  ///< of the results file; never the baseline
  std::size_t scenario = 0;   ///< at the middle of the ranges, paired
  Contrast contrast;          ///< what its interval means
  Finding finding = Finding::unknown;
  std::vector<Estimate> terms;  ///< of it, by term; they add up to it
};

/// The same of one segment.
struct ObjectiveSegment {  ///< name of the segment
  std::string segment;     ///< of every scenario but the baseline
  std::vector<ObjectiveDifference> differences;
};

/// One objective in all scenarios. Values have no unit: terms may have different ones.
struct ScoredObjective {
  Objective objective;                           ///< as parsed
  std::vector<Estimate> values;                  ///< by scenario, at the middle of the ranges
  std::vector<ObjectiveDifference> differences;  ///< of every scenario but the baseline
  std::vector<double> best;                      ///< probability of each scenario
  std::optional<std::size_t> winner;             ///< at the middle of the ranges; none while an interval contains zero
  /// Where there are ranges: the scenario that wins for all weights within them. The lower end of the interval of
  /// a difference is concave in the weights (a linear mean less a norm), so it is least at a corner: all corners
  /// decide.
  std::optional<std::size_t> winner_throughout;
  int corners = 0;                         ///< combinations of ends of ranges; 0 without ranges
  std::vector<int> corners_won;            ///< by scenario
  std::vector<ObjectiveSegment> segments;  ///< where all terms are outputs that a segment has, too; else empty
};

/// All objectives, scored.
struct Rescored {
  std::vector<std::string> scenarios;       ///< names, in the order of the file
  std::size_t baseline = 0;                 ///< of `scenarios`
  std::vector<bool> independent;            ///< by scenario, as in Comparison
  std::uint32_t replications = 0;           ///< that all scenarios have
  int from = 0;                             ///< first month of the window
  int to = 0;                               ///< month after the window
  Scrutiny scrutiny;                        ///< of objectives x other scenarios
  Scrutiny segment_scrutiny;                ///< of those, by segment
  std::vector<ScoredObjective> objectives;  ///< "value_at_close" first, so that it can be seen what changes
};

/// Scores the scenarios. Throws InvalidInput where there are fewer than two scenarios, where an output does not exist,
/// where horizons cannot be compared, or where an objective has more than eight ranges (2^8 corners). One thread at a
/// time (ResultsFile).
Rescored rescore(ResultsFile const& file, ObjectiveQuestion const& question);

}  // namespace silowalk::inline analysis
