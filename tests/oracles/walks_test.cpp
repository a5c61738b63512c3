#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>

#include "engine/analysis/replay/census.h"
#include "engine/scenario/read.h"
#include "engine/simulation/walk/simulate.h"

/// The replayed stories of all customers add up exactly to the tally of the run, on every shipped scenario.
namespace silowalk {
namespace {

/// A second ledger, computed only from what the sink receives.
class Books : public VisitSink {
 public:
  explicit Books(Model const& model, Scenario const& scenario)
      : axes_(model.axes()),
        worth_(model.worth()),
        prices_(scenario),
        end_(prices_.end()),
        prospects_(joins_somewhere(scenario)) {
    touchpoint_.resize(static_cast<std::size_t>(axes_.months) * axes_.touchpoints.size() * touchpoint_fields.size());
    segment_.resize(static_cast<std::size_t>(axes_.months) * axes_.segments.size() * segment_fields.size());
    attributed_.resize(static_cast<std::size_t>(axes_.months) * axes_.silos.size());
  }

  void begin(Beginning const& b) override {
    bool const newcomer = (b.arrival >> 31) != 0;
    if (newcomer) at(b.time, b.segment, prospects_ ? SegmentField::prospects_arrived : SegmentField::joined) += 1;
    Paying& payer = payers_[{b.segment, b.arrival}];
    if (b.customer) payer = {b.joined, end_};
    if (b.then != Visit::Then::visit) leave(b.segment, b.touchpoint, payer, b.then, b.next_time, b.attributed);
  }

  void record(Visit const& v) override {
    Paying& payer = payers_.at({v.segment, v.arrival});
    if (v.joined) {
      payer = {v.end, end_};
      at(v.end, v.segment, SegmentField::prospects_joined) += 1;
      at(v.end, v.segment, SegmentField::joined) += 1;
    }
    using T = TouchpointField;
    at(v.time, v.touchpoint, T::visits) += 1;
    at(v.time, v.touchpoint, static_cast<T>(static_cast<int>(T::success) + static_cast<int>(v.outcome))) += 1;
    at(v.time, v.touchpoint, T::context_lost) += v.context_lost ? 1 : 0;
    at(v.time, v.touchpoint, T::wait) += std::llround(v.wait * 86400e6);
    at(v.time, v.touchpoint, T::handling) += std::llround(v.handling * 86400e6);
    at(v.time, v.touchpoint, T::trust_lost) += std::llround(v.trust_lost * 1e6);
    at(v.time, v.touchpoint, T::survey_count) += v.surveyed ? 1 : 0;
    at(v.time, v.touchpoint, T::survey_sum) += v.surveyed ? std::llround(v.score * 1e6) : 0;
    at(v.end, v.touchpoint, T::revenue) += std::llround(v.revenue * 1e6);
    at(v.end, v.touchpoint, T::cost) += std::llround(v.cost * 1e6);
    if (v.then != Visit::Then::visit) leave(v.segment, v.touchpoint, payer, v.then, v.next_time, v.attributed);
  }

  void close(Prices const& prices) override { prices_ = prices; }
  Prices const& prices() const { return prices_; }

  void expect_equal(Tally const& tally) const {
    using T = TouchpointField;
    using S = SegmentField;
    for (int m = 0; m < axes_.months; ++m) {
      for (std::size_t t = 0; t + 2 < axes_.touchpoints.size(); ++t) {  // less the pseudo members
        for (T const f :
             {T::visits, T::success, T::failure, T::recovered, T::abandoned, T::turned_away, T::context_lost, T::wait,
              T::handling, T::trust_lost, T::survey_count, T::survey_sum, T::churn_booked, T::revenue, T::cost})
          EXPECT_EQ(touchpoint_[cell(m, t, axes_.touchpoints.size(), touchpoint_fields.size(), f)],
                    tally.at(m, static_cast<int>(t), f))
              << axes_.touchpoints[t] << ", month " << m << ", field " << static_cast<int>(f);
      }
      for (std::size_t s = 0; s + 1 < axes_.segments.size(); ++s) {
        for (S const f : {S::joined, S::lost, S::ended, S::prospects_arrived, S::prospects_joined, S::prospects_lost,
                          S::prospects_ended})
          EXPECT_EQ(segment_[cell(m, s, axes_.segments.size(), segment_fields.size(), f)],
                    tally.at(m, static_cast<int>(s), f))
              << axes_.segments[s] << ", month " << m << ", field " << static_cast<int>(f);
      }
      for (std::size_t k = 0; k < axes_.silos.size(); ++k)
        EXPECT_EQ(attributed_[static_cast<std::size_t>(m) * axes_.silos.size() + k],
                  tally.at(m, static_cast<int>(k), SiloField::churn_attributed));
      expect_paid(m, tally);
    }
  }

 private:
  struct Paying {
    std::optional<double> from;  ///< none: a prospect
    double to = 0;
  };

