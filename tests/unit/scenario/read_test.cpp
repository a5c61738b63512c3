#include <cmath>

#include "engine/scenario/checks/checks.h"
#include "small.h"

namespace silowalk {
namespace {

TEST(Read, TheBakeryAsWritten) {
  std::vector<Complaint> warnings;
  Scenario const s = read_scenario(bakery + "bakery.toml", {}, &warnings);
  EXPECT_EQ(describe(warnings), "");
  EXPECT_EQ(s.currency, "CHF");
  EXPECT_EQ(s.seed, 7U);
  EXPECT_EQ(s.horizon.start, *parse_date("2025-02-28"));
  EXPECT_EQ(s.horizon.months, 18);
  EXPECT_EQ(s.horizon.length, 540);
  EXPECT_EQ(s.horizon.warm_up, 42);
  EXPECT_EQ(s.horizon.discount, 0.05);
  Segment const& box = s.segments.at(0);
  EXPECT_EQ(box.start, Start::entry);
  EXPECT_EQ(box.trust, 0.7);
  EXPECT_EQ(box.memory, 91.3125);
  EXPECT_EQ(box.revenue, 38.0 * 12 / 365.25);
  EXPECT_EQ(box.churn.rate, 2.5 / 100 * 12 / 365.25);
  EXPECT_EQ(box.worth, 210.5);
  EXPECT_TRUE(box.any_hour);
  Segment const& walk_in = s.segments.at(1);
  EXPECT_EQ(walk_in.customers, 0);
  EXPECT_FALSE(walk_in.memory.has_value());
  EXPECT_EQ(walk_in.churn, Churn());
  Silo const& stall = s.silos.at(0);
  ASSERT_EQ(stall.shifts.size(), 2U);
  EXPECT_EQ(stall.shifts[0], (Shift{0x1F, 420, 750, std::nullopt}));
  EXPECT_EQ(stall.shifts[1], (Shift{0x20, 480, 840, 2}));
  EXPECT_EQ(stall.closed, Closed::turn_away);
  EXPECT_EQ(stall.rule, Rule::quick_fix);
  EXPECT_FALSE(s.silos.at(3).agents.has_value());
  EXPECT_EQ(s.exits.at(1).kind, Exit::Kind::end);
  Initiative const& call_back = s.initiatives.at(0);
  EXPECT_EQ(call_back.effort.at("phone"), 0.5);
  EXPECT_EQ(call_back.start, 2 * 365.25 / 12);
  EXPECT_EQ(call_back.cost_running, 150.0 * 12 / 365.25);
  EXPECT_EQ(call_back.effects[0].how, Effect::How::log_odds);
  EXPECT_EQ(call_back.effects[0].ramp, 10);
  EXPECT_TRUE(s.organisation.written);
  EXPECT_TRUE(s.organisation.gated);
  EXPECT_TRUE(s.organisation.planning.pooled);
  EXPECT_EQ(s.organisation.priorities.at(0), (Priorities{"owners", {"grow", "answer"}}));
  EXPECT_EQ(s.organisation.seams.at(0), (Seam{"web", "phone", "head of sales"}));
  EXPECT_EQ(s.goals.at(1).below, 3.0 / 1440);
  EXPECT_EQ(s.goals.at(1).to, 12);
  EXPECT_EQ(s.guardrails.at(1).below, 0.95);
}

TEST(Read, ShiftsPastMidnightStandOnTwoDays) {
  Silo const night = read_scenario(bakery + "bakery.toml").silos.at(2);
  ASSERT_EQ(night.shifts.size(), 2U);
  EXPECT_EQ(night.shifts[0], (Shift{0x30, 1320, 1440, std::nullopt}));
  EXPECT_EQ(night.shifts[1], (Shift{0x60, 0, 240, std::nullopt}));
}

TEST(Read, ShiftsInManyWords) {
  auto const shifts = [](std::string const& text) { return with({"silo.care.shifts=" + text}).silos.at(1).shifts; };
  EXPECT_EQ(shifts("mon-fri 09:00-16:30")[0], (Shift{0x1F, 540, 990, std::nullopt}));
  EXPECT_EQ(shifts("mon,wed,fri 9-12")[0], (Shift{0x15, 540, 720, std::nullopt}));
  EXPECT_EQ(shifts("sat-mon 10:00-14:00")[0], (Shift{0x61, 600, 840, std::nullopt}));
  EXPECT_EQ(shifts("daily 00:00-24:00")[0], (Shift{0x7F, 0, 1440, std::nullopt}));
  EXPECT_EQ(shifts("sat")[0], (Shift{0x20, 0, 1440, std::nullopt}));
  EXPECT_EQ(shifts("sun 22:00-06:00"), (std::vector<Shift>{{0x40, 1320, 1440, {}}, {0x01, 0, 360, {}}}));
  EXPECT_EQ(shifts("sun 22:00-00:00"), (std::vector<Shift>{{0x40, 1320, 1440, {}}}));
  EXPECT_EQ(shifts("[]").size(), 0U);
  EXPECT_EQ(shifts("['mon 9-12', 'mon 12-14']").size(), 2U);  // they touch and do not overlap
}

TEST(Read, OneListServesEveryOutcomeThatCanHappen) {
  Scenario const s = read_scenario(bakery + "bakery.toml");
  Touchpoint const& stall = s.touchpoints.at(3);
  for (std::vector<Route> const& list : stall.next) EXPECT_EQ(list, stall.next[0]);
  Touchpoint const& delivery = s.touchpoints.at(1);  // cannot fail, is not left, turns nobody away
  EXPECT_EQ(delivery.next[0].size(), 1U);
  EXPECT_TRUE(delivery.next[1].empty() && delivery.next[2].empty() && delivery.next[3].empty());
}

TEST(Read, WhatCanHappen) {
  Silo open;
  open.agents = 2;
  Silo closing = open;
  closing.closed = Closed::turn_away;
  closing.shifts = {{0x1F, 0, 60, {}}};
  Touchpoint t;
  EXPECT_TRUE(can_happen(t, open, Outcome::success));
  EXPECT_FALSE(can_happen(t, open, Outcome::failure));
  EXPECT_FALSE(can_happen(t, closing, Outcome::turned_away));  // nobody handles it
  t.handling = Distribution::constant(1);
  EXPECT_TRUE(can_happen(t, closing, Outcome::turned_away));
  EXPECT_FALSE(can_happen(t, open, Outcome::turned_away));
  t.success = 0.5;
  EXPECT_TRUE(can_happen(t, open, Outcome::failure));
  EXPECT_FALSE(can_happen(t, open, Outcome::recovered));
  t.recovery = 1;
  EXPECT_FALSE(can_happen(t, open, Outcome::failure));
  EXPECT_TRUE(can_happen(t, open, Outcome::recovered));
  t.success = 0;
  t.recovery = 0;
  EXPECT_FALSE(can_happen(t, open, Outcome::success));
}

TEST(Read, SharesWithinATinySumAreFine) {
  EXPECT_EQ(
      said(small(), {"touchpoint.order.next=[{to='gone',share=0.1},{to='gone',share=0.2},{to='gone',share=0.7}]"}), "");
  EXPECT_EQ(
      said(small(), {"touchpoint.order.next=[{to='gone',share=0.333333333333},{to='gone',share=0.666666666666}]"}), "");
  EXPECT_NE(said(small(), {"touchpoint.order.next=[{to='gone',share=0.33333333},{to='gone',share=0.66666666}]"}), "");
}

TEST(Read, EveryMistakeIsReportedAtOnceInOrder) {
  std::string const text = small("[horizon]\nwarm_up = 3\nmonth = 4\n[goal.x]\nparent = 'y'\n");
  try {
    parse_scenario(text, "small.toml");
    FAIL();
  } catch (InvalidInput const& invalid) {
    std::vector<Complaint> const& all = invalid.complaints();
    ASSERT_EQ(all.size(), 4U);
    for (std::size_t i = 1; i < all.size(); ++i) EXPECT_LE(all[i - 1].where.line, all[i].where.line);
    for (Complaint const& complaint : all) {
      EXPECT_EQ(complaint.where.file, "small.toml");
      EXPECT_GT(complaint.where.line, 0);
      EXPECT_GT(complaint.where.column, 0);
      EXPECT_FALSE(complaint.excerpt.empty());
    }
  }
}

TEST(Read, CrlfAndByteOrderMarksDoNotMatter) {
  std::string crlf = "\xEF\xBB\xBF";
  for (char c : small()) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  EXPECT_EQ(print_scenario(parse_scenario(crlf, "crlf.toml")), print_scenario(parse_scenario(small(), "small.toml")));
}

}  // namespace
}  // namespace silowalk
