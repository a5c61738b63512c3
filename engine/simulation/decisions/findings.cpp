#include "engine/simulation/decisions/findings.h"

#include <algorithm>

#include "engine/base/calendar.h"

namespace silowalk::inline simulation {
namespace {

using Counts = Snapshot::Counts;

/// Returns the counts of a window from two cumulative counts.
Counts operator-(Counts const& a, Counts const& b) {
  return {a.visits - b.visits,   a.failures - b.failures, a.abandoned - b.abandoned, a.context_lost - b.context_lost,
          a.surveys - b.surveys, a.scores - b.scores,     a.wait - b.wait,           a.trust_lost - b.trust_lost};
}

/// Returns the probability that a visit leaves a case that the path could find. The bound of .001 keeps the number of
/// visits inferred from it finite.
double chance_of_a_case(TouchpointRow const& row) {
  double const recovered = probability(row.recovery);
  return std::max((1 - row.success) * (1 - recovered), 1e-3);
}

/// Adds what one path brings of one touchpoint. `days`: length of the window.
void hear(ListeningRow const& path, DecisionTables const& decisions, ModelTables const& tables, std::size_t v,
          Counts const& seen, double days, Heard& heard) {
  TouchpointRow const& row = tables.touchpoints[v];
  auto const brought = [&](std::int64_t cases) { return path.coverage * static_cast<double>(cases); };
  double visits = 0;
  switch (path.kind) {
    case ListeningPath::Kind::operations:
      visits = brought(seen.visits);
      // The mean of cases brought is that of all cases: coverage is taken as independent of the wait.
      if (visits >= 1)
        heard.wait = static_cast<double>(seen.wait) / microseconds_per_day / static_cast<double>(seen.visits);
      break;
    case ListeningPath::Kind::survey:
      if (brought(seen.surveys) < 1) return;
      heard.surveys += brought(seen.surveys);
      heard.score = static_cast<double>(seen.scores) / 1e6 / static_cast<double>(seen.surveys);
      // As written: the company knows how many it asks, not how many effects made answer.
      if (decisions.survey_response[v] > 0) visits = brought(seen.surveys) / decisions.survey_response[v];
      break;
    case ListeningPath::Kind::complaints:
      visits = brought(seen.failures + seen.abandoned);
      if (visits < 1) return;
      visits /= chance_of_a_case(row);
      break;
    case ListeningPath::Kind::front_line:
      if (!row.staffed || brought(seen.failures + seen.context_lost) < 1) return;
      visits = brought(seen.failures + seen.context_lost) / chance_of_a_case(row);
      break;
  }
  heard.visits = std::max(heard.visits, visits / days);
}

}  // namespace

Snapshot count_up(Ledger const& ledger, ModelTables const& tables, double t) {
  Snapshot all;
  all.time = t;
  all.touchpoints.resize(tables.touchpoints.size());
  // Up to t, since the ledger holds no later visits.
  int const last = t < tables.end ? ledger.month_of(t) : tables.all_months() - 1;
  using F = TouchpointField;
  for (int month = 0; month <= last; ++month) {
    for (std::size_t v = 0; v < all.touchpoints.size(); ++v) {
      Counts& counts = all.touchpoints[v];
      counts.visits += ledger.tallied(month, v, F::visits);
      counts.failures += ledger.tallied(month, v, F::failure);
      counts.abandoned += ledger.tallied(month, v, F::abandoned) + ledger.tallied(month, v, F::turned_away);
      counts.context_lost += ledger.tallied(month, v, F::context_lost);
      counts.surveys += ledger.tallied(month, v, F::survey_count);
      counts.scores += ledger.tallied(month, v, F::survey_sum);
      counts.wait += ledger.tallied(month, v, F::wait);
      counts.trust_lost += ledger.tallied(month, v, F::trust_lost);
    }
    for (std::size_t k = 0; k < tables.silos.size(); ++k) all.attributed += ledger.attributed_so_far(month, k);
  }
  return all;
}

Findings findings(DecisionTables const& decisions, ModelTables const& tables, std::vector<HeardWindow> const& windows) {
  Findings out;
  out.touchpoints.resize(tables.touchpoints.size());
  double trust = 0;
  double heads = 0;
  for (std::size_t p = 0; p < windows.size(); ++p) {
    ListeningRow const& path = decisions.listening[p];
    HeardWindow const& window = windows[p];
    double const days = window.to.time - window.from.time;
    if (days <= 0) continue;
    double lost = 0;
    for (std::size_t v = 0; v < out.touchpoints.size(); ++v) {
      Counts const seen = window.to.touchpoints[v] - window.from.touchpoints[v];
      lost += static_cast<double>(seen.trust_lost) / 1e6;
      if (path.covers[v]) hear(path, decisions, tables, v, seen, days, out.touchpoints[v]);
    }
    // The ratio is tallied, not listened to. It needs one window; the one with the largest loss has the least noise.
    if (lost <= trust) continue;
    trust = lost;
    heads = static_cast<double>(window.to.attributed - window.from.attributed) / 1e6;
  }
  if (trust > 0) out.heads_per_trust = heads / trust;
  return out;
}

}  // namespace silowalk::inline simulation
