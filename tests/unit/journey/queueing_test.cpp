#include "engine/journey/queueing.h"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <string>

namespace silowalk {
namespace {

// A published figure is right to half a unit of its last digit.
TEST(Queueing, ErlangCOfTwentyAgents) {
  // 20 agents, 100 calls per 1800 s, 240 s each. Published as 2.243505841 s; exact rational arithmetic gives
  // 2.2435058465060953 (the published figure is right to eight digits).
  double const wait = erlang_c(20, 100 / 1800.0, 240).wait;
  EXPECT_NEAR(wait, 2.2435058465060953, 1e-13);
  EXPECT_NEAR(wait, 2.243505841, 1e-8);
}

TEST(Queueing, ErlangBOfOneAgentIsTheShareOfBusyTime) {
  for (double load : {0.01, 0.5, 1.0, 7.0}) EXPECT_DOUBLE_EQ(erlang_b(1, load), load / (1 + load));
  // Two agents, one erlang: (1/2) / (1 + 1 + 1/2).
  EXPECT_DOUBLE_EQ(erlang_b(2, 1), 0.2);
}

TEST(Queueing, ErlangCOfOneAgentIsTheTextbookQueue) {
  QueueAnswer const queue = erlang_c(1, 0.8, 1);
  EXPECT_NEAR(queue.waits_at_all, 0.8, 1e-15);
  EXPECT_NEAR(queue.wait, 4, 1e-12);
  EXPECT_NEAR(queue.heads, 4, 1e-12);  // rho / (1 - rho)
  EXPECT_NEAR(erlang_c_wait_percentile(1, 0.8, 1, 0.9), std::log(8.0) / 0.2, 1e-12);
  EXPECT_NEAR(erlang_c_wait_exceeds(1, 0.8, 1, std::log(8.0) / 0.2), 0.1, 1e-14);
  EXPECT_EQ(erlang_c_wait_percentile(1, 0.8, 1, 0.1), 0);
}

TEST(Queueing, ErlangAOfThirteenAgents) {
  // 100 calls per 30 min, 3 min each, patience 5 min: published to the digits shown.
  QueueAnswer const queue = erlang_a(13, 100 / 30.0, 3, 5);
  EXPECT_NEAR(queue.abandoned, .025, 5e-4);
  EXPECT_NEAR(queue.wait, .125, 5e-4);
  EXPECT_NEAR(queue.waits_at_all, .226, 5e-4);
  EXPECT_NEAR(queue.abandoned, queue.wait / 5, 1e-15);  // exponential patience: share lost = wait / patience
}

TEST(Queueing, ErlangAWithLongPatienceIsErlangC) {
  QueueAnswer const patient = erlang_a(20, 100 / 1800.0, 240, 1e12);
  EXPECT_NEAR(patient.wait, 2.2435058465060953, 1e-8);
  EXPECT_NEAR(patient.abandoned, 0, 1e-11);
}

TEST(Queueing, ErlangAIsStableAboveFullLoad) {
  // What comes in and is not lost is what the agents can do, nearly, when nobody leaves before long.
  QueueAnswer const queue = erlang_a(5, 10, 1, 100);
  EXPECT_NEAR(queue.abandoned, 0.5, 1e-6);
  EXPECT_NEAR(queue.waits_at_all, 1, 1e-6);
}

TEST(Queueing, ErlangAWherePatienceEqualsHandlingIsAPoissonCrowd) {
  // Then each in the system leaves at the same rate: heads are Poisson with mean a, and P(wait) = P(Poisson >= c).
  QueueAnswer const queue = erlang_a(3, 2, 1, 1);
  EXPECT_NEAR(queue.heads, 2, 1e-13);
  EXPECT_NEAR(queue.waits_at_all, 1 - std::exp(-2.0) * (1 + 2 + 2), 1e-13);
}

TEST(Queueing, BoundedQueueOfTwoAgentsAndThreePlaces) {
  QueueAnswer const queue = bounded_queue(2, 3, 1 / 4.0, 3);
  EXPECT_NEAR(queue.heads, .76234, 5e-6);
  EXPECT_NEAR(queue.turned_away, .04936, 5e-6);
}

TEST(Queueing, BoundedQueueWithoutAQueueIsErlangB) {
  EXPECT_NEAR(bounded_queue(7, 5, 1, 7).turned_away, erlang_b(7, 5), 1e-15);
  EXPECT_EQ(bounded_queue(7, 5, 1, 7).wait, 0);
}

TEST(Queueing, PollaczekKhinchine) {
  EXPECT_NEAR(pollaczek_khinchine(0.8, 1, 1).wait, erlang_c(1, 0.8, 1).wait, 1e-12);
  EXPECT_NEAR(pollaczek_khinchine(0.8, 1, 0).wait, 2, 1e-12);  // constant handling halves the wait
}

// The network of six silos with product form: each is an M/M/c at its own arrival rate. Figures of the workload's own
// solution, re-typed.
struct Station {
  std::string name;
  int agents;
  double handling;
  double rate;
  double waits;
  double wait;
};

TEST(Queueing, WaitsOfTheNetworkOfSixSilos) {
  Station const stations[] = {{"web", 40, 35.057, 1.0839593364005395, 0.6636907688837974, 11.635612342260227},
                              {"sales", 10, 13.086, 0.6877817013802429, 0.6688236335593751, 8.754951872786414},
                              {"fulfil", 20, 38.082, 0.4464049458559572, 0.38505522348233967, 4.887879843108294},
                              {"support", 5, 11.857, 0.33735925027811525, 0.55413901835247, 6.570877303512868},
                              {"billing", 2, 4.0437, 0.3462193871269815, 0.5764753856528674, 3.8852033629156626},
                              {"retention", 1, 11.857, 0.050603887541717296, 0.600010294582142, 17.78626291251252}};
  for (Station const& each : stations) {
    QueueAnswer const queue = erlang_c(each.agents, each.rate, each.handling);
    EXPECT_NEAR(queue.waits_at_all, each.waits, 1e-12) << each.name;
    EXPECT_NEAR(queue.wait, each.wait, 1e-10) << each.name;
  }
}

TEST(Queueing, RefusesWhatHasNoAnswer) {
  EXPECT_THROW(erlang_c(1, 1, 1), std::invalid_argument);
  EXPECT_THROW(erlang_c(0, 1, 1), std::invalid_argument);
  EXPECT_THROW(pollaczek_khinchine(2, 1, 1), std::invalid_argument);
  EXPECT_THROW(bounded_queue(2, 1, 1, 1), std::invalid_argument);
  EXPECT_THROW(erlang_a(2, 1, 1, 0), std::invalid_argument);
}

}  // namespace
}  // namespace silowalk
