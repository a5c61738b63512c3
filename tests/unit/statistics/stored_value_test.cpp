#include "engine/statistics/stored_value.h"

#include <gtest/gtest.h>

#include <random>

#include "engine/statistics/tally_digest.h"
#include "tests/unit/statistics/toy_tally.h"

namespace silowalk {
namespace {

TEST(StoredValue, GivesBackEveryWholeNumberBelow2To52) {
  std::mt19937_64 bits(1);
  for (int i = 0; i < 200000; ++i) {
    auto cell = static_cast<std::int64_t>(bits() >> (12 + bits() % 52));
    if (i % 2 == 1) cell = -cell;
    for (Scale const scale : {Scale::micro, Scale::duration, Scale::seconds}) {
      ASSERT_EQ(from_stored_value(stored_value(cell, scale), scale), cell);
    }
  }
}

TEST(StoredValue, BeyondThatStoringAgainChangesNothing) {
  std::mt19937_64 bits(2);
  for (int i = 0; i < 200000; ++i) {
    auto const cell = static_cast<std::int64_t>(bits() >> (1 + bits() % 12));
    for (Scale const scale : {Scale::micro, Scale::duration, Scale::seconds}) {
      double const stored = stored_value(cell, scale);
      ASSERT_EQ(stored_value(from_stored_value(stored, scale), scale), stored);
    }
  }
}

TEST(StoredValue, RoundingATallyLeavesOrdinaryNumbersAlone) {
  Tally tally = toy::random(toy::axes(), 1, 2);
  Tally const before = tally;
  round_to_storable(tally);
  EXPECT_EQ(tally, before);
  toy::cell(tally, 0, 0, SegmentField::revenue) = (std::int64_t{1} << 60) + 1;
  toy::cell(tally, 0, 0, SegmentField::joined) = (std::int64_t{1} << 60) + 1;  // a count: stored whole
  round_to_storable(tally);
  EXPECT_EQ(toy::cell(tally, 0, 0, SegmentField::joined), (std::int64_t{1} << 60) + 1);
  Tally const once = tally;
  round_to_storable(tally);
  EXPECT_EQ(tally, once);
}

TEST(TallyDigest, SeesEveryNumber) {
  Tally const tally = toy::random(toy::axes(), 1, 2);
  Tally other = tally;
  EXPECT_EQ(digest_of(tally), digest_of(other));
  ++other.drift.last_wait.back();
  EXPECT_NE(digest_of(tally), digest_of(other));
  other = tally;
  --other.wait_histogram.front();
  EXPECT_NE(digest_of(tally), digest_of(other));
}

}  // namespace
}  // namespace silowalk
