#include "engine/simulation/compile/axes.h"

#include <algorithm>
#include <cmath>

#include "engine/base/calendar.h"

namespace silowalk::inline simulation {

double simulated_days(Horizon const& horizon) {
  double const whole = horizon.months * days_per_month;
  return std::min(whole, horizon.length.value_or(whole));
}

TallyAxes axes_of(Scenario const& scenario) {
  TallyAxes axes;
  axes.months = static_cast<int>(std::ceil(simulated_days(scenario.horizon) / days_per_month));
  for (Touchpoint const& each : scenario.touchpoints) axes.touchpoints.push_back(each.name);
  for (Silo const& each : scenario.silos) axes.silos.push_back(each.name);
  for (Segment const& each : scenario.segments) axes.segments.push_back(each.name);
  for (Initiative const& each : scenario.initiatives) axes.initiatives.push_back(each.name);
  axes.touchpoints.insert(axes.touchpoints.end(), {"(subscription)", "(overhead)"});
  axes.silos.push_back("(company)");
  axes.segments.push_back("(unallocated)");
  return axes;
}

}  // namespace silowalk::inline simulation
