#pragma once

#include <string>
#include <vector>

#include "engine/analysis/whatif/evaluator.h"
#include "engine/report/json.h"
#include "engine/report/page.h"
#include "engine/report/titles.h"

/// What the reports of the what-if questions have in common: the number of simulations and the notes.
namespace silowalk::inline report {

/// Returns "16 scenarios (12 different companies) x 8 replications, seed 1."; where the time was over "x 3 of 8
/// replications", with the time and how to get the rest.
std::string format_basis(AnswerBasis const& basis);

/// Adds the heading "Notes", these paragraphs, one on the intervals, and the assumptions where there are any, with
/// titles of segments.
void add_notes(Page& page, std::vector<std::string> notes, AnswerBasis const& basis, Titles const& titles = {});

/// Returns {"scenario", "replications", "replications_planned", "seed"}: the first keys of every answer's JSON.
Json basis_json(AnswerBasis const& basis);

}  // namespace silowalk::inline report
