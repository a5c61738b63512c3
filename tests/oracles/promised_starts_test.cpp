#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <functional>
#include <limits>
#include <numeric>
#include <queue>
#include <random>

#include "tests/oracles/oracle.h"
#include "tests/unit/simulation/diary.h"

/// Where the number of agents changes while customers wait, the engine keeps the start of service that it computed when
/// each customer joined the queue. A two-event simulation does not: joining and starting are events of their own, and
/// whoever is on duty and free takes the first in the queue. These tests bound the difference.
///
/// **Every start differs by at most D.** D is the time from the last change of capacity until all agents have finished
/// with the customers present at the change, in whichever simulation takes longer.
/// Proof: the sorted moments at which agents become free (Kiefer and Wolfowitz 1955) follow a map that is monotone and
/// commutes with adding a constant. So the largest difference between two histories of the same calls never grows.
/// At the change, no difference exceeds D.
/// Customers are affected only until all agents have been idle at once in both simulations. So the means differ by at
/// most (sum over changes of D x customers affected) / customers.
/// With patience the map is not monotone and the proof fails: there, means are compared.
namespace silowalk {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

struct Call {
  double arrives = 0;
  double handling = 0;
  double patience = never;
};

/// Sets the number of agents from a time on.
struct Step {
  double time = 0;
  std::size_t agents = 0;
};

struct Served {
  double waits = 0;   ///< until served or lost patience
  double begins = 0;  ///< never: lost patience
  double ends = 0;
};

/// The two-event simulation. Agents have numbers; the highest leave first, finish their call, and return last.
class TwoEvents {
 public:
  TwoEvents(std::vector<Call> const& calls, std::vector<Step> const& steps)
      : calls_(calls), steps_(steps), served_(calls.size()) {
    std::size_t most = 0;
    for (Step const& each : steps) most = std::max(most, each.agents);
    agents_.resize(most);
    for (std::size_t i = 0; i < steps.size(); ++i) events_.push({steps[i].time, step, i});
    for (std::size_t i = 0; i < calls.size(); ++i) events_.push({calls[i].arrives, arrival, i});
  }

  std::vector<Served> run() {
    for (; !events_.empty(); events_.pop()) {
      Event const now = events_.top();
      if (now.kind == step) on_duty_ = steps_[now.which].agents;
      if (now.kind == completion) agents_[now.which] = {false, now.time};
      if (now.kind == arrival) join(now.which);
      if (now.kind == hang_up) leave(now.which);
      serve(now.time);
    }
    return served_;
  }

 private:
  enum Kind { step, completion, hang_up, arrival };
  struct Event {
    double time;
    Kind kind;
    std::size_t which;
    bool operator<(Event const& other) const { return time != other.time ? time > other.time : kind > other.kind; }
  };
  struct Agent {
    bool busy = false;
    double idle_since = -never;
  };

  void join(std::size_t call) {
    line_.push_back(call);
    if (calls_[call].patience < never) events_.push({calls_[call].arrives + calls_[call].patience, hang_up, call});
  }

  void leave(std::size_t call) {
    auto const at = std::find(line_.begin(), line_.end(), call);
    if (at == line_.end()) return;
    line_.erase(at);
    double const left = calls_[call].arrives + calls_[call].patience;
    served_[call] = {calls_[call].patience, never, left};
  }

  void serve(double now) {
    while (!line_.empty()) {
      std::size_t best = agents_.size();
      for (std::size_t i = 0; i < on_duty_; ++i) {
        if (agents_[i].busy) continue;
        if (best == agents_.size() || agents_[i].idle_since < agents_[best].idle_since) best = i;
      }
      if (best == agents_.size()) return;
      std::size_t const call = line_.front();
      line_.pop_front();
      agents_[best].busy = true;
      served_[call] = {now - calls_[call].arrives, now, now + calls_[call].handling};
      events_.push({served_[call].ends, completion, best});
    }
  }

