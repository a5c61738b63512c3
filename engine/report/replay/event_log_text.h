#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/analysis/replay/event_log.h"
#include "engine/report/format.h"

/// Event logs as process-mining tools read them, piece by piece: a head, one piece per customer, a tail. An event is a
/// visit: concept:name the touchpoint, org:group the silo, time:timestamp the moment it was over, lifecycle:transition
/// complete; besides the moment of arrival, the outcome, the wait, cost, revenue and what was said in a survey. Nothing
/// that a company could not know is in it: no trust, no luck.
namespace silowalk::inline report {

/// XES 1.0 (IEEE 1849-2016) with the standard extensions concept, time, lifecycle and organizational.
std::string xes_head(std::string_view log_name);
std::string xes_trace(Story const& story, Ending const& ending, Scenario const& scenario, std::string_view customer);
std::string xes_tail();

/// CSV (RFC 4180), one row per event: case, segment, activity, silo, arrived, completed, outcome, wait_minutes, cost,
/// revenue, survey_score. The case's end is not in it: quiet churn leaves no event.
std::string csv_head();
std::string csv_rows(Story const& story, Scenario const& scenario, std::string_view customer);

/// Writes a whole log as XES or CSV, one call of `write` per piece. Throws std::invalid_argument for another format.
LogCount write_event_log(PastRun const& run, LogSlice const& slice, Format format,
                         std::function<void(std::string_view)> const& write);

/// "1234 events of 56 customers".
std::string format_log_count(LogCount const& count);

}  // namespace silowalk::inline report
