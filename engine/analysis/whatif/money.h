#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/experiment/plan.h"
#include "engine/scenario/scenario.h"
#include "engine/statistics/estimate.h"

/// Following the money: what one more or one less unit of quality, or one agent, is worth at each place; the
/// reallocation of agents that this suggests; and the work that is good for its owner and bad for the company.
///
/// One output is the measure (value_at_close unless told). A marginal value is a paired difference against the company
/// as it is, under the same random numbers. A unit of quality is `log_odds` more of a visit's success, which costs
/// nothing here: it is what quality would be worth paying for. An agent counts in every shift, and costs what the
/// silo's agents cost.
namespace silowalk::inline analysis {

struct Place {
  enum class Kind { touchpoint_quality, silo_quality, silo_agents };
  Kind kind = Kind::touchpoint_quality;
  std::string name;
  std::string silo;
};

/// One place, and which scenarios of the plan have one unit more and one less there; none where that cannot be (a
/// success of 1, the last agent).
struct NudgedPlace {
  Place place;
  std::optional<std::size_t> more;
  std::optional<std::size_t> less;
};

/// An initiative taken on alone at month 0, by plan.
struct TriedInitiative {
  std::string name;
  std::string owner;
  std::size_t scenario = 0;
};

struct MoneyPlan {
  Plan plan;  ///< scenario 0 is the company as it is
  std::vector<NudgedPlace> places;
  std::optional<std::size_t> nothing;  ///< nobody takes on anything; where there are initiatives
  std::vector<TriedInitiative> initiatives;
};

/// The scenario with `step` (+1 or -1) units more at a place; none where that cannot be.
std::optional<Scenario> nudged(Scenario scenario, Place const& place, int step, double log_odds);

/// Every touchpoint and every silo that can be nudged, and every initiative. Throws InvalidInput where nothing can.
MoneyPlan plan_money(Scenario const& scenario, std::uint64_t seed, std::uint32_t replications, double log_odds = 0.1);

struct Marginal {
  Place place;
  std::optional<Estimate> more;  ///< of the measure, paired
  std::optional<Estimate> less;
};

/// `measure` has one series per scenario of the plan.
std::vector<Marginal> marginals(MoneyPlan const& plan, std::span<Series const> measure);

/// One agent moved from one silo to another.
struct Move {
  std::string from;
  std::string to;
};

/// Agents to move so that heads stay the same: again and again the pair of silos with the largest sum of what one more
/// is worth in the one and one less in the other, every silo at most once, as long as that sum is above zero.
/// `predicted` adds the marginal values up, which takes them as independent, and is flattered by being chosen.
struct Reallocation {
  std::vector<Move> moves;
  Estimate predicted;
};
Reallocation suggest_reallocation(MoneyPlan const& plan, std::span<Series const> measure);

/// The scenario with the moves made.
Scenario reallocated(Scenario scenario, std::vector<Move> const& moves);

struct InitiativeJudged {
  std::string name;
  std::string owner;
  Estimate own_score;  ///< the owner's survey mean, with against without (paired); not defined without surveys
  Estimate measure;    ///< the same of the measure
  bool good_for_owner_bad_for_company = false;  ///< both intervals clear of zero
};

/// `own_scores[scenario][silo]` are survey means, silos in the order of the scenario's.
std::vector<InitiativeJudged> judge_initiatives(MoneyPlan const& plan, std::span<Series const> measure,
                                                std::span<std::vector<Series> const> own_scores);

}  // namespace silowalk::inline analysis
