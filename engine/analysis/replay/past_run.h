#pragma once

#include <cstdint>
#include <string>

#include "engine/analysis/replay/decisions.h"
#include "engine/archive/read_results.h"
#include "engine/scenario/scenario.h"
#include "engine/simulation/walk/simulate.h"

namespace silowalk::inline analysis {

/// One scenario of a results file, ready to be replayed. Everything comes from the file: the scenario's text, the seed
/// and the tallies; no scenario file is read. The file must outlive the object. One thread at a time (HDF5).
class PastRun {
 public:
  /// Throws RuntimeFailure where another version of silowalk wrote the file, or the scenario's text in it was changed.
  PastRun(ResultsFile const& file, std::size_t scenario);

  std::string const& name() const { return name_; }
  Scenario const& scenario() const { return scenario_; }
  Model const& model() const { return model_; }
  std::uint64_t seed() const { return seed_; }
  std::uint32_t replications() const { return replications_; }
  /// Throws InvalidInput where the run has no such replication.
  void check_replication(std::uint64_t replication) const;

  /// Simulates a replication again for `sink` and compares its tally with the file's, number by number. Throws
  /// RuntimeFailure where they differ; otherwise the sink received exactly the events of the run.
  Tally replay(std::uint32_t replication, VisitSink& sink) const;

  /// Returns the initiatives in force in a replication, as recorded in the file.
  DecisionsInForce decisions(std::uint32_t replication) const;

 private:
  ResultsFile const* file_;
  std::size_t which_;
  std::string name_;
  Scenario scenario_;
  Model model_;
  std::uint64_t seed_;
  std::uint32_t replications_;
};

}  // namespace silowalk::inline analysis
