#pragma once

#include <cstdint>
#include <span>

#include "engine/simulation/model/model.h"
#include "engine/simulation/model/visit.h"

/// Replay of single customers of a model whose customers are independent(). The sink receives the same bits as from
/// simulate(). Safe to call from several threads with one Model and different sinks.
namespace silowalk::inline simulation {

/// Simulates customers of one segment, one after another. Precondition: `arrivals` is ascending. Returns how many of
/// them exist; the others are skipped. Complexity: their visits, plus the arrivals before the last newcomer (a few
/// nanoseconds each). Throws std::invalid_argument where customers are coupled.
std::size_t walk_alone(Model const& model, std::uint64_t seed, std::uint32_t replication, std::uint16_t segment,
                       std::span<std::uint32_t const> arrivals, VisitSink& sink);

/// Simulates one customer. Returns false where the customer does not exist. Throws as walk_alone().
bool walk_customer(Model const& model, std::uint64_t seed, std::uint32_t replication, std::uint16_t segment,
                   std::uint32_t arrival, VisitSink& sink);

/// Returns how many newcomers a segment has up to the horizon's end. Complexity: linear in that number. Throws
/// std::out_of_range for an unknown segment.
std::uint32_t count_newcomers(Model const& model, std::uint64_t seed, std::uint32_t replication, std::uint16_t segment);

}  // namespace silowalk::inline simulation
