#pragma once

#include <cstdint>
#include <string>

#include "engine/analysis/replay/decisions.h"
#include "engine/archive/read_results.h"
#include "engine/scenario/scenario.h"
#include "engine/simulation/walk/simulate.h"

/// @file
/// Replaying what a results file holds.

namespace silowalk::inline analysis {

/// One scenario of a results file, ready to be replayed. Everything comes from the file: the scenario's text, the seed
/// and the tallies; no scenario file is read. The file must outlive the object. One thread at a time (HDF5).
class PastRun {
 public:
  /// Throws RuntimeFailure where another version of silowalk wrote the file.
  PastRun(ResultsFile const& file, std::size_t scenario);

  /// Returns the scenario's name in the file, which may differ from that in its text.
  std::string const& name() const { return name_; }
  /// Returns the scenario as read from the text in the file.
  Scenario const& scenario() const { return scenario_; }
  /// Returns the model compiled from it.
  Model const& model() const { return model_; }
  /// Returns the seed of the run.
  std::uint64_t seed() const { return seed_; }
  /// Returns how many replications the file has of this scenario.
  std::uint32_t replications() const { return replications_; }
  /// Throws InvalidInput where the run has no such replication.
  void check_replication(std::uint64_t replication) const;

  /// Simulates a replication again for `sink` and compares its tally with the file's, number by number. Throws
  /// RuntimeFailure where they differ; otherwise the sink received exactly the events of the run.
  Tally replay(std::uint32_t replication, VisitSink& sink) const;

  /// Returns the initiatives in force in a replication, as recorded in the file.
  DecisionsInForce decisions(std::uint32_t replication) const;

 private:
  ResultsFile const* file_;  ///< not owned
  std::size_t which_;        ///< index of the scenario in the file
  std::string name_;
  Scenario scenario_;
  Model model_;
  std::uint64_t seed_;
  std::uint32_t replications_;
};

}  // namespace silowalk::inline analysis
