#pragma once

#include <string>
#include <vector>

#include "engine/base/complaint.h"

namespace silowalk::inline scenario {

/// One [objective.NAME] of a file of objectives. The sum is not parsed: its outputs depend on the results that it is
/// applied to.
struct WrittenObjective {
  std::string name;    ///< of its table
  std::string title;   ///< shown on pages; may be empty
  std::string source;  ///< who agreed on the weights; never empty
  std::string sum;     ///< "value_at_close - 500..2000*lost"; never empty
  Location where;      ///< of the first character of the sum
  std::string line;    ///< of the file, that has the sum
};

/// Reads a file of objectives, in TOML:
///
///     [objective.board]
///     title  = "What the board weighs"
///     source = "board meeting, 12 March"
///     sum    = "value_at_close - 500..2000*lost"
///
/// Throws InvalidInput with every complaint and its place: unknown keys (with a guess), keys that are missing, values
/// that are no texts, no objective at all. Throws RuntimeFailure where the file cannot be read.
std::vector<WrittenObjective> read_objective_file(std::string const& path);

}  // namespace silowalk::inline scenario
