#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/simulation/model/tally.h"
#include "engine/statistics/named_output.h"

/// Which datasets a scenario's group holds: one list for the writer, the reader, the digest and results/README.md.
namespace silowalk::inline archive {

inline constexpr int results_format_version = 2;
inline constexpr char results_filetype[] = "silowalk-results";

enum class Dimension { replication, month, touchpoint, silo, segment, wait_bin, initiative };
std::string dimension_name(Dimension dimension);

/// One variable over replications. Counts are int64; the rest float64 in base units: the tally's whole number divided
/// once by its scale.
struct Variable {
  enum class Source { touchpoint, silo, segment, wait_histogram, drift, initiative };
  std::string name;
  Source source;
  std::size_t field;  ///< of the tally's table; for the drift, its place in Drift
  std::vector<Dimension> dimensions;
  std::string unit;  ///< "currency" stands for the scenario's
  std::string long_name;
  Scale scale;
  bool whole() const { return scale == Scale::count; }
};

/// In the order in which they stand in the file and enter the digest.
std::vector<Variable> const& variables();

/// Those that a file of these axes holds: variables over initiatives stand only where there are some.
std::vector<Variable> variables_of(TallyAxes const& axes);

/// As a UDUNITS word: "d" for days (the long words make xarray decode time deltas), the currency by its code.
std::string unit_in_file(std::string const& unit, std::string const& currency);

std::size_t dimension_size(Dimension dimension, TallyAxes const& axes, std::size_t replications);

/// Numbers of one variable in one replication.
std::size_t cells_per_replication(Variable const& variable, TallyAxes const& axes);

/// Appends one replication's numbers. Only the vector that the variable's type asks for is used.
struct Column {
  std::vector<std::int64_t> whole;
  std::vector<double> real;
  void clear();
};
void append(Column& column, Variable const& variable, Tally const& tally);

/// The reverse: puts replication `row` of a column into a tally.
void put_back(Tally& tally, Variable const& variable, Column const& column, std::size_t row);

bool needed(Variable const& variable, FieldsNeeded const& fields);

/// Replications written at once and per chunk: functions of the axes only.
std::size_t replications_at_once(TallyAxes const& axes);
std::size_t replications_per_chunk(Variable const& variable, TallyAxes const& axes);

/// [A-Za-z_][A-Za-z0-9_]*, different from those taken: what every reader takes as the name of a group.
std::string group_name(std::string const& name, std::vector<std::string> const& taken);

}  // namespace silowalk::inline archive
