#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/scenario/read.h"
#include "engine/scenario/scenario.h"
#include "engine/simulation/model/tally.h"
#include "engine/simulation/walk/simulate.h"

/// Simulation against truth. Every comparison that chance can fail is a t-test over replications (the unit of
/// inference) with fixed seeds; the level of the whole suite is shared out over its comparisons (Bonferroni). What is
/// not subject to chance is compared exactly.
namespace silowalk::oracle {

/// Probability that a right engine fails any of the suite's comparisons, and how many they are at most. A program of
/// the suite that makes more than its share of them fails (see oracle.cpp).
inline constexpr double family_level = 1e-3;
inline constexpr int most_comparisons = 250;

/// |t| that a comparison over so many replications may reach.
double critical_t(std::size_t replications);

/// tests/oracles/scenarios/NAME.toml. Fails the test where the reader or the journey has anything to say beyond
/// warnings; `endless`: a cycle without exit is meant to be one.
Scenario oracle_scenario(std::string const& name, std::vector<Override> const& overrides = {}, bool endless = false);

/// What happened, replication by replication, with numbers in base units.
class Histories {
 public:
  Histories(Scenario const& scenario, int replications, std::uint64_t seed = 20260101);

  Model const& model() const { return model_; }
  std::vector<Tally> const& tallies() const { return tallies_; }

  /// One number by replication: the field's sum over months [from, to) (to < 0: all).
  std::vector<double> sum(std::string const& touchpoint, TouchpointField field, int from = 0, int to = -1) const;
  std::vector<double> sum(std::string const& silo, SiloField field, int from = 0, int to = -1) const;
  std::vector<double> sum(std::string const& segment, SegmentField field, int from = 0, int to = -1) const;
  /// The same over all touchpoints (pseudo members included).
  std::vector<double> sum_over_touchpoints(TouchpointField field) const;
  /// Visits by replication that waited no longer than the upper edge of a bin of the histogram.
  std::vector<double> waits_up_to(std::string const& touchpoint, int bin) const;

 private:
  Model model_;
  std::vector<Tally> tallies_;
};

/// The mean over replications is `truth`, by a t-test; `rounding` is what the truth itself may be off (half a unit of
/// the last digit of a published figure). Fails, too, where chance could hide an error of a fifth: such a test says
/// nothing.
void expect_mean(std::string const& what, std::vector<double> const& values, double truth, double rounding = 0);

/// The ratio of the means is `truth` (linearised: the mean of value - truth x base is 0).
void expect_ratio(std::string const& what, std::vector<double> const& values, std::vector<double> const& bases,
                  double truth, double rounding = 0);

std::vector<double> combine(std::vector<double> const& a, std::vector<double> const& b,
                            std::function<double(double, double)> const& how);
std::vector<double> scaled(std::vector<double> values, double factor);

}  // namespace silowalk::oracle
