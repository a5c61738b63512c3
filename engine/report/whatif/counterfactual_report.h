#pragma once

#include <string>
#include <vector>

#include "engine/analysis/whatif/attribution_answer.h"
#include "engine/report/json.h"
#include "engine/report/page.h"

/// The part of the attribution report on silos: customers who would have stayed without a silo's losses of trust,
/// beside the losses that the ledger attributes to it.
namespace silowalk::inline report {

void add_counterfactuals(Page& page, CounterfactualAnswer const& answer);
std::vector<std::string> notes_on_counterfactuals();
Json to_json(CounterfactualAnswer const& answer);

}  // namespace silowalk::inline report
