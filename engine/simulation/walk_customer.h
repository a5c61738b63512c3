#pragma once

#include <cstdint>

#include "engine/simulation/simulate.h"
#include "engine/simulation/visit.h"

namespace silowalk {

/// Walks one customer of a replication and nobody else: for a model whose customers are independent(), and the same
/// story, bit for bit, that simulate() tells its sink. Costs no more than the customer's visits, and for a newcomer the
/// arrivals before theirs (some nanoseconds each). False: there is no such customer, and nothing is told.
/// Throws std::invalid_argument where customers are coupled.
bool walk_customer(Model const& model, std::uint64_t seed, std::uint32_t replication, std::uint16_t segment,
                   std::uint32_t arrival, VisitSink& sink);

}  // namespace silowalk
