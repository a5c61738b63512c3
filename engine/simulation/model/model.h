#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/scenario/scenario.h"
#include "engine/simulation/model/tally.h"

namespace silowalk::inline simulation {

struct ModelTables;

/// A scenario compiled for simulation: immutable, cheap to copy (one shared pointer), safe to share between threads.
class Model {
 public:
  /// Compiles a scenario. Precondition: the scenario has passed its checks (journey/check.h). Throws InvalidInput where
  /// it cannot be simulated at all.
  explicit Model(Scenario const& scenario);

  /// Returns the axes of every tally of this model.
  TallyAxes const& axes() const;
  /// Returns true where no queue, load or decision couples customers, so they may be simulated one after another.
  bool independent() const;
  /// Returns the assumptions to report with results: defaults that matter, parts of the file that this version ignores.
  std::vector<std::string> const& assumptions() const;
  /// Returns the worth per head by segment (pseudo member last), in the scenario's currency.
  std::vector<double> const& worth() const;
  /// Returns the compiled tables; for the simulation module alone.
  ModelTables const& tables() const { return *tables_; }

 private:
  std::shared_ptr<ModelTables const> tables_;
};

}  // namespace silowalk::inline simulation
