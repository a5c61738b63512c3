#include "engine/journey/absorbing_chain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <stdexcept>

#include "engine/journey/elimination_order.h"

namespace silowalk {
namespace {

using Steps = std::vector<AbsorbingChain::Step>;

std::vector<double> unit(int states, int at) {
  std::vector<double> result(static_cast<std::size_t>(states));
  result[static_cast<std::size_t>(at)] = 1;
  return result;
}

// ---- Worked by hand. ----

TEST(AbsorbingChain, TwoStates) {
  // Q = [0 1/2; 1/4 0]: N = (I - Q)^-1 = 8/7 [1 1/2; 1/4 1].
  AbsorbingChain const chain(2, {{0, 1, 0.5}, {1, 0, 0.25}});
  std::vector<double> const first = chain.visits({1, 0});
  EXPECT_NEAR(first[0], 8.0 / 7, 1e-15);
  EXPECT_NEAR(first[1], 4.0 / 7, 1e-15);
  std::vector<double> const second = chain.visits({0, 1});
  EXPECT_NEAR(second[0], 2.0 / 7, 1e-15);
  EXPECT_NEAR(second[1], 8.0 / 7, 1e-15);
  // State 0 leaves to exit a with 1/2; state 1 to exit b with 3/4. N [1/2 0]' and N [0 3/4]'.
  std::vector<double> const a = chain.totals({0.5, 0});
  std::vector<double> const b = chain.totals({0, 0.75});
  EXPECT_NEAR(a[0], 4.0 / 7, 1e-15);
  EXPECT_NEAR(a[1], 1.0 / 7, 1e-15);
  EXPECT_NEAR(b[0], 3.0 / 7, 1e-15);
  EXPECT_NEAR(b[1], 6.0 / 7, 1e-15);
}

TEST(AbsorbingChain, Loop) {
  // One state that returns to itself with p: geometric, 1 / (1 - p) visits.
  for (double p : {0.0, 0.5, 0.75, 0.9375}) EXPECT_EQ(AbsorbingChain(1, {{0, 0, p}}).visits({1})[0], 1 / (1 - p));
  // A ring of n states that each pass on with p: state k is met p^k / (1 - p^n) times.
  int const n = 5;
  double const p = 0.9;
  Steps steps;
  for (int i = 0; i < n; ++i) steps.push_back({i, (i + 1) % n, p});
  std::vector<double> const visits = AbsorbingChain(n, steps).visits(unit(n, 0));
  for (int k = 0; k < n; ++k) {
    EXPECT_NEAR(visits[static_cast<std::size_t>(k)], std::pow(p, k) / (1 - std::pow(p, n)), 1e-14);
  }
}

TEST(AbsorbingChain, GamblersRuin) {
  // Fortune 1 to n - 1, a fair coin: the chance of n before 0 is i / n, the expected number of tosses i (n - i).
  for (int n : {10, 1000}) {  // in the order of the numbers, and in the order of the fewest connections
    Steps steps;
    for (int i = 0; i < n - 1; ++i) {
      if (i > 0) steps.push_back({i, i - 1, 0.5});
      if (i < n - 2) steps.push_back({i, i + 1, 0.5});
    }
    AbsorbingChain const chain(n - 1, steps);
    std::vector<double> wins = unit(n - 1, n - 2);
    wins.back() = 0.5;
    std::vector<double> const chance = chain.totals(wins);
    std::vector<double> const tosses = chain.totals(std::vector<double>(static_cast<std::size_t>(n - 1), 1.0));
    for (int i = 1; i < n; ++i) {
      auto const at = static_cast<std::size_t>(i - 1);
      EXPECT_NEAR(chance[at], static_cast<double>(i) / n, 1e-11);
      EXPECT_NEAR(tosses[at], static_cast<double>(i) * (n - i), 1e-11 * n * n);
    }
  }
}

TEST(AbsorbingChain, AddsStepsBetweenTheSameStates) {
  AbsorbingChain const chain(2, {{0, 1, 0.25}, {0, 1, 0.25}, {1, 1, 0.25}, {1, 1, 0.25}});
  EXPECT_EQ(chain.visits({1, 0}), (std::vector<double>{1, 1}));
  EXPECT_EQ(chain.totals({3, 1}), (std::vector<double>{4, 2}));
}

TEST(AbsorbingChain, Empty) { EXPECT_TRUE(AbsorbingChain(0, {}).visits({}).empty()); }

TEST(AbsorbingChain, RefusesAChainWithoutEnd) {
  EXPECT_THROW(AbsorbingChain(2, {{0, 1, 1}, {1, 0, 1}}), std::invalid_argument);
  EXPECT_THROW(AbsorbingChain(1, {{0, 0, 1}}), std::invalid_argument);
}

// ---- Random chains: what is returned fulfils the equations. ----

/// From each state: on by one, and `extra` steps anywhere; 5 in 100 leave at every step.
Steps random_steps(int states, int extra, unsigned seed) {
  std::mt19937 bits(seed);
  auto const below = [&](int n) { return static_cast<int>(bits() % static_cast<unsigned>(n)); };
  Steps steps;
  for (int i = 0; i < states; ++i) {
    std::vector<double> shares(static_cast<std::size_t>(extra) + 1);
    double sum = 0;
    for (double& each : shares) sum += each = 1 + below(100);
    steps.push_back({i, (i + 1) % states, 0.95 * shares[0] / sum});
    for (int k = 1; k <= extra; ++k) {
      steps.push_back({i, below(states), 0.95 * shares[static_cast<std::size_t>(k)] / sum});
    }
  }
  return steps;
}

/// Returns the largest |x - Q^T x - b| (`forward`), or |x - Q x - b|.
double residual(Steps const& steps, std::vector<double> const& x, std::vector<double> const& b, bool forward) {
  std::vector<double> rest(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) rest[i] = x[i] - b[i];
  for (AbsorbingChain::Step const& step : steps) {
    auto const from = static_cast<std::size_t>(step.from);
    auto const to = static_cast<std::size_t>(step.to);
    if (forward) rest[to] -= x[from] * step.probability;
    if (!forward) rest[from] -= x[to] * step.probability;
  }
  double largest = 0;
  for (double each : rest) largest = std::max(largest, std::abs(each));
  return largest;
}

void expect_solved(int states, int extra, unsigned seed) {
  Steps const steps = random_steps(states, extra, seed);
  AbsorbingChain const chain(states, steps);
  std::vector<double> const start = unit(states, states / 2);
  std::vector<double> ones(static_cast<std::size_t>(states), 1.0);
  EXPECT_LT(residual(steps, chain.visits(start), start, true), 1e-13) << states << " " << seed;
  EXPECT_LT(residual(steps, chain.totals(ones), ones, false), 1e-12) << states << " " << seed;
  // Each step leaves with 5 in 100: 20 visits, from wherever one starts.
  for (double each : chain.totals(ones)) ASSERT_NEAR(each, 20, 1e-11);
}

TEST(AbsorbingChain, RandomChains) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    expect_solved(2 + static_cast<int>(seed), 2, seed);
    expect_solved(200, static_cast<int>(seed % 4), seed);
  }
}

