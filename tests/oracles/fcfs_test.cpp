#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <functional>
#include <limits>
#include <queue>

#include "tests/oracles/oracle.h"
#include "tests/unit/simulation/diary.h"

/// The engine computes a wait on arrival and has one event per visit. Here the same visits are queued again by an
/// ordinary discrete-event simulation: arrivals, completions, abandonments and openings are events, and agents are busy
/// or idle. Every visit must begin at the same moment in both.
namespace silowalk {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

struct Job {
  double arrives = 0;
  double handling = 0;
  double begins = never;    ///< as the engine records
  double hangs_up = never;  ///< as the engine says
};

/// Returns the visits that joined a silo's queue, in order of arrival.
std::vector<Job> jobs_of(Scenario const& scenario, std::string const& silo, std::vector<Visit> const& visits) {
  std::vector<Job> jobs;
  for (Visit const& visit : visits) {
    Touchpoint const& touchpoint = scenario.touchpoints[visit.touchpoint];
    if (touchpoint.silo != silo || !touchpoint.handling || visit.outcome == Outcome::turned_away) continue;
    bool const left = visit.outcome == Outcome::abandoned;
    jobs.push_back({visit.time, visit.handling, left ? never : visit.end - visit.handling, left ? visit.end : never});
  }
  std::stable_sort(jobs.begin(), jobs.end(), [](Job const& a, Job const& b) { return a.arrives < b.arrives; });
  return jobs;
}

/// The ordinary simulation. `opens` and `closes` in days after midnight; open every day.
class Line {
 public:
  Line(int agents, double opens, double closes) : agents_(agents), opens_(opens), closes_(closes) {}

  /// Returns the largest difference between a start found here and the engine's. Counts waits and abandonments.
  double replay(std::vector<Job> const& jobs) {
    enum Kind { completion, hang_up, opening, arrival };
    struct Event {
      double time;
      Kind kind;
      std::size_t job;
      bool operator>(Event const& other) const { return time != other.time ? time > other.time : kind > other.kind; }
    };
    std::priority_queue<Event, std::vector<Event>, std::greater<>> events;
    for (std::size_t i = 0; i < jobs.size(); ++i) events.push({jobs[i].arrives, arrival, i});
    double const last = jobs.empty() ? 0 : jobs.back().arrives + 8;
    for (double day = std::floor(jobs.empty() ? 0 : jobs.front().arrives); day < last; ++day) {
      events.push({day + opens_, opening, 0});
    }
    std::deque<std::size_t> line;
    int busy = 0;
    double worst = 0;
    for (; !events.empty(); events.pop()) {
      Event const now = events.top();
      if (now.kind == completion) --busy;
      if (now.kind == arrival) {
        line.push_back(now.job);
        if (jobs[now.job].hangs_up < never) events.push({jobs[now.job].hangs_up, hang_up, now.job});
      }
      if (now.kind == hang_up) {
        auto const at = std::find(line.begin(), line.end(), now.job);
        EXPECT_NE(at, line.end()) << "somebody hung up who would have been served";
        if (at != line.end()) line.erase(at);
        ++hung_up;
      }
      while (busy < agents_ && !line.empty() && is_open(now.time)) {
        Job const& next = jobs[line.front()];
        if (next.hangs_up <= now.time + 1e-9) break;  // at this very moment
        line.pop_front();
        if (next.begins == never) {
          ADD_FAILURE() << "served here, but the engine let them hang up at " << next.hangs_up;
          return never;
        }
        worst = std::max(worst, std::abs(next.begins - now.time));
        if (now.time > next.arrives) ++waited;
        ++busy;
        events.push({now.time + next.handling, completion, 0});
      }
    }
    return worst;
  }

  int waited = 0;
  int hung_up = 0;

 private:
  bool is_open(double t) const {
    double const of_day = t - std::floor(t);
    return opens_ == closes_ || (of_day >= opens_ - 1e-12 && of_day < closes_);
  }

  int agents_;
  double opens_, closes_;
};

void expect_first_come_first_served(Scenario const& scenario, double opens, double closes, int least_waiting,
                                    int least_hung_up) {
  Diary diary;
  SimulationOptions options;
  options.sink = &diary;
  simulate(Model(scenario), 77, 0, options);
  for (Silo const& silo : scenario.silos) {
    SCOPED_TRACE(silo.name);
    Line line(*silo.agents, opens, closes);
    EXPECT_LT(line.replay(jobs_of(scenario, silo.name, diary.visits)), 1e-9);
    EXPECT_GE(line.waited, least_waiting);
    EXPECT_GE(line.hung_up, least_hung_up);
  }
}

TEST(FirstComeFirstServed, InANetworkOfSixSilos) {
  expect_first_come_first_served(oracle::oracle_scenario("network"), 0, 0, 1000, 0);
}

TEST(FirstComeFirstServed, WithPatience) {
  expect_first_come_first_served(oracle::oracle_scenario("erlang_a"), 0, 0, 10000, 1000);
  expect_first_come_first_served(oracle::oracle_scenario("constant_patience"), 0, 0, 1000, 1000);
}

TEST(FirstComeFirstServed, OverNightsThatAgentsFinishTheirCallsInto) {
  expect_first_come_first_served(oracle::oracle_scenario("shifts"), 9 / 24.0, 17 / 24.0, 1000, 0);
}

TEST(FirstComeFirstServed, WithPatienceThatRunsOutAtNight) {
  Scenario scenario = oracle::oracle_scenario("shifts");
  scenario.tolerance_by = WaitClock::clock;
  scenario.segments[0].any_hour = true;
  scenario.touchpoints[0].any_hour = true;
  scenario.touchpoints[0].patience = Distribution::exponential(0.5);
  scenario.touchpoints[0].next[2] = scenario.touchpoints[0].next[0];
  expect_first_come_first_served(scenario, 9 / 24.0, 17 / 24.0, 1000, 1000);
}

TEST(FirstComeFirstServed, OverloadedForMonths) {
  // A queue of thousands, and patience of any distribution.
  Scenario scenario = oracle::oracle_scenario("erlang_a");
  scenario.silos[0].agents = 8;
  scenario.touchpoints[0].patience = Distribution{Distribution::Kind::weibull, 0.2, 0.6, 0, {}, false};
  expect_first_come_first_served(scenario, 0, 0, 10000, 1000);
}

}  // namespace
}  // namespace silowalk
