#pragma once

#include <string>

#include "engine/base/date.h"

/// @file
/// Moments of simulated time as dates.

namespace silowalk::inline report {

/// Returns a moment, `days` after 00:00 of `start`, to the nearest minute: "2026-01-04 09:13". `days` can be negative
/// (the warm-up). Times have no time zone and no daylight saving: each day has 24 hours.
std::string moment_text(Date start, double days);

/// Returns the same as ISO 8601 to the nearest microsecond: "2026-01-04T09:13:00.250000+00:00". The offset is always
/// +00:00, since simulated time has no zone.
std::string iso_moment(Date start, double days);

}  // namespace silowalk::inline report
