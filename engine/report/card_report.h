#pragma once

#include <string>

#include "engine/analysis/audit/silo_card.h"
#include "engine/report/json.h"

namespace silowalk::inline report {

/// One screen: a silo's priorities, guardrails, goals, work, touchpoints and seams. `shares_known`: as in the audit.
std::string card_text(std::string const& scenario, SiloCard const& card, bool shares_known,
                      std::string const& currency);

/// The same for programs, in base units: days, the currency, shares.
Json card_json(SiloCard const& card, bool shares_known);

}  // namespace silowalk::inline report
