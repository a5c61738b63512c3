#include "engine/base/enum_names.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <string>

namespace silowalk {
namespace {

enum class Colour : std::uint8_t { red, green, blue };
enum class One { only };
struct Holder {
  enum class Kind { first, second };
};

constexpr auto colour_names = enum_names<Colour>("red", "green", "light blue");

struct Row {
  std::string_view name;
  int value;
};

TEST(EnumNames, CountsTheEnumerators) {
  static_assert(enum_count<Colour>() == 3);
  static_assert(enum_count<One>() == 1);
  static_assert(enum_count<Holder::Kind>() == 2);
  static_assert(is_enumerator<Colour::blue>());
  static_assert(!is_enumerator<static_cast<Colour>(3)>());
}

TEST(EnumNames, NamesEachEnumerator) {
  static_assert(colour_names[Colour::green] == "green");
  EXPECT_EQ(colour_names[Colour::blue], "light blue");
  EXPECT_EQ(colour_names[std::size_t{0}], "red");
  EXPECT_EQ(colour_names.size(), 3u);
  std::string all;
  for (std::string_view const name : colour_names) all += name;
  EXPECT_EQ(all, "redgreenlight blue");
}

TEST(EnumNames, FindsAnEnumeratorByItsName) {
  EXPECT_EQ(colour_names.find("light blue"), Colour::blue);
  EXPECT_FALSE(colour_names.find("blue"));
  EXPECT_FALSE(colour_names.find(""));
}

TEST(EnumNames, KnowsATableWithARowMissing) {
  constexpr std::array<Row, 3> whole{{{"red", 1}, {"green", 2}, {"blue", 3}}};
  constexpr std::array<Row, 3> short_of_one{{{"red", 1}, {"green", 2}}};
  constexpr std::array<Row, 2> too_small{{{"red", 1}, {"green", 2}}};
  static_assert(is_complete<Colour>(whole));
  EXPECT_FALSE(is_complete<Colour>(short_of_one));
  EXPECT_FALSE(is_complete<Colour>(too_small));
}

}  // namespace
}  // namespace silowalk
