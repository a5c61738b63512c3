#pragma once

#include <string>
#include <vector>

#include "engine/archive/hdf5/hdf5.h"
#include "engine/archive/output_datasets.h"
#include "engine/archive/results.h"
#include "engine/simulation/model/tally.h"

namespace silowalk::inline archive {

/// Adds the row of one scenario to these datasets; with the first scenario it makes them. The bytes are a function of
/// the file and the scenario alone. Throws RuntimeFailure.
class OutputsWriter {
 public:
  /// `number`: the place of the scenario in the file. The arguments outlive this object.
  OutputsWriter(hid_t file, ScenarioResults const& scenario, std::size_t number);

  /// Computes and writes the values of replications [first, first + some.size()). Replications beyond those of the
  /// first scenario, and money in another currency than the first scenario's, are left out: the cells are NaN.
  void write(std::uint32_t first, std::vector<Tally> const& some);
  /// Closes the datasets, which writes their last chunks. Call it once, after the last write().
  void finish();

 private:
  struct Open {
    h5::Handle dataset;
    std::vector<NamedOutput> outputs;  ///< one, or one for each month; none where the row is left out
  };
  void create() const;
  void add_row(hid_t file);
  void open_datasets(hid_t file);
  void write_rows(Open const& open, std::uint32_t first, std::vector<Tally> const& some) const;

  hid_t file_;
  ScenarioResults const& scenario_;
  std::size_t number_;
  std::uint32_t replications_ = 0;  ///< along the axis
  std::vector<Open> open_;
};

}  // namespace silowalk::inline archive
