#include "engine/analysis/replay/event_log.h"

#include <gtest/gtest.h>

#include <map>

#include "engine/report/replay/event_log_text.h"
#include "tests/unit/analysis/past.h"
#include "tests/unit/simulation/small_company.h"

namespace silowalk {
namespace {

std::string log_of(PastRun const& run, LogSlice const& slice, LogCount* count = nullptr) {
  std::string text;
  LogCount const counted = tell_log(run, slice, [&](Story const& story, Ending const& ending) {
    text += xes_trace(story, ending, run.scenario(), to_text(story.name(), run.model().axes()));
  });
  if (count != nullptr) *count = counted;
  return text;
}

// However little is held in memory, the log is the same; and grouped by customer in the order of names.
TEST(EventLog, IsTheSameInAnyNumberOfPasses) {
  toy::Folder folder;
  ResultsFile const file(toy::write_run(folder, {full_company()}, 1));
  PastRun const run(file, 0);
  LogSlice slice;
  LogCount one, many;
  std::string const in_one = log_of(run, slice, &one);
  slice.room = one.visits / 7;
  EXPECT_EQ(log_of(run, slice, &many), in_one);
  EXPECT_EQ(one.passes, 2u);
  EXPECT_GE(many.passes, 8u);
  EXPECT_EQ(many.visits, one.visits);
  Tally const tally = file.tallies(0, 0, 1).at(0);
  std::int64_t visits = 0;
  for (int m = 0; m < tally.months; ++m) {
    for (int t = 0; t < tally.touchpoints; ++t) visits += tally.at(m, t, TouchpointField::visits);
  }
  EXPECT_EQ(static_cast<std::int64_t>(one.visits), visits);
}

// One after another or grouped in passes: the same stories.
TEST(EventLog, OfIndependentCustomersIsWalkedOneByOne) {
  toy::Folder folder;
  ResultsFile const file(toy::write_run(folder, {unlimited(full_company())}, 1));
  PastRun const run(file, 0);
  LogSlice slice;
  slice.segment = 1;
  LogCount count;
  std::string const log = log_of(run, slice, &count);
  EXPECT_EQ(count.passes, 1u);
  std::string expected;
  struct All : VisitSink {
    void begin(Beginning const& b) override { stories[{b.segment, b.arrival}].beginning = b; }
    void record(Visit const& v) override { stories[{v.segment, v.arrival}].visits.push_back(v); }
    std::map<CustomerName, Story> stories;
  } all;
  run.replay(0, all);
  for (auto& [name, story] : all.stories) {
    if (name.segment != 1) continue;
    Ending const ending = ending_of(story, run.scenario());
    std::erase_if(story.visits, [](Visit const& visit) { return visit.time < 0; });
    if (!story.visits.empty()) expected += xes_trace(story, ending, run.scenario(), to_text(name, run.model().axes()));
  }
  EXPECT_EQ(log, expected);
}

}  // namespace
}  // namespace silowalk
