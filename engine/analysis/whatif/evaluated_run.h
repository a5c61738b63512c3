#pragma once

#include <string>
#include <vector>

#include "engine/statistics/estimate.h"
#include "engine/statistics/named_output.h"

namespace silowalk::inline analysis {

/// Values of outputs, [scenario of the plan][output].
struct EvaluatedRun {
  std::vector<std::vector<NamedOutput>> outputs;
  std::vector<std::vector<Series>> series;
  std::vector<std::string> assumptions;  ///< of the first scenario's model
};

}  // namespace silowalk::inline analysis
