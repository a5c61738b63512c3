#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "engine/base/digest.h"
#include "engine/simulation/model/tally.h"

/// Where the finished blocks of a run are kept: the interface, and a store in memory.
namespace silowalk::inline archive {

/// Replications [first, first + count) of one scenario: the unit of work and of checkpointing. It is identified by its
/// content, never by a place in a list: a block keeps its identity when scenarios are added, removed or reordered.
struct Block {
  Digest scenario;          ///< of the scenario's canonical text, which holds the seed
  std::uint32_t first = 0;  ///< counts from 0
  std::uint32_t count = 0;  ///< replications
  friend bool operator==(Block const&, Block const&) = default;
};

/// Keeps finished blocks. All calls may come from several threads at once, never for the same block.
/// What is saved is a function of the block alone: saving a block twice stores the same numbers.
class BlockStore {
 public:
  virtual ~BlockStore() = default;
  /// Returns the block's tallies, in replication order, where they are stored and intact; none: the block must be run.
  /// Damage is no error here: a damaged block counts as missing.
  virtual std::optional<std::vector<Tally>> load(Block const& block) = 0;
  /// Returns whether load() is expected to return tallies. May be cheaper than load(), and wrong where a results file
  /// is damaged.
  virtual bool holds(Block const& block) { return load(block).has_value(); }
  /// Keeps a finished block; `tallies` has block.count of them, in replication order. Throws RuntimeFailure where that
  /// fails.
  virtual void save(Block const& block, std::vector<Tally> const& tallies) = 0;
};

/// Keeps blocks in memory: for small runs inside a program, and for tests.
/// Copies tallies in and out. Thread-safe, also for the same block. O(log n) for load() and save().
class MemoryStore : public BlockStore {
 public:
  std::optional<std::vector<Tally>> load(Block const& block) override;
  void save(Block const& block, std::vector<Tally> const& tallies) override;
  /// Returns all tallies of one scenario, in replication order.
  /// Precondition: blocks do not overlap. O(blocks of all scenarios).
  std::vector<Tally> tallies(Digest const& scenario) const;

 private:
  mutable std::mutex mutex_;
  std::map<std::pair<Digest, std::uint32_t>, std::vector<Tally>> blocks_;  ///< by scenario and first replication
};

}  // namespace silowalk::inline archive
