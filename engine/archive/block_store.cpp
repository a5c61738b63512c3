#include "engine/archive/block_store.h"

namespace silowalk::inline archive {

// A block of another length is another block, as in a folder of parts.
std::optional<std::vector<Tally>> MemoryStore::load(Block const& block) {
  std::lock_guard const lock(mutex_);
  auto const found = blocks_.find({block.scenario, block.first});
  if (found == blocks_.end() || found->second.size() != block.count) return std::nullopt;
  return found->second;
}

void MemoryStore::save(Block const& block, std::vector<Tally> const& tallies) {
  std::lock_guard const lock(mutex_);
  blocks_[{block.scenario, block.first}] = tallies;
}

std::vector<Tally> MemoryStore::tallies(Digest const& scenario) const {
  std::lock_guard const lock(mutex_);
  std::vector<Tally> all;
  for (auto const& [key, tallies] : blocks_) {
    if (key.first == scenario) all.insert(all.end(), tallies.begin(), tallies.end());
  }
  return all;
}

}  // namespace silowalk::inline archive
