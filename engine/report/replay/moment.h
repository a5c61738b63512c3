#pragma once

#include <string>

#include "engine/base/date.h"

namespace silowalk::inline report {

/// A moment, `days` after the beginning of `start`, to the nearest minute: "2026-01-04 09:13".
std::string moment_text(Date start, double days);

/// The same as ISO 8601 to the nearest microsecond: "2026-01-04T09:13:00.250000+00:00".
std::string iso_moment(Date start, double days);

}  // namespace silowalk::inline report
