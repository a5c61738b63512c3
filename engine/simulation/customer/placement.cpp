#include "engine/simulation/customer/placement.h"

namespace silowalk::inline simulation {

double frailty_of_survivors(SegmentRow const& segment, double tenure) {
  if (segment.frailty == no_sampler) return 1;
  double hazard = 0;  // accumulated at frailty 1
  double times = 1;
  double from = 0;
  // Factors of the hazard by tenure, step by step.
  for (Churn::TenureStep const& step : segment.tenure) {
    if (step.from >= tenure) break;
    hazard += times * (step.from - from);
    times = step.times;
    from = step.from;
  }
  hazard = segment.hazard * (hazard + times * (tenure - from));
  return 1 / (1 + segment.frailty_spread * hazard);
}

void too_many_visits() {
  throw RuntimeFailure(
      "a customer visited one touchpoint more than 65535 times; shorten the horizon or lengthen the dwell");
}

}  // namespace silowalk::inline simulation
