#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/experiment/plan.h"
#include "engine/scenario/scenario.h"
#include "engine/statistics/estimate.h"

/// Marginal values: the worth of one more or one less unit of quality, or agent, at each place; the reallocation of
/// agents that they suggest; and the work that is good for its owner and bad for the company.
///
/// One output is the measure (value_at_close by default). A marginal value is a paired difference against the company
/// as it is, under common random numbers. A unit of quality is `log_odds` more of a visit's success. It has no cost
/// here: its marginal value is the most that it may cost. An agent counts in every shift, at the silo's cost of agents.
namespace silowalk::inline analysis {

/// Where a unit is added or removed.
struct Place {
  enum class Kind { touchpoint_quality, silo_quality, silo_agents };
  Kind kind = Kind::touchpoint_quality;
  std::string name;  ///< of the touchpoint or silo
  std::string silo;  ///< that owns the touchpoint; for silos the same as `name`
};

/// One place, and which scenarios of the plan have one unit more and one less there; none where that cannot be (a
/// success of 1, the last agent).
struct NudgedPlace {
  Place place;                      ///< where a unit is changed
  std::optional<std::size_t> more;  ///< scenario of the plan
  std::optional<std::size_t> less;  ///< scenario of the plan
};

/// An initiative taken on alone at month 0, by plan.
struct TriedInitiative {
  std::string name;          ///< of the initiative
  std::string owner;         ///< silo that owns it
  std::size_t scenario = 0;  ///< of the plan
};

/// The simulations behind an answer about money: one for each unit more or less, and one for each initiative.
struct MoneyPlan {
  Plan plan;  ///< scenario 0 is the company as it is
  /// Touchpoints, then silos by quality, then silos by agents; only those that can be nudged.
  std::vector<NudgedPlace> places;
  std::optional<std::size_t> nothing;  ///< scenario without any initiative begun; none where there are no initiatives
  std::vector<TriedInitiative> initiatives;  ///< in the order of the scenario
};

/// Returns the scenario with `step` (+1 or -1) units more at a place; none where that is impossible. `log_odds`: the
/// size of a unit of quality.
std::optional<Scenario> nudged(Scenario scenario, Place const& place, int step, double log_odds);

/// Plans runs for every touchpoint and silo that can be nudged, and for every initiative. Throws InvalidInput where
/// there is nothing to nudge.
MoneyPlan plan_money(Scenario const& scenario, std::uint64_t seed, std::uint32_t replications, double log_odds = 0.1);

/// The marginal value of one place, in the unit of the measure.
struct Marginal {
  Place place;
  std::optional<Estimate> more;  ///< of the measure, paired
  std::optional<Estimate> less;  ///< one unit less; below zero where the unit is worth something
};

/// Computes the marginal values. Precondition: `measure` has one series per scenario of the plan.
std::vector<Marginal> marginals(MoneyPlan const& plan, std::span<Series const> measure);

/// One agent moved from one silo to another.
struct Move {
  std::string from;  ///< silo that loses the agent
  std::string to;    ///< silo that gains it
};

/// Moves of agents at a constant total. Greedy: repeatedly the pair of silos with the largest sum of the value of one
/// more in the one and one less in the other, every silo at most once, as long as that sum is above zero.
/// `predicted` adds the marginal values, as if they did not interact. It is biased upwards, since the largest were
/// chosen: simulate the reallocation under another seed.
struct Reallocation {
  std::vector<Move> moves;  ///< in the order in which they were found: the largest gain first
  Estimate predicted;       ///< sum of their marginal values, paired
};
/// Suggests a reallocation. Precondition: `measure` has one series per scenario of the plan. Complexity: cubic in the
/// silos.
Reallocation suggest_reallocation(MoneyPlan const& plan, std::span<Series const> measure);

/// Returns the scenario with these moves. Throws std::invalid_argument where a silo is missing or has no agent to
/// spare.
Scenario reallocated(Scenario scenario, std::vector<Move> const& moves);

/// What one initiative does alone, against no initiative at all.
struct InitiativeJudged {
  std::string name;
  std::string owner;
  Estimate own_score;  ///< the owner's survey mean, with against without (paired); not defined without surveys
  Estimate measure;    ///< the same of the measure
  bool good_for_owner_bad_for_company = false;  ///< both intervals clear of zero
};

/// Estimates the effects of each initiative alone. `own_scores[scenario][silo]` are survey means, silos in the order of
/// the scenario's. Precondition: plan.nothing is set where there are initiatives.
std::vector<InitiativeJudged> judge_initiatives(MoneyPlan const& plan, std::span<Series const> measure,
                                                std::span<std::vector<Series> const> own_scores);

}  // namespace silowalk::inline analysis
