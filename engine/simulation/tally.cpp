#include "engine/simulation/tally.h"

#include <bit>
#include <cmath>
#include <limits>

namespace silowalk {

namespace {
constexpr double milliseconds_per_day = 86400e3;
}

double wait_bin_upper_edge(int bin) {
  if (bin >= wait_bins - 1) return std::numeric_limits<double>::infinity();
  if (bin == 0) return 1.0 / milliseconds_per_day;
  int const octave = (bin - 1) / wait_bins_per_octave;
  int const part = (bin - 1) % wait_bins_per_octave;
  return std::ldexp(1.0 + (part + 1.0) / wait_bins_per_octave, octave) / milliseconds_per_day;
}

int wait_bin(double days) {
  double const ms = days * milliseconds_per_day;
  if (!(ms >= 1.0)) return 0;
  // The exponent names the octave and the top five bits of the fraction the part: no logarithm, no rounding.
  auto const bits = std::bit_cast<std::uint64_t>(ms);
  auto const octave = static_cast<int>(bits >> 52) - 1023;
  auto const part = static_cast<int>((bits >> 47) & 31);
  int const bin = 1 + octave * wait_bins_per_octave + part;
  return bin < wait_bins - 1 ? bin : wait_bins - 1;
}

}  // namespace silowalk
