#pragma once

#include <cstdint>

namespace silowalk::inline simulation {

/// What a customer carries. Behind it, in the same record, lie the trust accounts (one double per silo, only where
/// trust matters) and the occurrence counters (two bytes per touchpoint). 64 bytes, so a visit touches one line plus
/// those.
struct Customer {
  /// `told`: somebody listens to their story, as far as is known (replays only).
  enum Flag : std::uint8_t { is_customer = 1, has_accounts = 2, told = 4 };

  double settled = 0;    ///< when trust was last settled: the end of the last visit, where the present dwell began
  double life_left = 0;  ///< what remains of the unit exponential drawn at birth
  double trust = 0;      ///< log-odds above the segment's baseline, as settled
  double frailty = 1;
  double pace = 1;
  double joined = 0;          ///< when they became a customer
  std::uint32_t arrival = 0;  ///< arrival number in the segment; newcomers have the top bit set
  std::uint16_t segment = 0;
  std::uint16_t touchpoint = 0;    ///< of the visit to come
  std::uint16_t context_from = 0;  ///< 1 + the silo that lost the context on the way to it; 0: not lost
  std::uint8_t flags = 0;
  std::uint8_t tenure_step = 0;  ///< no step of the hazard by tenure before this one lies ahead
};
static_assert(sizeof(Customer) == 64);

inline constexpr std::uint32_t newcomer_bit = 0x80000000u;

}  // namespace silowalk::inline simulation