  std::vector<Call> const& calls_;
  std::vector<Step> const& steps_;
  std::vector<Served> served_;
  std::vector<Agent> agents_;
  std::size_t on_duty_ = 0;
  std::deque<std::size_t> line_;
  std::priority_queue<Event> events_;
};

/// Returns the end of each call, the later one of the two histories.
std::vector<double> over(std::vector<Served> const& a, std::vector<Served> const& b) {
  std::vector<double> result(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) result[i] = std::max(a[i].ends, b[i].ends);
  return result;
}

/// Returns D for each step: the time until all customers present at it are gone. 0 for the first step, at which the
/// simulation begins. Complexity: steps x calls.
std::vector<double> clearing_times(std::vector<Call> const& calls, std::vector<Step> const& steps,
                                   std::vector<double> const& gone) {
  std::vector<double> result(steps.size());
  for (std::size_t s = 1; s < steps.size(); ++s) {
    for (std::size_t i = 0; i < calls.size() && calls[i].arrives < steps[s].time; ++i)
      result[s] = std::max(result[s], gone[i] - steps[s].time);
  }
  return result;
}

/// Returns for each call the largest possible difference of its two starts. It is D of the last step before the call
/// joined, if the system has not been empty since, plus D of each step while the call waited in either history.
std::vector<double> bounds(std::vector<Call> const& calls, std::vector<Step> const& steps, std::vector<Served> const& a,
                           std::vector<Served> const& b) {
  std::vector<double> const gone = over(a, b);
  std::vector<double> const clearing = clearing_times(calls, steps, gone);
  std::vector<double> result(calls.size());
  double all_gone = -never;
  double idle = -never;
  for (std::size_t i = 0; i < calls.size(); ++i) {
    if (calls[i].arrives >= all_gone) idle = calls[i].arrives;
    all_gone = std::max(all_gone, gone[i]);
    double before = 0;
    for (std::size_t s = 1; s < steps.size(); ++s) {
      double const time = steps[s].time;
      if (time <= calls[i].arrives && idle < time) before = clearing[s];
      bool const waits = time > calls[i].arrives && std::max(a[i].begins, b[i].begins) > time;
      if (waits) result[i] += clearing[s];
    }
    result[i] += before;
  }
  return result;
}

struct Apart {
  double worst = 0;        ///< days between the two starts of one call
  double mean_wait = 0;    ///< in the two-event simulation
  double difference = 0;   ///< of mean waits, engine less two-event
  double bound = 0;        ///< of the difference
  double touched = 0;      ///< share of calls that the bound allows to differ at all
  double beyond = -never;  ///< most by which a start is further off than its own bound
};

Apart compare(std::vector<Call> const& calls, std::vector<Step> const& steps, std::vector<Served> const& engine,
              std::vector<Served> const& plain) {
  std::vector<double> const bound = bounds(calls, steps, engine, plain);
  auto const n = static_cast<double>(calls.size());
  Apart result;
  for (std::size_t i = 0; i < calls.size(); ++i) {
    double const apart = std::abs(engine[i].waits - plain[i].waits);
    result.worst = std::max(result.worst, apart);
    result.beyond = std::max(result.beyond, apart - bound[i]);
    result.mean_wait += plain[i].waits / n;
    result.difference += (engine[i].waits - plain[i].waits) / n;
    result.bound += bound[i] / n;
    result.touched += (bound[i] > 0 ? 1 : 0) / n;
  }
  return result;
}

/// The engine's calls, and the start that it records for each.
std::vector<Visit> visits_of(Scenario const& scenario, std::uint32_t replication) {
  Diary diary;
  SimulationOptions options;
  options.sink = &diary;
  simulate(Model(scenario), 77, replication, options);
  std::stable_sort(diary.visits.begin(), diary.visits.end(),
                   [](Visit const& a, Visit const& b) { return a.time < b.time; });
  return diary.visits;
}

/// Returns the scenario with this number of agents for `move`.
std::vector<Step> steps(std::size_t moved) {
  double const month = days_per_month;
  return {{-2 * month, 10}, {month, 8},     {2 * month, 10}, {3 * month, 10 - moved},
          {4 * month, 10},  {5 * month, 8}, {7 * month, 10}, {8 * month, 12}};
}

/// Without patience: the same calls in both simulations, compared start by start.
Apart same_calls(std::size_t moved, std::uint32_t replication) {
  Scenario const scenario =
      oracle::oracle_scenario("agents_taken", {{"initiative.move.effort.care", std::to_string(moved), "here"}});
  std::vector<Call> calls;
  std::vector<Served> engine;
  for (Visit const& visit : visits_of(scenario, replication)) {
    calls.push_back({visit.time, visit.handling, never});
    engine.push_back({visit.wait, visit.end - visit.handling, visit.end});
  }
  return compare(calls, steps(moved), engine, TwoEvents(calls, steps(moved)).run());
}

TEST(PromisedStarts, AreWithinTheirBoundWhereTheSiloCatchesUp) {
  for (std::uint32_t r = 0; r < 5; ++r) {
    Apart const a = same_calls(2, r);
    EXPECT_LE(a.beyond, 1e-9);
    EXPECT_GT(a.worst, 0) << "nobody was touched: nothing is tested";
    EXPECT_LT(a.touched, 0.1) << "else the bound would say nothing";
    EXPECT_LE(std::abs(a.difference), a.bound);
    EXPECT_LE(std::abs(a.difference), 0.001 * a.mean_wait) << "as told in the README";
  }
}

TEST(PromisedStarts, AreWithinTheirBoundWhereALineOfDaysBuildsUp) {
  // 6 agents for the work of 7 for a month: customers who then wait are overtaken by those who call when 4 are back.
  for (std::uint32_t r = 0; r < 5; ++r) {
    Apart const a = same_calls(4, r);
    EXPECT_LE(a.beyond, 1e-9);
    EXPECT_GT(a.worst, 2) << "a customer is days off, and the mean is not";
    EXPECT_LE(std::abs(a.difference), a.bound);
    EXPECT_LE(std::abs(a.difference), 0.01 * a.mean_wait) << "as told in the README";
  }
}

/// Draws the scenario's calls from the standard library's distributions.
std::vector<Call> calls_of_the_same_law(Scenario const& scenario, std::mt19937_64& random) {
  std::exponential_distribution<> gap(scenario.segments[0].arrivals);
  std::exponential_distribution<> handling(1 / scenario.touchpoints[0].handling->a);
  std::exponential_distribution<> patience(1 / scenario.touchpoints[0].patience->a);
  std::vector<Call> calls;
  for (double t = -scenario.horizon.warm_up + gap(random); t < scenario.horizon.months * days_per_month;
       t += gap(random))
    calls.push_back({t, handling(random), patience(random)});
  return calls;
}

/// Mean wait from month 0 on, and the share of customers who abandoned.
struct Means {
  double wait = 0;
  double gave_up = 0;
};

Means means(std::vector<Call> const& calls, std::vector<Served> const& served) {
  Means sums;
  double n = 0;
  for (std::size_t i = 0; i < calls.size(); ++i) {
    if (calls[i].arrives < 0) continue;
    ++n;
    sums.wait += served[i].waits;
    sums.gave_up += served[i].begins == never ? 1 : 0;
  }
  return {sums.wait / n, sums.gave_up / n};
}

/// Expects two sets of replications with independent random numbers to have one mean, by the suite's paired t-test.
void expect_same_mean(std::string const& what, std::vector<double> const& found, std::vector<double> const& plain) {
  double const truth = std::accumulate(plain.begin(), plain.end(), 0.0) / static_cast<double>(plain.size());
  oracle::expect_mean(what, oracle::combine(found, plain, [&](double a, double b) { return a - b + truth; }), truth);
}

TEST(PromisedStarts, MoveNoMeanThatCanBeSeenWherePatienceEnds) {
  // Again 6 agents for the work of 7, now with customers who lose patience. Same distributions, independent random
  // numbers.
  Scenario scenario = oracle::oracle_scenario("agents_taken", {{"initiative.move.effort.care", "4", "here"}});
  scenario.touchpoints[0].patience = Distribution::exponential(30 / 1440.0);
  scenario.touchpoints[0].next[2] = scenario.touchpoints[0].next[0];
  int constexpr replications = 30;
  std::mt19937_64 random(20260101);
  std::vector<double> waits;
  std::vector<double> gave_up;
  for (int r = 0; r < replications; ++r) {
    std::vector<Call> const calls = calls_of_the_same_law(scenario, random);
    Means const plain = means(calls, TwoEvents(calls, steps(4)).run());
    waits.push_back(plain.wait);
    gave_up.push_back(plain.gave_up);
  }
  oracle::Histories const engine(scenario, replications);
  auto const per_visit = [&](TouchpointField field) {
    return oracle::combine(engine.sum("call", field), engine.sum("call", TouchpointField::visits), std::divides<>());
  };
  expect_same_mean("mean wait", per_visit(TouchpointField::wait), waits);
  expect_same_mean("share who give up", per_visit(TouchpointField::abandoned), gave_up);
}

}  // namespace
}  // namespace silowalk
