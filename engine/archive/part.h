#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/digest.h"
#include "engine/experiment/plan.h"
#include "engine/simulation/model/tally.h"

/// The file of one finished block. All numbers little-endian:
///
///   8 bytes   "silopart"
///   u32       version of this format (1)
///   u32 x 3   scenario (its place in the plan), first replication, how many
///   u64 x 2   digest of the plan, high word first
///   per replication
///     u32 x 4   months, touchpoints, silos, segments
///     13 arrays touchpoint cells, silo cells, segment cells, wait histogram, then the drift in the order of its
///               declaration; each: u64 count of numbers, u64 bytes that follow, then the numbers as zigzag LEB128
///               varints, where the byte 0 is followed by a varint that says how many zeros there are in a row
///   u64 x 2   XXH3-128 of everything before, high word first
namespace silowalk::inline archive {

inline constexpr std::uint32_t part_version = 2;

std::string encode_part(Digest const& plan, Block const& block, std::vector<Tally> const& tallies);

/// Throws RuntimeFailure with the reason where these bytes are not, to the last bit, a part of this plan and block.
std::vector<Tally> decode_part(std::string_view bytes, Digest const& plan, Block const& block);

/// Whether these bytes are a part of this version whose checksum matches, of whatever run.
bool is_sound_part(std::string_view bytes);

}  // namespace silowalk::inline archive
