#pragma once

#include <cstdint>

#include "engine/scenario/scenario.h"

namespace silowalk {

/// One customer at one touchpoint: a row of a customer's story. Times are in days relative to month 0, indices as in
/// the scenario. Trust is in log-odds above the segment's baseline.
struct Visit {
  enum class Then : std::uint8_t { visit, churn_exit, end_exit, quiet_churn, beyond_horizon };

  std::uint32_t arrival = 0;  ///< arrival number in the segment; newcomers have the top bit set
  std::uint16_t segment = 0;
  std::uint16_t touchpoint = 0;
  std::uint16_t occurrence = 0;
  Outcome outcome = Outcome::success;
  bool context_lost = false;  ///< on the way here
  bool surveyed = false;
  double time = 0;      ///< arrival
  double wait = 0;      ///< open days
  double handling = 0;  ///< days
  double end = 0;       ///< when the visit was over
  double trust_before = 0;
  double trust_after = 0;
  double score = 0;  ///< recorded survey score, if surveyed
  double revenue = 0;
  double cost = 0;
  Then then = Then::visit;
  std::uint16_t next = 0;  ///< touchpoint or exit index
  double next_time = 0;    ///< of the next visit, the exit, or the moment they left
};

/// Told of every visit, in the order in which the engine walks. Used for replays and tests, never in a plain run.
class VisitSink {
 public:
  virtual ~VisitSink() = default;
  virtual void record(Visit const& visit) = 0;
};

}  // namespace silowalk
