#pragma once

#include <cstdint>

/// The record of a customer: see Customer.
namespace silowalk::inline simulation {

/// The state of one customer. In the same record follow the trust accounts (one double per silo, only where the
/// scenario keeps them) and the occurrence counters (two bytes per touchpoint); see customer_record.h. The size is 64
/// bytes, so a visit reads one cache line plus those. Times are days since month 0.
struct Customer {
  /// Bits of `flags`. `told`: the sink has not declined this customer's story yet (replays only).
  enum Flag : std::uint8_t { is_customer = 1, has_accounts = 2, told = 4 };

  double settled = 0;            ///< when trust was last settled: the end of the last visit, start of the present dwell
  double life_left = 0;          ///< what remains of the unit exponential drawn at birth; infinity without a life clock
  double trust = 0;              ///< log-odds above the segment's baseline, as settled
  double frailty = 1;            ///< multiplies the hazard
  double pace = 1;               ///< dwells are divided by it
  double joined = 0;             ///< when they became a customer
  std::uint32_t arrival = 0;     ///< arrival number in the segment; newcomers have the top bit set
  std::uint16_t segment = 0;     ///< index in ModelTables::segments
  std::uint16_t touchpoint = 0;  ///< of the visit to come
  std::uint16_t context_from = 0;  ///< 1 + the silo that lost the context on the way to it; 0: not lost
  std::uint8_t flags = 0;          ///< bits of Flag
  std::uint8_t tenure_step = 0;    ///< no step of the hazard by tenure before this one lies ahead
};
static_assert(sizeof(Customer) == 64);

/// Set in the arrival number of newcomers, so they never share random words with customers placed at the start.
inline constexpr std::uint32_t newcomer_bit = 0x80000000u;

}  // namespace silowalk::inline simulation
