#pragma once

#include "engine/analysis/replay/walk.h"
#include "engine/report/json.h"

/// Stories of customers for programs. Base units: moments in days since month 0 (negative in the warm-up), durations in
/// days, money in the currency, trust in log-odds above the segment's baseline. What is not defined is null.
/// Precondition of all: `scenario` is the one that was replayed; names are taken from it by index.
namespace silowalk::inline report {

/// Returns one visit. "touched_by" has the initiatives of `touches`; "next" is a touchpoint, an exit or quiet churn.
Json to_json(Visit const& visit, std::vector<Touch> const& touches, Scenario const& scenario);
/// Returns the end. "attributed" has the share of the loss of each silo, from 0 to 1; "accounts" the trust lost
/// to each that has not faded yet (log-odds).
Json to_json(Ending const& ending, Scenario const& scenario);
/// Returns {"subscription", "revenue", "cost", "margin"}, since month 0, not discounted.
Json to_json(StoryMoney const& money);
/// Returns {"what", "like", "of", "low", "high"}: counts of customers, and the interval of like / of.
Json to_json(Share const& share);
/// Returns a whole story: its beginning, visits, end and money, and how common such stories are.
Json to_json(Walk const& walk, Scenario const& scenario);

}  // namespace silowalk::inline report
