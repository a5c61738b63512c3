#include "engine/analysis/results/objective.h"

#include <gtest/gtest.h>

#include <optional>

#include "engine/base/complaint.h"
#include "tests/unit/archive/toy_results.h"
#include "tests/unit/statistics/toy_tally.h"

namespace silowalk {
namespace {

TEST(Objective, IsReadAsItIsWritten) {
  Objective const read = parse_objective("value_at_close - 500*lost + 1.5..2 * segment.a-b.customers -3..4*new");
  ASSERT_EQ(read.terms.size(), 4u);
  EXPECT_EQ(read.terms[0], (ObjectiveTerm{1, 1, "value_at_close", 1}));
  EXPECT_EQ(read.terms[1], (ObjectiveTerm{-500, -500, "lost", 22}));
  EXPECT_EQ(read.terms[2], (ObjectiveTerm{1.5, 2, "segment.a-b.customers", 38}));
  EXPECT_EQ(read.terms[3], (ObjectiveTerm{-4, -3, "new", 66}));
  EXPECT_EQ(parse_objective("-lost").terms[0].most, -1);
}

void expect_refused(std::string const& text, int column, std::string const& what) {
  try {
    parse_objective(text);
    ADD_FAILURE() << text << " was read";
  } catch (InvalidInput const& error) {
    EXPECT_EQ(error.complaints().front().where.column, column) << text;
    EXPECT_EQ(error.complaints().front().what, what) << text;
  }
}

TEST(Objective, MistakesAreShownWhereTheyStand) {
  expect_refused("", 1, "an output is missing");
  expect_refused("value - 500", 9, "a number alone");
  expect_refused("value lost", 7, "a sign is missing");
  expect_refused("value - 5..*lost", 12, "a range has no end");
  expect_refused("value - 5..2*lost", 9, "a range that ends before it begins");
  expect_refused("value + 5*", 11, "an output is missing");
}

/// Two scenarios of four replications in which the first segment's numbers are set by hand: A loses 10, 12, 14, 16
/// customers and B four fewer each, at a price of 3000, 3100, 3200, 3300 a replication.
class Rescoring : public ::testing::Test {
 protected:
  Rescoring() {
    ResultsHeader header = toy::header(4);
    ScenarioResults const like = header.scenarios.front();
    header.scenarios.clear();
    for (char const* const name : {"A", "B"}) {
      toy::undiscounted(header.scenarios.emplace_back(like), name);
    }
    write_results(folder_ / "toy.h5", header, [](std::size_t scenario, std::uint32_t first, std::uint32_t count) {
      std::vector<Tally> tallies;
      for (std::uint32_t r = first; r < first + count; ++r) {
        Tally& tally = tallies.emplace_back(empty_tally(toy::axes()));
        toy::cell(tally, 0, 0, SegmentField::lost) = 10 + 2 * r - (scenario == 1 ? 4 : 0);
        toy::cell(tally, 1, 0, SegmentField::cost) = (scenario == 1 ? 3000 + 100 * std::int64_t{r} : 0) * 1'000'000;
      }
      return tallies;
    });
    file_.emplace(folder_ / "toy.h5");
  }

  ScoredObjective scored(std::string const& text) const {
    ObjectiveQuestion question;
    question.objectives = {parse_objective(text)};
    return rescore(*file_, question).objectives.at(1);
  }

  toy::Folder folder_;
  std::optional<ResultsFile> file_;
};

TEST_F(Rescoring, ByHand) {
  ScoredObjective const found = scored("-cost - 1000*lost");
  ASSERT_EQ(found.differences.size(), 1u);
  // Four customers of 1000 each, less 3000, 3100, 3200, 3300.
  EXPECT_NEAR(*found.differences[0].contrast.paired.difference.mean, 850, 1e-9);
  EXPECT_NEAR(*found.differences[0].terms[0].mean, -3150, 1e-9);
  EXPECT_NEAR(*found.differences[0].terms[1].mean, 4000, 1e-9);
  EXPECT_NEAR(*found.values[0].mean, -13000, 1e-9);
  EXPECT_EQ(found.winner, 1u);
  EXPECT_EQ(found.corners, 0);
  ASSERT_EQ(found.segments.size(), 2u);  // all of it is the first segment's
  EXPECT_NEAR(*found.segments[0].differences[0].contrast.paired.difference.mean, 850, 1e-9);
  EXPECT_EQ(*found.segments[1].differences[0].contrast.paired.difference.mean, 0);
}

TEST_F(Rescoring, WhatACustomerIsHeldToBeWorthDecides) {
  EXPECT_EQ(scored("-cost").winner, 0u);
  EXPECT_EQ(scored("-lost").winner, 1u);
  EXPECT_FALSE(scored("-cost - 787.5*lost").winner);  // break-even
  ScoredObjective const torn = scored("-cost - 500..1500*lost");
  EXPECT_EQ(torn.corners, 2);
  EXPECT_EQ(torn.corners_won, (std::vector<int>{1, 1}));
  EXPECT_FALSE(torn.winner_throughout);
  EXPECT_EQ(scored("-cost - 1000..1500*lost").winner_throughout, 1u);
  EXPECT_EQ(scored("-cost - 100..500*lost").winner_throughout, 0u);
}

TEST_F(Rescoring, UnknownOutputsAreFoundInTheObjective) {
  try {
    scored("-cost - 500*loss");
    FAIL() << "there is no such output";
  } catch (InvalidInput const& error) {
    EXPECT_EQ(error.complaints().front().where.column, 13);
    EXPECT_EQ(error.complaints().front().guess, "lost");
  }
  EXPECT_THROW(scored("1..2*lost + 1..2*new + 1..2*ended + 1..2*cost + 1..2*value + 1..2*margin + 1..2*revenue + "
                      "1..2*customers + 1..2*churn_rate"),
               InvalidInput);
}

}  // namespace
}  // namespace silowalk
