#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/replay/divergence.h"
#include "engine/analysis/replay/walk.h"

/// @file
/// The same customer in two scenarios.

namespace silowalk::inline analysis {

/// Where twins differ for the first time.
struct Divergence {
  std::size_t visit = 0;              ///< number of the visit, the same in both; of a different beginning: 0
  Aspect aspect = Aspect::beginning;  ///< in which part of the visit
  Cause cause;                        ///< why, as far as it can be traced
  bool inherited = false;             ///< nothing acted on this visit: it follows from the first difference
};

/// One step of two stories laid side by side; none: only the other twin has it.
struct Step {
  std::optional<std::size_t> a, b;
};

/// The same customer in two scenarios, under common random numbers.
struct Twin {
  std::string customer;               ///< name as people write it, in A
  std::string why;                    ///< why this customer was chosen
  Walk a, b;                          ///< the two stories
  std::vector<Step> steps;            ///< all visits of both, touchpoint by touchpoint
  std::optional<Divergence> first;    ///< the first difference of any kind
  std::optional<Divergence> parting;  ///< the first at which the ways differ: an outcome, where they go, or leaving
};

/// Aligns two stories by the longest common subsequence of their touchpoints, the earliest pairs first. Time and memory
/// O(visits of a x visits of b).
std::vector<Step> align(Story const& a, Scenario const& in_a, Story const& b, Scenario const& in_b);

/// Finds the first difference and the parting of two stories; fills in Twin::first and Twin::parting. Precondition:
/// twin.a and twin.b have their stories, `twins` their scenarios.
void find_divergence(Twin& twin, TwinScenarios const& twins);

/// Returns two scenarios of one run side by side, with the decisions of this replication.
TwinScenarios twin_scenarios(PastRun const& a, PastRun const& b, std::uint32_t replication);

/// Returns the twins of these customers. Names are A's. Throws InvalidInput for a customer without a twin in B.
std::vector<Twin> walk_twins(PastRun const& a, PastRun const& b, std::uint32_t replication,
                             std::vector<CustomerName> const& names);

/// Picks among A's customers, but for lost_only_there, which is of those lost in only one of the two: in A, where
/// `lost_in_a`. Returns their twins.
std::vector<Twin> walk_picked_twins(PastRun const& a, PastRun const& b, PickRequest const& request, bool lost_in_a);

}  // namespace silowalk::inline analysis
