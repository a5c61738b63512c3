#include "engine/journey/load.h"

#include <algorithm>
#include <numeric>

#include "engine/base/calendar.h"
#include "engine/journey/dwell.h"

namespace silowalk::inline journey {
namespace {

constexpr double hours_in_a_week = 168;  ///< over which Silo::hours_per_week is spread

/// Returns 1 for no factors.
double mean_of(std::vector<double> const& factors) {
  return factors.empty() ? 1
                         : std::accumulate(factors.begin(), factors.end(), 0.0) / static_cast<double>(factors.size());
}

}  // namespace

// Customers visit in proportion to their head count, prospects in proportion to arrivals.
SegmentFlow segment_flow(Segment const& segment, SegmentForms const& forms) {
  double const arrivals = mean_arrivals(segment);
  // A segment that starts empty holds no head count: by Little's law its arrivals settle at arrivals x joining x
  // lifetime heads.
  double const heads = segment.customers > 0 ? static_cast<double>(segment.customers) : arrivals * forms.customer_time;
  SegmentFlow result{heads, forms.flow, forms.context_lost_flow};
  for (std::size_t i = 0; i < forms.flow.size(); ++i) {
    result.visits[i] = heads * forms.flow[i] + arrivals * forms.prospect_visits[i];
    result.context_lost[i] = heads * forms.context_lost_flow[i] + arrivals * forms.prospect_context_lost[i];
  }
  return result;
}

double mean_arrivals(Segment const& segment) { return segment.arrivals * mean_of(segment.season); }

double mean_on_duty(Silo const& silo) {
  if (!silo.agents) return 0;
  if (silo.shifts.empty()) return *silo.agents * silo.hours_per_week.value_or(hours_in_a_week) / hours_in_a_week;
  // Cut at the edges of all shifts, so that on each piece one shift counts.
  double on_duty = 0;  // agent-minutes a week
  for (int weekday = 0; weekday < 7; ++weekday) {
    std::vector<int> edges{0, minutes_per_day};
    for (Shift const& shift : silo.shifts) edges.insert(edges.end(), {shift.from_minute, shift.to_minute});
    std::sort(edges.begin(), edges.end());
    for (std::size_t i = 1; i < edges.size(); ++i) {
      int agents = 0;
      for (Shift const& shift : silo.shifts) {
        bool const covers =
            (shift.weekdays >> weekday & 1) != 0 && shift.from_minute <= edges[i - 1] && edges[i] <= shift.to_minute;
        if (covers) agents = shift.agents.value_or(*silo.agents);  // the later one counts
      }
      on_duty += std::min(agents, *silo.agents) * static_cast<double>(edges[i] - edges[i - 1]);
    }
  }
  return on_duty / minutes_per_week;
}

std::vector<SiloLoad> silo_loads(Scenario const& scenario, JourneyGraph const& graph,
                                 std::vector<SegmentForms> const& forms) {
  std::vector<SiloLoad> loads(scenario.silos.size());
  for (std::size_t i = 0; i < loads.size(); ++i) {
    Silo const& silo = scenario.silos[i];
    if (!silo.agents) continue;
    // An agent is employed 1 / rate on average, then missing for the lag: a renewal process.
    double const kept = 1 / (1 + silo.attrition.rate * silo.attrition.hiring_lag);
    loads[i].limited = true;
    loads[i].agents = *silo.agents * kept;
    loads[i].capacity = mean_on_duty(silo) * kept;
  }
  // Nominal handling: hours_per_week lowers the capacity instead, which gives the same load.
  std::vector<double> handling(scenario.touchpoints.size());
  for (std::size_t i = 0; i < handling.size(); ++i) {
    if (scenario.touchpoints[i].handling) handling[i] = passage(*scenario.touchpoints[i].handling, 0).mean;
  }
  for (std::size_t s = 0; s < forms.size(); ++s) {
    if (!forms[s].solved) continue;
    SegmentFlow const flow = segment_flow(scenario.segments[s], forms[s]);
    for (std::size_t i = 0; i < handling.size(); ++i) {
      SiloLoad& load = loads[static_cast<std::size_t>(graph.silo(static_cast<int>(i)))];
      load.visits += flow.visits[i];
      load.offered += handling[i] * (flow.visits[i] + (scenario.touchpoints[i].rework - 1) * flow.context_lost[i]);
    }
  }
  return loads;
}

}  // namespace silowalk::inline journey
