#include <cstdio>
#include <filesystem>
#include <fstream>

#include "small.h"

namespace silowalk {
namespace {

TEST(Limits, AMillionTouchpointsAreRefusedQuickly) {
  std::string many;
  for (int i = 0; i < 1'000'000; ++i) many += "[touchpoint.t" + std::to_string(i) + "]\n";
  std::string const complaint = said(small(many));  // a quadratic cost would not end before ctest's limit
  EXPECT_NE(complaint.find("1000001 touchpoints are too many"), std::string::npos) << complaint.substr(0, 300);
  EXPECT_NE(complaint.find("the most is 65000"), std::string::npos);
}

TEST(Limits, TheMostTouchpointsAreFine) {
  std::string many;
  for (int i = 0; i < 64999; ++i)
    many += "[touchpoint.t" + std::to_string(i) + "]\nsilo=\"web\"\nnext=[{to=\"t" + std::to_string((i + 1) % 64999) +
            "\"}]\n";
  EXPECT_EQ(parse_scenario(small(many), "many.toml").touchpoints.size(), 65000U);
}

TEST(Limits, ManyMistakesAreCutShortInCountAndTime) {
  std::string many;
  for (int i = 0; i < 50000; ++i)
    many += "[touchpoint.t" + std::to_string(i) + "]\nsilo=\"wbe\"\nnext=[{to=\"u" + std::to_string(i) + "\"}]\n";
  std::string const complaint = said(small(many));
  EXPECT_NE(complaint.find("more errors"), std::string::npos);
  EXPECT_LT(complaint.size(), 1'000'000U);
}

TEST(Limits, ManyWarningsHideNoMistake) {
  std::string many;
  for (int i = 0; i < 600; ++i) many += "[silo.s" + std::to_string(i) + "]\nclosed = \"turn-away\"\n";
  std::string const complaint = said(small(many + "[touchpoint.t]\nsilo = \"wbe\"\nnext = [{to=\"t\"}]\n"));
  EXPECT_NE(complaint.find("there is no silo 'wbe'"), std::string::npos) << complaint.substr(0, 300);
  EXPECT_EQ(complaint.find("more mistakes"), std::string::npos) << complaint;
}

TEST(Limits, HugeFilesAreRefusedUnread) {
  std::string const path = testing::TempDir() + "huge.toml";
  { std::ofstream(path) << "name = \"x\"\n"; }
  std::filesystem::resize_file(path, (std::uintmax_t{64} << 20) + 1);
  try {
    read_scenario(path);
    FAIL();
  } catch (InvalidInput const& invalid) {
    EXPECT_NE(std::string(invalid.what()).find("larger than 64 MiB"), std::string::npos);
  }
  std::filesystem::remove(path);
}

TEST(Limits, EndlessFilesAreRefused) {
  if (!std::filesystem::exists("/dev/zero")) GTEST_SKIP() << "no /dev/zero here";
  EXPECT_THROW(read_scenario("/dev/zero"), InvalidInput);
}

TEST(Limits, FilesThatCannotBeReadAreFailuresOfTheWorld) {
  EXPECT_THROW(read_scenario("/nowhere/at/all.toml"), RuntimeFailure);
  EXPECT_THROW(read_scenario("/"), RuntimeFailure);
}

TEST(Limits, TooManyValuesAreRefusedBeforeTheyAreKept) {
  std::string zeros = "x = [";
  for (int i = 0; i < 4'000'001; ++i) zeros += "0,";
  EXPECT_NE(said(zeros + "]").find("more than 4000000 values"), std::string::npos);
}

TEST(Limits, DeepNestingIsAMistake) {
  std::string dotted = "[a", braces = "a = ", brackets = "a = ", strings = "name = \"";
  for (int i = 0; i < 100000; ++i) {
    dotted += ".a";
    braces += "{a=";
    brackets += "[";
    strings += ".";
  }
  for (std::string const& text : {dotted + "]\n", dotted, braces, brackets, "x" + dotted.substr(1) + " = 1\n"})
    EXPECT_NE(said(text), "");
  EXPECT_EQ(said(small("", strings.substr(0, 5000) + "\"\n")), "");  // dots in a text are only dots
  EXPECT_EQ(said(small("", "about = '''" + strings.substr(9, 5000) + "\n'''\n# " + dotted + "\n")), "");
}

TEST(Limits, EveryPrefixOfAFileIsReadOrRefused) {
  std::ifstream file(bakery + "two_in_phone.toml", std::ios::binary);
  std::string const text = small() + std::string(std::istreambuf_iterator<char>(file), {});
  for (std::size_t length = 0; length < text.size(); ++length) said(text.substr(0, length));
}

}  // namespace
}  // namespace silowalk
