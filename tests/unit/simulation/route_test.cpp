#include "engine/simulation/rules/route.h"

#include <gtest/gtest.h>

#include <random>

#include "engine/base/portable_math.h"

namespace silowalk {
namespace {

/// By inversion, with every weight worked out.
std::uint32_t with_all_weights(ModelTables const& tables, RouteList const& list, double trust, std::uint32_t word) {
  double total = 0;
  for (std::uint32_t i = 0; i < list.count; ++i) total += route_weight(tables.routes[i], trust);
  double const aim = uniform(word) * total;
  double sum = 0;
  for (std::uint32_t i = 0; i + 1 < list.count; ++i) {
    sum += route_weight(tables.routes[i], trust);
    if (aim < sum) return i;
  }
  return list.count - 1u;
}

// What is known without weights is what the weights say, wherever the elastic routes stand and however far trust is.
TEST(RouteChoice, IsTheInversionOfAllWeights) {
  std::mt19937 words(7);
  for (auto const& elasticities : std::vector<std::vector<double>>{
           {0, 0, -0.3, 0, -1}, {0, 0.5}, {0.4, 0, 0}, {0, 0, 0, 2, 0}, {-1}, {0, -3, 3, 0, 0, 0, 0, 0, 0.2}}) {
    ModelTables tables;
    RouteList list;
    list.elastic = true;
    list.count = static_cast<std::uint16_t>(elasticities.size());
    for (double const elasticity : elasticities) {
      RouteRow row;
      row.share = 1.0 / static_cast<double>(elasticities.size());
      row.elasticity = elasticity;
      tables.routes.push_back(row);
    }
    for (double const trust : {-6.0, -1.0, -0.2, -1e-9, 1e-17, 0.1, 0.7, 1.6, 9.0}) {
      for (int i = 0; i < 2000; ++i) {
        auto const word = static_cast<std::uint32_t>(words());
        ASSERT_EQ(choose_elastic(tables, list, trust, word), with_all_weights(tables, list, trust, word))
            << elasticities.size() << ' ' << trust << ' ' << word;
      }
    }
  }
}

TEST(RouteChoice, NoWeightIsOutsideItsBounds) {
  std::mt19937 words(8);
  RouteRow row;
  row.share = 0.3;
  row.elasticity = 1;
  for (int i = 0; i < 100000; ++i) {
    double const far = portable_exp(40 * (uniform(static_cast<std::uint32_t>(words())) - 0.97));
    for (double const trust : {far, -far}) {
      ASSERT_LE(route_weight(row, trust), weight_bounds(row, trust).most) << trust;
      ASSERT_GE(route_weight(row, trust), weight_bounds(row, trust).least) << trust;
    }
  }
}

// A survey is not looked into where no score could be answered: no response may be above the most that is told.
TEST(Survey, NoResponseIsAboveTheMost) {
  for (double const response : {0.001, 0.03, 0.5, 0.999, 1.0}) {
    for (double const selection : {-10.0, -0.15, 0.0, 0.2, 3.0}) {
      TouchpointRow row;
      row.survey.selection = selection;
      set_response(row, response);
      EXPECT_EQ(row.survey_response, threshold(response));
      for (double const score : {0.0, 2.5, 5.0, 9.99, 10.0}) {
        Threshold const now =
            selection == 0 ? row.survey_response : threshold(logistic(row.survey_logit + selection * (score - 5)));
        EXPECT_LE(now, row.survey_most) << response << ' ' << selection << ' ' << score;
        if (response == 1) {
          EXPECT_EQ(now, certain) << selection << ' ' << score;
        }
      }
    }
  }
}

}  // namespace
}  // namespace silowalk
