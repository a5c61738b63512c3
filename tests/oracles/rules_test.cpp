#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "engine/scenario/read.h"
#include "engine/simulation/walk/simulate.h"
#include "tests/oracles/ledger_identities.h"

/// Small companies with constant distributions, worked by hand: calendars, patience, queue capacity, handoffs,
/// prospects. Where chance is left, one binomial is held to four of its standard deviations (level .00006 each).
/// Everybody starts at once on Monday 2024-01-01 00:00 at `first`, which sends them to `second` at once; who has been
/// through `second` stands at `last` the moment they are done, so the visits to `last` before the clock stops show
/// when.
namespace silowalk::oracles {
namespace {

constexpr std::int64_t minute = 60'000'000;  // microseconds

struct Small {
  std::string root = "";  ///< keys of the top
  std::string customers = "5";
  std::string horizon = "months = 1";
  std::string silo = "agents = 1";
  std::string second = R"(handling = "60 min")";
  std::string route = "";  ///< more keys of the route first -> second
  std::string more = "";
};

std::string text_of(Small const& s) {
  return "name = \"small\"\n" + s.root + "[horizon]\n" + s.horizon +
         "\n[segment.all]\nstart = \"entry\"\nentry = \"first\"\ncustomers = " + s.customers +
         "\n[silo.open]\n[silo.desk]\n" + s.silo + R"(
[touchpoint.first]
silo = "open"
next.success = [ { to = "second")" +
         s.route + R"( } ]
[touchpoint.second]
silo = "desk"
)" + s.second +
         R"(
next.success = [ { to = "last" } ]
[touchpoint.last]
silo = "open"
next.success = [ { to = "finished" } ]
[exit.finished]
kind = "end"
[exit.gone]
kind = "churn"
)" + s.more;
}

struct Ran {
  Tally tally;
  std::int64_t second(TouchpointField f) const { return total(tally, 1, f); }
  std::int64_t last(TouchpointField f) const { return total(tally, 2, f); }
};

Ran run(Small const& small) {
  Model const model(parse_scenario(text_of(small), "small.toml"));
  Ran out{simulate(model, 7, 0)};
  expect_ledger_balances(out.tally);
  return out;
}

using F = TouchpointField;

TEST(calendar, closed_hours_wait_in_open_time) {
  Small small;
  small.customers = "10";
  small.silo = R"(agents = 1
shifts = "mon-fri 09:00-17:00")";
  small.second = R"(handling = "60 min"
any_hour = true)";
  Ran const month = run(small);
  // Each customer waits only for the calls before theirs: 0 + 1 + ... + 9 hours of open time, over two days.
  EXPECT_EQ(month.second(F::wait), 45 * 60 * minute);
  EXPECT_EQ(month.second(F::handling), 10 * 60 * minute);
  EXPECT_EQ(month.last(F::visits), 10);
  auto const done_within = [&](std::string const& hours) {
    small.horizon = "months = 1\nlength = \"" + hours + " hours\"";
    return run(small).last(F::visits);
  };
  EXPECT_EQ(done_within("9.9"), 0);
  EXPECT_EQ(done_within("10.5"), 1);
  EXPECT_EQ(done_within("24"), 8);    // Monday 17:00 comes; the ninth call waits for Tuesday
  EXPECT_EQ(done_within("33.9"), 8);  // Tuesday 09:54
  EXPECT_EQ(done_within("34.5"), 9);
  EXPECT_EQ(done_within("35.5"), 10);
}

TEST(calendar, a_call_begun_is_finished_and_its_overrun_is_forgiven) {
  Small small;
  small.customers = "11";
  small.silo = R"(agents = 1
shifts = "mon-fri 09:00-17:00")";
  small.second = R"(handling = "50 min"
any_hour = true)";
  Ran const month = run(small);
  // The tenth call begins at 16:30 and ends at 17:20; the eleventh has then waited all of Monday's 480 minutes and is
  // answered at 9:00 on Tuesday.
  EXPECT_EQ(month.second(F::wait), (50 * 45 + 480) * minute);
  auto const done_within = [&](std::string const& hours) {
    small.horizon = "months = 1\nlength = \"" + hours + " hours\"";
    return run(small).last(F::visits);
  };
  EXPECT_EQ(done_within("17.2"), 9);
  EXPECT_EQ(done_within("17.4"), 10);
  EXPECT_EQ(done_within("33.8"), 10);
  EXPECT_EQ(done_within("33.9"), 11);
}

