#pragma once

#include "engine/analysis/replay/twins.h"
#include "engine/analysis/replay/twins_summary.h"
#include "engine/report/page.h"

namespace silowalk::inline report {

/// The same customer in two scenarios, side by side. `picture`: with both ways through the journey (drawn as A knows
/// it).
Page twins_page(Twin const& twin, Scenario const& a, Scenario const& b, bool every_visit, bool picture);

/// All customers in two scenarios.
Page twins_summary_page(TwinsSummary const& summary, std::string const& a, std::string const& b,
                        std::vector<ScenarioDifference> const& differences, std::string const& currency);

/// What a divergence is about, and its cause, as people say it.
std::string aspect_text(Aspect aspect);
std::string cause_word(Cause::Kind kind);
std::string cause_text(Cause const& cause);

}  // namespace silowalk::inline report
