#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/analysis/replay/event_log.h"
#include "engine/report/format.h"

/// Event logs for process-mining tools, piece by piece: a head, one piece per customer, a tail. The text of a
/// log is never in memory as a whole.
/// An event is a visit: concept:name is the touchpoint, org:group the silo, time:timestamp the end of the visit,
/// lifecycle:transition complete. It also has arrival, outcome, wait (minutes by `tolerance_by`), cost and revenue (the
/// scenario's currency) and survey score (0 to 10, only where a survey was answered).
/// The log has nothing that a company could not observe: no trust and no random numbers.
namespace silowalk::inline report {

/// Return the pieces of XES 1.0 (IEEE 1849-2016) with the standard extensions concept, time, lifecycle and
/// organizational. `customer` is the case identifier; texts are escaped for XML.
std::string xes_head(std::string_view log_name);
std::string xes_trace(Story const& story, Ending const& ending, Scenario const& scenario, std::string_view customer);
std::string xes_tail();

/// Return the pieces of CSV (RFC 4180, lines end in CR LF), one row per event: case, segment, activity, silo, arrived,
/// completed, outcome, wait_minutes, cost, revenue, survey_score, end, ended. The last two are of the case, the same in
/// each of its rows: the exit, "(left without a word)" or "(still there)", and its moment, empty for those still there.
std::string csv_head();
std::string csv_rows(Story const& story, Ending const& ending, Scenario const& scenario, std::string_view customer);

/// Writes a whole log as XES or CSV, one call of `write` per piece, in the calling thread. Returns what was written.
/// Throws std::invalid_argument for another format, and whatever `write` throws.
LogCount write_event_log(PastRun const& run, LogSlice const& slice, Format format,
                         std::function<void(std::string_view)> const& write);

/// Returns "1234 events of 56 customers".
std::string format_log_count(LogCount const& count);

}  // namespace silowalk::inline report
