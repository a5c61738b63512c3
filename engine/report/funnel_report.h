#pragma once

#include <string>

#include "engine/analysis/results/funnel.h"
#include "engine/report/json.h"

namespace silowalk::inline report {

/// How far work gets in one scenario, step by step and initiative by initiative. Empty where it has no initiative.
std::string funnel_text(std::string const& scenario, Funnel const& funnel, std::string const& currency);

/// {"replications", "with_forecast", "steps": [...], "initiatives": [...]}: per replication, money in the currency.
Json funnel_json(Funnel const& funnel);

}  // namespace silowalk::inline report
