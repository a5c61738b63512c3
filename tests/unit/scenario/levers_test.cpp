#include "engine/scenario/levers.h"

#include <barrier>
#include <filesystem>
#include <thread>

#include "engine/scenario/compare.h"
#include "small.h"

namespace silowalk {
namespace {

std::string const company = small(R"(
[initiative.call_back]
owner    = "care"
duration = "30 days"

[organisation]
rule = "own-score"
)");

Levers levers(std::string const& set, std::vector<Override> const& overrides = {},
              std::vector<std::string> const& only = {}, std::vector<Complaint>* warnings = nullptr) {
  return {{company, "small.toml", set, "set.toml"}, overrides, only, warnings};
}

std::string complained(std::string const& set, std::vector<std::string> const& only = {}) {
  try {
    levers(set, {}, only);
  } catch (InvalidInput const& invalid) {
    return invalid.what();
  }
  return "";
}

std::vector<std::string> names(Levers const& levers) {
  std::vector<std::string> out;
  for (Lever const& each : levers.levers()) out.push_back(each.name);
  return out;
}

TEST(Levers, TurnOnWhatTheySay) {
  Levers const found = levers(R"(
name = "two"
[lever.rule]
title = "One table"
set = { "organisation.rule" = "enterprise", organisation.alignment = 0.5 }
[lever.staff.set]
silo.care.agents = 7
)");
  EXPECT_EQ(names(found), (std::vector<std::string>{"rule", "staff"}));
  EXPECT_EQ(found.name(), "two");
  EXPECT_EQ(found.levers()[0].title, "One table");
  EXPECT_EQ(found.levers()[0].paths, (std::vector<std::string>{"organisation.rule", "organisation.alignment"}));
  EXPECT_TRUE(same_scenario(found.with(0), found.base()));
  EXPECT_EQ(found.with(1).organisation.rule, Rule::enterprise);
  EXPECT_EQ(found.with(1).organisation.alignment, 0.5);
  EXPECT_EQ(found.with(1).silos[1].agents, 3);
  EXPECT_EQ(found.with(3).organisation.rule, Rule::enterprise);
  EXPECT_EQ(found.with(3).silos[1].agents, 7);
  EXPECT_EQ(found.name_of(0), "(none)");
  EXPECT_EQ(found.name_of(3), "rule + staff");
}

TEST(Levers, AreTheSameAsOverrides) {
  Levers const found = levers(R"([lever.a]
set = { "touchpoint.order.next.gone.share" = 0.2, "touchpoint.order.next.order.share" = 0.8 })");
  Scenario const by_hand =
      with({"touchpoint.order.next.gone.share=0.2", "touchpoint.order.next.order.share=0.8"}, company);
  EXPECT_TRUE(same_scenario(found.with(1), by_hand));
}

TEST(Levers, ComeAfterTheOverridesOfTheScenario) {
  Levers const found = levers("[lever.a]\nset = { \"silo.care.agents\" = 7 }", {{"silo.care.strain", "0.5", "--set"}});
  EXPECT_EQ(found.with(1).silos[1].strain, 0.5);
  EXPECT_EQ(found.base().silos[1].strain, 0.5);
}

TEST(Levers, ADistributionIsOneValue) {
  Levers const found = levers(R"([lever.a]
set = { touchpoint.order.handling = { distribution = "exponential", mean = "3 min" } })");
  EXPECT_EQ(found.levers()[0].paths, (std::vector<std::string>{"touchpoint.order.handling"}));
}

TEST(Levers, OneForEachSilo) {
  Levers const found = levers(R"([lever.own]
each = "silo"
title = "{silo} decides no more"
set = { "silo.{silo}.rule" = "enterprise", "silo.{silo}.title" = "the {silo} desk" })");
  EXPECT_EQ(names(found), (std::vector<std::string>{"own.web", "own.care"}));
  EXPECT_EQ(found.levers()[1].title, "care decides no more");
  EXPECT_EQ(found.with(2).silos[1].rule, Rule::enterprise);
  EXPECT_EQ(found.with(2).silos[1].title, "the care desk");
  EXPECT_FALSE(found.with(2).silos[0].rule);
}

TEST(Levers, AStarIsEverySilo) {
  Levers const found = levers("[lever.rested]\nset = { \"silo.*.fatigue\" = 2 }");
  EXPECT_EQ(found.levers()[0].paths, (std::vector<std::string>{"silo.web.fatigue", "silo.care.fatigue"}));
  EXPECT_EQ(found.with(1).silos[0].fatigue, 2);
  EXPECT_EQ(found.with(1).silos[1].fatigue, 2);
}

TEST(Levers, SomeOfThemOnly) {
  std::string const set = R"(
[lever.a]
set = { "silo.care.agents" = 7 }
[lever.own]
each = "silo"
set = { "silo.{silo}.rule" = "enterprise" }
)";
  EXPECT_EQ(names(levers(set, {}, {"own"})), (std::vector<std::string>{"own.web", "own.care"}));
  EXPECT_EQ(names(levers(set, {}, {"own.care", "a"})), (std::vector<std::string>{"a", "own.care"}));
  EXPECT_EQ(levers(set, {}, {"own.care"}).with(1).silos[1].rule, Rule::enterprise);
  EXPECT_EQ(complained(set, {"own.car"}), "--lever: error: there is no lever 'own.car'; did you mean 'own.care'?\n");
}

TEST(LeverMistakes, AnUnknownPath) {
  std::string const said = complained("[lever.a]\nset = { \"silo.care.agnets\" = 7 }");
  EXPECT_TRUE(said.starts_with("set.toml:2:20: error: there is no parameter 'agnets' (a silo has: ")) << said;
  EXPECT_TRUE(
      said.ends_with("); did you mean 'silo.care.agents'?\n"
                     "    set = { \"silo.care.agnets\" = 7 }\n"
                     "                       ^\n"))
      << said;
  EXPECT_EQ(complained("[lever.a.set]\nsilo.car.agents = 7"),
            "set.toml:2:6: error: there is no silo 'car'; did you mean 'silo.care.agents'?\n"
            "    silo.car.agents = 7\n"
            "         ^\n");
}

TEST(LeverMistakes, TwoThatOverrideTheSame) {
  std::string const said = complained(R"([lever.a]
set = { "silo.care.agents" = 7 }
[lever.b]
set = { "organisation.rule" = "enterprise", "silo.care.agents" = 8 })");
  EXPECT_EQ(
      said,
      "set.toml:4:46: error: 'silo.care.agents' is overridden by lever.a already (set.toml:2; with both on, the value "
      "would be ambiguous: leave it to one of them, or make one lever of both)\n"
      "    set = { \"organisation.rule\" = \"enterprise\", \"silo.care.agents\" = 8 }\n"
      "                                                 ^\n");
}

TEST(LeverMistakes, OneThatOverridesAPartOfWhatAnotherOverrides) {
  std::string const said = complained(R"([lever.a]
set = { "touchpoint.order.next" = [ { to = "gone" } ] }
[lever.b]
set = { "touchpoint.order.next.gone.share" = 0.2, "touchpoint.order.next.order.share" = 0.8 })");
  EXPECT_NE(said.find("set.toml:4:10: error: 'touchpoint.order.next.gone.share' is overridden by lever.a already"),
            std::string::npos)
      << said;
}

TEST(LeverMistakes, OneThatOverridesNothing) {
  EXPECT_EQ(complained("[lever.a]\nset = {}"),
            "set.toml:1:8: error: lever.a overrides nothing (its `set` is empty); did you mean 'set = { "
            "\"organisation.rule\" = \"enterprise\" }'?\n"
            "    [lever.a]\n"
            "           ^\n");
  EXPECT_EQ(complained("[lever.a]\nset = { \"organisation.rule\" = \"own-score\" }"),
            "set.toml:2:10: error: lever.a overrides nothing in 'small.toml' (the scenario has all these values "
            "already); did you "
            "mean 'optional = true'?\n"
            "    set = { \"organisation.rule\" = \"own-score\" }\n"
            "             ^\n");
}

TEST(LeverMistakes, AllAreReportedAtOnce) {
  std::string const said = complained(R"([lever.a]
set = { "silo.care.agnets" = 7 }
[lever.b]
set = {}
[lever.c]
set = { "silo.care.agents" = 7 }
[lever.d]
set = { "silo.care.agents" = 8 }
[lever.e]
set = { "silo.web.agents" = -7 }
[lever.f]
set = { "organisation.rule" = "own-scores" })");
  for (char const* where : {"set.toml:2:", "set.toml:3:", "set.toml:8:", "set.toml:10:", "set.toml:12:"})
    EXPECT_NE(said.find(where), std::string::npos) << where << " in " << said;
}

TEST(LeverMistakes, AnOptionalOneIsLeftOutWithAWarning) {
  std::vector<Complaint> warnings;
  Levers const found = levers(R"([lever.a]
optional = true
set = { "organisation.rule" = "own-score" }
[lever.b]
set = { "silo.care.agents" = 8 })",
                              {}, {}, &warnings);
  EXPECT_EQ(names(found), (std::vector<std::string>{"b"}));
  EXPECT_EQ(found.with(1).silos[1].agents, 8);
  // The reader warns of an initiative without effects, too.
  std::erase_if(warnings, [](Complaint const& each) { return !each.what.starts_with("lever."); });
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_EQ(warnings[0].what, "lever.a overrides nothing in 'small.toml'");
  EXPECT_NE(complained("[lever.a]\noptional = true\nset = { \"organisation.rule\" = \"own-score\" }").find("no lever"),
            std::string::npos);
}

