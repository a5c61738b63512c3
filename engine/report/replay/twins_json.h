#pragma once

#include <string>

#include "engine/analysis/replay/twins.h"
#include "engine/analysis/replay/twins_summary.h"
#include "engine/base/enum_names.h"
#include "engine/report/json.h"

/// @file
/// Twins for programs.

namespace silowalk::inline report {

/// The values of "cause" and "aspect". Scripts read them: never rename one.
inline constexpr auto cause_names = enum_names<Cause::Kind>("direct", "spill-over", "untraced");
inline constexpr auto aspect_names =
    enum_names<Aspect>("beginning", "context", "wait", "served", "outcome", "handling", "trust", "survey", "onward");

/// Returns one customer in two scenarios: the two stories, and how their visits correspond. In "steps", "a" and "b" are
/// indices of visits, null where only the other story has the visit.
Json to_json(Twin const& twin, Scenario const& a, Scenario const& b);
/// Returns estimates over all customers, per replication, in base units. `a` and `b` are names of scenarios.
Json to_json(TwinsSummary const& summary, std::string const& a, std::string const& b);

}  // namespace silowalk::inline report
