#pragma once

#include "engine/analysis/replay/twins.h"
#include "engine/analysis/replay/twins_summary.h"
#include "engine/report/page.h"

/// @file
/// Twins as pages, one pair or all customers.

namespace silowalk::inline report {

/// Returns the page of one customer in two scenarios, side by side: the first difference, its cause, and what it cost.
/// `a` and `b` are the scenarios of twin.a and twin.b. `every_visit`: do not fold visits that are alike in both.
/// `picture`: with both paths in the journey of A. Places of B that A lacks are left out of it.
Page twins_page(Twin const& twin, Scenario const& a, Scenario const& b, bool every_visit, bool picture);

/// Returns the page of all customers in two scenarios: how many differ, why, and what it cost, with 95 % intervals.
/// `a` and `b` are the names of the scenarios, `differences` what differs between their files.
Page twins_summary_page(TwinsSummary const& summary, std::string const& a, std::string const& b,
                        std::vector<ScenarioDifference> const& differences, std::string const& currency);

/// Return what a divergence is about and its cause, in words.
std::string aspect_text(Aspect aspect);
std::string cause_text(Cause const& cause);

}  // namespace silowalk::inline report