TEST(calendar, closed_hours_are_waited_by_the_clock) {
  Small small;
  small.root = "tolerance_by = \"clock\"\n";
  small.customers = "10";
  small.silo = R"(agents = 1
shifts = "mon-fri 09:00-17:00")";
  small.second = R"(handling = "60 min"
any_hour = true)";
  // All come at midnight: 9, 10, ..., 16 hours on Monday, then 33 and 34 hours until Tuesday.
  EXPECT_EQ(run(small).second(F::wait), (9 + 10 + 11 + 12 + 13 + 14 + 15 + 16 + 33 + 34) * 60 * minute);
}

TEST(calendar, exponential_patience_by_the_clock_runs_out_at_night) {
  Small small;
  small.root = "tolerance_by = \"clock\"\n";
  small.customers = "1000";
  small.silo = R"(agents = 1000
shifts = "mon-fri 09:00-17:00")";
  small.second = R"(handling = "1 min"
any_hour = true
patience = { distribution = "exponential", mean = "6 h" }
next.abandoned = [ { to = "gone" } ])";
  Ran const night = run(small);
  // All come at midnight and wait 9 hours, or leave before: share 1 - exp(-9 / 6). The mean of min(9 h, patience) is
  // 6 h times that share, and its second moment 2 x 6^2 (1 - exp(-9/6) (1 + 9/6)).
  double const n = 1000, mean = 6, share = 1 - std::exp(-9 / mean);
  EXPECT_LT(std::fabs(static_cast<double>(night.second(F::abandoned)) - n * share),
            4 * std::sqrt(n * share * (1 - share)));
  double const waited = static_cast<double>(night.second(F::wait)) / static_cast<double>(60 * minute);
  double const second_moment = 2 * mean * mean * (1 - std::exp(-9 / mean) * (1 + 9 / mean));
  EXPECT_LT(std::fabs(waited - n * mean * share), 4 * std::sqrt(n * (second_moment - mean * mean * share * share)));
  // In open hours nobody waits, so nobody leaves.
  small.root = "";
  EXPECT_EQ(run(small).second(F::abandoned), 0);
  EXPECT_EQ(run(small).second(F::wait), 0);
}

TEST(calendar, arrivals_in_closed_hours_move_into_the_next_opening) {
  Small small;
  small.customers = "4000";
  small.silo = R"(agents = 4000
shifts = "mon-fri 09:00-17:00"
closed = "turn-away")";
  small.horizon = "months = 1\nlength = \"17 hours\"";
  small.second = R"(handling = "1 min"
next.turned_away = [ { to = "gone" } ])";
  Ran const day = run(small);
  EXPECT_EQ(day.second(F::visits), 4000);
  EXPECT_EQ(day.second(F::turned_away), 0);
  EXPECT_EQ(day.second(F::wait), 0);
  // Uniform over the eight hours: half of them by 13:00, within four standard deviations.
  small.horizon = "months = 1\nlength = \"13 hours\"";
  double const by_noon = static_cast<double>(run(small).second(F::visits));
  EXPECT_LT(std::fabs(by_noon - 2000), 4 * std::sqrt(4000 * 0.25));
}

TEST(calendar, closed_turns_away_who_may_come_at_any_hour) {
  Small small;
  small.silo = R"(agents = 1
shifts = "mon-fri 09:00-17:00"
closed = "turn-away")";
  small.second = R"(handling = "60 min"
any_hour = true
next.turned_away = [ { to = "gone" } ])";
  Ran const month = run(small);
  EXPECT_EQ(month.second(F::turned_away), 5);
  EXPECT_EQ(month.second(F::handling), 0);
  EXPECT_EQ(month.last(F::visits), 0);
  EXPECT_EQ(grand_total(month.tally, SegmentField::lost), 5);
}

