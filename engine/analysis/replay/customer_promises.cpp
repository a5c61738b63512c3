#include "engine/analysis/replay/customer_promises.h"

#include <algorithm>

#include "engine/analysis/replay/story.h"
#include "engine/statistics/quantity_range.h"

namespace silowalk::inline analysis {
namespace {

/// Estimates one touchpoint and segment over replications.
CustomerPromiseRow row_of(Touchpoint const& touchpoint, std::string const& segment,
                          std::vector<CustomerPromiseCount> const& counts, double level) {
  CustomerPromiseRow row;
  row.touchpoint = touchpoint.name;
  row.silo = touchpoint.silo;
  row.segment = segment;
  row.designed = (1 - touchpoint.success) * (1 - touchpoint.recovery);
  row.waits = touchpoint.trust.tolerance.has_value();
  Series visits;
  Series hole;
  Series left;
  Series at_stake;
  std::array<Series, ways_to_break> broken;
  for (CustomerPromiseCount const& each : counts) {
    // Not defined where nobody visited in that replication.
    auto const share = [&](double part) { return each.visits > 0 ? std::optional(part / each.visits) : std::nullopt; };
    visits.emplace_back(each.visits);
    hole.push_back(share(each.visits - each.kept));
    for (std::size_t way = 0; way < ways_to_break; ++way) broken[way].push_back(share(each.broken[way]));
    left.emplace_back(each.left);
    at_stake.emplace_back(each.at_stake);
  }
  auto const share = [&](Series const& series) { return within_range(estimate(series, level), OutputKind::share); };
  row.visits = not_below_zero(estimate(visits, level));
  row.hole = share(hole);
  for (std::size_t way = 0; way < ways_to_break; ++way) row.broken[way] = share(broken[way]);
  row.left = not_below_zero(estimate(left, level));
  row.at_stake = estimate(at_stake, level);
  return row;
}

}  // namespace

PromiseWatch::PromiseWatch(Scenario const& scenario, std::vector<double> worth)
    : scenario_(&scenario),
      worth_(std::move(worth)),
      horizon_(horizon_end(scenario)),
      counts_(scenario.touchpoints.size() * scenario.segments.size()) {}

void PromiseWatch::record(Visit const& visit) {
  // As the tally: visits count in the month of their arrival.
  if (visit.time < 0 || visit.time >= horizon_) return;
  Touchpoint const& touchpoint = scenario_->touchpoints[visit.touchpoint];
  Segment const& segment = scenario_->segments[visit.segment];
  CustomerPromiseCount& count = counts_[visit.touchpoint * scenario_->segments.size() + visit.segment];
  std::array<bool, ways_to_break> const broken{visit.outcome != Outcome::success && visit.outcome != Outcome::recovered,
                                               touchpoint.trust.tolerance && visit.wait > *touchpoint.trust.tolerance,
                                               visit.context_lost};
  bool const any = std::find(broken.begin(), broken.end(), true) != broken.end();
  count.visits += 1;
  count.kept += any ? 0 : 1;
  for (std::size_t way = 0; way < ways_to_break; ++way) count.broken[way] += broken[way] ? 1 : 0;
  // Without memory, trust never fades: it counts until the horizon.
  double const fades = segment.memory.value_or(horizon_ - visit.time);
  count.at_stake += segment.churn.sensitivity * segment.churn.rate * fades * visit.trust_lost * worth_[visit.segment];
  // Only losses within the horizon are attributed.
  bool const out = any && visit.then == Visit::Then::churn_exit && !visit.attributed.empty();
  count.left += out ? 1 : 0;
  count.at_stake += out ? worth_[visit.segment] : 0;
}

CustomerPromises customer_promises(Scenario const& scenario,
                                   std::vector<std::vector<CustomerPromiseCount>> const& counts, double level) {
  CustomerPromises result;
  result.replications = static_cast<std::uint32_t>(counts.size());
  std::vector<double> total(counts.size());
  for (std::size_t v = 0; v < scenario.touchpoints.size(); ++v) {
    for (std::size_t s = 0; s < scenario.segments.size(); ++s) {
      std::vector<CustomerPromiseCount> own;
      for (std::vector<CustomerPromiseCount> const& each : counts)
        own.push_back(each[v * scenario.segments.size() + s]);
      for (std::size_t r = 0; r < own.size(); ++r) total[r] += own[r].at_stake;
      bool const met = std::any_of(own.begin(), own.end(), [](auto const& each) { return each.visits > 0; });
      if (met) result.rows.push_back(row_of(scenario.touchpoints[v], scenario.segments[s].name, own, level));
    }
  }
  // Stable, so that ties keep the order of the scenario.
  std::stable_sort(result.rows.begin(), result.rows.end(),
                   [](auto const& a, auto const& b) { return *a.at_stake.mean > *b.at_stake.mean; });
  result.at_stake = estimate(Series(total.begin(), total.end()), level);
  return result;
}

CustomerPromises customer_promises(PastRun const& run, std::uint32_t over, double level) {
  std::vector<std::vector<CustomerPromiseCount>> counts;
  for (std::uint32_t r = 0; r < over; ++r) {
    // The worth is the model's: written, or computed at compilation.
    PromiseWatch sink(run.scenario(), run.model().worth());
    run.replay(r, sink);
    counts.push_back(sink.counts());
  }
  return customer_promises(run.scenario(), counts, level);
}

}  // namespace silowalk::inline analysis
