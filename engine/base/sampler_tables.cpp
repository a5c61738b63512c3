#include "engine/base/sampler_tables.h"

#include "engine/base/distributions/law_math.h"
#include "engine/base/portable_math.h"

namespace silowalk::inline base {

// The slope at a node is exact, d log x / dz = phi(z) / (x f(x)), rather than a difference of neighbours.
LogQuantileTable::LogQuantileTable(double shape, double power, double shift) {
  for (int i = 0; i <= cells; ++i) {
    double const z = static_cast<double>(i) / per_unit - reach;
    double const log_x = gamma_quantile_log(shape, normal_cdf(z), normal_cdf(-z));
    double const log_normal_density = -0.5 * z * z - law_math::log_root_two_pi;
    double const slope = portable_exp(log_normal_density - gamma_log_density(shape, log_x));
    nodes_[static_cast<unsigned>(i)] = {power * log_x + shift, power * slope / per_unit};
  }
}

LogQuantileTable LogQuantileTable::shifted(double shift) const {
  LogQuantileTable result = *this;
  for (Node& node : result.nodes_) node.value += shift;
  return result;
}

}  // namespace silowalk::inline base
