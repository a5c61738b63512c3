#include "engine/base/text.h"

#include <gtest/gtest.h>

namespace silowalk {
namespace {

TEST(Text, JoinsWordsAndCountsThoseLeftOut) {
  EXPECT_EQ(joined({}), "-");
  EXPECT_EQ(joined({}, ", ", "nobody"), "nobody");
  EXPECT_EQ(joined({"a"}), "a");
  EXPECT_EQ(joined({"a", "b", "c"}), "a, b, c");
  EXPECT_EQ(joined({"a", "b", "c"}, "/"), "a/b/c");
  EXPECT_EQ(joined({"a", "b", "c"}, ", ", "-", 2), "a, b and 1 more");
  EXPECT_EQ(joined({"a", "b"}, ", ", "-", 2), "a, b");
}

TEST(Text, OneIsNoPlural) {
  EXPECT_EQ(plural(0, "customer"), "0 customers");
  EXPECT_EQ(plural(1, "customer"), "1 customer");
  EXPECT_EQ(plural(2, "customer"), "2 customers");
  EXPECT_EQ(plural(1, "entry", "entries"), "1 entry");
  EXPECT_EQ(plural(2, "entry", "entries"), "2 entries");
}

TEST(Text, NumbersHaveThreeDigitsAndNoExponent) {
  EXPECT_EQ(three_digits(0), "0");
  EXPECT_EQ(three_digits(1234.5), "1234");
  EXPECT_EQ(three_digits(0.012345), "0.0123");
  EXPECT_EQ(three_digits(-7.5), "-7.50");
}

TEST(Text, SharesArePercentages) {
  EXPECT_EQ(percent(0), "0 %");
  EXPECT_EQ(percent(0.331), "33.1 %");
  EXPECT_EQ(percent(1), "100 %");
  EXPECT_EQ(percent(0.0012), "0.12 %");
}

}  // namespace
}  // namespace silowalk
