#pragma once

#include "engine/analysis/replay/twins.h"
#include "engine/analysis/replay/twins_summary.h"
#include "engine/report/page.h"
#include "engine/report/replay/walk_page.h"
#include "engine/report/titles.h"

/// @file
/// Twins as pages, one pair or all customers.

namespace silowalk::inline report {

/// Returns the page of one customer in two scenarios, side by side: the first difference, its cause, and what it cost.
/// `a` and `b` are the scenarios of twin.a and twin.b. Options: visits that are alike in both are folded; the
/// picture has both paths in the journey of A. Places of B that A lacks are left out of it.
Page twins_page(Twin const& twin, Scenario const& a, Scenario const& b, WalkPageOptions const& options);

/// Returns the page of all customers in two scenarios: how many differ, why, and what it cost, with 95 % intervals.
/// `names`: names of silos in tables, not titles.
Page twins_summary_page(TwinsSummary const& summary, Scenario const& a, Scenario const& b, bool names);

/// Return what a divergence is about and its cause, in words.
std::string aspect_text(Aspect aspect);
std::string cause_text(Cause const& cause, Titles const& titles);

}  // namespace silowalk::inline report
