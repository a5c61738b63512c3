#pragma once

#include <string>
#include <vector>

#include "engine/experiment/run.h"
#include "engine/statistics/estimate.h"
#include "engine/statistics/named_output.h"

namespace silowalk::inline analysis {

/// Keeps of finished blocks only the values of some outputs: for runs that answer a question and leave no file.
/// Nothing can be loaded again.
class SeriesStore : public BlockStore {
 public:
  /// `outputs` has one list per scenario of the plan, all of one length.
  SeriesStore(std::vector<std::vector<NamedOutput>> const& outputs, std::uint32_t replications);

  std::optional<std::vector<Tally>> load(Block const&) override { return std::nullopt; }
  void save(Block const& block, std::vector<Tally> const& tallies) override;

  /// [scenario][output], in replication order.
  std::vector<std::vector<Series>> take() { return std::move(series_); }

 private:
  std::vector<std::vector<NamedOutput>> const& outputs_;
  std::vector<std::vector<Series>> series_;  ///< every block has its own places: no lock
};

}  // namespace silowalk::inline analysis
