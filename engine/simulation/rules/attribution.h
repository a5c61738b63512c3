#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/base/fixed_point.h"
#include "engine/simulation/model/model_tables.h"
#include "engine/simulation/rules/route.h"

/// What a churn is owed to, and how a lost customer is shared among silos.
namespace silowalk::inline simulation {

/// The share of the routes of a list that lead to churn, at this trust.
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

/// What a churn is owed to, in shares: lost trust (shared by the silos' accounts), the visit itself (its own silo); the
/// rest is the baseline.
struct ChurnCause {
  double trust = 0;
  double visit = 0;
};

/// Of a churn by route after a visit: p its probability given outcome and trust, p0 given outcome at baseline trust,
/// p00 after success at baseline trust. Lost trust bears max(0, p - p0) / p, the visit max(0, min(p, p0) - p00) / p.
/// With trust above baseline, no loss of trust caused the churn: what p exceeds p0 by stays with the baseline.
inline ChurnCause cause_of_route(ModelTables const& tables, TouchpointRow const& v, RouteList const& list,
                                 Outcome outcome, double trust) {
  double const p0 = list.churn_share;
  double const p = churn_share(tables, list, trust);
  double const p00 = outcome == Outcome::success ? p0 : v.next[0].churn_share;
  double const low = p < p0 ? p : p0;
  return {trust < 0 && p > p0 ? (p - p0) / p : 0.0, low > p00 ? (low - p00) / p : 0.0};
}

/// The shares of trust lost, whole millionths of a head. Returns their sum, at most a head.
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

/// Shares one lost customer among the silos and the company: calls give(silo, millionths of a head), where `company` is
/// the number after the last silo. The shares sum to one exactly. `accounts`: trust lost to each silo and not faded;
/// empty where nothing was lost. `own_silo`: of the visit before the churn.
template <class Give>
void share_out_head(ChurnCause const& cause, std::span<double const> accounts, std::size_t own_silo,
                    std::size_t company, Give const& give) {
  std::int64_t rest = millionths_of_one;
  if (cause.trust > 0) rest -= share_by_accounts(cause.trust, accounts, give);
  std::int64_t own = to_millionths(cause.visit);
  if (own > rest) own = rest;
  give(own_silo, own);
  give(company, rest - own);
}

}  // namespace silowalk::inline simulation
