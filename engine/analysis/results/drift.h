#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/archive/read_results.h"

/// How far the start was from a steady state: the first and the last month of the warm-up.
namespace silowalk::inline analysis {

/// A mean over replications at the start and at the end of the warm-up; none where nothing can be divided.
struct DriftPair {
  std::optional<double> start;
  std::optional<double> end;
};

struct SegmentDrift {
  std::string segment;
  DriftPair customers;
};

struct SiloDrift {
  std::string silo;
  DriftPair load;  ///< a share
  DriftPair wait;  ///< mean, in days
};

/// Empty where there was no warm-up.
struct WarmUpDrift {
  std::vector<SegmentDrift> segments;
  std::vector<SiloDrift> silos;
};

/// Computes the drift from a results file. Point estimates for people, without intervals. One thread at a time.
WarmUpDrift warm_up_drift(ResultsFile const& file, std::size_t scenario);

}  // namespace silowalk::inline analysis
