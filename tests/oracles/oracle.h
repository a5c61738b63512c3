#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/scenario/read.h"
#include "engine/scenario/scenario.h"
#include "engine/simulation/model/tally.h"
#include "engine/simulation/walk/simulate.h"

/// Compares simulations with known truth: closed forms and published figures.
/// Every comparison that chance can fail is a two-sided t-test over replications, the unit of inference, with fixed
/// seeds. The level of the whole suite is divided by the number of its comparisons (Bonferroni). What is not subject to
/// chance is compared exactly.
namespace silowalk::oracle {

/// The probability that a correct engine fails any comparison of the suite, and the largest number of comparisons. A
/// program that makes more than that number fails (see oracle.cpp).
inline constexpr double family_level = 1e-3;
inline constexpr int most_comparisons = 250;

/// Returns the largest |t| that a comparison over so many replications passes (replications - 1 degrees of freedom).
/// Precondition: at least 2 replications.
double critical_t(std::size_t replications);

/// Returns tests/oracles/scenarios/NAME.toml. Throws where it cannot be read; fails the test where check_journey()
/// reports an error. `endless`: a cycle without exit is intended and no error.
Scenario oracle_scenario(std::string const& name, std::vector<Override> const& overrides = {}, bool endless = false);

/// The tallies of replications 0 to `replications` - 1, with numbers in base units (counts, days, the currency). The
/// constructor simulates them, one after another in the calling thread.
class Histories {
 public:
  Histories(Scenario const& scenario, int replications, std::uint64_t seed = 20260101);

  Model const& model() const { return model_; }
  std::vector<Tally> const& tallies() const { return tallies_; }

  /// Returns a number for each replication: the field's sum over months [from, to); to < 0: until the last month. Fails
  /// the test where the name is unknown.
  std::vector<double> sum(std::string const& touchpoint, TouchpointField field, int from = 0, int to = -1) const;
  std::vector<double> sum(std::string const& silo, SiloField field, int from = 0, int to = -1) const;
  std::vector<double> sum(std::string const& segment, SegmentField field, int from = 0, int to = -1) const;
  /// Returns the same over all months and touchpoints (pseudo members included).
  std::vector<double> sum_over_touchpoints(TouchpointField field) const;
  /// Returns the visits of each replication that waited no longer than the upper edge of a bin of the histogram.
  std::vector<double> waits_up_to(std::string const& touchpoint, int bin) const;

 private:
  Model model_;
  std::vector<Tally> tallies_;
};

/// Expects the mean over replications to be `truth`, by a t-test. `rounding` is the error of the truth itself (half a
/// unit of the last digit of a published figure). Requires 20 replications. Also fails as inconclusive (insufficient
/// power) where sampling error could hide an error of 20 % of the truth.
void expect_mean(std::string const& what, std::vector<double> const& values, double truth, double rounding = 0);

/// Expects the ratio of the means to be `truth`, linearised (the delta method): the mean of value - truth x base is 0.
/// Precondition: the mean of `bases` is not zero.
void expect_ratio(std::string const& what, std::vector<double> const& values, std::vector<double> const& bases,
                  double truth, double rounding = 0);

/// Returns how(a[i], b[i]) for each replication. Precondition: equal sizes.
std::vector<double> combine(std::vector<double> const& a, std::vector<double> const& b,
                            std::function<double(double, double)> const& how);
/// Returns the values times a factor, as to change their unit.
std::vector<double> scaled(std::vector<double> values, double factor);

}  // namespace silowalk::oracle
