#pragma once

#include <functional>
#include <optional>

#include "engine/analysis/replay/past_run.h"
#include "engine/analysis/replay/story.h"

/// @file
/// Replaying a replication as an event log. Formats are written by report/replay/event_log_text.h.

namespace silowalk::inline analysis {

/// Which visits of a replication go into a log.
struct LogSlice {
  std::uint32_t replication = 0;         ///< counted from 0
  std::optional<std::uint16_t> segment;  ///< of this segment only
  double from = 0;                       ///< visits that arrive at this moment or later, days since month 0
  std::optional<double> to;              ///< and before this one
  /// Visits held in memory at once where customers depend on each other.
  std::size_t room = std::size_t{1} << 18;
};

/// Receives every customer with at least one visit in the slice, in the order of their names: the story, of which
/// `visits` are those of the slice.
using StoryTeller = std::function<void(Story const& story, Ending const& ending)>;

/// What went into a log.
struct LogCount {
  std::uint64_t customers = 0;  ///< with at least one visit in it
  std::uint64_t visits = 0;     ///< events
  std::uint32_t passes = 0;     ///< replications replayed
};

/// Reports a replication customer by customer, in memory that does not grow with the number of visits.
///
/// A replication in which customers depend on each other is simulated in the order of time, so it is replayed several
/// times: once to count the visits of every customer (and to check it against the file), then once for every range of
/// customers whose visits fit into `room`. Where customers are independent, they are simulated one after another.
/// Throws InvalidInput where the run has no such replication, RuntimeFailure where a replay differs from the file, and
/// what `tell` throws.
LogCount tell_log(PastRun const& run, LogSlice const& slice, StoryTeller const& tell);

}  // namespace silowalk::inline analysis
