#pragma once

#include <string>

#include "engine/analysis/replay/walk.h"
#include "engine/report/page.h"
#include "engine/report/titles.h"
#include "engine/scenario/scenario.h"

/// @file
/// The walkthrough of one customer as a page.

namespace silowalk::inline report {

/// What the page of a story shows. No option changes the JSON.
struct WalkPageOptions {
  /// Show every visit. Else runs of three and more visits to one touchpoint at which nothing happened (success, no
  /// wait, no lost context, no survey, the same initiatives) share a row.
  bool every_visit = false;
  bool names = false;    ///< names of touchpoints and silos in tables, not titles: for CSV
  bool picture = false;  ///< with the journey and the path taken
};

/// Returns the page of one customer's story: visits in order of time, the end, who lost the customer, money, and how
/// common such a story is. Precondition: `scenario` is the one that was replayed. Linear in the number of visits.
Page walk_page(Walk const& walk, Scenario const& scenario, WalkPageOptions const& options = {});

// Parts that other pages about customers also use.

/// Returns the titles that tables show; none, where the options ask for names.
Titles titles_for(Scenario const& scenario, WalkPageOptions const& options);
/// Returns "Identifier: month_to_month:29889. ", which --customer takes; "" where the title of the page has it.
std::string identifier_note(std::string const& customer, Segment const& segment);
/// Returns "success", "failure", "recovered", "abandoned" or "turned away". Event logs and JSON use these words.
std::string outcome_word(Visit const& visit);
/// Returns the wait by the clock, in days: closed hours count, whatever the clock of Visit::wait.
double clock_wait(Visit const& visit);
/// Returns whether the waits by the clock and in open hours differ for a reader: by a minute or more.
bool waits_differ(Visit const& visit);
/// Returns trust as a probability: logistic(logit(segment's baseline) + log_odds). `log_odds` is above the baseline.
double trust_share(Scenario const& scenario, std::uint16_t segment, double log_odds);
/// Returns "+34.00", "-0.25" or "0.00"; the caller names the currency.
std::string signed_money(double amount);
/// Returns what happened at a visit beyond what its row shows, a line each. `touches` are those of this visit.
/// `queue`: with the line on the work and the customers before them.
std::vector<GridCell> visit_notes(Visit const& visit, std::vector<Touch> const& touches, Scenario const& scenario,
                                  bool queue = true);
/// Returns how a story ended, and where a loss is booked, in sentences.
std::string ending_text(Ending const& ending, Scenario const& scenario);
/// Returns "33.1 % (32.8 % to 33.4 %; 23312 of 70430) lost within the horizon", with the interval of `share`.
std::string share_text(Share const& share);
/// Returns the label at the end of a path: "left here", or with a name for `who` "A left".
std::string end_flag(Ending const& ending, std::string const& who);
/// Returns the places of a story for journey_picture(): touchpoints in order of visits, then the exit if it took one.
std::vector<std::size_t> places_of(Story const& story, Scenario const& scenario);

}  // namespace silowalk::inline report
