#include <cmath>
#include <filesystem>
#include <random>

#include "engine/base/calendar.h"
#include "engine/scenario/canonical_text.h"
#include "engine/scenario/compare.h"
#include "small.h"

namespace silowalk {
namespace {

void expect_round_trip(Scenario const& scenario) {
  std::string const printed = print_scenario(scenario);
  Scenario const again = parse_scenario(printed, "printed.toml");
  EXPECT_TRUE(same_scenario(scenario, again)) << printed;
  EXPECT_EQ(print_scenario(again), printed);
  EXPECT_TRUE(same_scenario(scenario, parse_scenario(canonical_text(scenario), "canonical.toml")));
  EXPECT_EQ(canonical_text(again), canonical_text(scenario));
}

TEST(Print, EveryKeyRoundTrips) {
  expect_round_trip(read_scenario(bakery + "bakery.toml"));
  expect_round_trip(read_scenario(bakery + "two_in_phone.toml"));
  expect_round_trip(parse_scenario(small(), "small.toml"));
}

// The digest of results is of this text: a scenario that does not write the key keeps it.
TEST(Print, TheClockOfWaitsIsPrintedWhereItIsNotTheDefault) {
  Scenario const open = parse_scenario(small(), "small.toml");
  EXPECT_EQ(canonical_text(open).find("tolerance_by"), std::string::npos);
  EXPECT_EQ(canonical_text(with({"tolerance_by=open"})), canonical_text(open));
  Scenario const clock = with({"tolerance_by=clock"});
  EXPECT_EQ(clock.tolerance_by, WaitClock::clock);
  EXPECT_NE(canonical_text(clock).find("tolerance_by = \"clock\"\n"), std::string::npos);
  expect_round_trip(clock);
}

TEST(Print, RangesRoundTripAndMakeNoOtherCompany) {
  Scenario const plain =
      with({"touchpoint.order.success=0.8", "silo.care.cost=3000 per month",
            "segment.all.churn={ rate = \"0.02 per month\" }",
            "touchpoint.order.next={ success = [ { to = \"gone\" } ], failure = [ { to = \"gone\" } ] }"});
  Scenario const ranged = parse_scenario(
      print_scenario(plain), "ranged.toml",
      {parse_override("touchpoint.order.range={ success = [0.75, \"85 %\"] }"),
       parse_override("silo.care.range={ cost = [\"2000 per month\", \"3000 per month\"], agents = [3, 3] }"),
       parse_override("segment.all.range={ churn.rate = [0, \"0.03 per month\"] }")});
  EXPECT_EQ(ranged.touchpoints[0].range, (std::vector<PlausibleRange>{{"success", 0.75, 0.85}}));
  EXPECT_EQ(ranged.silos[1].range[0].high, ranged.silos[1].cost) << "per day, as the value";
  EXPECT_EQ(ranged.silos[1].range[1], (PlausibleRange{"agents", 3, 3}));
  EXPECT_EQ(ranged.segments[0].range[0].key, "churn.rate");
  expect_round_trip(ranged);
  EXPECT_NE(canonical_text(ranged), canonical_text(plain));
  EXPECT_TRUE(same_scenario(without_words(ranged), without_words(plain)));
  EXPECT_EQ(canonical_text(plain).find("range"), std::string::npos);
}

TEST(Print, StagesPrioritiesAndSeamsMakeNoOtherCompany) {
  std::string const decides = small("[organisation]\nrule = \"own-score\"\n");
  Scenario const plain = with({}, decides);
  Scenario const worded = parse_scenario(decides + R"(
priorities = [ { level = "board", order = ["loyal"] } ]
seams = [ { from = "web", to = "care", owner = "care" } ]
[goal.loyal]
target = { output = "churn_rate", below = "10 % per year" }
)",
                                         "worded.toml", {parse_override("touchpoint.order.stage=buy")});
  ASSERT_FALSE(worded.organisation.priorities.empty());
  ASSERT_FALSE(worded.organisation.seams.empty());
  EXPECT_FALSE(same_scenario(worded, plain));
  std::string const text = print_scenario(without_words(worded));
  EXPECT_EQ(text, print_scenario(without_words(plain)));
  EXPECT_NE(text, print_scenario(without_words(with({"organisation.rule=quick-fix"}, decides))));
}

std::vector<std::string> shipped_scenarios() {
  std::vector<std::string> paths;
  for (auto const& entry :
       std::filesystem::recursive_directory_iterator(std::string(SILOWALK_SOURCE_DIR) + "/scenarios"))
    if (entry.path().extension() == ".toml" && entry.path().parent_path().filename() != "levers")
      paths.push_back(entry.path().string());
  return paths;
}

TEST(Print, EveryScenarioOfTheProjectRoundTrips) {
  EXPECT_FALSE(shipped_scenarios().empty());
  for (std::string const& path : shipped_scenarios()) expect_round_trip(read_scenario(path));
}

/// Returns the quantities with a unit of time whose number has more than 6 digits: "105.13347022587268 per day".
std::vector<std::string> long_quantities(std::string const& text) {
  std::vector<std::string> found;
  for (std::size_t at = text.find('"'); at != std::string::npos; at = text.find('"', at + 1)) {
    std::size_t const space = text.find(' ', at);
    std::string const number = text.substr(at + 1, space - at - 1);
    bool const is_number = number.find_first_not_of("0123456789.") == std::string::npos;
    std::size_t const first = number.find_first_not_of("0.");
    if (is_number && first != std::string::npos && number.size() - first > 7)
      found.push_back(text.substr(at + 1, text.find('"', at + 1) - at - 1));
  }
  return found;
}

TEST(Print, ShippedScenariosKeepShortNumbers) {
  for (std::string const& path : shipped_scenarios())
    EXPECT_EQ(long_quantities(print_scenario(read_scenario(path))), std::vector<std::string>{}) << path;
}

TEST(Print, KeepsTheUnitsOfPeople) {
  std::string const text = print_scenario(with({"touchpoint.order.handling=9 min", "silo.care.cost=3200 per month",
                                                "segment.all.churn={rate=\"2.5 % per month\"}",
                                                "horizon.warm_up=12 months", "silo.care.attrition.hiring_lag=36 h"}));
  for (std::string const line : {"handling = \"9 min\"", "cost = \"3200 per month\"", "rate = \"0.025 per month\"",
                                 "warm_up = \"1 year\"", "hiring_lag = \"1.5 days\""})
    EXPECT_NE(text.find(line), std::string::npos) << line << " in " << text;
}

TEST(Print, TheTextOfDigestsStaysInBaseUnits) {
  std::string const text =
      canonical_text(with({"touchpoint.order.handling=9 min", "segment.all.arrivals=761 per month"}));
  EXPECT_NE(text.find("handling = \"0.00625 days\""), std::string::npos) << text;
  EXPECT_NE(text.find("arrivals = \"25.00205338809035 per day\""), std::string::npos) << text;
}

/// Draws durations and rates as people write them, as computations leave them, and next to both.
class Quantities {
 public:
  double duration() { return of({minutes_per_day, hours_per_day, 1, 1 / days_per_month, 1 / days_per_year}); }
  double rate() { return of({1, days_per_month, days_per_year}); }

