#pragma once

#include <vector>

#include "engine/base/calendar.h"
#include "engine/simulation/decisions/findings.h"
#include "engine/simulation/model/decision_tables.h"
#include "engine/simulation/model/model_tables.h"

/// What those who decide expect of an initiative: formulas of what they know, no simulation and no luck.
///
/// A visit to touchpoint v moves trust by E_v = p gain - (1 - p)(1 - recovery) loss - wait min(1, W / tolerance)
/// - context handoff, p the success in force. A silo's wait follows its load rho as rho^(sqrt(2 (c + 1)) - 1) /
/// (c (1 - rho)) x handling (Sakasegawa 1977), the load capped at .98; above `strain` p falls by `fatigue`.
///   own score: sum over the owner's touchpoints of (share of the answers) x slope x change of E, slope = y (10 - y) /
///   10 the derivative of 10 logistic(z) at the score y, intended effects only; value: outlook x change per day of
///   [visits (heads lost per log-odds x worth x E + revenue - cost - worth x churn after failure)] with side effects,
///   less what the effort does to loads while it is built, less once and running.
namespace silowalk::inline simulation {

struct Outlook {
  ModelTables const* tables = nullptr;  ///< in force
  DecisionTables const* decisions = nullptr;
  Findings const* findings = nullptr;
  std::vector<double> const* change = nullptr;  ///< by parameter, in force
  std::vector<double> load;                     ///< by silo, last complete month
  std::vector<double> agents;                   ///< by silo, employed
  std::vector<double> heads;                    ///< customers by segment
  double cycle = days_per_year;                 ///< days that a budget must reach
};

struct Forecast {
  double own = 0;    ///< points
  double value = 0;  ///< currency, net of cost
  double price = 0;  ///< currency that the budget must find: once, and running to the cycle's end
};
Forecast forecast(Outlook const& outlook, InitiativeRow const& initiative);

/// What a guardrail on an outcome is about, while the initiative is built and after: the worse of the two (the better
/// for the company is lower waits, loads and failure rates, and higher success rates). No initiative: as things are.
double forecast_outcome(Outlook const& outlook, GuardrailRow const& guardrail, InitiativeRow const* initiative,
                        std::vector<double> const& effort_under_way);

/// Mean wait in the queue of `agents` at load rho, in units of the mean handling time (Sakasegawa 1977).
double wait_at_load(double rho, double agents);

}  // namespace silowalk::inline simulation
