#pragma once

#include "engine/scenario/read.h"

/// A company with a table of every kind, for fuzzers that change it.
namespace silowalk::fuzz {

inline constexpr char const* company = R"(
[horizon]
months = 6
[segment.all]
customers = 10
entry     = "order"
churn     = { rate = "1 % per month", tenure = [ { from = "1 year", times = 0.5 } ] }
[silo.web]
[silo.care]
agents = 3
shifts = [ "mon-fri 09:00-17:00", { days = "sat", hours = "9-12", agents = 1 } ]
[touchpoint.order]
silo = "web"
next = [ { to = "order", share = 0.9, after = "30 days" }, { to = "help" } ]
[touchpoint.help]
silo     = "care"
handling = { distribution = "lognormal", mean = "9 min", cv = 0.8 }
success  = 0.8
next.success = [ { to = "order", after = { distribution = "empirical", values = [1, 2], unit = "days" } } ]
next.failure = [ { to = "gone" } ]
[exit.gone]
[initiative.calls]
owner   = "care"
effort  = { care = 1 }
effects = [ { on = "touchpoint.help.success", log_odds = 0.5 } ]
[organisation]
rule = "enterprise"
[goal.keep]
target = { output = "churn_rate", below = 0.3 }
[guardrail.wait]
output = "touchpoint.help.wait_mean"
below  = "6 min"
)";

/// Reads the company. A fuzzer whose company were refused would test nothing, so that ends the process.
inline Scenario small_company() { return parse_scenario(company, "company.toml"); }

}  // namespace silowalk::fuzz
