#include "engine/analysis/results/commitments.h"

#include <algorithm>

#include "engine/analysis/results/each_tally.h"
#include "engine/statistics/quantity_range.h"

namespace silowalk::inline analysis {
namespace {

using F = InitiativeField;

/// Counts one initiative in one replication. In time: delivered without a month in which it was late.
PromiseCounts counts_of(Tally const& tally, int initiative) {
  PromiseCounts out;
  int begun = -1;
  int behind = 0;
  for (int month = 0; month < tally.months; ++month) {
    auto const add = [&](PromiseCounts::Kind kind, F field) { out.of[kind] += tally.at(month, initiative, field); };
    add(PromiseCounts::looked_at, F::looked_at);
    add(PromiseCounts::committed, F::committed);
    add(PromiseCounts::delivered, F::delivered);
    add(PromiseCounts::late_months, F::late);
    add(PromiseCounts::dropped, F::dropped);
    add(PromiseCounts::on_noise, F::on_noise);
    if (tally.at(month, initiative, F::committed) != 0) begun = month;
    behind += tally.at(month, initiative, F::late) != 0 ? 1 : 0;
    if (tally.at(month, initiative, F::delivered) != 0 && begun >= 0 && behind == 0) ++out.of[PromiseCounts::in_time];
    out.spend += static_cast<double>(tally.at(month, initiative, F::spend)) / 1e6;
  }
  return out;
}

/// Returns the sponsor; else the owner of the first goal that names the initiative; else "(nobody)".
std::string leader_of(Scenario const& scenario, Initiative const& initiative) {
  if (!initiative.sponsor.empty()) return initiative.sponsor;
  for (Goal const& goal : scenario.goals) {
    bool const named =
        std::find(goal.initiatives.begin(), goal.initiatives.end(), initiative.name) != goal.initiatives.end();
    if (named && !goal.owner.empty()) return goal.owner;
  }
  return "(no owner)";
}

/// Adds a row to the sum of its owner, or of its owner and leader; makes that sum where it is the first.
void add_to(std::vector<PromiseRow>& sums, PromiseRow const& row, bool by_leader) {
  std::string const leader = by_leader ? row.leader : "";
  auto found = std::find_if(sums.begin(), sums.end(),
                            [&](PromiseRow const& each) { return each.owner == row.owner && each.leader == leader; });
  if (found == sums.end()) {
    sums.push_back({"", row.owner, leader, std::vector<PromiseCounts>(row.counts.size()), {}, {}});
    found = sums.end() - 1;
  }
  for (std::size_t r = 0; r < row.counts.size(); ++r) found->counts[r] += row.counts[r];
}

/// Computes the estimates over replications. After summing, since estimates of sums are not sums of estimates.
void judge(std::vector<PromiseRow>& rows, double level) {
  for (PromiseRow& row : rows) {
    Series spend;
    for (PromiseCounts const& each : row.counts) spend.push_back(each.spend);
    row.spend = not_below_zero(estimate(spend, level));
    for (int kind = 0; kind < PromiseCounts::kinds; ++kind) {
      Series series;
      for (PromiseCounts const& each : row.counts)
        series.push_back(static_cast<double>(each.of[static_cast<std::size_t>(kind)]));
      row.estimates[static_cast<std::size_t>(kind)] = not_below_zero(estimate(series, level));
    }
  }
}

/// Returns the rows of all initiatives, without replications.
CommitmentLedger empty_ledger(Scenario const& scenario) {
  CommitmentLedger ledger;
  for (Initiative const& each : scenario.initiatives)
    ledger.initiatives.push_back({each.name, each.owner, leader_of(scenario, each), {}, {}, {}});
  return ledger;
}

/// Adds one replication to the rows of initiatives.
void add_counts(CommitmentLedger& ledger, Tally const& tally) {
  for (std::size_t i = 0; i < ledger.initiatives.size(); ++i)
    ledger.initiatives[i].counts.push_back(counts_of(tally, static_cast<int>(i)));
}

/// Returns the ledger with its sums by owner and leader, and all estimates.
CommitmentLedger summed(CommitmentLedger ledger, double level) {
  for (PromiseRow const& row : ledger.initiatives) {
    add_to(ledger.matrix, row, true);
    add_to(ledger.silos, row, false);
  }
  for (auto* const rows : {&ledger.initiatives, &ledger.matrix, &ledger.silos}) judge(*rows, level);
  return ledger;
}

}  // namespace

PromiseCounts& PromiseCounts::operator+=(PromiseCounts const& other) {
  for (std::size_t kind = 0; kind < of.size(); ++kind) of[kind] += other.of[kind];
  spend += other.spend;
  return *this;
}

CommitmentLedger commitment_ledger(Scenario const& scenario, std::vector<Tally> const& tallies, double level) {
  CommitmentLedger ledger = empty_ledger(scenario);
  for (Tally const& tally : tallies) add_counts(ledger, tally);
  return summed(std::move(ledger), level);
}

CommitmentLedger commitment_ledger(ResultsFile const& file, std::size_t scenario, double level) {
  ScenarioResults const& results = file.header().scenarios.at(scenario);
  FieldsNeeded fields;
  fields.initiative.set();
  CommitmentLedger ledger = empty_ledger(*results.scenario);
  each_tally(file, scenario, results.replications, fields, [&](Tally const& tally) { add_counts(ledger, tally); });
  return summed(std::move(ledger), level);
}

}  // namespace silowalk::inline analysis
