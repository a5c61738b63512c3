#pragma once

#include <string>
#include <vector>

/// The datasets at the root of a results file: the company's named outputs, over scenarios and replications and, as
/// NAME_by_month, over months too.
namespace silowalk::inline archive {

/// One of these datasets.
struct OutputDataset {
  std::string name;     ///< "churn_rate"; "churn_rate_by_month"
  std::string output;   ///< "churn_rate"
  bool by_month;        ///< one value for each month alone; else one for the whole horizon
  std::string unit;     ///< "currency" stands for the scenario's
  std::string meaning;  ///< a sentence for the file
  std::string formula;  ///< over the datasets of a group
};
/// Returns all of them, in the order of the file. Constant.
std::vector<OutputDataset> const& output_datasets();

/// Returns the names at the root that no group may have.
std::vector<std::string> names_at_root();

}  // namespace silowalk::inline archive
