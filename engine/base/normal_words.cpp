#include "engine/base/normal_words.h"

#include "engine/base/portable_math.h"

namespace silowalk::inline base {

namespace {

using Polynomial = std::array<double, 8>;

/// Where the polynomials meet the function: the extrema of the Chebyshev polynomial of degree 7, cos(k pi / 7). The
/// ends are among them.
constexpr Polynomial nodes{-1.0,
                           -0.90096886790241912624,
                           -0.62348980185873353053,
                           -0.22252093395631440429,
                           0.22252093395631440429,
                           0.62348980185873353053,
                           0.90096886790241912624,
                           1.0};

/// The polynomial through (nodes, values): Newton's divided differences, multiplied out.
Polynomial through(Polynomial values) {
  for (unsigned order = 1; order < 8; ++order) {
    for (unsigned i = 7; i >= order; --i) {
      values[i] = (values[i] - values[i - 1]) / (nodes[i] - nodes[i - order]);
    }
  }
  Polynomial result{};
  for (unsigned i = 8; i-- > 0;) {  // result = result x (t - nodes[i]) + values[i]
    for (unsigned power = 7; power > 0; --power) result[power] = result[power - 1] - nodes[i] * result[power];
    result[0] = values[i] - nodes[i] * result[0];
  }
  return result;
}

}  // namespace

// The upper 15 bits of a double are its exponent and the first three bits of its fraction: they number the cells.
NormalWords::NormalWords() {
  for (unsigned i = 0; i < cells_.size(); ++i) {
    double const low = std::bit_cast<double>((i + first_cell) << 49);
    double const high = std::bit_cast<double>((i + 1 + first_cell) << 49);
    Polynomial values;
    for (unsigned k = 0; k < 8; ++k) values[k] = normal_quantile(low + 0.5 * (nodes[k] + 1.0) * (high - low));
    cells_[i] = through(values);
  }
}

}  // namespace silowalk::inline base
