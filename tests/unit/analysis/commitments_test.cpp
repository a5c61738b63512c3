#include "engine/analysis/results/commitments.h"

#include <gtest/gtest.h>

#include "tests/unit/statistics/toy_tally.h"

namespace silowalk {
namespace {

using Kind = PromiseCounts::Kind;

/// Three initiatives of two silos; the first promised to a sponsor, the second to a goal's owner, the third to nobody.
Scenario company() {
  Scenario s;
  for (char const* const name : {"speed", "clarity", "polish"}) {
    s.initiatives.emplace_back();
    s.initiatives.back().name = name;
    s.initiatives.back().owner = s.initiatives.size() == 2 ? "billing" : "care";
  }
  s.initiatives[0].sponsor = "chief operating officer";
  s.goals.resize(1);
  s.goals[0].owner = "chief customer officer";
  s.goals[0].initiatives = {"speed", "clarity"};
  return s;
}

TallyAxes axes() {
  TallyAxes axes = toy::axes(6);
  axes.initiatives = {"speed", "clarity", "polish"};
  return axes;
}

std::int64_t& cell(Tally& tally, int month, int initiative, InitiativeField field) {
  return tally
      .initiative_cells[static_cast<std::size_t>(month * tally.initiatives + initiative) * initiative_fields.size() +
                        static_cast<std::size_t>(field)];
}

TEST(Commitments, AHandWorkedYearOfPromises) {
  using F = InitiativeField;
  Tally a = empty_tally(axes());
  cell(a, 0, 0, F::committed) = 1;  // speed: begun at once, delivered a month late
  cell(a, 2, 0, F::late) = 1;
  cell(a, 3, 0, F::delivered) = 1;
  cell(a, 0, 0, F::spend) = 5'000'000;
  cell(a, 0, 1, F::looked_at) = 1;  // clarity: looked at, then kept as promised
  cell(a, 3, 1, F::committed) = 1;
  cell(a, 4, 1, F::delivered) = 1;
  cell(a, 1, 2, F::committed) = 1;  // polish: a quick fix for noise, given up
  cell(a, 1, 2, F::on_noise) = 1;
  cell(a, 5, 2, F::dropped) = 1;
  CommitmentLedger const ledger = commitment_ledger(company(), {a, empty_tally(axes())});
  ASSERT_EQ(ledger.initiatives.size(), 3u);
  EXPECT_EQ(ledger.initiatives[0].leader, "chief operating officer");
  EXPECT_EQ(ledger.initiatives[1].leader, "chief customer officer");
  EXPECT_EQ(ledger.initiatives[2].leader, "(no owner)");
  auto const of = [&](std::size_t i, Kind kind) { return ledger.initiatives[i].counts[0].of[kind]; };
  EXPECT_EQ(of(0, PromiseCounts::delivered), 1);
  EXPECT_EQ(of(0, PromiseCounts::in_time), 0);
  EXPECT_EQ(of(0, PromiseCounts::late_months), 1);
  EXPECT_EQ(of(1, PromiseCounts::in_time), 1);
  EXPECT_EQ(of(2, PromiseCounts::dropped), 1);
  EXPECT_EQ(of(2, PromiseCounts::on_noise), 1);
  EXPECT_EQ(*ledger.initiatives[0].estimates[PromiseCounts::committed].mean, 0.5);  // the other year nothing happened
  EXPECT_EQ(*ledger.initiatives[0].spend.mean, 2.5);
  EXPECT_EQ(ledger.silos.size(), 2u);
  EXPECT_EQ(ledger.matrix.size(), 3u);
}

TEST(Commitments, RowsAddUpToTheMatrixAndToTheSilos) {
  std::vector<Tally> tallies;
  for (std::uint32_t r = 0; r < 5; ++r) tallies.push_back(toy::random(axes(), 9, r));
  CommitmentLedger const ledger = commitment_ledger(company(), tallies);
  for (std::size_t r = 0; r < tallies.size(); ++r) {
    for (std::size_t kind = 0; kind < PromiseCounts::kinds; ++kind) {
      auto const total = [&](std::vector<PromiseRow> const& rows) {
        std::int64_t sum = 0;
        for (PromiseRow const& row : rows) sum += row.counts[r].of[kind];
        return sum;
      };
      EXPECT_EQ(total(ledger.initiatives), total(ledger.matrix));
      EXPECT_EQ(total(ledger.initiatives), total(ledger.silos));
    }
  }
}

}  // namespace
}  // namespace silowalk