TEST(LeverMistakes, UnknownKeysWrongValuesAndNoLever) {
  EXPECT_NE(complained("[lever.a]\nsets = {}").find("unknown key 'sets' in [lever.a]"), std::string::npos);
  EXPECT_NE(complained("[lever.a]\nsets = {}").find("did you mean 'set'?"), std::string::npos);
  EXPECT_NE(complained("[levers.a]").find("did you mean 'lever'?"), std::string::npos);
  EXPECT_NE(complained("name = \"x\"").find("there is no lever"), std::string::npos);
  EXPECT_NE(complained("[lever.a]\nset = 3").find("lever.a.set must be a table"), std::string::npos);
  EXPECT_NE(complained("[lever.a]\neach = \"silos\"\nset = {}").find("did you mean 'silo'?"), std::string::npos);
  EXPECT_NE(complained("[lever.a]\nset = { \"silo.care.agents\" = \"many\" }").find("set.toml:2:"), std::string::npos);
  EXPECT_NE(complained("[lever.a]\nset = { \"silo.care.agents\" = \"many\" }").find("whole number"), std::string::npos);
  EXPECT_NE(complained("[lever.a]\neach = \"silo\"\nset = { \"organisation.rule\" = \"enterprise\" }")
                .find("none of its paths contains {silo}"),
            std::string::npos);
  EXPECT_NE(complained("[lever.a]\nset = { silo = ").find("this is not TOML"), std::string::npos);
}

