#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/scenario/scenario.h"
#include "engine/simulation/model/tally.h"

namespace silowalk::inline simulation {

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

}  // namespace silowalk::inline simulation
