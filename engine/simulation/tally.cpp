#include "engine/simulation/tally.h"

#include <cmath>
#include <limits>

namespace silowalk {

double wait_bin_upper_edge(int bin) {
  if (bin >= wait_bins - 1) return std::numeric_limits<double>::infinity();
  return 1e-3 / 86400.0 * std::exp2(static_cast<double>(bin) / wait_bins_per_octave);
}

}  // namespace silowalk
