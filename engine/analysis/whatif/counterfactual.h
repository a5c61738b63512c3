#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/experiment/plan.h"
#include "engine/scenario/scenario.h"
#include "engine/statistics/estimate.h"

/// The counterfactual of a silo's losses of trust, compared with the account.
///
/// The account (silo.X.churn_attributed) is an accounting rule: it attributes the customers that were lost. The
/// counterfactual simulates the same customers under common random numbers, but from month 0 on this silo's visits,
/// queues and handoffs cost no trust. The two differ
/// * where silos' losses act together;
/// * where customers who stay are lost later for another reason;
/// * in customers who leave by a churn route after a silo's failure: the account attributes them to the silo, and the
///   route is still there where trust is not lost;
/// * in the losses of the warm-up, which the account includes and the counterfactual does not undo.
namespace silowalk::inline analysis {

/// The places of the runs: each without one silo's losses of trust, then one without those of all silos.
struct CounterfactualPlan {
  std::vector<std::string> silos;  ///< names, in the order of the scenario
  std::size_t base = 0;            ///< scenario of the plan that nothing is changed in
  std::size_t first = 0;           ///< of the runs: one per silo, then that of all silos
};

/// Adds the runs to a plan that already has the base scenario.
CounterfactualPlan add_counterfactuals(Plan& plan, std::size_t base);

/// Returns the outputs that counterfactuals() needs of every scenario: "lost", "value_at_close", then the silos'
/// churn_attributed.
std::vector<std::string> counterfactual_outputs(Scenario const& base);

/// The estimates of one silo. Customers are counts per replication.
struct Counterfactual {
  std::string silo;     ///< "" for all silos at once
  Estimate attributed;  ///< customers lost that the ledger attributes to it
  Estimate stayed;      ///< decrease of customers lost without its losses of trust (paired)
  Estimate regained;    ///< increase of value_at_close, in the currency (paired)
  Estimate beyond;      ///< stayed - attributed (paired)
};

/// The account and the counterfactual of all silos.
struct CounterfactualAccount {
  Estimate lost;                      ///< in all, as it was
  Estimate baseline;                  ///< of them, put down to no silo
  std::vector<Counterfactual> silos;  ///< in the order of the scenario
  Counterfactual all;                 ///< no silo costs any trust
};

/// Compares account and counterfactual. Precondition: `series[scenario of the plan]` has the counterfactual_outputs()
/// from place `at` on.
CounterfactualAccount counterfactuals(CounterfactualPlan const& plan, std::span<std::vector<Series> const> series,
                                      std::size_t at);

}  // namespace silowalk::inline analysis
