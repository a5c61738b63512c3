#pragma once

#include "engine/experiment/repair.h"
#include "engine/report/report.h"

namespace silowalk::inline report {

/// Returns what was saved, what was not and why, and the command that simulates it again. JSON: {"file", "saved":
/// [name], "lost": [{"name", "reason", "replications", "command"}], "digest"}.
Report repair_report(Repair const& repair);

}  // namespace silowalk::inline report
