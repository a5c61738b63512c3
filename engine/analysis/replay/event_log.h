#pragma once

#include <functional>
#include <optional>

#include "engine/analysis/replay/past_run.h"
#include "engine/analysis/replay/story.h"

namespace silowalk::inline analysis {

/// Which visits of a replication go into a log.
struct LogSlice {
  std::uint32_t replication = 0;
  std::optional<std::uint16_t> segment;  ///< of this segment only
  double from = 0;                       ///< visits that arrive at this moment or later, days since month 0
  std::optional<double> to;              ///< and before this one
  /// Visits held in memory at once where customers depend on each other.
  std::size_t room = std::size_t{1} << 18;
};

/// Receives every customer with at least one visit in the slice, in the order of their names: the story, of which
/// `visits` are those of the slice.
using StoryTeller = std::function<void(Story const& story, Ending const& ending)>;

struct LogCount {
  std::uint64_t customers = 0;
  std::uint64_t visits = 0;
  std::uint32_t passes = 0;  ///< replications replayed
};

/// Reports a replication customer by customer, in memory that does not grow with the number of visits.
///
/// A replication in which customers depend on each other is simulated in the order of time, so it is replayed several
/// times: once to count the visits of every customer (and to check it against the file), then once for every range of
/// customers whose visits fit into `room`. Where customers are independent, they are simulated one after another.
LogCount tell_log(PastRun const& run, LogSlice const& slice, StoryTeller const& tell);

}  // namespace silowalk::inline analysis
