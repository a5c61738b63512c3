#include "engine/analysis/replay/walk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

#include "engine/base/complaint.h"
#include "engine/simulation/model/customer.h"
#include "tests/unit/analysis/past.h"
#include "tests/unit/simulation/small_company.h"

namespace silowalk {
namespace {

/// Every story and every life of a replication, told by the plain engine.
struct All : VisitSink {
  void begin(Beginning const& beginning) override {
    stories[{beginning.segment, beginning.arrival}].beginning = beginning;
  }
  void record(Visit const& visit) override { stories[{visit.segment, visit.arrival}].visits.push_back(visit); }
  std::map<CustomerName, Story> stories;
};

class Walks : public ::testing::Test {
 protected:
  void open(Scenario scenario) {
    scenario.segments[0].customers = 120;
    file_.emplace(toy::write_run(folder_, {scenario}, 2));
    run_.emplace(*file_, 0);
    SimulationOptions options;
    options.sink = &all_;
    simulate(run_->model(), run_->seed(), 1, options);
  }

  PickRequest request(Pick how, std::size_t count = 1) const {
    PickRequest result;
    result.how = how;
    result.count = count;
    result.seed = run_->seed();
    result.replication = 1;
    return result;
  }

  Walk picked(Pick how) const { return walk_picked(*run_, request(how)).at(0); }

  toy::Folder folder_;
  std::optional<ResultsFile> file_;
  std::optional<PastRun> run_;
  All all_;
};

TEST_F(Walks, TellWhatTheRunDid) {
  for (Scenario const& scenario : {full_company(), unlimited(full_company())}) {
    all_ = {};
    run_.reset();
    open(scenario);
    for (CustomerName const name : {CustomerName{0, 0}, CustomerName{0, 119}, CustomerName{1, newcomer_bit + 30}}) {
      Walk const walk = walk_customers(*run_, 1, {name}).at(0);
      EXPECT_EQ(walk.story.beginning, all_.stories.at(name).beginning);
      EXPECT_EQ(walk.story.visits, all_.stories.at(name).visits);
      EXPECT_EQ(walk.common.empty(), false);
    }
  }
}

TEST_F(Walks, PicksAreWhatTheySay) {
  open(full_company());
  double longest = 0;
  double largest = 0;
  std::int64_t lost = 0, there = 0;
  for (auto const& [name, story] : all_.stories) {
    Ending const ending = ending_of(story, run_->scenario());
    if (ending.time < 0 || !ending.customer) continue;
    ++there;
    lost += ending.lost() ? 1 : 0;
    for (Visit const& visit : story.visits) longest = std::max(longest, visit.time >= 0 ? visit.wait : 0);
    if (ending.lost() && name.segment == 0)
      largest = std::max(largest, money_of(story, ending, Prices(run_->scenario())).margin());
  }
  Walk const churned = picked(Pick::churned);
  EXPECT_TRUE(churned.ending.lost());
  EXPECT_EQ(churned.common.at(0).like, lost);
  EXPECT_EQ(churned.common.at(0).of, there);
  EXPECT_LT(churned.common[0].interval.low, static_cast<double>(lost) / static_cast<double>(there));
  EXPECT_GT(churned.common[0].interval.high, static_cast<double>(lost) / static_cast<double>(there));
  EXPECT_EQ(std::accumulate(churned.ending.attributed.begin(), churned.ending.attributed.end(), std::int64_t{0}),
            1000000);

  double waited = 0;
  for (Visit const& visit : picked(Pick::longest_wait).story.visits) waited = std::max(waited, visit.wait);
  EXPECT_EQ(waited, longest);

  Walk const handed = picked(Pick::lost_at_handoff);
  EXPECT_TRUE(handed.ending.lost());
  EXPECT_TRUE(handed.story.visits.back().context_lost);

  Walk const dear = picked(Pick::most_valuable_lost);
  EXPECT_TRUE(dear.ending.lost());
  EXPECT_EQ(dear.story.beginning.segment, 0);  // the others pay nothing, and are worth nothing
  EXPECT_NEAR(dear.money.margin(), largest, 1e-9);
}

TEST_F(Walks, ByLotEverybodyComesOnceAndTheLotIsAlwaysTheSame) {
  open(unlimited(full_company()));
  std::vector<Walk> const some = walk_picked(*run_, request(Pick::random, 40));
  std::vector<std::string> names;
  for (Walk const& each : some) names.push_back(each.customer);
  std::vector<std::string> again;
  for (Walk const& each : walk_picked(*run_, request(Pick::random, 40))) again.push_back(each.customer);
  EXPECT_EQ(names, again);
  std::sort(names.begin(), names.end());
  EXPECT_EQ(std::unique(names.begin(), names.end()), names.end());
  EXPECT_EQ(names.size(), 40u);
}

TEST_F(Walks, WhoDoesNotExistIsAMistake) {
  open(full_company());
  for (CustomerName const name : {CustomerName{0, 120}, CustomerName{1, 0}, CustomerName{1, newcomer_bit + 100000}})
    EXPECT_THROW(walk_customers(*run_, 1, {name}), InvalidInput);
  EXPECT_THROW(walk_customers(*run_, 2, {{0, 0}}), InvalidInput);
}

TEST(PastRuns, OfAnotherVersionOrChangedAreRefused) {
  toy::Folder folder;
  {
    ResultsFile const file(toy::write_run(folder, {plain_company()}, 1, "0.0.9"));
    EXPECT_THROW(PastRun(file, 0), RuntimeFailure);
  }
  // A tally that this scenario does not give.
  Scenario other = full_company();
  other.name = plain_company().name;
  toy::Folder second;
  std::string const path = second / "wrong.h5";
  ResultsHeader header = ResultsFile(toy::write_run(second, {full_company()}, 1)).header();
  write_results(path, header, [&](std::size_t, std::uint32_t, std::uint32_t) {
    return std::vector<Tally>{simulate(Model(full_company()), header.seed + 1, 0)};
  });
  ResultsFile const file(path);
  PastRun const run(file, 0);
  Census nobody(run.scenario());
  EXPECT_THROW(run.replay(0, nobody), RuntimeFailure);
}

// Who leaves just before the close might as well have left just after it: a pick shows a clear difference.
TEST(Picks, LostOnlyThereAMonthBeforeTheClose) {
  Scenario const scenario = full_company();
  double const close = scenario.horizon.months * days_per_month;
  auto const lives_of = [&](std::vector<double> const& left) {
    Lives lives;
    lives.touchpoints = scenario.touchpoints.size();
    for (std::uint32_t i = 0; i < left.size(); ++i) {
      Life life;
      life.name = {0, i};
      life.customer = life.there = true;
      life.lost = left[i] < close;
      life.how = life.lost ? Ending::How::left_quietly : Ending::How::still_there;
      life.left = left[i];
      lives.lives.push_back(life);
    }
    lives.visits_at.resize(left.size() * lives.touchpoints);
    return lives;
  };
  Lives const here = lives_of({close, close, 10});
  Lives const there = lives_of({close - 2, close - days_per_month - 2, 5});
  PickRequest request;
  request.how = Pick::lost_only_there;
  request.count = 3;
  std::vector<Picked> const picked = pick_customers(here, scenario, request, &there, "other");
  ASSERT_EQ(picked.size(), 1u);
  EXPECT_EQ(picked[0].name, (CustomerName{0, 1}));
}

}  // namespace
}  // namespace silowalk
