#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/base/fixed_point.h"
#include "engine/simulation/model/model_tables.h"
#include "engine/simulation/rules/route.h"

/// The causes of a churn, and the shares of a lost customer by silo. Both are conventions of accounting, not causal
/// estimates; `silowalk attribute` computes the counterfactual. Pure functions.
namespace silowalk::inline simulation {

/// Returns the probability that the route taken from a list leads to churn, at this trust. O(1) for inelastic lists.
inline double churn_share(ModelTables const& tables, RouteList const& list, double trust) {
  if (!list.elastic) return list.churn_share;
  double total = 0;
  double churn = 0;
  for (std::uint32_t i = 0; i < list.count; ++i) {
    RouteRow const& route = tables.routes[list.first + i];
    double const weight = route_weight(route, trust);
    total += weight;
    if (route.kind == TargetKind::churn) churn += weight;
  }
  return churn / total;
}

/// The causes of a churn, as shares: lost trust (split by the silos' accounts) and the visit itself (its own silo). The
/// rest, 1 - trust - visit, is the baseline. Invariant: trust + visit <= 1.
struct ChurnCause {
  double trust = 0;
  double visit = 0;
};

/// Returns the causes of a churn by route after a visit. Let p be its probability given outcome and trust, p0 given the
/// outcome at baseline trust, p00 after success at baseline trust. Lost trust gets max(0, p - p0) / p, the visit gets
/// max(0, min(p, p0) - p00) / p. Above baseline trust, no loss of trust caused the churn: an excess of p over p0 then
/// stays with the baseline.
inline ChurnCause cause_of_route(ModelTables const& tables, TouchpointRow const& v, RouteList const& list,
                                 Outcome outcome, double trust) {
  double const p0 = list.churn_share;
  double const p = churn_share(tables, list, trust);
  double const p00 = outcome == Outcome::success ? p0 : v.next[0].churn_share;
  double const low = p < p0 ? p : p0;
  return {trust < 0 && p > p0 ? (p - p0) / p : 0.0, low > p00 ? (low - p00) / p : 0.0};
}

/// Splits the share `by_trust` of a head in proportion to the accounts: calls give(silo, millionths of a head). Returns
/// the sum given, at most one head: rounding up is cut off at the last silos.
template <class Give>
std::int64_t share_by_accounts(double by_trust, std::span<double const> accounts, Give const& give) {
  double total = 0;
  for (double const account : accounts) total += account;
  if (total <= 0) return 0;
  std::int64_t given = 0;
  for (std::size_t silo = 0; silo < accounts.size(); ++silo) {
    auto part = to_millionths(by_trust * (accounts[silo] / total));
    if (given + part > millionths_of_one) part = millionths_of_one - given;
    give(silo, part);
    given += part;
  }
  return given;
}

/// Splits one lost customer among the silos and the company: calls give(silo, millionths of a head), where `company` is
/// the index after the last silo. A silo may get two calls. The shares sum to one head exactly. `accounts`: trust lost
/// to each silo and not faded, log-odds; empty where nothing was lost. `own_silo`: of the visit before the churn.
template <class Give>
void share_out_head(ChurnCause const& cause, std::span<double const> accounts, std::size_t own_silo,
                    std::size_t company, Give const& give) {
  std::int64_t rest = millionths_of_one;
  // Trust first: what rounding leaves over goes to the company.
  if (cause.trust > 0) rest -= share_by_accounts(cause.trust, accounts, give);
  std::int64_t own = to_millionths(cause.visit);
  if (own > rest) own = rest;
  give(own_silo, own);
  give(company, rest - own);
}

}  // namespace silowalk::inline simulation
