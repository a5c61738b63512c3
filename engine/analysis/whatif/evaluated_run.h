#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/statistics/estimate.h"
#include "engine/statistics/named_output.h"

namespace silowalk::inline analysis {

/// Values of outputs, [scenario of the plan][output]. Invariant: both members have the same shape; series are in
/// replication order.
struct EvaluatedRun {
  std::vector<std::vector<NamedOutput>> outputs;  ///< as each scenario has them: units can depend on the axes
  std::vector<std::vector<Series>> series;        ///< a value per replication; none where the output is not defined
  std::vector<std::string> assumptions;           ///< of the first scenario's model
  std::uint32_t replications = 0;                 ///< of every scenario: the length of each series
  std::optional<double> stopped_after = {};       ///< days: the time allowed, where it did not suffice for the plan
};

}  // namespace silowalk::inline analysis
