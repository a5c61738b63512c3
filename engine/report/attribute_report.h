#pragma once

#include <string>
#include <vector>

#include "engine/analysis/whatif/attribution.h"
#include "engine/analysis/whatif/counterfactual.h"
#include "engine/report/json.h"
#include "engine/statistics/named_output.h"

namespace silowalk::inline report {

/// What `silowalk attribute` found for one output.
struct AttributedOutput {
  NamedOutput output;
  Attribution attribution;
};

/// One table of shares and one of interactions for every output.
std::string levers_text(Levers const& levers, std::vector<AttributedOutput> const& found);
/// {OUTPUT: {...}} in base units.
Json levers_json(Levers const& levers, std::vector<AttributedOutput> const& found);

/// How many would have stayed, silo by silo, beside what the books say. `lost` and `value` say in which words.
std::string counterfactual_text(CounterfactualAccount const& account, NamedOutput const& lost,
                                NamedOutput const& value);
Json counterfactual_json(CounterfactualAccount const& account);

Json estimate_json(Estimate const& estimate);
/// A value as people read it.
std::string said(double value, NamedOutput const& output);
/// "low .. high" as people read it, "-" where there is none.
std::string interval_text(Estimate const& estimate, NamedOutput const& output);

}  // namespace silowalk::inline report