TEST(AbsorbingChain, LargeRandomChains) {
  expect_solved(257, 3, 1);
  expect_solved(900, 2, 2);
  expect_solved(900, 20, 3);
}

TEST(AbsorbingChain, BothQuestionsAgree) {
  // e_i' N e_j, once by a row and once by a column of N.
  int const n = 400;
  AbsorbingChain const chain(n, random_steps(n, 3, 5));
  std::vector<double> const column = chain.totals(unit(n, 17));
  for (int i = 0; i < n; i += 37) {
    EXPECT_NEAR(chain.visits(unit(n, i))[17], column[static_cast<std::size_t>(i)], 1e-13);
  }
}

TEST(AbsorbingChain, RepeatsItself) {
  Steps const steps = random_steps(700, 3, 6);
  EXPECT_EQ(AbsorbingChain(700, steps).visits(unit(700, 0)), AbsorbingChain(700, steps).visits(unit(700, 0)));
}

// ---- In the order of the numbers: the bits of dense elimination, which published digests rest on. ----

std::vector<double> dense(int states, Steps const& steps, std::vector<double> x) {
  auto const n = static_cast<std::size_t>(states);
  std::vector<double> a(n * n);
  for (std::size_t i = 0; i < n; ++i) a[i * n + i] = 1;
  for (auto const& step : steps) {
    a[static_cast<std::size_t>(step.to) * n + static_cast<std::size_t>(step.from)] -= step.probability;
  }
  for (std::size_t p = 0; p < n; ++p) {
    for (std::size_t i = p + 1; i < n; ++i) {
      double const factor = a[i * n + p] / a[p * n + p];
      for (std::size_t j = p; j < n; ++j) a[i * n + j] -= factor * a[p * n + j];
      x[i] -= factor * x[p];
    }
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t j = i + 1; j < n; ++j) x[i] -= a[i * n + j] * x[j];
    x[i] /= a[i * n + i];
  }
  return x;
}