TEST(calendar, hours_per_week_slow_handling_in_proportion) {
  Small small;
  small.customers = "1";
  small.silo = "agents = 1\nhours_per_week = 42";
  auto const done_within = [&](std::string const& hours) {
    small.horizon = "months = 1\nlength = \"" + hours + " hours\"";
    return run(small).last(F::visits);
  };
  EXPECT_EQ(done_within("3.9"), 0);  // an hour of work takes four around the clock
  EXPECT_EQ(done_within("4.1"), 1);
}

TEST(queue, patience_runs_out_at_its_hour) {
  Small small;
  small.second = R"(handling = "60 min"
patience = "90 min"
next.abandoned = [ { to = "gone" } ])";
  Ran const r = run(small);
  // Waits would be 0, 60, 120, ...: the third leaves after 90 minutes, and so do the fourth and fifth, who would have
  // waited 120 too (nobody behind an abandoner waits for them).
  EXPECT_EQ(r.second(F::abandoned), 3);
  EXPECT_EQ(r.second(F::wait), (0 + 60 + 3 * 90) * minute);
  EXPECT_EQ(r.second(F::handling), 120 * minute);
  EXPECT_EQ(r.second(F::offered), 300 * minute);
}

TEST(queue, a_bounded_room_turns_the_rest_away) {
  Small small;
  small.silo = "agents = 1\nroom = 2";
  small.second = R"(handling = "60 min"
next.turned_away = [ { to = "gone" } ])";
  Ran const r = run(small);
  EXPECT_EQ(r.second(F::turned_away), 3);
  EXPECT_EQ(r.second(F::handling), 120 * minute);
  EXPECT_EQ(r.second(F::wait), 60 * minute);
}

TEST(queue, several_agents_share_the_line) {
  Small small;
  small.silo = "agents = 2";
  EXPECT_EQ(run(small).second(F::wait), (0 + 0 + 60 + 60 + 120) * minute);
}

TEST(handoff, lost_context_costs_time_and_trust) {
  Small small;
  small.customers = "1000";
  small.silo = "agents = 1000";
  small.second = R"(handling = "10 min"
rework = 1.5
trust = { handoff = 0.3 })";
  small.route = ", handoff = 1.0";
  Ran const r = run(small);
  EXPECT_EQ(r.second(F::context_lost), 1000);
  EXPECT_EQ(r.second(F::handling), 15 * 1000 * minute);
  EXPECT_EQ(r.second(F::trust_lost), 300 * 1'000'000);
  small.more = "[organisation]\ncommunication = 1.0\n";
  Ran const kept = run(small);
  EXPECT_EQ(kept.second(F::context_lost), 0);
  EXPECT_EQ(kept.second(F::handling), 10 * 1000 * minute);
  EXPECT_EQ(kept.second(F::trust_lost), 0);
  small.more = "[organisation]\ncommunication = 0.25\n";
  double const lost = static_cast<double>(run(small).second(F::context_lost));
  EXPECT_LT(std::fabs(lost - 750), 4 * std::sqrt(1000 * 0.75 * 0.25));
}

TEST(handoff, is_charged_to_the_silo_that_lost_the_context) {
  std::string const text = R"(
name = "charged"
[horizon]
months = 6
[segment.all]
customers = 5000
start = "entry"
entry = "sell"
churn = { rate = "0.05 per month", sensitivity = 1.0 }
[silo.sales]
[silo.care]
[touchpoint.sell]
silo = "sales"
next.success = [ { to = "help", handoff = 1.0 } ]
[touchpoint.help]
silo = "care"
trust = { handoff = 0.7 }
next.success = [ { to = "rest", after = "1 year" } ]
[touchpoint.rest]
silo = "care"
next.success = [ { to = "rest", after = "1 year" } ]
[exit.gone]
)";
  Model const model(parse_scenario(text, "charged.toml"));
  Tally const t = simulate(model, 3, 0);
  expect_ledger_balances(t);
  std::int64_t const lost = grand_total(t, SegmentField::lost);
  EXPECT_GT(lost, 1000);
  // Only the lost context has cost trust: 1 - h0 / h = 1 - exp(-0.7) of every loss goes to the silo that lost it,
  // though the customer felt it, and left, at the other.
  double const share = 1 - std::exp(-0.7);
  EXPECT_NEAR(static_cast<double>(total(t, 0, SiloField::churn_attributed)) / 1e6, static_cast<double>(lost) * share,
              1e-5 * static_cast<double>(lost));
  EXPECT_EQ(total(t, 1, SiloField::churn_attributed), 0);
  EXPECT_EQ(total(t, 0, SiloField::churn_booked), 0);
  EXPECT_EQ(total(t, 1, SiloField::churn_booked), lost);
}

