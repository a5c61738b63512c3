#include "engine/archive/output_datasets.h"

#include "engine/statistics/output_table.h"

namespace silowalk::inline archive {
namespace {

std::vector<OutputDataset> make_output_datasets() {
  std::vector<OutputDataset> list;
  for (bool const by_month : {false, true})
    for (OutputDefinition const& each : output_table(OutputOf::company))
      list.push_back({std::string(each.name) + (by_month ? "_by_month" : ""), std::string(each.name), by_month,
                      std::string(each.info->unit),
                      std::string(each.info->doc) + (by_month ? ", of the month alone" : ", of the whole horizon"),
                      formula_of(OutputOf::company, each)});
  return list;
}

}  // namespace

std::vector<OutputDataset> const& output_datasets() {
  static std::vector<OutputDataset> const list = make_output_datasets();
  return list;
}

std::vector<std::string> names_at_root() {
  std::vector<std::string> names{"scenario", "scenario_group", "replication", "month", "string256"};
  for (OutputDataset const& each : output_datasets()) names.push_back(each.name);
  return names;
}

}  // namespace silowalk::inline archive
