#include "engine/analysis/replay/medoid.h"

#include <gtest/gtest.h>

#include <numeric>

#include "engine/simulation/walk/simulate.h"
#include "tests/unit/simulation/small_company.h"

namespace silowalk {
namespace {

TEST(Medoid, DistanceByHand) {
  FeatureTable table;
  table.rows = 3;
  table.weights = {1, 0.5, 7};
  table.columns = {{0, 5, 10}, {2, 2, 4}, {3, 3, 3}};  // the last has no range: it does not count
  EXPECT_DOUBLE_EQ(gower_distance(table, 0, 1), (0.5 + 0) / 1.5);
  EXPECT_DOUBLE_EQ(gower_distance(table, 0, 2), 1);
  EXPECT_DOUBLE_EQ(gower_distance(table, 1, 2), (0.5 + 0.5) / 1.5);
  std::vector<double> const means = mean_distances(table);
  EXPECT_DOUBLE_EQ(means[0], (0.5 / 1.5 + 1) / 2);
  EXPECT_DOUBLE_EQ(means[1], (0.5 / 1.5 + 1 / 1.5) / 2);
  EXPECT_EQ(most_central(table, 2), (std::vector<std::size_t>{1, 0}));
}

// The sums are read off sorted values; here all pairs are compared, for the customers of a company with everything on.
TEST(Medoid, IsTheMedoidByBruteForce) {
  Scenario const scenario = full_company();
  Census census(scenario);
  SimulationOptions options;
  options.sink = &census;
  simulate(Model(scenario), 8, 0, options);
  Lives const lives = census.take();
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < lives.lives.size() && rows.size() < 250; i += 3) rows.push_back(i);
  FeatureTable const table = features_of(lives, rows);
  std::vector<double> const means = mean_distances(table);
  std::size_t best = 0;
  std::vector<double> slow(table.rows);
  for (std::size_t a = 0; a < table.rows; ++a) {
    for (std::size_t b = 0; b < table.rows; ++b) slow[a] += gower_distance(table, a, b);
    slow[a] /= static_cast<double>(table.rows - 1);
    EXPECT_NEAR(means[a], slow[a], 1e-12);
    if (slow[a] < slow[best]) best = a;
  }
  EXPECT_EQ(most_central(table, 1).front(), best);
}

TEST(Medoid, OfNobodyAndOfOne) {
  FeatureTable table;
  EXPECT_TRUE(most_central(table, 3).empty());
  table.rows = 1;
  table.weights = {1};
  table.columns = {{4}};
  EXPECT_EQ(most_central(table, 3), std::vector<std::size_t>{0});
  EXPECT_EQ(mean_distances(table), std::vector<double>{0});
}

}  // namespace
}  // namespace silowalk
