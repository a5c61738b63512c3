#include "engine/simulation/placement.h"

namespace silowalk {

std::uint32_t count_further_limits(std::int32_t const* limits, std::uint32_t groups, std::int32_t biased) {
  std::uint32_t below = 0;
  for (std::uint32_t i = 8; i < groups * 8; ++i) below += biased > limits[i];
  return below;
}

void too_many_visits() {
  throw RuntimeFailure(
      "a customer visited one touchpoint more than 65535 times; shorten the horizon or lengthen the dwell");
}

}  // namespace silowalk
