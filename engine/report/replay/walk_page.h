#pragma once

#include <string>

#include "engine/analysis/replay/walk.h"
#include "engine/report/page.h"
#include "engine/scenario/scenario.h"

namespace silowalk::inline report {

struct WalkPageOptions {
  /// Show every visit. Else runs of three and more visits to one touchpoint at which nothing happened (success, no
  /// wait, no lost context, no survey, the same initiatives) share a row.
  bool every_visit = false;
  bool picture = false;  ///< with the journey and the path taken
};

/// The story of one customer.
Page walk_page(Walk const& walk, Scenario const& scenario, WalkPageOptions const& options = {});

// Parts that other pages about customers use, too.
std::string outcome_word(Visit const& visit);
/// Trust as a probability, from log-odds above the segment's baseline.
double trust_share(Scenario const& scenario, std::uint16_t segment, double log_odds);
/// "+34.00", "-0.25", "0.00"
std::string signed_money(double amount);
/// What happened at a visit beyond what its row says, a line each.
std::vector<GridCell> visit_notes(Visit const& visit, std::vector<Touch> const& touches, Scenario const& scenario);
/// How it ended, in sentences.
std::string ending_text(Ending const& ending, Scenario const& scenario);
/// "33.1 % (32.8 % to 33.4 %) of 70430: lost within the horizon"
std::string share_text(Share const& share);
/// What is said where a path ends: "left here", or of somebody "A left".
std::string end_flag(Ending const& ending, std::string const& who);
/// Places of a story for journey_picture().
std::vector<std::size_t> places_of(Story const& story, Scenario const& scenario);

}  // namespace silowalk::inline report
