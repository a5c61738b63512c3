#pragma once

#include <array>
#include <memory>
#include <vector>

namespace silowalk::inline base {

/// log of a quantile as a function of z, the normal quantile of the same probability: nearly straight for every gamma
/// law, so that cubic Hermite pieces of width 1/16 follow it closely. Spans all z that a 32-bit word can have
/// (|z| <= 6.34).
class LogQuantileTable {
 public:
  static constexpr int per_unit = 16;    ///< nodes per unit of z
  static constexpr double reach = 6.5;   ///< |z| at the ends
  static constexpr int cells = 2 * 104;  // 2 x reach x per_unit
  static_assert(cells == 2 * reach * per_unit);

  LogQuantileTable() = default;

  /// Tabulates power x (log of the gamma quantile of this shape, scale 1) + shift. Takes 209 quantiles: set-up only.
  LogQuantileTable(double shape, double power, double shift);

  /// Returns the table of log x + shift: the same law with its scale multiplied by exp(shift).
  LogQuantileTable shifted(double shift) const;

  /// Returns log x at z. Precondition, not checked: |z| < reach.
  double at(double z) const {
    double const t = (z + reach) * per_unit;
    int const cell = static_cast<int>(t);
    double const s = t - cell;
    Node const& left = nodes_[static_cast<unsigned>(cell)];
    Node const& right = nodes_[static_cast<unsigned>(cell) + 1];
    double const rise = right.value - left.value;
    double const c2 = 3.0 * rise - 2.0 * left.slope - right.slope;
    double const c3 = left.slope + right.slope - 2.0 * rise;
    return left.value + s * (left.slope + s * (c2 + s * c3));
  }

 private:
  struct Node {
    double value = 0;  ///< log x
    double slope = 0;  // per cell
  };
  std::array<Node, cells + 1> nodes_{};
};

/// A gamma law of scale 1, and its length-biased law. Shared among samplers of equal shape, since only the scale
/// differs.
struct UnitGamma {
  LogQuantileTable quantile;
  LogQuantileTable biased;
};

/// The tables of a Sampler. Which parts are filled depends on its law. Immutable once the Sampler is constructed.
struct SamplerTables {
  std::shared_ptr<UnitGamma const> unit;  ///< gamma
  LogQuantileTable quantile;              ///< gamma
  LogQuantileTable biased;                ///< gamma, Weibull: of the length-biased law
  std::vector<double> values;             ///< empirical
  std::vector<double> cumulative;  ///< empirical: shares of the length-biased law up to and with value (segment) i
};

}  // namespace silowalk::inline base
