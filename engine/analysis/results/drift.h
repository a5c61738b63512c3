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
  std::optional<double> start;  ///< first month of the warm-up; of heads: when they were placed
  std::optional<double> end;    ///< last month of the warm-up; of heads: month 0
};

/// One segment's heads.
struct SegmentDrift {
  std::string segment;  ///< name
  DriftPair customers;  ///< heads, per replication
};

/// One silo's load and waits.
struct SiloDrift {
  std::string silo;  ///< name
  DriftPair load;    ///< a share
  DriftPair wait;    ///< mean, in days
};

/// The drift of one scenario. Empty where there was no warm-up.
struct WarmUpDrift {
  std::vector<SegmentDrift> segments;
  std::vector<SiloDrift> silos;            ///< those with a capacity
  WaitClock wait_clock = WaitClock::open;  ///< what the waits count
};

/// Computes the drift from a results file. Point estimates for people, without intervals. One thread at a time.
WarmUpDrift warm_up_drift(ResultsFile const& file, std::size_t scenario);

}  // namespace silowalk::inline analysis
