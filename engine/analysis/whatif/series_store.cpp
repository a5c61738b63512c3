#include "engine/analysis/whatif/series_store.h"

namespace silowalk::inline analysis {

SeriesStore::SeriesStore(Plan const& plan, std::vector<std::vector<NamedOutput>> const& outputs) : outputs_(outputs) {
  for (auto const& each : outputs) {
    places_.emplace(plan.scenarios[series_.size()].digest, series_.size());
    series_.emplace_back(each.size(), Series(plan.replications));
  }
}

void SeriesStore::save(Block const& block, std::vector<Tally> const& tallies) {
  auto const [begin, end] = places_.equal_range(block.scenario);
  // Every scenario of the same digest gets the values of the one that was simulated.
  for (auto at = begin; at != end; ++at) {
    std::size_t const scenario = at->second;
    for (std::size_t output = 0; output < outputs_[scenario].size(); ++output)
      for (std::size_t i = 0; i < tallies.size(); ++i)
        series_[scenario][output][block.first + i] = outputs_[scenario][output].of(tallies[i]);
  }
}

}  // namespace silowalk::inline analysis
