#pragma once

#include <cstdint>
#include <span>

#include "engine/simulation/model/model.h"
#include "engine/simulation/model/visit.h"

/// For models whose customers are independent(): some of them walked, and nobody else; the same stories, bit for bit,
/// that simulate() tells its sink.
namespace silowalk::inline simulation {

/// Walks customers of one segment, one after another in the order given, which is ascending. Costs no more than their
/// visits, and the arrivals before the last newcomer (some nanoseconds each). Returns how many of them there are; who
/// does not exist is not told. Throws std::invalid_argument where customers are coupled.
std::size_t walk_alone(Model const& model, std::uint64_t seed, std::uint32_t replication, std::uint16_t segment,
                       std::span<std::uint32_t const> arrivals, VisitSink& sink);

/// One customer. False: there is no such customer.
bool walk_customer(Model const& model, std::uint64_t seed, std::uint32_t replication, std::uint16_t segment,
                   std::uint32_t arrival, VisitSink& sink);

/// How many newcomers a segment has up to the horizon's end.
std::uint32_t count_newcomers(Model const& model, std::uint64_t seed, std::uint32_t replication, std::uint16_t segment);

}  // namespace silowalk::inline simulation
