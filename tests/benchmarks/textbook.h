#pragma once

#include <cstdint>
#include <vector>

#include "engine/scenario/scenario.h"

/// What a good programmer writes in an hour: the standard library's generators and distributions, a priority queue with
/// two events per visit, a deque of customers per silo. Without queues: one customer after another.
///
/// Knows routes, dwell, handling, agents, patience, success, recovery and a constant hazard. Does not know trust,
/// surveys, calendars, seasons, money beyond its sum, warm-up, or months: it does less work per visit than the engine.
namespace silowalk::bench {

struct TextbookResult {
  double visits = 0;
  double revenue = 0;          ///< less cost
  std::vector<double> wait;    ///< sum by silo, days
  std::vector<double> served;  ///< by silo
  double cpu = 0;              ///< seconds, without the placing of those who are there at the start
};

TextbookResult run_textbook(Scenario const& scenario, std::uint64_t seed);

}  // namespace silowalk::bench
