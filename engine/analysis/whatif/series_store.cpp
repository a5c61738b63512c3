#include "engine/analysis/whatif/series_store.h"

namespace silowalk::inline analysis {

SeriesStore::SeriesStore(std::vector<std::vector<NamedOutput>> const& outputs, std::uint32_t replications)
    : outputs_(outputs) {
  for (auto const& each : outputs) series_.emplace_back(each.size(), Series(replications));
}

void SeriesStore::save(Block const& block, std::vector<Tally> const& tallies) {
  auto const scenario = static_cast<std::size_t>(block.scenario);
  for (std::size_t output = 0; output < outputs_[scenario].size(); ++output)
    for (std::size_t i = 0; i < tallies.size(); ++i)
      series_[scenario][output][block.first + i] = outputs_[scenario][output].of(tallies[i]);
}

}  // namespace silowalk::inline analysis
