#pragma once

#include <string>

#include "engine/evidence/funnel.h"
#include "tools/json.h"

namespace silowalk {

/// How far work gets in one scenario, step by step and initiative by initiative. Empty where it has no initiative.
std::string funnel_text(std::string const& scenario, Funnel const& funnel, std::string const& currency);

/// {"replications", "with_forecast", "steps": [...], "initiatives": [...]}: per replication, money in the currency.
Json funnel_json(Funnel const& funnel);

}  // namespace silowalk
