#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

#include "engine/archive/file.h"
#include "engine/archive/layout.h"
#include "engine/archive/output_datasets.h"
#include "engine/archive/read_results.h"
#include "engine/archive/write_results.h"
#include "engine/base/complaint.h"
#include "tests/unit/archive/toy_results.h"

namespace silowalk {
namespace {

using testing::HasSubstr;

constexpr std::uint32_t many = 70;  // more than are written at once

TEST(Results, ReadBackAsTheyWereWritten) {
  toy::Folder const folder;
  Digest const digest = write_results(folder / "out.h5", toy::header(many), toy::replications);
  ResultsFile const file(folder / "out.h5");
  ResultsHeader const& header = file.header();
  EXPECT_EQ(header.digest, digest);
  EXPECT_EQ(header.seed, 42u);
  EXPECT_TRUE(header.complete);
  EXPECT_EQ(header.plan, digest_of("a plan"));
  EXPECT_FALSE(header.precision);
  ASSERT_EQ(header.scenarios.size(), 2u);
  ScenarioResults const& scenario = header.scenarios[1];
  EXPECT_EQ(scenario.name, "as-is");
  EXPECT_EQ(scenario.group, "as_is_2");
  EXPECT_EQ(scenario.frame, toy::frame());
  EXPECT_EQ(scenario.text, toy::header(1).scenarios[1].text);
  EXPECT_EQ(scenario.assumptions, toy::header(1).scenarios[1].assumptions);
  EXPECT_EQ(scenario.worth, (std::vector<double>{12.5, 300, 0}));
  EXPECT_EQ(scenario.replications, many);
  EXPECT_EQ(file.tallies(1, 0, many), toy::replications(1, 0, many));
  EXPECT_EQ(file.tallies(0, 62, 4), toy::replications(0, 62, 4));
}

TEST(Results, WhatTheAuthorWroteIsKeptAndChangesNoDigest) {
  toy::Folder const folder;
  Digest const digest = write_results(folder / "without.h5", toy::header(3), toy::replications);
  WrittenScenario const written{{{"plan.toml", "# caf\u00e9\nextends = \"../a.toml\"\n"}, {"../a.toml", ""}},
                                {"silo.care.agents=3", "name=x"}};
  ResultsHeader header = toy::header(3);
  header.scenarios[1].written = std::make_shared<WrittenScenario const>(written);
  EXPECT_EQ(write_results(folder / "with.h5", header, toy::replications), digest);
  ResultsFile const with(folder / "with.h5");
  EXPECT_EQ(with.as_written(1), written);
  EXPECT_TRUE(with.is_sealed());
  EXPECT_THROW(with.as_written(0), InvalidRequest);
  // Earlier versions of the format had no such datasets.
  EXPECT_THROW(ResultsFile(folder / "without.h5").as_written(1), InvalidRequest);
}

TEST(Results, WhatIsTooLongIsNotKept) {
  toy::Folder const folder;
  ResultsHeader header = toy::header(1);
  std::string const half(most_written_bytes / 2 + 1, 'x');
  header.scenarios[0].written = std::make_shared<WrittenScenario const>(WrittenScenario{{{"a", half}, {"b", ""}}, {}});
  header.scenarios[1].written = std::make_shared<WrittenScenario const>(WrittenScenario{{{"a", half}}, {}});
  write_results(folder / "out.h5", header, toy::replications);
  EXPECT_THROW(ResultsFile(folder / "out.h5").as_written(0), InvalidRequest);
  EXPECT_EQ(ResultsFile(folder / "out.h5").as_written(1).files.front().text, half);
}

TEST(AsWritten, IsPrintedHarmless) {
  EXPECT_EQ(print_written({{{"a\nb.toml", "x = 1\r\n# \x1b[31m\tred"}, {"t.csv", ""}}, {"name=\x07"}}),
            "# ===== a\u21b5b.toml =====\nx = 1\n# \ufffd[31m\tred\n"
            "\n# ===== t.csv =====\n\n# ===== overrides =====\n# --set name=\ufffd\n");
}

TEST(Results, SameContentSameBytes) {
  toy::Folder const folder;
  write_results(folder / "a.h5", toy::header(many), toy::replications);
  write_results(folder / "b.h5", toy::header(many), toy::replications);
  EXPECT_EQ(read_whole(folder / "a.h5"), read_whole(folder / "b.h5"));
}

TEST(Results, AppendingIsTheSameAsWritingAllAtOnce) {
  toy::Folder const folder;
  auto const plans = [](std::size_t count) { return digest_of("a plan of " + std::to_string(count)); };
  ResultsHeader first = toy::header(many);
  first.scenarios.resize(1);
  write_results(folder / "two.h5", toy::header(many), toy::replications, plans);
  write_results(folder / "one.h5", first, toy::replications, plans);
  ResultsHeader both = toy::header(many);
  both.scenarios[0] = ResultsFile(folder / "one.h5").header().scenarios[0];
  auto const only_the_new = [](std::size_t scenario, std::uint32_t from, std::uint32_t count) {
    EXPECT_EQ(scenario, 1u);
    return toy::replications(scenario, from, count);
  };
  Digest const digest = append_results(folder / "one.h5", both, 1, only_the_new, plans);
  EXPECT_EQ(read_whole(folder / "one.h5"), read_whole(folder / "two.h5"));
  ResultsFile const file(folder / "one.h5");
  EXPECT_EQ(file.header().digest, digest);
  EXPECT_EQ(file.header().plan, plans(2));
  EXPECT_EQ(file.recompute(), digest);
}

TEST(Results, AFailureLeavesTheFileAsItWas) {
  toy::Folder const folder;
  ResultsHeader both = toy::header(3);
  ResultsHeader first = both;
  first.scenarios.resize(1);
  write_results(folder / "o.h5", first, toy::replications);
  std::string const before = read_whole(folder / "o.h5");
  both.scenarios[0] = ResultsFile(folder / "o.h5").header().scenarios[0];
  auto const failing = [](std::size_t, std::uint32_t, std::uint32_t) -> std::vector<Tally> {
    throw RuntimeFailure("a part is damaged");
  };
  EXPECT_THROW(append_results(folder / "o.h5", both, 1, failing), RuntimeFailure);
  EXPECT_THROW(write_results(folder / "o.h5", both, failing), RuntimeFailure);
  EXPECT_EQ(read_whole(folder / "o.h5"), before);
  EXPECT_FALSE(std::filesystem::exists(folder / "o.h5.tmp"));
}

TEST(Results, TheClockOfWaitsIsRecorded) {
  toy::Folder const folder;
  ResultsHeader header = toy::header(2);
  ScenarioResults& second = header.scenarios[1];
  second.frame.tolerance_by = WaitClock::clock;
  second.text = "tolerance_by = \"clock\"\n" + second.text;
  second.digest = digest_of(second.text);
  write_results(folder / "out.h5", header, toy::replications);
  ResultsFile const file(folder / "out.h5");
  EXPECT_EQ(file.header().scenarios[0].frame.tolerance_by, WaitClock::open);
  EXPECT_EQ(file.header().scenarios[1].frame.tolerance_by, WaitClock::clock);
}

TEST(Results, PrecisionIsRecorded) {
  toy::Folder const folder;
  ResultsHeader header = toy::header(2);
  header.precision =
      PrecisionRecord{{.relative = 0.02, .absolute = 0.5, .maximum = 512}, {"churn_rate", "cost"}, 3, 0.99, true};
  write_results(folder / "out.h5", header, toy::replications);
  ResultsFile const file(folder / "out.h5");
  ASSERT_TRUE(file.header().precision);
  EXPECT_EQ(file.header().precision->rule, header.precision->rule);
  EXPECT_EQ(file.header().precision->outputs, header.precision->outputs);
  EXPECT_EQ(file.header().precision->look, 3);
  EXPECT_TRUE(file.header().precision->reached);
}

TEST(Results, OutputsAreTheSameFromFileAndMemory) {
  toy::Folder const folder;
  write_results(folder / "out.h5", toy::header(many), toy::replications);
  ResultsFile const file(folder / "out.h5");
  std::vector<NamedOutput> outputs;
  for (std::string const& name : output_names(toy::frame())) outputs.emplace_back(name, Window{}, toy::frame());
  std::vector<Series> const series = file.evaluate(0, outputs);
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    ASSERT_EQ(series[i].size(), many);
    for (std::uint32_t r = 0; r < many; r += 23) {
      EXPECT_EQ(series[i][r], outputs[i].of(toy::replication(0, r))) << outputs[i].name();
    }
  }
}

TEST(Results, DigestIsOfTheContent) {
  toy::Folder const folder;
  Digest const digest = write_results(folder / "a.h5", toy::header(5), toy::replications);
  EXPECT_EQ(ResultsFile(folder / "a.h5").recompute(), digest);
  auto const other = [](std::size_t scenario, std::uint32_t first, std::uint32_t count) {
    auto some = toy::replications(scenario, first, count);
    if (scenario == 1) ++some[3].drift.last_visits[0];
    return some;
  };
  EXPECT_NE(write_results(folder / "b.h5", toy::header(5), other), digest);
}

TEST(Results, DamageIsFound) {
#ifdef __SANITIZE_ADDRESS__
  // HDF5 1.10 itself forgets a few hundred bytes whenever its metadata cache (H5C_protect) meets a broken object
  // header.
  __lsan::ScopedDisabler const leaks_of_the_library;
#endif
  toy::Folder const folder;
  Digest const digest = write_results(folder / "a.h5", toy::header(5), toy::replications);
  std::string const bytes = read_whole(folder / "a.h5");
  int unread = 0;
  int found = 0;
  for (std::size_t i = 512; i < bytes.size(); i += bytes.size() / 60) {
    std::string damaged = bytes;
    damaged[i] ^= 16;
    std::ofstream(folder / "b.h5", std::ios::binary) << damaged;
    try {
      ResultsFile const file(folder / "b.h5");
      Digest const again = file.recompute();
      if (again != file.header().digest) {
        ++found;
      } else {
        EXPECT_EQ(again, digest) << i;
        EXPECT_EQ(file.tallies(1, 0, 5), toy::replications(1, 0, 5)) << i;
      }
    } catch (RuntimeFailure const&) {
      ++unread;
    }
  }
  EXPECT_GT(unread + found, 5);  // the rest hit bytes that HDF5 does not use
}

std::string complaint_about(std::string const& path) {
  try {
    ResultsFile const file(path);
  } catch (RuntimeFailure const& error) {
    return error.what();
  }
  return "";
}

TEST(Results, WhatIsNoneIsRefused) {
  toy::Folder const folder;
  EXPECT_THAT(complaint_about(folder / "none.h5"), HasSubstr("there is no file"));
  write_durably(folder / "text.h5", "not HDF5 at all");
  EXPECT_THAT(complaint_about(folder / "text.h5"), HasSubstr("not an HDF5 file"));
  write_results(folder / "out.h5", toy::header(2), toy::replications);
  std::string const bytes = read_whole(folder / "out.h5");
  write_durably(folder / "short.h5", bytes.substr(0, bytes.size() / 2));
  EXPECT_THAT(complaint_about(folder / "short.h5"), HasSubstr("cannot use"));
}

TEST(Results, UnknownScenariosAreAnsweredWithAGuess) {
  toy::Folder const folder;
  write_results(folder / "out.h5", toy::header(2), toy::replications);
  ResultsFile const file(folder / "out.h5");
  EXPECT_EQ(file.scenario_named("as-is"), 1u);
  EXPECT_EQ(file.scenario_named("B"), 1u);
  try {
    file.scenario_named("as is?");
    FAIL() << "there is none";
  } catch (InvalidInput const& error) {
    EXPECT_EQ(error.complaints().front().guess, "as is");
  }
}

TEST(Layout, GroupNamesAreFitForEveryReader) {
  EXPECT_EQ(group_name("One-company planning", {}), "One_company_planning");
  EXPECT_EQ(group_name("2026", {}), "_2026");
  EXPECT_EQ(group_name("", {}), "_");
  EXPECT_EQ(group_name("churn_rate", names_at_root()), "churn_rate_2");
  EXPECT_EQ(group_name("a b", {"a_b", "a_b_2"}), "a_b_3");
}

TEST(Layout, ChunksAreWholeInWhatIsWrittenAtOnce) {
  for (int const months : {1, 72, 600}) {
    TallyAxes axes = toy::axes(months);
    for (int i = 0; i < months; ++i) axes.touchpoints.push_back(std::to_string(i));
    for (Variable const& each : variables()) {
      EXPECT_EQ(replications_at_once(axes) % replications_per_chunk(each, axes), 0u);
    }
  }
}

}  // namespace
}  // namespace silowalk
