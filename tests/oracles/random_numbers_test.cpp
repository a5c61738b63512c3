#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/scenario/read.h"
#include "engine/simulation/walk/simulate.h"
#include "tests/oracles/ledger_identities.h"

/// Random numbers are keyed by what the draw is for: an addition to a scenario changes no other draw.
/// With unlimited agents customers do not meet, so the tallies must be equal, or differ by exactly what was added.
namespace silowalk::oracles {
namespace {

std::string const journey = R"(
name = "small"
[horizon]
months = 18
warm_up = "3 months"
discount = "8 % per year"
[organisation]
communication = 0.3
[silo.shop]
[silo.desk]
[touchpoint.order]
silo = "shop"
joins = true
success = 0.8
trust = { gain = 0.1, loss = 0.5 }
revenue = 12.5
next.success = [ { to = "bill", after = { distribution = "lognormal", mean = "20 days", cv = 0.5 }, handoff = 0.4 } ]
next.failure = [ { to = "order", share = 0.4, after = { distribution = "exponential", mean = "3 days" } }, { to = "gone", share = 0.3 }, { to = "finished", share = 0.3 } ]
[touchpoint.bill]
silo = "desk"
success = 0.9
recovery = 0.3
trust = { gain = 0.05, loss = 0.4 }
survey = { response = 0.3, selection = -0.2, noise = 1.0 }
cost = 0.3
next.success = [ { to = "bill", share = 0.7, after = { distribution = "gamma", mean = "30 days", cv = 0.2 } }, { to = "call", share = 0.3, after = { distribution = "weibull", scale = "12 days", shape = 1.3 } } ]
next.failure = [ { to = "call", after = { distribution = "exponential", mean = "3 days" }, handoff = 0.5 } ]
[touchpoint.call]
silo = "shop"
success = 0.75
trust = { gain = 0.2, loss = 0.7 }
cost = 4
next.success = [ { to = "bill", after = "14 days", handoff = 0.2 } ]
next.failure = [ { to = "call", share = 0.6, after = "2 days" }, { to = "gone", share = 0.4, elasticity = -1.0 } ]
[exit.gone]
kind = "churn"
[exit.finished]
kind = "end"
)";

std::string segment(std::string const& name, int customers, std::string const& arrivals) {
  return "[segment." + name + "]\ncustomers = " + std::to_string(customers) + "\narrivals = \"" + arrivals + R"("
entry = "order"
revenue = "30 per month"
trust = 0.6
memory = "90 days"
pace_cv = 0.4
churn = { rate = "0.02 per month", sensitivity = 0.8, frailty_cv = 0.6 }
)";
}

/// Returns the model of a TOML text.
Model model_of(std::string const& text) { return Model(parse_scenario(text, "small.toml")); }

constexpr std::uint64_t seed = 20261121;

/// Returns now - before, cell by cell. Fails the test where the sizes differ.
std::vector<std::int64_t> difference(std::vector<std::int64_t> const& now, std::vector<std::int64_t> const& before) {
  EXPECT_EQ(now.size(), before.size());
  std::vector<std::int64_t> out(now.size());
  for (std::size_t i = 0; i < now.size(); ++i) out[i] = now[i] - before[i];
  return out;
}

TEST(random_numbers, the_ledger_of_the_small_company_balances) {
  Model const model = model_of(journey + segment("a", 400, "6 per day") + segment("b", 300, "2 per day"));
  ASSERT_TRUE(model.independent());
  for (std::uint32_t replication = 0; replication < 3; ++replication) {
    Tally const tally = simulate(model, seed, replication);
    expect_ledger_balances(tally);
    EXPECT_GT(grand_total(tally, SegmentField::lost), 50);
    EXPECT_GT(grand_total(tally, SegmentField::prospects_lost), 50);
  }
}

TEST(random_numbers, same_numbers_same_history_and_other_numbers_another) {
  Model const model = model_of(journey + segment("a", 400, "6 per day"));
  EXPECT_EQ(simulate(model, seed, 4), simulate(model, seed, 4));
  EXPECT_NE(simulate(model, seed, 4), simulate(model, seed, 5));
  EXPECT_NE(simulate(model, seed, 4), simulate(model, seed + 1, 4));
}

TEST(random_numbers, walked_one_after_another_or_in_time_order_is_the_same) {
  Model const model = model_of(journey + segment("a", 500, "6 per day") + segment("b", 100, "1 per day"));
  ASSERT_TRUE(model.independent());
  for (std::uint32_t replication = 0; replication < 3; ++replication) {
    EXPECT_EQ(simulate(model, seed, replication), simulate(model, seed, replication, {.force_time_order = true}));
  }
}

