#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/archive/read_results.h"
#include "engine/scenario/scenario.h"
#include "engine/statistics/estimate.h"
#include "engine/statistics/named_output.h"

/// Goals and guardrails, evaluated from results: a replication is a trial that meets them or does not.
namespace silowalk::inline analysis {

/// A share of replications as an estimate of a probability, with Wilson's score interval.
struct Chance {
  int times = 0;            ///< replications in which the event happened
  int of = 0;               ///< replications in which the outcome is defined
  double share = 0;         ///< where of > 0
  Interval interval{0, 1};  ///< Wilson's score interval of the probability
};
/// Returns the chance; with `of` = 0 the interval is [0, 1].
Chance chance_of(int times, int of, double level = 0.95);

/// One goal over all replications.
struct GoalAnswer {
  Goal goal;                          ///< as written
  std::size_t depth = 0;              ///< in the tree of parents; 0 at the top
  std::string why_not;                ///< why it cannot be answered; else empty
  std::optional<NamedOutput> output;  ///< that the target is on, in its months
  Estimate value;                     ///< of the output, over replications
  Chance met;                         ///< in how many replications the target was met
};

/// Whether the targets of a goal's children add up to its own.
struct GoalSum {
  enum class Kind {
    adds_up,             ///< the children's outputs add up to the parent's in every replication, and so do the targets
    targets_fall_short,  ///< they add up, but the children's targets could all be met and the parent's missed
    outputs_differ,      ///< the children's outputs do not add up to the parent's
    no_sum,              ///< rates and means, or other months: nothing to add
  };
  std::string parent;                 ///< name of the goal
  std::vector<std::string> children;  ///< names of the goals that serve it
  Kind kind = Kind::no_sum;
  Estimate gap;           ///< children's outputs less the parent's; where they are sums
  double target_gap = 0;  ///< children's targets less the parent's; of targets_fall_short
  int children_met = 0;   ///< replications in which every child was met,
  int parent_missed = 0;  ///< and of these, those in which the parent was not
};

/// One guardrail on outcomes over all replications.
struct GuardrailAnswer {
  Guardrail guardrail;                ///< as written; below and above are limits of its output
  std::string why_not;                ///< why it cannot be answered; else empty
  std::optional<NamedOutput> output;  ///< over the whole horizon
  Estimate value;                     ///< of the output, over replications
  Chance breached;                    ///< over the whole horizon
  std::optional<Estimate> months;     ///< the share of months in which it was breached; none for percentiles of waits
};

/// The goals and guardrails of one scenario.
struct GoalsAnswer {
  std::vector<GoalAnswer> goals;            ///< a parent before its children
  std::vector<GoalSum> sums;                ///< one for each goal that has children
  std::vector<GuardrailAnswer> guardrails;  ///< on outcomes
  /// On decisions (`spend`, `agents`, `parameter`): what would break one is not begun, so no replication breaks it.
  /// Which guardrail turned something down is not kept, only what was not begun (commitments.h).
  std::vector<Guardrail> hard;
  std::string currency;  ///< code of the currency
};

/// Answers the goals of a scenario, which is read from its text in the file. Reads all outputs in one pass. One thread
/// at a time (ResultsFile).
GoalsAnswer answer_goals(ResultsFile const& file, std::size_t scenario, double level = 0.95);

/// Returns the values of outputs, each a value per replication.
using SeriesOf = std::function<std::vector<Series>(std::vector<NamedOutput> const&)>;
/// Answers the goals from values. Nothing is thrown for an output that does not exist: the answer says why_not.
GoalsAnswer answer_goals(Scenario const& scenario, OutputFrame const& frame, SeriesOf const& series_of,
                         double level = 0.95);

}  // namespace silowalk::inline analysis
