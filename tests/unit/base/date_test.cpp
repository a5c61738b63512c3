#include "engine/base/date.h"

#include <gtest/gtest.h>

namespace silowalk {
namespace {

TEST(Date, KnownDays) {
  EXPECT_EQ(to_date({1970, 1, 1}).days_since_epoch, 0);
  EXPECT_EQ(to_date({2000, 1, 1}).days_since_epoch, 10957);  // Unix time 946684800
  EXPECT_EQ(to_date({2024, 1, 1}), Date{});
  EXPECT_EQ(to_date({2038, 1, 19}).days_since_epoch, 24855);  // where 32-bit Unix time ends
  EXPECT_EQ(to_date({1969, 12, 31}).days_since_epoch, -1);
  EXPECT_EQ(to_date({1858, 11, 17}).days_since_epoch, -40587);  // the modified Julian date's day 0
  EXPECT_EQ(to_date({1582, 10, 15}).days_since_epoch, -141427);
}

TEST(Date, KnownWeekdays) {
  EXPECT_EQ(weekday(to_date({1969, 7, 20})), 6);   // the moon landing, a Sunday
  EXPECT_EQ(weekday(to_date({1970, 1, 1})), 3);    // Thursday
  EXPECT_EQ(weekday(to_date({1989, 11, 9})), 3);   // the Berlin wall, a Thursday
  EXPECT_EQ(weekday(to_date({2000, 1, 1})), 5);    // Saturday
  EXPECT_EQ(weekday(to_date({2024, 1, 1})), 0);    // Monday
  EXPECT_EQ(weekday(to_date({2024, 2, 29})), 3);   // Thursday
  EXPECT_EQ(weekday(to_date({1582, 10, 15})), 4);  // the first Gregorian day, a Friday
}

TEST(Date, EveryDayOfFourCenturiesFollowsTheOneBefore) {
  Date date = to_date({1899, 12, 31});
  CivilDate before = to_civil(date);
  int day_of_week = weekday(date);
  for (int i = 0; i < 146097 + 400; ++i) {
    ++date.days_since_epoch;
    CivilDate const civil = to_civil(date);
    ASSERT_TRUE(is_valid(civil)) << print_date(date);
    ASSERT_EQ(to_date(civil), date);
    CivilDate next = before;
    if (++next.day > days_in_month(next.year, next.month)) next = {next.year, next.month + 1, 1};
    if (next.month > 12) next = {next.year + 1, 1, 1};
    ASSERT_EQ(civil, next);
    day_of_week = (day_of_week + 1) % 7;
    ASSERT_EQ(weekday(date), day_of_week);
    before = civil;
  }
}

TEST(Date, WrittenAndRead) {
  EXPECT_EQ(parse_date("2024-01-01"), Date{});
  EXPECT_EQ(print_date(Date{}), "2024-01-01");
  EXPECT_EQ(print_date(to_date({987, 6, 5})), "0987-06-05");
  EXPECT_EQ(parse_date("2024-02-29"), to_date({2024, 2, 29}));
  EXPECT_EQ(parse_date("2000-02-29"), to_date({2000, 2, 29}));
  for (char const* wrong : {"", "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "2024-1-1",
                            "2024-01-001", "2024/01/01", "+024-01-01", " 2024-1-01", "2024-01-0x", "0000-01-01"})
    EXPECT_FALSE(parse_date(wrong)) << wrong;
}

}  // namespace
}  // namespace silowalk
