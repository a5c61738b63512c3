#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/experiment/plan.h"
#include "engine/scenario/scenario.h"
#include "engine/statistics/estimate.h"

/// The counterfactual beside the account. The account (silo.X.churn_attributed) is a rule of book-keeping: it shares
/// out what happened. The counterfactual asks what would have happened: the same customers, the same luck, but from
/// month 0 on this silo's visits, queues and handoffs cost nobody any trust. The two differ where silos' losses act
/// together, where those who stay on are lost later for another reason, in customers whom a silo's failure sends out by
/// a churn route (the account puts them down to it; the route is still there where trust is not lost), and in the
/// losses of the warm-up, which the account still remembers and the counterfactual does not undo.
namespace silowalk::inline analysis {

/// Runs in which one silo's losses are nil, then one in which everybody's are.
struct CounterfactualPlan {
  std::vector<std::string> silos;
  std::size_t base = 0;   ///< scenario of the plan that nothing is changed in
  std::size_t first = 0;  ///< of the runs: one per silo, then that of all silos
};

/// Adds the runs to a plan that already has the base scenario.
CounterfactualPlan add_counterfactuals(Plan& plan, std::size_t base);

/// "lost", "value_at_close", then the silos' churn_attributed: what counterfactuals() needs of every scenario.
std::vector<std::string> counterfactual_outputs(Scenario const& base);

struct Counterfactual {
  std::string silo;     ///< "" for all silos at once
  Estimate attributed;  ///< customers lost that the books put down to it
  Estimate stayed;      ///< customers fewer lost, had its losses been nil (paired)
  Estimate regained;    ///< value_at_close more (paired)
  Estimate beyond;      ///< stayed - attributed (paired)
};

struct CounterfactualAccount {
  Estimate lost;      ///< in all, as it was
  Estimate baseline;  ///< of them, put down to no silo
  std::vector<Counterfactual> silos;
  Counterfactual all;
};

/// `series[scenario of the plan]` has the counterfactual_outputs() from place `at` on.
CounterfactualAccount counterfactuals(CounterfactualPlan const& plan, std::span<std::vector<Series> const> series,
                                      std::size_t at);

}  // namespace silowalk::inline analysis
