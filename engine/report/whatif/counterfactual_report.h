#pragma once

#include <string>
#include <vector>

#include "engine/analysis/whatif/attribution_answer.h"
#include "engine/report/json.h"
#include "engine/report/page.h"
#include "engine/report/titles.h"

/// The part of the attribution report on silos: customers who would have stayed without a silo's losses of trust,
/// beside the losses that the ledger attributes to it.
namespace silowalk::inline report {

/// Adds the heading, the finding and the table by silo.
void add_counterfactuals(Page& page, CounterfactualAnswer const& answer, Titles const& titles);
/// Returns paragraphs on how the two accounts differ, for add_notes().
std::vector<std::string> notes_on_counterfactuals();
/// Returns {"lost", "baseline", "silos": {NAME: ...}, "all_silos"}: customers per replication, values in the currency.
Json to_json(CounterfactualAnswer const& answer);

}  // namespace silowalk::inline report
