#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/archive/read_results.h"

/// How far the start was from steady: the warm-up's first and last month beside each other.
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

WarmUpDrift warm_up_drift(ResultsFile const& file, std::size_t scenario);

}  // namespace silowalk::inline analysis
