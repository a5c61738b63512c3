#include "tools/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "engine/base/complaint.h"

namespace silowalk {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
namespace po = boost::program_options;

CommandLine a_line() {
  CommandLine line({"silowalk try FILE [--seed N] [--set PATH=VALUE]", "Tries.", "  silowalk try it.toml"});
  declare_scenario_options(line);
  line.options()("seed", po::value<WholeNumber>(), "names the luck");
  line.options()("json", "for programs");
  return line;
}

std::string refusal(Arguments const& arguments) {
  CommandLine line = a_line();
  try {
    line.parse(arguments);
  } catch (UsageError const& error) {
    return error.what();
  }
  return "accepted";
}

TEST(CommandLine, TakesWhatWasDeclared) {
  CommandLine line = a_line();
  EXPECT_TRUE(line.parse({"--set", "a=1", "it.toml", "--set=b = 2", "--seed", "18446744073709551615"}));
  EXPECT_THAT(line.get<Arguments>("FILE"), ElementsAre("it.toml"));
  EXPECT_THAT(line.get<Arguments>("set"), ElementsAre("a=1", "b = 2"));
  EXPECT_EQ(line.get<WholeNumber>("seed").value, 18446744073709551615u);
  EXPECT_FALSE(line.has("json"));
}

TEST(CommandLine, GuessesNoPrefixesButNamesTheNearest) {
  EXPECT_THAT(refusal({"it.toml", "--seeed", "3"}), HasSubstr("did you mean '--seed'"));
  EXPECT_THAT(refusal({"it.toml", "--jsno"}), HasSubstr("did you mean '--json'"));
  EXPECT_THAT(refusal({"it.toml", "--entirely-else"}), HasSubstr("unknown option"));
}

TEST(CommandLine, WholeNumbersAreNeitherWrappedNorRounded) {
  for (char const* number : {"-1", "1e6", "1.0", "0x10", " 7", "", "18446744073709551616", "7 "}) {
    EXPECT_THAT(refusal({"it.toml", std::string("--seed=") + number}), HasSubstr("seed")) << number;
  }
  EXPECT_THAT(refusal({"it.toml", "--seed", "-1"}), HasSubstr("seed"));
}

TEST(CommandLine, SaysWhatIsMissingOrTooMuch) {
  EXPECT_THAT(refusal({}), HasSubstr("FILE is missing"));
  EXPECT_THAT(refusal({"a", "b"}), HasSubstr("too many arguments"));
  EXPECT_THAT(refusal({"a", "--set"}), HasSubstr("--set"));
  EXPECT_THAT(refusal({"a", "--seed", "1", "--seed", "2"}), HasSubstr("seed"));
}

TEST(CommandLine, HelpTeaches) {
  CommandLine line = a_line();
  std::string const help = line.help();
  for (char const* part :
       {"usage: silowalk try FILE", "Tries.", "--seed", "--set PATH=VALUE", "Examples:", "it.toml"}) {
    EXPECT_THAT(help, HasSubstr(part));
  }
}

TEST(WriteText, RefusesWhatExistsUnlessForced) {
  std::filesystem::path const path = std::filesystem::path(::testing::TempDir()) / "silowalk_write_text.txt";
  std::filesystem::remove(path);
  auto const content = [&] {
    std::ifstream file(path);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  write_text(path.string(), "one", false);
  EXPECT_THROW(write_text(path.string(), "two", false), RuntimeFailure);
  EXPECT_EQ(content(), "one");
  write_text(path.string(), "two", true);
  EXPECT_EQ(content(), "two");
  std::filesystem::remove(path);
  EXPECT_THROW(write_text("/nowhere/at/all", "x", true), RuntimeFailure);
  EXPECT_THROW(write_text("/dev/full", "x", true), RuntimeFailure);
}

}  // namespace
}  // namespace silowalk
