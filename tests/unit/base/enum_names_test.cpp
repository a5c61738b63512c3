#include "engine/base/enum_names.h"

#include <gtest/gtest.h>

namespace silowalk {
namespace {

enum class Weather { sun, rain, snow };
constexpr auto weather_names = enum_names<Weather>("sun", "rain", "snow");

TEST(EnumNames, GoBothWays) {
  static_assert(weather_names.size() == 3);
  static_assert(weather_names[Weather::rain] == "rain");
  static_assert(weather_names.find("snow") == Weather::snow);
  for (std::string_view const name : weather_names) EXPECT_EQ(weather_names[*weather_names.find(name)], name);
}

TEST(EnumNames, FindNothingForOtherWords) {
  EXPECT_FALSE(weather_names.find("hail"));
  EXPECT_FALSE(weather_names.find(""));
  EXPECT_FALSE(weather_names.find("Sun"));
}

// What keeps a list with a name too many or too few from compiling.
TEST(EnumNames, KnowWhichValuesAreEnumerators) {
  static_assert(is_enumerator<Weather::sun>());
  static_assert(is_enumerator<static_cast<Weather>(2)>());
  static_assert(!is_enumerator<static_cast<Weather>(3)>());
}

}  // namespace
}  // namespace silowalk
