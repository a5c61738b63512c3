#pragma once

#include <string>

#include "engine/evidence/goals.h"
#include "engine/statistics/estimate.h"
#include "engine/statistics/output_table.h"
#include "tools/json.h"

namespace silowalk {

/// "USD 1.20 M (USD 1.00 M .. USD 1.40 M)"; without an interval where there is none or it is a point; "-" for nothing.
std::string spoken(Estimate const& value, OutputKind kind, std::string const& currency);

/// "85.0 % (70.9 .. 92.9)"; "-" where nothing was tried.
std::string short_words(Chance const& chance);

/// {"mean", "low", "high"}, in base units.
Json interval_json(Estimate const& value);

}  // namespace silowalk
