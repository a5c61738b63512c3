#pragma once

#include <string>
#include <string_view>

#include "engine/analysis/results/goals.h"
#include "engine/statistics/named_output.h"

/// What the waits on a page mean. Every page that shows waits uses one of these sentences.
namespace silowalk::inline report {

inline constexpr std::string_view open_time_note = "Waits count open hours: time with an agent on duty.";
inline constexpr std::string_view clock_time_note = "Waits count all hours, closed ones included (tolerance_by).";
inline constexpr std::string_view mixed_time_note =
    "Waits count open hours (time with an agent on duty) in some of the scenarios, and all hours in those with "
    "tolerance_by = \"clock\": the two do not compare.";

/// Returns whether an output is a wait: "touchpoint.desk.wait_mean".
constexpr bool is_wait(std::string_view output) { return output.find(".wait_") != std::string_view::npos; }

/// The clocks of the waits that a page shows.
class WaitClocks {
 public:
  /// Adds a wait by this clock.
  void add(WaitClock clock) { (clock == WaitClock::open ? open_ : clock_) = true; }
  /// Adds an output where it is a wait.
  void add(NamedOutput const& output) {
    if (is_wait(output.name())) add(output.wait_clock());
  }
  /// Adds the goals and guardrails on waits.
  void add(GoalsAnswer const& answer) {
    for (GoalAnswer const& each : answer.goals)
      if (each.output) add(*each.output);
    for (GuardrailAnswer const& each : answer.guardrails)
      if (each.output) add(*each.output);
  }
  /// Returns the sentence on them; "" where the page shows no wait.
  std::string_view note() const {
    if (open_ && clock_) return mixed_time_note;
    return open_ ? open_time_note : clock_ ? clock_time_note : "";
  }

 private:
  bool open_ = false;
  bool clock_ = false;
};

/// Returns the sentence with a blank before it, to end a paragraph; "" where the page shows no wait.
inline std::string also(WaitClocks const& clocks) {
  std::string_view const note = clocks.note();
  return note.empty() ? "" : " " + std::string(note);
}

}  // namespace silowalk::inline report
