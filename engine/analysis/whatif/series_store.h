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
  /// `outputs` has one list per scenario of the plan, all of one length.
  SeriesStore(Plan const& plan, std::vector<std::vector<NamedOutput>> const& outputs);

  std::optional<std::vector<Tally>> load(Block const&) override { return std::nullopt; }
  void save(Block const& block, std::vector<Tally> const& tallies) override;

  /// [scenario][output], in replication order.
  std::vector<std::vector<Series>> take() { return std::move(series_); }

 private:
  std::vector<std::vector<NamedOutput>> const& outputs_;
  std::multimap<Digest, std::size_t> places_;  ///< of scenarios in the plan
  std::vector<std::vector<Series>> series_;    ///< every block has its own places: no lock
};

}  // namespace silowalk::inline analysis
