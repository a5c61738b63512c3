#include "tests/oracles/oracle.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <numeric>

#include "engine/base/complaint.h"
#include "engine/journey/check.h"

namespace silowalk::oracle {
namespace {

/// Counts the comparisons of a program run, and fails where there are more than the level was divided by: a new test
/// must not raise the probability of a false alarm without notice.
class Counter : public ::testing::Environment {
 public:
  void TearDown() override { EXPECT_LE(made, most_comparisons) << "share the level out over more comparisons"; }
  static int made;
};
int Counter::made = 0;
[[maybe_unused]] ::testing::Environment* const counter = ::testing::AddGlobalTestEnvironment(new Counter);

/// Returns a number of a tally (counts, millionths, microseconds or seconds) as counts, the currency or days.
double in_base_units(Scale scale, std::int64_t value) {
  auto const whole = static_cast<double>(value);
  switch (scale) {
    case Scale::count:
      return whole;
    case Scale::micro:
      return whole / 1e6;
    case Scale::duration:
      return whole / 86400e6;
    case Scale::seconds:
      return whole / 86400;
  }
  return whole;
}

int number_of(std::vector<std::string> const& names, std::string const& name) {
  auto const found = std::find(names.begin(), names.end(), name);
  EXPECT_NE(found, names.end()) << name;
  return static_cast<int>(found - names.begin());
}

template <class Field>
std::vector<double> sum_of(std::vector<Tally> const& tallies, Scale scale, int member, Field field, int from, int to) {
  std::vector<double> result;
  for (Tally const& tally : tallies) {
    std::int64_t sum = 0;
    for (int month = from; month < (to < 0 ? tally.months : to); ++month) sum += tally.at(month, member, field);
    result.push_back(in_base_units(scale, sum));
  }
  return result;
}

struct Moments {
  double mean = 0;
  double error = 0;
};

/// Returns the mean and its standard error (variance with n - 1). Precondition: at least 2 values.
Moments moments(std::vector<double> const& values) {
  auto const n = static_cast<double>(values.size());
  double const mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double square = 0;
  for (double each : values) square += (each - mean) * (each - mean);
  return {mean, std::sqrt(square / (n - 1) / n)};
}

}  // namespace

double critical_t(std::size_t replications) {
  boost::math::students_t const t(static_cast<double>(replications) - 1);
  return boost::math::quantile(boost::math::complement(t, family_level / most_comparisons / 2));
}

Scenario oracle_scenario(std::string const& name, std::vector<Override> const& overrides, bool endless) {
  Scenario const result =
      read_scenario(std::string(SILOWALK_SOURCE_DIR) + "/tests/oracles/scenarios/" + name + ".toml", overrides);
  for (Complaint const& each : check_journey(result)) {
    bool const meant = endless && each.what.rfind("cycle without exit", 0) == 0;
    if (each.severity == Complaint::Severity::error && !meant) ADD_FAILURE() << describe(each);
  }
  return result;
}

Histories::Histories(Scenario const& scenario, int replications, std::uint64_t seed) : model_(scenario) {
  for (int i = 0; i < replications; ++i) tallies_.push_back(simulate(model_, seed, static_cast<std::uint32_t>(i)));
}

std::vector<double> Histories::sum(std::string const& touchpoint, TouchpointField field, int from, int to) const {
  return sum_of(tallies_, touchpoint_fields[static_cast<std::size_t>(field)].scale,
                number_of(model_.axes().touchpoints, touchpoint), field, from, to);
}

std::vector<double> Histories::sum(std::string const& silo, SiloField field, int from, int to) const {
  return sum_of(tallies_, silo_fields[static_cast<std::size_t>(field)].scale, number_of(model_.axes().silos, silo),
                field, from, to);
}

std::vector<double> Histories::sum(std::string const& segment, SegmentField field, int from, int to) const {
  return sum_of(tallies_, segment_fields[static_cast<std::size_t>(field)].scale,
                number_of(model_.axes().segments, segment), field, from, to);
}

std::vector<double> Histories::sum_over_touchpoints(TouchpointField field) const {
  std::vector<double> result(tallies_.size());
  for (std::string const& each : model_.axes().touchpoints) {
    std::vector<double> const one = sum(each, field);
    for (std::size_t i = 0; i < result.size(); ++i) result[i] += one[i];
  }
  return result;
}

std::vector<double> Histories::waits_up_to(std::string const& touchpoint, int bin) const {
  int const member = number_of(model_.axes().touchpoints, touchpoint);
  std::vector<double> result;
  for (Tally const& tally : tallies_) {
    auto const first = tally.wait_histogram.begin() + static_cast<std::ptrdiff_t>(member) * wait_bins;
    result.push_back(static_cast<double>(std::accumulate(first, first + bin + 1, std::int64_t{0})));
  }
  return result;
}

void expect_mean(std::string const& what, std::vector<double> const& values, double truth, double rounding) {
  ++Counter::made;
  ASSERT_GE(values.size(), 20u) << what << ": fewer than twenty replications mislead";
  Moments const found = moments(values);
  double const allowed = rounding + critical_t(values.size()) * found.error + 1e-9 * std::abs(truth);
  EXPECT_LE(std::abs(found.mean - truth), allowed)
      << what << ": mean " << found.mean << " +- " << found.error << ", truth " << truth
      << ", t = " << (found.mean - truth) / found.error << " (allowed " << critical_t(values.size()) << ")";
  EXPECT_LE(found.error * critical_t(values.size()), 0.2 * std::abs(truth) + 1e-12) << what << " says next to nothing";
}

void expect_ratio(std::string const& what, std::vector<double> const& values, std::vector<double> const& bases,
                  double truth, double rounding) {
  double const base = moments(bases).mean;
  expect_mean(what, combine(values, bases, [&](double v, double b) { return truth + (v - truth * b) / base; }), truth,
              rounding);
}

std::vector<double> combine(std::vector<double> const& a, std::vector<double> const& b,
                            std::function<double(double, double)> const& how) {
  std::vector<double> result;
  for (std::size_t i = 0; i < a.size(); ++i) result.push_back(how(a[i], b[i]));
  return result;
}

std::vector<double> scaled(std::vector<double> values, double factor) {
  for (double& each : values) each *= factor;
  return values;
}

}  // namespace silowalk::oracle