TEST(AbsorbingChain, SmallChainsHaveTheBitsOfDenseElimination) {
  for (int states : {3, 24, 100, AbsorbingChain::states_in_order}) {
    Steps const steps = random_steps(states, 3, static_cast<unsigned>(states));
    EXPECT_EQ(AbsorbingChain(states, steps).visits(unit(states, 1)), dense(states, steps, unit(states, 1)));
  }
}

// ---- Too connected to eliminate. ----

TEST(AbsorbingChain, SumsWhatItMayNotEliminate) {
  int const n = 600;
  Steps const steps = random_steps(n, 20, 8);
  AbsorbingChain const exact(n, steps);
  AbsorbingChain const summed(n, steps, 100);
  EXPECT_TRUE(exact.eliminated());
  EXPECT_FALSE(summed.eliminated());
  std::vector<double> const ones(static_cast<std::size_t>(n), 1.0);
  std::vector<double> const visits[] = {exact.visits(unit(n, 0)), summed.visits(unit(n, 0))};
  std::vector<double> const totals[] = {exact.totals(ones), summed.totals(ones)};
  for (std::size_t i = 0; i < ones.size(); ++i) {
    EXPECT_NEAR(visits[0][i], visits[1][i], 1e-8);
    EXPECT_NEAR(totals[0][i], totals[1][i], 1e-5);  // 1e-9 of 600 x 20
  }
}

// ---- The order. ----

TEST(EliminationOrder, TakesAllStatesOnce) {
  std::vector<std::vector<int>> const star{{1, 2, 3, 4, 5}, {0}, {0}, {0, 0}, {0}, {5, 0}};
  EliminationOrder const order = order_of_elimination(star);
  std::vector<int> sorted = order.states;
  std::sort(sorted.begin(), sorted.end());
  EXPECT_EQ(sorted, (std::vector<int>{0, 1, 2, 3, 4, 5}));
}

TEST(EliminationOrder, LeavesOfALargeStarFirst) {
  std::vector<std::vector<int>> star(1000);
  for (int leaf = 1; leaf < 1000; ++leaf) {
    star[0].push_back(leaf);
    star[static_cast<std::size_t>(leaf)].push_back(0);
  }
  EliminationOrder const order = order_of_elimination(star);
  EXPECT_LT(order.core, 20);
  EXPECT_EQ(order.states.front(), 1);
  EXPECT_EQ(order.states[900], 901);
}

TEST(EliminationOrder, CoreOfACompleteGraph) {
  std::vector<std::vector<int>> all(50);
  for (int from = 0; from < 50; ++from) {
    for (int to = 0; to < 50; ++to) all[static_cast<std::size_t>(from)].push_back(to);
  }
  EliminationOrder const order = order_of_elimination(all);
  EXPECT_EQ(order.core, 50);
  EXPECT_EQ(order.states[7], 7);
}

}  // namespace
}  // namespace silowalk
