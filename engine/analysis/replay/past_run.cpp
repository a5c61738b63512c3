#include "engine/analysis/replay/past_run.h"

#include <fmt/format.h>

#include "engine/base/complaint.h"
#include "engine/base/digest.h"
#include "engine/statistics/output_table.h"
#include "engine/statistics/tally_digest.h"

namespace silowalk::inline analysis {
namespace {

/// Returns the scenario as the file has it. Throws RuntimeFailure where the version differs: a replay would not
/// be the run.
Scenario scenario_in(ResultsFile const& file, std::size_t which) {
  ResultsHeader const& header = file.header();
  if (header.engine_version != SILOWALK_VERSION) {
    throw RuntimeFailure(
        fmt::format("'{}' was written by silowalk {} and this is {}: customers of another version cannot be simulated "
                    "again; run the scenario again",
                    file.path(), header.engine_version, SILOWALK_VERSION));
  }
  return *header.scenarios.at(which).scenario;
}

}  // namespace

PastRun::PastRun(ResultsFile const& file, std::size_t scenario)
    : file_(&file),
      which_(scenario),
      name_(file.header().scenarios.at(scenario).name),
      scenario_(scenario_in(file, scenario)),
      model_(scenario_),
      seed_(file.header().seed),
      replications_(file.header().scenarios[scenario].replications) {}

void PastRun::check_replication(std::uint64_t replication) const {
  if (replication < replications_) return;
  reject("--replication", fmt::format("there is no replication {}", replication),
         fmt::format("'{}' has {} of '{}', counted from 0", file_->path(), replications_, name_));
}

Tally PastRun::replay(std::uint32_t replication, VisitSink& sink) const {
  // The sink changes no number: only what it receives is new.
  SimulationOptions options;
  options.sink = &sink;
  Tally tally = simulate(model_, seed_, replication, options);
  Tally const stored = file_->tallies(which_, replication, 1).at(0);
  if (!(tally == stored)) {
    throw RuntimeFailure(
        fmt::format("'{}': replication {} of '{}' is not reproduced as recorded in the file (digest {} instead "
                    "of {}); the file was changed, or another build of this version wrote it",
                    file_->path(), replication, name_, digest_of(tally).hex(), digest_of(stored).hex()));
  }
  return tally;
}

DecisionsInForce PastRun::decisions(std::uint32_t replication) const {
  DecisionsInForce decisions;
  std::size_t const initiatives = scenario_.initiatives.size();
  // The scenario decides nothing, so that the file has no initiatives.
  if (initiatives == 0 || model_.axes().initiatives.size() != initiatives) return decisions;
  FieldsNeeded fields;  // of the whole file no more than this
  fields.initiative.set(static_cast<std::size_t>(InitiativeField::effect));
  fields.initiative.set(static_cast<std::size_t>(InitiativeField::effort));
  Tally const tally = file_->tallies(which_, replication, 1, fields).at(0);
  for (int m = 0; m < tally.months; ++m) {
    std::vector<double>& effect = decisions.effect.emplace_back();
    std::vector<double>& effort = decisions.effort.emplace_back();
    for (std::size_t i = 0; i < initiatives; ++i) {
      auto const which = static_cast<int>(i);
      effect.push_back(static_cast<double>(tally.at(m, which, InitiativeField::effect)) / divisor(Scale::micro));
      effort.push_back(static_cast<double>(tally.at(m, which, InitiativeField::effort)) / divisor(Scale::duration));
    }
  }
  return decisions;
}

}  // namespace silowalk::inline analysis