TEST(random_numbers, one_more_customer_changes_nobody_else) {
  // The difference is the story of one customer: no count falls, month 0 opens with at most one customer more, and at
  // most one more is lost.
  Tally const before = simulate(model_of(journey + segment("a", 400, "6 per day")), seed, 1);
  Tally const after = simulate(model_of(journey + segment("a", 401, "6 per day")), seed, 1);
  ASSERT_NE(before, after);
  for (std::int64_t cell : difference(after.touchpoint_cells, before.touchpoint_cells)) EXPECT_GE(cell, 0);
  for (std::int64_t cell : difference(after.silo_cells, before.silo_cells)) EXPECT_GE(cell, 0);
  int const a = 0;
  EXPECT_LE(total(after, a, SegmentField::lost) - total(before, a, SegmentField::lost), 1);
  EXPECT_EQ(total(after, a, SegmentField::prospects_arrived), total(before, a, SegmentField::prospects_arrived));
  EXPECT_EQ(after.drift.customers_placed[0] - before.drift.customers_placed[0], 1);
  for (int month = 0; month < after.months; ++month) {
    std::int64_t const heads =
        after.at(month, a, SegmentField::customers_close) - before.at(month, a, SegmentField::customers_close);
    EXPECT_TRUE(heads == 0 || heads == 1) << heads;
  }
}

TEST(random_numbers, a_touchpoint_that_nobody_visits_changes_nothing) {
  Tally const before = simulate(model_of(journey + segment("a", 400, "6 per day")), seed, 2);
  std::string const ghost = R"(
[touchpoint.aaa_ghost]
silo = "desk"
success = 0.5
next.success = [ { to = "gone" } ]
next.failure = [ { to = "bill" } ]
)";
  Model const haunted = model_of(ghost + segment("a", 400, "6 per day") + journey.substr(journey.find("[horizon]")));
  Tally const after = simulate(haunted, seed, 2);
  EXPECT_EQ(after.segment_cells, before.segment_cells);
  EXPECT_EQ(after.silo_cells, before.silo_cells);
  std::vector<std::string> const& names = haunted.axes().touchpoints;
  int const ghost_index = index_of(names, "aaa_ghost");
  for (int month = 0; month < after.months; ++month) {
    for (std::size_t f = 0; f < touchpoint_fields.size(); ++f) {
      auto const field = static_cast<TouchpointField>(f);
      EXPECT_EQ(after.at(month, ghost_index, field), 0);
      for (int v = 0, old = 0; v < after.touchpoints; ++v) {
        if (v == ghost_index) continue;
        EXPECT_EQ(after.at(month, v, field), before.at(month, old, field)) << names[v];
        ++old;
      }
    }
  }
}

TEST(random_numbers, an_unrelated_segment_adds_exactly_itself) {
  Tally const a = simulate(model_of(journey + segment("a", 400, "6 per day")), seed, 3);
  Tally const b = simulate(model_of(journey + segment("b", 250, "3 per day")), seed, 3);
  Tally const both =
      simulate(model_of(journey + segment("b", 250, "3 per day") + segment("a", 400, "6 per day")), seed, 3);
  EXPECT_EQ(difference(both.touchpoint_cells, a.touchpoint_cells), b.touchpoint_cells);
  EXPECT_EQ(difference(both.silo_cells, a.silo_cells), b.silo_cells);
  for (int month = 0; month < both.months; ++month) {
    for (std::size_t f = 0; f < segment_fields.size(); ++f) {
      auto const field = static_cast<SegmentField>(f);
      EXPECT_EQ(both.at(month, 0, field), b.at(month, 0, field));
      EXPECT_EQ(both.at(month, 1, field), a.at(month, 0, field));
    }
  }
}

TEST(random_numbers, another_touchpoints_chances_do_not_touch_what_came_before) {
  // Twins: the same people order in the same month on the same day, whatever the call is like later.
  std::string const text = journey + segment("a", 400, "6 per day");
  Scenario const as_it_is = parse_scenario(text, "small.toml");
  Scenario const better = parse_scenario(text, "small.toml", {{"touchpoint.call.success", "0.95", "--set"}});
  Tally const before = simulate(Model(as_it_is), seed, 6);
  Tally const after = simulate(Model(better), seed, 6);
  EXPECT_EQ(total(after, 0, TouchpointField::visits), total(before, 0, TouchpointField::visits));
  EXPECT_EQ(total(after, 0, TouchpointField::success), total(before, 0, TouchpointField::success));
  EXPECT_LT(grand_total(after, SegmentField::lost), grand_total(before, SegmentField::lost));
}

}  // namespace
}  // namespace silowalk::oracles
