#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/archive/block_store.h"
#include "engine/experiment/plan.h"
#include "engine/statistics/estimate.h"
#include "engine/statistics/named_output.h"

namespace silowalk::inline analysis {

/// Keeps of finished blocks only the values of some outputs: for runs that answer a question and leave no file.
/// Nothing can be loaded again. `outputs` must outlive the store.
class SeriesStore : public BlockStore {
 public:
  /// Precondition: `outputs` has one list per scenario of the plan, all of one length.
  SeriesStore(Plan const& plan, std::vector<std::vector<NamedOutput>> const& outputs);

  /// Returns none: nothing was kept.
  std::optional<std::vector<Tally>> load(Block const&) override { return std::nullopt; }
  /// Evaluates the outputs of a block. Thread safe for different blocks, each of which writes places of its own.
  void save(Block const& block, std::vector<Tally> const& tallies) override;

  /// Returns the values and leaves the store empty: [scenario][output], in replication order. Precondition: the run is
  /// over.
  std::vector<std::vector<Series>> take() { return std::move(series_); }

 private:
  std::vector<std::vector<NamedOutput>> const& outputs_;
  // A multimap: scenarios of equal text have one digest and are simulated once.
  std::multimap<Digest, std::size_t> places_;  ///< of scenarios in the plan
  std::vector<std::vector<Series>> series_;    ///< every block has its own places: no lock
};

}  // namespace silowalk::inline analysis
