#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "engine/base/distributions/constant.h"
#include "engine/base/random.h"
#include "engine/base/sampler_tables.h"

namespace silowalk::inline base {

/// Values of equal chances, or quantiles at i / (n - 1) with straight lines between. Prepared: a = 1 for quantiles,
/// else 0; the tables hold the rest.
struct EmpiricalLaw {
  static constexpr auto kind = Distribution::Kind::empirical;
  static constexpr std::string_view name = "empirical";
  static constexpr int times = 0;  ///< scaled() multiplies the values instead
  static constexpr bool from_zero = true;

  /// Returns the three forms. The file of the third one is put in place before the table is read; it makes no
  /// distribution of its own.
  static std::vector<DistributionForm> forms() {
    return {
        {name,
         {"values"},
         "{ distribution = \"empirical\", values = [\"2 min\", \"3 min\", \"9 min\"] }",
         "each equally likely"},
        {name,
         {"quantiles"},
         "{ distribution = \"empirical\", quantiles = [\"0 min\", \"4 min\", \"30 min\"] }",
         "evenly spaced from the least to the most, linear between"},
        {name,
         {"csv"},
         "{ distribution = \"empirical\", csv = \"calls.csv\", column = \"minutes\", unit = \"min\" }",
         "from a CSV file beside this one; `as = \"quantiles\"` where it lists those"},
    };
  }

  /// Computes the mean, and the cumulative shares of the length-biased law, by value or by segment.
  static PreparedLaw prepare(Distribution const& d, PreparedLaw const* /*like*/) {
    std::vector<double> const& values = d.values;
    law_math::require(!values.empty() && law_math::is_amount(values.front()) && law_math::is_amount(values.back()) &&
                          std::is_sorted(values.begin(), values.end()),
                      "empirical: values from 0 up, in ascending order");
    if (values.front() == values.back()) return ConstantLaw::at(values.front());
    SamplerTables tables;
    tables.values = values;
    double sum = 0;
    for (std::size_t i = 0; i + (d.interpolated ? 1 : 0) < values.size(); ++i) {
      sum += d.interpolated ? 0.5 * (values[i] + values[i + 1]) : values[i];
      tables.cumulative.push_back(sum);
    }
    double const mean = sum / static_cast<double>(tables.cumulative.size());
    for (double& share : tables.cumulative) share /= sum;
    auto shared = std::make_shared<SamplerTables const>(std::move(tables));
    return {kind, d.interpolated ? 1.0 : 0.0, 0, 0, 0, mean, std::move(shared)};
  }

  /// Returns a value or a point of a segment. Without interpolation, multiplies the word in whole numbers: rounding
  /// could otherwise index past the last value.
  static double draw(PreparedLaw const& law, std::uint32_t word) {
    std::vector<double> const& values = law.tables->values;
    if (!interpolated(law)) return values[static_cast<std::size_t>((word * std::uint64_t{values.size()}) >> 32)];
    double const place = uniform(word) * static_cast<double>(values.size() - 1);
    auto const i = static_cast<std::size_t>(place);
    return values[i] + (place - static_cast<double>(i)) * (values[i + 1] - values[i]);
  }

  /// Finds the value, or the segment, by its cumulative share; within a segment inverts (x^2 - l^2) / (h^2 - l^2) as
  /// the uniform law does. The search leaves the last share out, so that its result is always a valid place. O(log n).
  static double length_biased(PreparedLaw const& law, std::uint32_t word) {
    double const u = uniform(word);
    std::vector<double> const& cumulative = law.tables->cumulative;
    auto const place = std::upper_bound(cumulative.begin(), cumulative.end() - 1, u);
    auto const i = static_cast<std::size_t>(place - cumulative.begin());
    std::vector<double> const& values = law.tables->values;
    if (!interpolated(law)) return values[i];
    double const before = i == 0 ? 0 : cumulative[i - 1];
    double const share = cumulative[i] > before ? (u - before) / (cumulative[i] - before) : 1;
    double const low = values[i];
    double const high = values[i + 1];
    return std::sqrt(low * low + (share < 1 ? share : 1) * (high - low) * (high + low));
  }

  /// A mixture of uniforms on [values[i], values[i + 1]], or of points: E (X - mean)^2 of each is (l^2 + lh + h^2) / 3.
  static double variance(PreparedLaw const& law) {
    std::vector<double> const& values = law.tables->values;
    std::size_t const count = law.tables->cumulative.size();
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
      double const low = values[i] - law.mean;
      double const high = interpolated(law) ? values[i + 1] - law.mean : low;
      sum += (low * low + low * high + high * high) / 3.0;
    }
    return sum / static_cast<double>(count);
  }

  /// Computes the mean of the transforms of points or uniform segments. O(n).
  static double laplace(PreparedLaw const& law, double s) {
    std::vector<double> const& values = law.tables->values;
    std::size_t const count = law.tables->cumulative.size();
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
      double const width = interpolated(law) ? values[i + 1] - values[i] : 0.0;
      sum += portable_exp(-s * values[i]) * law_math::laplace_of_unit(s * width);
    }
    return sum / static_cast<double>(count);
  }

 private:
  static bool interpolated(PreparedLaw const& law) { return law.a > 0; }  ///< quantiles
};

}  // namespace silowalk::inline base
