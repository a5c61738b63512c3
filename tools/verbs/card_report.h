#pragma once

#include <string>

#include "engine/evidence/silo_card.h"
#include "tools/json.h"

namespace silowalk {

/// One screen: a silo's priorities, guardrails, goals, work, touchpoints and seams. `shares_known`: as in the audit.
std::string card_text(std::string const& scenario, SiloCard const& card, bool shares_known,
                      std::string const& currency);

/// The same for programs, in base units: days, the currency, shares.
Json card_json(SiloCard const& card, bool shares_known);

}  // namespace silowalk
