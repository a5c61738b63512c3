#include "engine/statistics/concordance.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace silowalk {
namespace {

using Judges = std::vector<std::vector<double>>;

TEST(KendallW, AllAgreeAndAllDisagree) {
  Concordance const agree = *kendall_w({{1, 2, 3}, {10, 20, 30}, {0.1, 0.2, 0.3}});
  EXPECT_DOUBLE_EQ(agree.w, 1);
  EXPECT_NEAR(agree.p, 1.0 / 36, 1e-15);  // the other two must repeat the first: 1 in 6 each
  EXPECT_TRUE(agree.exact);
  Concordance const opposite = *kendall_w({{1, 2, 3}, {3, 2, 1}});
  EXPECT_DOUBLE_EQ(opposite.w, 0);
  EXPECT_DOUBLE_EQ(opposite.p, 1);
}

/// Two judges, the second ties the last two. Sums 2, 4.5, 5.5 about 4: S = 6.5; T = 2^3 - 2 = 6;
/// W = 12 x 6.5 / (4 x 24 - 2 x 6). Dealt at random, the odd rank meets the first item in one case of three.
TEST(KendallW, TiesByHand) {
  Concordance const tied = *kendall_w({{1, 2, 3}, {1, 2, 2}});
  EXPECT_NEAR(tied.w, 78.0 / 84, 1e-15);
  EXPECT_NEAR(tied.p, 1.0 / 3, 1e-15);
}

/// The exact law of Friedman's statistic m (n - 1) W, as tabled by Siegel (1956, table N), to its digits.
TEST(KendallW, TheTabledLaw) {
  auto const p_of = [](Judges const& judges, double chi_square) {
    Concordance const result = *kendall_w(judges);
    EXPECT_TRUE(result.exact);
    EXPECT_NEAR(static_cast<double>(result.judges * (result.items - 1)) * result.w, chi_square, 6e-4);
    return result.p;
  };
  EXPECT_NEAR(p_of({{1, 2, 3}, {1, 2, 3}, {1, 3, 2}}, 4.667), 0.194, 6e-4);
  EXPECT_NEAR(p_of({{1, 2, 3}, {1, 2, 3}, {1, 2, 3}, {1, 3, 2}}, 6.5), 0.042, 6e-4);
  EXPECT_NEAR(p_of({{1, 2, 3}, {1, 2, 3}, {1, 2, 3}, {1, 2, 3}}, 8.0), 0.0046, 6e-5);
  EXPECT_NEAR(p_of({{1, 2, 3, 4}, {1, 2, 3, 4}}, 6.0), 0.042, 6e-4);
  EXPECT_NEAR(p_of({{1, 2, 3, 4}, {1, 2, 4, 3}}, 5.4), 0.167, 6e-4);
  EXPECT_NEAR(p_of({{1, 2, 3, 4}, {1, 2, 3, 4}, {1, 2, 3, 4}}, 9.0), 0.0017, 6e-5);
  EXPECT_NEAR(p_of({{1, 2, 3, 4}, {1, 2, 3, 4}, {1, 2, 4, 3}}, 8.2), 0.017, 6e-4);
}

/// Every way to deal the ranks of every judge but the first, one by one.
double brute_force_p(Judges const& judges, std::size_t judge, std::vector<double> sums, double observed) {
  if (judge == judges.size()) {
    double const square = std::inner_product(sums.begin(), sums.end(), sums.begin(), 0.0);
    return square >= observed - 1e-9 ? 1 : 0;
  }
  std::vector<std::size_t> order(sums.size());
  std::iota(order.begin(), order.end(), 0U);
  double p = 0;
  int count = 0;
  do {
    std::vector<double> next = sums;
    for (std::size_t i = 0; i < next.size(); ++i) next[i] += judges[judge][order[i]];
    p += brute_force_p(judges, judge + 1, next, observed);
    ++count;
  } while (std::next_permutation(order.begin(), order.end()));
  return p / count;
}

TEST(KendallW, AgreesWithBruteForceWhereThereAreTies) {
  Judges const ranks = {{1, 2.5, 2.5, 4}, {1.5, 1.5, 3, 4}, {2, 1, 3.5, 3.5}};
  std::vector<double> sums(4);
  for (auto const& judge : ranks) {
    for (std::size_t i = 0; i < 4; ++i) sums[i] += judge[i];
  }
  double const observed = std::inner_product(sums.begin(), sums.end(), sums.begin(), 0.0);
  EXPECT_NEAR(kendall_w(ranks)->p, brute_force_p(ranks, 1, ranks[0], observed), 1e-12);
}

/// Three raters of twenty subjects, many ties: the example `anxiety` of the R package irr (Gamer, Lemon, Fellows and
/// Singh), whose help prints Wt = 0.54 and chi-square 30.8 on 19 degrees, p = 0.0429.
TEST(KendallW, ManyItemsGoByChiSquare) {
  Judges const raters = {{3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3},
                         {3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4},
                         {2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2}};
  Concordance const result = *kendall_w(raters);
  EXPECT_FALSE(result.exact);
  EXPECT_NEAR(result.w, 0.54, 5e-3);
  EXPECT_NEAR(3 * 19 * result.w, 30.8, 5e-2);
  EXPECT_NEAR(result.p, 0.0429, 5e-4);
}

TEST(KendallW, NeedsSomethingToCompare) {
  EXPECT_FALSE(kendall_w({}));
  EXPECT_FALSE(kendall_w({{1, 2, 3}}));
  EXPECT_FALSE(kendall_w({{1}, {1}}));
  EXPECT_FALSE(kendall_w({{1, 1}, {2, 2}}));  // nobody prefers anything
  EXPECT_THROW(kendall_w({{1, 2}, {1, 2, 3}}), std::invalid_argument);
}

}  // namespace
}  // namespace silowalk
