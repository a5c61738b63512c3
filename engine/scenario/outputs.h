#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/enum_names.h"
#include "engine/scenario/scenario.h"

/// The named outputs of the engine (`churn_rate`, `touchpoint.care_call.wait_mean`). One naming scheme for results,
/// goals, guardrails, sweeps and the command line. To add one: a row in outputs.cpp, and in
/// engine/statistics/output_table.cpp what it is computed from.
namespace silowalk::inline scenario {

/// The kind of entity that an output is of.
enum class OutputOf { company, segment, touchpoint, silo, initiative };
inline constexpr auto output_of_names = enum_names<OutputOf>("company", "segment", "touchpoint", "silo", "initiative");

/// The kind of quantity. It decides how a number is formatted, and the absolute floor for its precision.
enum class OutputKind { count, share, yearly_rate, money, duration, score, log_odds, agents };

/// Whether more of an output is better for the company. Neither: visits, surveys, agents and spending are means, so no
/// scenario wins on them.
enum class Better { neither, higher, lower };

/// One row of the table of outputs.
struct OutputInfo {
  OutputOf of;
  std::string_view name;  ///< the last word of the full name
  OutputKind kind;
  std::string_view unit;  ///< in base units; "currency" stands for the scenario's
  Better better;
  std::string_view doc;  ///< for the reference
};

/// Returns all rows; those of the company are also those of a segment.
/// Made at the first call, then constant; thread-safe.
std::vector<OutputInfo> const& known_outputs();

/// Returns nullptr where there is none. `of` segment finds the rows of the company.
OutputInfo const* find_output(OutputOf of, std::string_view name);

/// What is wrong with a named output, given the scenario's names; `what` is empty where nothing is. The texts are those
/// of a Complaint.
struct OutputProblem {
  std::string what;
  std::string why;
  std::string guess;
};
/// Returns what is wrong with a name, if anything. O(entities of one kind).
OutputProblem check_output_name(Scenario const& scenario, std::string const& output);

/// Returns the row of a full output name, without a check that its entity exists; nullptr where the name is malformed
/// or unknown.
OutputInfo const* output_info(std::string const& output);

}  // namespace silowalk::inline scenario
