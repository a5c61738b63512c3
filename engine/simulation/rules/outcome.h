#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "engine/scenario/scenario.h"
#include "engine/simulation/model/model_tables.h"

/// How a visit ends, as values of its random words.
namespace silowalk::inline simulation {

/// The outcome of a visit that was served. It fails where `word` is at or above the threshold of success, and a failure
/// is recovered where `recovery_word` is below the threshold of recovery.
constexpr Outcome served_outcome(Threshold success, std::uint32_t word, Threshold recovery,
                                 std::uint32_t recovery_word) {
  if (word < success) return Outcome::success;
  return recovery_word < recovery ? Outcome::recovered : Outcome::failure;
}

/// Whether somebody served the customer.
constexpr bool is_served(Outcome outcome) { return outcome != Outcome::abandoned && outcome != Outcome::turned_away; }

/// Whether the visit brings its revenue.
constexpr bool is_earned(Outcome outcome) { return outcome == Outcome::success || outcome == Outcome::recovered; }

/// route_list() of every outcome, as a table in static memory: the function lays its own on the stack at every call.
inline constexpr std::array<std::uint8_t, outcome_names.size()> route_list_of = [] {
  std::array<std::uint8_t, outcome_names.size()> lists{};
  for (std::size_t i = 0; i < lists.size(); ++i)
    lists[i] = static_cast<std::uint8_t>(route_list(static_cast<Outcome>(i)));
  return lists;
}();

}  // namespace silowalk::inline simulation
