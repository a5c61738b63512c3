#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "engine/scenario/scenario.h"
#include "engine/simulation/model/model_tables.h"

/// The outcome of a visit, as a function of its random words. Pure functions.
namespace silowalk::inline simulation {

/// Returns the outcome of a visit that was served. It fails where `word` is at or above the threshold of success. A
/// failure is recovered where `recovery_word` is below the threshold of recovery.
constexpr Outcome served_outcome(Threshold success, std::uint32_t word, Threshold recovery,
                                 std::uint32_t recovery_word) {
  if (word < success) return Outcome::success;
  return recovery_word < recovery ? Outcome::recovered : Outcome::failure;
}

/// Returns whether the customer was served.
constexpr bool is_served(Outcome outcome) { return outcome != Outcome::abandoned && outcome != Outcome::turned_away; }

/// Returns whether the visit brings its revenue.
constexpr bool is_earned(Outcome outcome) { return outcome == Outcome::success || outcome == Outcome::recovered; }

/// route_list() of every outcome as a static table: the function builds its own on the stack at every call.
inline constexpr std::array<std::uint8_t, outcome_names.size()> route_list_of = [] {
  std::array<std::uint8_t, outcome_names.size()> lists{};
  for (std::size_t i = 0; i < lists.size(); ++i)
    lists[i] = static_cast<std::uint8_t>(route_list(static_cast<Outcome>(i)));
  return lists;
}();

}  // namespace silowalk::inline simulation
