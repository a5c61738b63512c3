#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/archive/block_store.h"
#include "engine/base/digest.h"
#include "engine/simulation/model/tally.h"

/// The file of one finished block. All numbers little-endian:
///
///   8 bytes   "silopart"
///   u32       version of this format (3)
///   u32 x 2   first replication, how many
///   u64 x 2   digest of the scenario's text, high word first
///   u64 x 2   digest of the run (engine version, seed, block size), high word first
///   per replication
///     u32 x 5   months, touchpoints, silos, segments, initiatives
///     14 arrays touchpoint cells, silo cells, segment cells, wait histogram, then the drift in the order of its
///               declaration, initiative cells; each: u64 count of numbers, u64 bytes that follow, then the numbers as
///               zigzag LEB128 varints; the byte 0 is followed by a varint, the number of zeros in a row
///   u64 x 2   XXH3-128 of everything before, high word first
namespace silowalk::inline archive {

inline constexpr std::uint32_t part_version = 3;

/// Returns the bytes of a part: a function of the arguments alone. Precondition: block.count tallies.
/// `run` is the digest of all on which the numbers depend but the scenario (PartsOwner::run).
std::string encode_part(Digest const& run, Block const& block, std::vector<Tally> const& tallies);

/// Returns the tallies of a part. Throws RuntimeFailure, with the reason, where the bytes are damaged, of another
/// version, not of this run and block, or where a tally has other axes than `like` (null: any axes, and as much memory
/// as the part asks for). Forged numbers are not detected, since the checksum has no key.
std::vector<Tally> decode_part(std::string_view bytes, Digest const& run, Block const& block,
                               Tally const* like = nullptr);

/// Returns whether these bytes are a part of this version whose checksum matches, of any run.
bool is_sound_part(std::string_view bytes);

}  // namespace silowalk::inline archive
