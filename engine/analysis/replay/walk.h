#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/replay/decisions.h"
#include "engine/analysis/replay/past_run.h"
#include "engine/analysis/replay/pick.h"
#include "engine/analysis/replay/story.h"

/// @file
/// A walkthrough: one customer's story with all that a page about it shows.

namespace silowalk::inline analysis {

/// One customer's story with what a page about it needs.
struct Walk {
  std::string scenario;                     ///< name of the scenario in the file
  std::uint32_t replication = 0;            ///< counted from 0
  std::string customer;                     ///< the name as people write it
  std::string why;                          ///< why this customer
  std::string basis;                        ///< whom the shares are of
  std::vector<Share> common;                ///< how common such a story is
  Story story;                              ///< all events
  Ending ending;                            ///< how it ends
  StoryMoney money;                         ///< since month 0
  double worth = 0;                         ///< of a head of the segment when the story ends, in the currency
  std::vector<std::vector<Touch>> touches;  ///< by visit
};

/// Returns the walks of customers by name. Where customers depend on each other this costs one replication, which is
/// checked against the file. Where they do not, only those customers are simulated, and a thousand others for the
/// shares. Throws InvalidInput where a customer does not exist.
std::vector<Walk> walk_customers(PastRun const& run, std::uint32_t replication, std::vector<CustomerName> const& names);

/// Picks customers and returns their walks: costs two replays of the replication (three with `other`, for
/// lost_only_there). Where customers are independent, the last one simulates the picked customers alone. Throws
/// RuntimeFailure where a replay differs from the file.
std::vector<Walk> walk_picked(PastRun const& run, PickRequest const& request, PastRun const* other = nullptr);

}  // namespace silowalk::inline analysis
