#include "engine/simulation/model/features.h"

#include <gtest/gtest.h>

namespace silowalk {
namespace {

TEST(Features, ASetContainsItsSubsets) {
  EXPECT_TRUE(queueing_build.contains(Features{}));
  EXPECT_TRUE(queueing_build.contains(Features{.queues = true}));
  EXPECT_TRUE(queueing_build.contains(queueing_build));
  EXPECT_FALSE(plain_build.contains(Features{.queues = true}));
}

TEST(Features, TheFullBuildContainsEachAndTheOthersOnlyTheirOwn) {
  int of_queueing = 0;
  for (bool Features::*member : feature_members) {
    Features one;
    one.*member = true;
    EXPECT_TRUE(full_build.contains(one));
    EXPECT_FALSE(plain_build.contains(one));
    of_queueing += queueing_build.contains(one) ? 1 : 0;
  }
  EXPECT_EQ(of_queueing, 3);  // queues, discount, prospects
}

}  // namespace
}  // namespace silowalk
