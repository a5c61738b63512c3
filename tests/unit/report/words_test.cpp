#include <gtest/gtest.h>

#include <limits>

#include "engine/report/json.h"
#include "engine/report/page.h"
#include "engine/report/words.h"

namespace silowalk {
namespace {

TEST(Json, ObjectsKeepTheirOrderAndNumbersTheirDigits) {
  Json const value = Json::object()
                         .set("z", 0.1)
                         .set("a", Json::array().add(1).add("two").add(true).add(Json()))
                         .set("empty", Json::object())
                         .set("list", std::vector<std::string>{"x"})
                         .set("none", std::optional<double>())
                         .set("big", std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(value.text(), R"({
  "z": 0.1,
  "a": [
    1,
    "two",
    true,
    null
  ],
  "empty": {},
  "list": [
    "x"
  ],
  "none": null,
  "big": 18446744073709551615
})");
}

TEST(Json, WhatJsonHasNoNumberForIsNull) {
  EXPECT_EQ(Json(std::numeric_limits<double>::infinity()).text(), "null");
  EXPECT_EQ(Json(std::numeric_limits<double>::quiet_NaN()).text(), "null");
  EXPECT_EQ(Json(-0.25).text(), "-0.25");
}

TEST(Json, TextIsEscaped) {
  EXPECT_EQ(Json("a\"b\\c\nd\te\x01").text(), "\"a\\\"b\\\\c\\nd\\te\\u0001\"");
  EXPECT_EQ(Json("caf\xC3\xA9").text(), "\"caf\xC3\xA9\"");
}

TEST(Grid, ColumnsLineUpByCharactersNotBytes) {
  Page page{"t", {}};
  page.blocks.emplace_back(Grid{{{"name"}, {"n", true}}, {{{{"caf\xC3\xA9"}, {"1"}}}, {{{"tea"}, {"1234"}}}}});
  EXPECT_NE(to_terminal(page, false).find("\ncaf\xC3\xA9     1\ntea   1234\n"), std::string::npos)
      << to_terminal(page, false);
}

TEST(Words, TimesAndNumbers) {
  EXPECT_EQ(format_time(0), "0");
  EXPECT_EQ(format_time(6.2 / 1440), "6.2 min");
  EXPECT_EQ(format_time(3.1 / 24), "3.1 h");
  EXPECT_EQ(format_time(14.5), "14.5 days");
  EXPECT_EQ(format_time(365.25), "12 months");
  EXPECT_EQ(format_time(365.25 / 12), "1 month");
  EXPECT_EQ(format_time(2.5 / 86400), "2.5 s");
  EXPECT_EQ(format_number(0), "0");
  EXPECT_EQ(format_number(123456.7), "123457");
  EXPECT_EQ(format_number(0.12345), "0.1235");
  EXPECT_EQ(format_number(1e-7), "1e-07");
}

}  // namespace
}  // namespace silowalk
