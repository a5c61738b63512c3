#include "engine/simulation/rules/route.h"

namespace silowalk::inline simulation {

std::uint32_t count_further_limits(std::int32_t const* limits, std::uint32_t groups, std::int32_t biased) {
  std::uint32_t below = 0;
  for (std::uint32_t i = 8; i < groups * 8; ++i) below += biased > limits[i];
  return below;
}

}  // namespace silowalk::inline simulation
