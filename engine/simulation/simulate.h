#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/scenario/scenario.h"
#include "engine/simulation/tally.h"
#include "engine/simulation/visit.h"

namespace silowalk {

struct ModelTables;

/// A scenario compiled for walking: immutable, cheap to copy, shared by all threads.
class Model {
 public:
  /// The scenario must be sound (journey/check.h). Throws InvalidInput where it cannot be simulated at all.
  explicit Model(Scenario const& scenario);

  TallyAxes const& axes() const;
  /// True where no queue, load or decision couples customers, so that they may be walked one after another.
  bool independent() const;
  /// What a reader of the results must know: defaults that matter, parts of the file that this version ignores.
  std::vector<std::string> const& assumptions() const;
  /// Worth per head by segment (pseudo member last), in the currency.
  std::vector<double> const& worth() const;
  ModelTables const& tables() const { return *tables_; }

 private:
  std::shared_ptr<ModelTables const> tables_;
};

struct SimulationOptions {
  /// Walk in time order even where customers could be walked one after another (tests: both give the same tally).
  bool force_time_order = false;
  /// Told of every visit (replays, tests). Slower; the tally is the same.
  VisitSink* sink = nullptr;
};

/// One replication. Same (scenario, seed, replication), same tally, on any machine. Allocates its own state; safe to
/// call from several threads with one Model. Throws RuntimeFailure on an overflow of a counter.
Tally simulate(Model const& model, std::uint64_t seed, std::uint32_t replication,
               SimulationOptions const& options = {});

}  // namespace silowalk
