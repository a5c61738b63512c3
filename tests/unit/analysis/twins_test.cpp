#include "engine/analysis/replay/twins.h"

#include <gtest/gtest.h>

#include "engine/analysis/replay/twins_summary.h"
#include "engine/report/replay/twins_json.h"
#include "engine/report/replay/walk_page.h"
#include "engine/simulation/model/customer.h"
#include "tests/unit/analysis/past.h"
#include "tests/unit/report/five_visits.h"

namespace silowalk {
namespace {

class TwinRuns : public ::testing::Test {
 protected:
  void open(Scenario one, Scenario other) {
    other.name = "other";
    file_.emplace(toy::write_run(folder_, {std::move(one), std::move(other)}, 2));
    a_.emplace(*file_, 0);
    b_.emplace(*file_, 1);
  }

  /// Every cause's count, but for those of this kind: "spill-over billing".
  static std::vector<std::string> causes(TwinsCount const& count) {
    std::vector<std::string> words;
    for (auto const& [cause, of] : count.causes)
      words.push_back(std::string(cause_names[cause.first]) + " " + cause.second);
    return words;
  }

  toy::Folder folder_;
  std::optional<ResultsFile> file_;
  std::optional<PastRun> a_, b_;
};

TEST_F(TwinRuns, EqualScenariosDifferInNothingAndGiveTheSamePages) {
  open(full_company(), full_company());
  TwinsCount const count = count_twins(*a_, *b_, 1);
  EXPECT_GT(count.customers, 900);
  EXPECT_EQ(count.differing, 0);
  EXPECT_EQ(count.parted, 0);
  EXPECT_EQ(count.lost, 0);
  EXPECT_EQ(count.margin, 0);
  EXPECT_TRUE(scenario_differences(a_->scenario(), b_->scenario()).empty());
  Twin const twin = walk_twins(*a_, *b_, 1, {{0, 4}}).at(0);
  EXPECT_FALSE(twin.first);
  EXPECT_FALSE(twin.parting);
  Walk in_b = twin.b;
  in_b.scenario = twin.a.scenario;
  for (auto const& write :
       {+[](Page const& page) { return to_html(page); }, +[](Page const& page) { return to_markdown(page); }})
    EXPECT_EQ(write(walk_page(twin.a, a_->scenario(), {true, true})),
              write(walk_page(in_b, b_->scenario(), {true, true})));
}

TEST_F(TwinRuns, WhereNobodyQueuesNothingSpillsOver) {
  Scenario const a = unlimited(full_company());
  Scenario b = a;
  b.touchpoints[1].success = 0.9;
  b.touchpoints[0].next[0][1].handoff = 0.1;
  b.segments[1].churn.rate *= 2;
  open(a, b);
  TwinsCount const count = count_twins(*a_, *b_, 0);
  EXPECT_GT(count.parted, 100);
  for (auto const& [cause, of] : count.causes) EXPECT_EQ(cause.first, Cause::Kind::direct) << cause.second;
}

TEST_F(TwinRuns, OneCustomerMoreDisturbsNobodyWhereNobodyQueues) {
  Scenario const a = unlimited(full_company());
  Scenario b = a;
  b.segments[0].customers += 1;
  open(a, b);
  TwinsCount const count = count_twins(*a_, *b_, 0);
  EXPECT_EQ(count.differing, 0);
  EXPECT_EQ(count.margin, 0);
}

TEST_F(TwinRuns, WhoeverIsDisturbedByOneCustomerMoreIsDisturbedByTheQueue) {
  Scenario const a = full_company();
  Scenario b = a;
  b.segments[0].customers += 1;
  open(a, b);
  TwinsCount const count = count_twins(*a_, *b_, 0);
  EXPECT_GT(count.differing, 0);
  EXPECT_EQ(causes(count), std::vector<std::string>{"spill-over (company)"});
}

// Every customer has a twin here, so what all of them come to is the difference of the tallies.
TEST_F(TwinRuns, CountsAddUpToTheTallies) {
  Scenario const a = full_company();
  Scenario b = a;
  b.touchpoints[1].success = 0.9;
  b.silos[1].agents = 3;
  open(a, b);
  TwinsCount const count = count_twins(*a_, *b_, 1);
  std::int64_t lost = 0;
  double margin = 0;
  for (int sign : {-1, 1}) {
    Tally const tally = file_->tallies(sign < 0 ? 0 : 1, 1, 1).at(0);
    for (int m = 0; m < tally.months; ++m) {
      for (int s = 0; s < 2; ++s) {
        lost += sign * tally.at(m, s, SegmentField::lost);
        margin += sign *
                  static_cast<double>(tally.at(m, s, SegmentField::revenue) - tally.at(m, s, SegmentField::cost)) / 1e6;
      }
    }
  }
  EXPECT_EQ(count.lost, lost);
  EXPECT_NEAR(count.margin, margin, 0.5);  // the tally rounds customers' time to seconds
  std::int64_t by_cause = 0, differing = 0;
  double money = 0;
  for (auto const& [cause, of] : count.causes) {
    EXPECT_NE(cause.first, Cause::Kind::untraced);
    by_cause += of.lost;
    money += of.margin;
    differing += of.customers;
  }
  EXPECT_EQ(by_cause, lost);
  EXPECT_NEAR(money, count.margin, 1e-6);
  EXPECT_EQ(differing, count.differing);
}

TEST_F(TwinRuns, CausesByHand) {
  // Another customer's errand takes care less long: this customer waits from 14 to 14.2 instead of 14.4.
  Scenario shorter = five_visits();
  shorter.touchpoints[6].handling = Distribution::constant(0.3);
  open(five_visits(), shorter);
  Twin twin = walk_twins(*a_, *b_, 0, {{0, 0}}).at(0);
  ASSERT_TRUE(twin.first);
  EXPECT_EQ(twin.first->visit, 2u);
  EXPECT_EQ(twin.first->aspect, Aspect::wait);
  EXPECT_EQ(twin.first->cause.kind, Cause::Kind::spill_over);
  EXPECT_EQ(twin.first->cause.owners, std::vector<std::string>{"care"});
  EXPECT_EQ(twin.first->cause.paths, std::vector<std::string>{"touchpoint.errand.handling"});
  EXPECT_NEAR(twin.a.story.visits[2].wait, 0.4, 1e-12);
  EXPECT_NEAR(twin.b.story.visits[2].wait, 0.2, 1e-12);

  // Billing makes its failures hurt less.
  Scenario kinder = five_visits();
  kinder.touchpoints[1].trust.loss = 0.1;
  open(five_visits(), kinder);
  twin = walk_twins(*a_, *b_, 0, {{0, 0}}).at(0);
  ASSERT_TRUE(twin.first);
  EXPECT_EQ(twin.first->visit, 1u);
  EXPECT_EQ(twin.first->aspect, Aspect::trust);
  EXPECT_EQ(twin.first->cause.kind, Cause::Kind::direct);
  EXPECT_EQ(twin.first->cause.owners, std::vector<std::string>{"billing"});
  EXPECT_EQ(twin.first->cause.paths, std::vector<std::string>{"touchpoint.bill.trust"});

  // The company keeps the context at handoffs.
  Scenario talking = five_visits();
  talking.organisation.communication = 1;
  open(five_visits(), talking);
  twin = walk_twins(*a_, *b_, 0, {{0, 0}}).at(0);
  ASSERT_TRUE(twin.first);
  EXPECT_EQ(twin.first->visit, 2u);
  EXPECT_EQ(twin.first->aspect, Aspect::context);
  EXPECT_EQ(twin.first->cause.owners, std::vector<std::string>{"(organisation)"});
}

// What had not begun by then is no cause of a queue, and how work is chosen acts through the work that was chosen.
TEST(Causes, OfASpillOverAreWhatHadDifferedByThen) {
  Scenario a = five_visits();
  for (char const* const name : {"early", "late", "alike"}) {
    Initiative& each = a.initiatives.emplace_back();
    each.name = name;
    each.owner = a.initiatives.size() == 1 ? "billing" : "sales";
  }
  Scenario const b = a;
  TwinScenarios twins{&a, &b, {{"organisation.rule", "(organisation)", "plan", "enterprise"}}, {}, {}};
  twins.decisions_a.effect = {{1, 0, 1}, {1, 0, 1}, {1, 1, 1}};
  twins.decisions_b.effect = {{0.5, 0, 1}, {1, 0, 1}, {1, 0, 1}};
  Visit long_wait, short_wait;
  long_wait.touchpoint = short_wait.touchpoint = 2;  // care has one agent
  long_wait.wait = 0.4;
  short_wait.wait = 0.2;
  auto const owners = [&](double time) {
    long_wait.time = short_wait.time = time;
    Cause const cause = cause_of(Aspect::wait, twins, long_wait, short_wait, std::nullopt);
    EXPECT_EQ(cause.kind, Cause::Kind::spill_over);
    return cause.owners;
  };
  using Owners = std::vector<std::string>;
  EXPECT_EQ(owners(14), Owners{"billing"});
  EXPECT_EQ(owners(2.5 * days_per_month), (Owners{"billing", "sales"}));
  // What is written differently acts from the start; an initiative written differently, once anything came of it.
  twins.differences.push_back({"touchpoint.errand.handling", "care", "0.5", "0.3"});
  twins.differences.push_back({"initiative.late.effects", "sales", "1", "2"});
  EXPECT_EQ(owners(14), (Owners{"billing", "care"}));
  twins.differences.push_back({"initiative.alike.effects", "digital", "1", "2"});
  EXPECT_EQ(owners(14), (Owners{"billing", "care", "digital"}));
  // Nothing had differed yet: all that differs is named.
  twins.decisions_b = twins.decisions_a;
  twins.differences = {{"organisation.rule", "(organisation)", "plan", "enterprise"}};
  EXPECT_EQ(owners(14), Owners{"(organisation)"});
}

TEST(Alignment, IsALongestCommonSubsequence) {
  Scenario scenario = plain_company();
  auto const story = [](std::vector<std::uint16_t> const& touchpoints) {
    Story s;
    for (std::uint16_t const t : touchpoints) s.visits.emplace_back().touchpoint = t;
    return s;
  };
  std::vector<Step> const steps = align(story({0, 1, 2, 0, 1}), scenario, story({0, 2, 0, 0, 1}), scenario);
  std::size_t both = 0;
  std::vector<std::size_t> of_a, of_b;
  for (Step const& each : steps) {
    both += each.a && each.b ? 1 : 0;
    if (each.a) of_a.push_back(*each.a);
    if (each.b) of_b.push_back(*each.b);
  }
  EXPECT_EQ(both, 4u);
  EXPECT_EQ(of_a, (std::vector<std::size_t>{0, 1, 2, 3, 4}));
  EXPECT_EQ(of_b, (std::vector<std::size_t>{0, 1, 2, 3, 4}));
  EXPECT_EQ(align(story({}), scenario, story({2}), scenario).size(), 1u);
}

}  // namespace
}  // namespace silowalk