/// Returns two levers: each alone leaves shares that sum to 1; both together do not.
Levers levers_unsound_together() {
  return Levers({small(), "small.toml", R"([lever.a]
set = { "touchpoint.order.next.0.share" = 0.5 }
[lever.b]
set = { "touchpoint.order.next.1.share" = 0.1 })",
                 "set.toml"},
                {}, {}, nullptr);
}

/// All threads quote the same files at once, none of which was quoted before. ThreadSanitizer watches it.
TEST(LeverMistakes, AreTheSameInSeveralThreads) {
  Levers const found = levers_unsound_together();
  std::barrier begin(4);
  std::vector<std::string> texts(4);
  std::vector<std::thread> threads;
  for (std::string& text : texts) {
    threads.emplace_back([&found, &begin, &text] {
      begin.arrive_and_wait();
      try {
        found.with(3);
      } catch (InvalidInput const& invalid) {
        text = invalid.what();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_NE(texts[0].find("next = ["), std::string::npos) << texts[0];
  for (std::string const& text : texts) EXPECT_EQ(text, texts[0]);
}

TEST(LeverMistakes, ACombinationThatIsUnsoundIsNamed) {
  Levers const found = levers_unsound_together();
  EXPECT_NO_THROW(found.with(1));
  EXPECT_NO_THROW(found.with(2));
  try {
    found.with(3);
    FAIL();
  } catch (InvalidInput const& invalid) {
    EXPECT_NE(std::string(invalid.what()).find("with a + b on"), std::string::npos) << invalid.what();
  }
}

TEST(ShippedLevers, HoldForTheShippedScenarios) {
  std::string const folder = std::string(SILOWALK_SOURCE_DIR) + "/scenarios/";
  int checked = 0;
  for (std::string const scenario :
       {"telecom/telecom.toml", "telecom/status-quo.toml", "insurance/insurer.toml", "example-company/company.toml"}) {
    for (auto const& entry : std::filesystem::directory_iterator(folder + "levers")) {
      if (entry.path().extension() != ".toml") continue;
      std::vector<Complaint> warnings;
      Levers const found = read_levers(folder + scenario, {}, entry.path().string(), {}, &warnings);
      EXPECT_GE(found.levers().size(), 3U) << scenario << " " << entry.path();
      for (Lever const& lever : found.levers()) EXPECT_FALSE(lever.title.empty() || lever.source.empty()) << lever.name;
      EXPECT_NO_THROW(found.with((Coalition{1} << found.levers().size()) - 1));
      ++checked;
    }
  }
  EXPECT_GE(checked, 16);
}

}  // namespace
}  // namespace silowalk