TEST(outcome, recovered_earns_and_goes_on_as_success_but_moves_no_trust) {
  Small small;
  small.customers = "100";
  small.silo = "";
  small.second = R"(success = 0
recovery = 1
revenue = 2.5
trust = { gain = 0.3, loss = 0.4 })";
  Ran const r = run(small);
  EXPECT_EQ(r.second(F::recovered), 100);
  EXPECT_EQ(r.second(F::trust_lost), 0);
  EXPECT_EQ(r.second(F::revenue), 250'000'000);
  EXPECT_EQ(r.last(F::visits), 100);
}

TEST(tenure, those_who_have_stayed_are_the_ones_who_stay) {
  // Gamma frailty with spread f = 1 and hazard h: S(t) = 1 / (1 + h t). Who has a tenure of 20 months leaves less often
  // than a newcomer: after t more months S(20 + t) / S(20) are left. Pareto, the type II of the CDNOW models.
  std::string const text = R"(
name = "tenure"
[horizon]
months = 24
[segment.old]
customers = 40000
start = "entry"
tenure = "20 months"
entry = "stay"
churn = { rate = "0.05 per month", frailty_cv = 1.0 }
[segment.young]
customers = 40000
start = "entry"
entry = "stay"
churn = { rate = "0.05 per month", frailty_cv = 1.0 }
[silo.shop]
[touchpoint.stay]
silo = "shop"
next.success = [ { to = "stay", after = "30 days" } ]
[exit.gone]
)";
  Tally const t = simulate(Model(parse_scenario(text, "tenure.toml")), 5, 0);
  auto const expect_near = [&](int segment, int month, double survival) {
    double const heads = static_cast<double>(t.at(month - 1, segment, SegmentField::customers_close));
    EXPECT_LT(std::fabs(heads - 40000 * survival), 3.9 * std::sqrt(40000 * survival * (1 - survival))) << month;
  };
  for (int month : {6, 12, 24}) {
    expect_near(0, month, (1 + 0.05 * 20) / (1 + 0.05 * (20 + month)));
    expect_near(1, month, 1 / (1 + 0.05 * month));
  }
}

TEST(prospects, pay_nothing_and_are_not_counted_until_they_join) {
  std::string const text = R"(
name = "prospects"
[horizon]
months = 6
[segment.all]
arrivals = "20 per day"
entry = "ask"
revenue = "10 per day"
[silo.shop]
[touchpoint.ask]
silo = "shop"
next.success = [ { to = "buy", after = "5 days" } ]
[touchpoint.buy]
silo = "shop"
joins = true
success = 0.7
next.success = [ { to = "use", after = "10 days" } ]
next.failure = [ { to = "gone", share = 0.5 }, { to = "finished", share = 0.5 } ]
[touchpoint.use]
silo = "shop"
next.success = [ { to = "use", share = 0.8, after = "10 days" }, { to = "gone", share = 0.2 } ]
[exit.gone]
kind = "churn"
[exit.finished]
kind = "end"
)";
  Tally const t = simulate(Model(parse_scenario(text, "prospects.toml")), 11, 0);
  expect_ledger_balances(t);
  using G = SegmentField;
  EXPECT_EQ(total(t, 0, G::prospects_arrived), total(t, 0, F::visits));
  EXPECT_EQ(total(t, 0, G::prospects_joined), total(t, 1, F::success));
  EXPECT_EQ(total(t, 0, G::joined), total(t, 1, F::success));
  EXPECT_EQ(total(t, 0, G::prospects_lost) + total(t, 0, G::prospects_ended), total(t, 1, F::failure));
  EXPECT_EQ(total(t, 0, G::ended), 0);
  EXPECT_EQ(total(t, 0, G::lost), total(t, 2, F::churn_booked));
  EXPECT_GT(total(t, 0, G::lost), 100);
  EXPECT_LT(total(t, 0, G::lost), total(t, 0, G::joined));
}

}  // namespace
}  // namespace silowalk::oracles
