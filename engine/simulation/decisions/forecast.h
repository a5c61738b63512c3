#pragma once

#include <vector>

#include "engine/base/calendar.h"
#include "engine/simulation/decisions/findings.h"
#include "engine/simulation/model/decision_tables.h"
#include "engine/simulation/model/model_tables.h"

/// Forecasts of initiatives: formulas of the findings, without simulation and random numbers. Pure functions. Visits
/// are those found, so no chain is solved.
///
/// A visit to touchpoint v moves trust by E_v = p gain - (1 - p)(1 - recovery) loss - wait min(1, W / tolerance)
/// - context handoff, p the success in force. A silo's wait follows its load rho as rho^(sqrt(2 (c + 1)) - 1) /
/// (c (1 - rho)) x handling (Sakasegawa 1977), the load capped at .98. Above `strain`, p falls by `fatigue`.
///
/// Own score: sum over the owner's touchpoints of (share of the answers) x slope x change of E, intended effects only.
/// The slope y (10 - y) / 10 is the derivative of 10 logistic(z) at the score y.
///
/// Value: outlook x change per day of [visits (heads lost per log-odds x worth x E + revenue - cost - worth x churn
/// after failure)], side effects included. Added is what the effort does to loads while the work is built; `once` and
/// `running` are subtracted.
namespace silowalk::inline simulation {

/// The input of forecasts. The pointers must be valid during the call.
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

/// The forecast of one initiative.
struct Forecast {
  double own = 0;    ///< points
  double value = 0;  ///< currency, net of cost
  double price = 0;  ///< currency that the budget must find: once, and running to the cycle's end
};
/// Computes the forecast of an initiative. Complexity: linear in touchpoints x (routes + effects), several times.
Forecast forecast(Outlook const& outlook, InitiativeRow const& initiative);

/// Computes the outcome that a guardrail limits: wait (days by `tolerance_by`), success rate, failure rate or load.
/// Returns the worse of the values while the initiative is built and after: the lowest where the guardrail has a lower
/// limit, else the highest. `initiative` null: the outcome without it. `effort_under_way`: agents by silo, beyond those
/// in the loads.
double forecast_outcome(Outlook const& outlook, GuardrailRow const& guardrail, InitiativeRow const* initiative,
                        std::vector<double> const& effort_under_way);

/// Returns the mean wait in a queue of `agents` at load rho, in units of the mean handling time (Sakasegawa 1977). The
/// load is bounded by .98, because the formula diverges at 1.
double wait_at_load(double rho, double agents);

}  // namespace silowalk::inline simulation
