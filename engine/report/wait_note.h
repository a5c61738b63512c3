#pragma once

#include <string_view>

/// What the waits on a page mean. Every page that shows waits uses this sentence.
namespace silowalk::inline report {

inline constexpr std::string_view open_time_note = "Waits count open hours: time with an agent on duty.";

/// Returns whether an output is a wait: "touchpoint.desk.wait_mean".
constexpr bool is_wait(std::string_view output) { return output.find(".wait_") != std::string_view::npos; }

}  // namespace silowalk::inline report