 private:
  double of(std::vector<double> const& divisors) {
    double const whole = static_cast<double>(1 + random_() % 400);
    double const divisor = divisors[random_() % divisors.size()];
    switch (random_() % 4) {
      case 0:
        return whole * 1.1 / divisor;
      case 1:
        return std::nextafter(whole / divisor, whole);
      default:
        return whole / divisor;
    }
  }
  std::mt19937 random_{1};
};

/// Returns the bakery with other durations and rates.
Scenario drawn_bakery(Quantities& draw) {
  Scenario shop = read_scenario(bakery + "bakery.toml");
  shop.horizon.warm_up = draw.duration();
  for (Segment& each : shop.segments) {
    each.arrivals = draw.rate();
    each.revenue = draw.rate();
    each.memory = draw.duration();
    each.churn.rate = draw.rate() / 400;
  }
  for (Silo& each : shop.silos) {
    each.cost = draw.rate();
    each.attrition.hiring_lag = draw.duration();
  }
  for (Touchpoint& each : shop.touchpoints) {
    if (each.handling) each.handling = Distribution::exponential(draw.duration());
    if (each.trust.tolerance) each.trust.tolerance = draw.duration();
    for (std::vector<Route>& list : each.next)
      for (Route& route : list) route.after = Distribution::constant(draw.duration());
  }
  return shop;
}

TEST(Print, DrawnScenariosRoundTrip) {
  Quantities draw;
  for (int i = 0; i < 200; ++i) expect_round_trip(drawn_bakery(draw));
}

TEST(Print, TheSharedExampleRoundTrips) {
  std::string const folder = std::string(SILOWALK_SOURCE_DIR) + "/../shared/example/";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is not here";
  expect_round_trip(read_scenario(folder + "company.toml"));
  expect_round_trip(read_scenario(folder + "one-company.toml"));
}

TEST(Print, IsCanonical) {
  std::string const text = print_scenario(parse_scenario(small("", "seed = 3\n"), "small.toml"));
  EXPECT_EQ(text, R"(name = ""
about = ""
currency = "EUR"
seed = 3

[segment.all]
customers = 10
entry = "order"

[silo.web]

[silo.care]
agents = 3

[touchpoint.order]
silo = "web"
next.success = [
  { to = "order", share = 0.9, after = "30 days" },
  { to = "gone", share = 0.09999999999999998 },
]

[exit.gone]
)");
}

TEST(Print, EverySeedRoundTrips) {
  for (std::string const seed : {"0", "9223372036854775807", "9223372036854775808", "18446744073709551615"}) {
    Scenario const scenario = with({"seed='" + seed + "'"});
    EXPECT_EQ(std::to_string(scenario.seed), seed);
    expect_round_trip(scenario);
  }
  for (std::string const seed : {"-1", "'18446744073709551616'", "18446744073709551616", "1.5", "many", "' 1'", "true"})
    EXPECT_NE(said(small(), {"seed=" + seed}), "") << seed;
}

TEST(Print, OrderAndSpacingOfTheFileDoNotMatter) {
  std::string const other = R"(
exit.gone = {}
[touchpoint]
order = { next.success = [ { share = 0.9, after = "4.2857142857142857 weeks", to = "order" }, { to = "gone" } ], silo = "web" }
[segment]
all.entry = "order"
all.customers = 10
[silo.web]
[silo.care]
agents = 3.0
)";
  Scenario const a = parse_scenario(other, "other.toml");
  EXPECT_EQ(print_scenario(a).find("30 days"), print_scenario(parse_scenario(small(), "small.toml")).find("30 days"));
  EXPECT_TRUE(same_scenario(a, parse_scenario(small(), "small.toml")));
}

TEST(Print, DifferencesAreSeen) {
  Scenario const a = read_scenario(bakery + "bakery.toml");
  Scenario b = a;
  b.silos[0].fatigue += 1e-12;
  EXPECT_FALSE(same_scenario(a, b));
  EXPECT_NE(print_scenario(a), print_scenario(b));
}

}  // namespace
}  // namespace silowalk