  /// Compares subscriptions to the last millionth: the whole seconds that all stories pay for, times the price in
  /// force. Also compares the worth of lost customers at that price.
  void expect_paid(int month, Tally const& tally) const {
    Prices const one_a_day(std::vector<double>(axes_.segments.size(), 1.0), axes_.segments.size(), 0, end_);
    std::vector<std::int64_t> seconds(axes_.segments.size());
    double const begin = month * days_per_month;
    double const end = std::min((month + 1) * days_per_month, end_);
    for (auto const& [name, payer] : payers_) {
      double const from = std::max(begin, payer.from.value_or(end));
      double const to = std::min(end, payer.to);
      if (from >= to) continue;
      std::int64_t const there = std::llround(one_a_day.subscription(name.segment, from, to) * 86400);
      double const price = prices_.in_force(month, name.segment);
      EXPECT_DOUBLE_EQ(prices_.subscription(name.segment, from, to), price * static_cast<double>(there) / 86400);
      seconds[name.segment] += there;
    }
    std::int64_t all = 0;
    for (std::uint16_t s = 0; s + 1u < axes_.segments.size(); ++s)
      all += std::llround(prices_.in_force(month, s) * static_cast<double>(seconds[s]) / 86400 * 1e6);
    EXPECT_EQ(all, tally.at(month, static_cast<int>(axes_.touchpoints.size()) - 2, TouchpointField::revenue));
    std::vector<std::int64_t> worth(axes_.segments.size());
    for (auto const& [segment, when] : lost_) {
      double const factor = prices_.relative(static_cast<std::uint16_t>(segment), when);
      if (month_of(when) == month) worth[segment] += std::llround(worth_[segment] * factor * 1e6);
    }
    for (std::size_t s = 0; s + 1 < axes_.segments.size(); ++s)
      EXPECT_EQ(worth[s], tally.at(month, static_cast<int>(s), SegmentField::value_lost)) << axes_.segments[s];
  }

  static bool joins_somewhere(Scenario const& scenario) {
    for (Touchpoint const& t : scenario.touchpoints) {
      if (t.joins) return true;
    }
    return false;
  }

  static int month_of(double t) {
    auto month = static_cast<int>(t / days_per_month);
    if (t < month * days_per_month) --month;
    return t >= (month + 1) * days_per_month ? month + 1 : month;
  }
  bool counted(double t) const { return t >= 0 && t < end_; }
  template <class Field>
  static std::size_t cell(int month, std::size_t member, std::size_t members, std::size_t fields, Field f) {
    return (static_cast<std::size_t>(month) * members + member) * fields + static_cast<std::size_t>(f);
  }
  std::int64_t& at(double t, std::size_t member, TouchpointField f) {
    if (!counted(t)) return nowhere_;
    return touchpoint_[cell(month_of(t), member, axes_.touchpoints.size(), touchpoint_fields.size(), f)];
  }
  std::int64_t& at(double t, std::size_t member, SegmentField f) {
    if (!counted(t)) return nowhere_;
    return segment_[cell(month_of(t), member, axes_.segments.size(), segment_fields.size(), f)];
  }

  void leave(std::size_t segment, std::size_t touchpoint, Paying& payer, Visit::Then then, double when,
             std::vector<std::int64_t> const& attributed) {
    bool const customer = payer.from.has_value();
    payer.to = std::min(payer.to, when);
    if (then == Visit::Then::beyond_horizon || !counted(when)) return;
    bool const lost = then != Visit::Then::end_exit;
    at(when, segment,
       customer ? (lost ? SegmentField::lost : SegmentField::ended)
                : (lost ? SegmentField::prospects_lost : SegmentField::prospects_ended)) += 1;
    if (!customer || !lost) return;
    lost_.emplace_back(segment, when);
    at(when, touchpoint, TouchpointField::churn_booked) += 1;
    for (std::size_t k = 0; k < attributed.size(); ++k)
      attributed_[static_cast<std::size_t>(month_of(when)) * axes_.silos.size() + k] += attributed[k];
  }

  TallyAxes axes_;
  std::vector<double> worth_;
  Prices prices_;
  double end_;
  bool prospects_;
  std::map<CustomerName, Paying> payers_;
  std::vector<std::pair<std::size_t, double>> lost_;  ///< segment, moment
  std::vector<std::int64_t> touchpoint_, segment_, attributed_;
  std::int64_t nowhere_ = 0;
};

class EveryScenario : public ::testing::TestWithParam<std::string> {};

std::vector<std::string> all_scenarios() {
  std::vector<std::string> paths;
  for (auto const& each : std::filesystem::recursive_directory_iterator(SILOWALK_SOURCE_DIR "/scenarios")) {
    if (each.path().extension() != ".toml") continue;
    if (each.path().parent_path().filename() != "levers") paths.push_back(each.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

TEST_P(EveryScenario, StoriesAddUpToTheTally) {
  Scenario scenario = read_scenario(GetParam());
  scenario.horizon.months = std::min(scenario.horizon.months, 4);  // a test must be quick
  for (Segment& segment : scenario.segments) segment.customers /= 10;
  Model const model(scenario);
  Books books(model, scenario);
  SimulationOptions options;
  options.sink = &books;
  books.expect_equal(simulate(model, scenario.seed, 0, options));
}

// An initiative raises a price: pages must show the amounts recorded, not those at the scenario's first price.
TEST(Walks, AddUpAtAPriceThatADecisionMoved) {
  Scenario const scenario = read_scenario(SILOWALK_SOURCE_DIR "/tests/oracles/scenarios/deciding.toml");
  Model const model(scenario);
  std::uint16_t office = 0;
  while (scenario.segments[office].name != "office") ++office;
  bool moved = false;
  for (std::uint32_t replication = 0; replication < 3; ++replication) {
    Books books(model, scenario);
    SimulationOptions options;
    options.sink = &books;
    books.expect_equal(simulate(model, scenario.seed, replication, options));
    moved = moved || books.prices().relative(office, books.prices().end() - 1) > 1.01;
  }
  EXPECT_TRUE(moved);
}

INSTANTIATE_TEST_SUITE_P(Walks, EveryScenario, ::testing::ValuesIn(all_scenarios()),
                         [](auto const& each) { return "scenario_" + std::to_string(each.index); });

}  // namespace
}  // namespace silowalk
