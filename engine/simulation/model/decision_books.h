#pragma once

#include <cstdint>
#include <vector>

#include "engine/simulation/model/tally.h"

namespace silowalk::inline simulation {

/// The record of a company that decides, read when the ledger is closed; by tallied month (warm-up included). Its
/// vectors are flat, in the layouts given below. Money is in the scenario's currency unless stated otherwise.
struct DecisionBooks {
  // [month * silos + silo]
  std::vector<double> employed;             ///< agent-days, on duty or not
  std::vector<double> employed_discounted;  ///< agent-days as seen from month 0
  std::vector<double> capacity;             ///< agent-days on duty, at the speed of their hours
  std::vector<double> effort;               ///< agent-days on duty that work under way takes
  std::vector<double> agent_cost;           ///< per agent and day
  std::vector<std::int64_t> resignations;   ///< number of agents
  // [month * segments + segment]
  std::vector<double> price;  ///< subscription per day
  // [month]
  std::vector<double> overhead;  ///< currency per day: listening and coordination
  // [(month from month 0) * initiatives + initiative) * fields + field]
  std::vector<std::int64_t> initiatives;  ///< as Tally::initiative_cells; months from month 0 only
};

}  // namespace silowalk::inline simulation
