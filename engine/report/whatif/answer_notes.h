#pragma once

#include <string>
#include <vector>

#include "engine/analysis/whatif/evaluator.h"
#include "engine/report/json.h"
#include "engine/report/page.h"

/// What the reports of the what-if questions have in common: how many simulations they rest on, and their notes.
namespace silowalk::inline report {

/// "16 scenarios (12 different companies) x 8 replications, seed 1."
std::string format_basis(AnswerBasis const& basis);

/// The paragraphs under the heading "Notes", a last one on the intervals, and the assumptions where there are any.
void add_notes(Page& page, std::vector<std::string> notes, AnswerBasis const& basis);

/// {"scenario", "replications", "seed"}: how the JSON of every answer begins.
Json basis_json(AnswerBasis const& basis);

}  // namespace silowalk::inline report
