#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/simulation/model/tally.h"
#include "engine/statistics/named_output.h"

/// The datasets of a scenario's group: one list for the writer, the reader, the digest and results/README.md.
/// Functions are pure; the list is constant. Files written before a dataset was added cannot be read any more.
namespace silowalk::inline archive {

/// Raised where the meaning of an existing file would change. A reader accepts this version only.
inline constexpr int results_format_version = 3;
inline constexpr char results_filetype[] = "silowalk-results";

/// The axes of datasets.
enum class Dimension { replication, month, touchpoint, silo, segment, wait_bin, initiative };
/// Returns the name of the axis in the file.
std::string dimension_name(Dimension dimension);
/// Returns the names of several, in the same order.
std::vector<std::string> names_of(std::vector<Dimension> const& dimensions);

/// Returns the name of the dataset that has the titles of an axis of names: "silo_title".
std::string title_dataset(Dimension dimension);
/// Returns CF's attribute `coordinates` for a variable along these axes: what describes their places besides their
/// names.
std::string coordinates_of(std::vector<Dimension> const& dimensions);

/// One variable over replications. Counts are int64; the rest is float64 in base units: the tally's whole number
/// divided once by its scale.
struct Variable {
  enum class Source { touchpoint, silo, segment, wait_histogram, drift, initiative };
  std::string name;  ///< of the dataset: "touchpoint_visits"
  Source source;
  std::size_t field;                  ///< of the tally's table; for the drift, its place in Drift
  std::vector<Dimension> dimensions;  ///< the first is always the replication
  std::string unit;                   ///< "currency" stands for the scenario's
  std::string long_name;              ///< a sentence for the file
  Scale scale;                        ///< of the tally's whole number, see stored_value.h
  bool whole() const { return scale == Scale::count; }
};

/// Returns all variables, in the order in which they are written to the file and enter the digest.
std::vector<Variable> const& variables();

/// Returns the variables of a file with these axes: variables over initiatives only where there are some.
std::vector<Variable> variables_of(TallyAxes const& axes);

/// Returns the UDUNITS word: "d" for days (with the long words xarray decodes time deltas), the currency by its code.
/// Any other unit is returned as it is. `currency` is the scenario's code.
std::string unit_in_file(std::string const& unit, std::string const& currency);

/// Returns the number of elements along an axis.
/// `replications` is the size of that axis; the others come from `axes`.
std::size_t dimension_size(Dimension dimension, TallyAxes const& axes, std::size_t replications);

/// Returns how many numbers one variable has in one replication.
/// The product of the sizes of its axes but the replication's.
std::size_t cells_per_replication(Variable const& variable, TallyAxes const& axes);

/// The numbers of one variable in some replications. Only the vector of the variable's type is used.
/// Invariant: its length is a multiple of cells_per_replication().
struct Column {
  std::vector<std::int64_t> whole;  ///< row by row: replication, then the other axes as in Variable::dimensions
  std::vector<double> real;         ///< the same, in base units
  void clear();
};
/// Appends one replication's numbers.
/// Precondition: the tally has the axes of the file.
void append(Column& column, Variable const& variable, Tally const& tally);

/// Copies replication `row` of a column into a tally: the reverse of append(). Precondition: the tally has its axes'
/// size (empty_tally()).
void put_back(Tally& tally, Variable const& variable, Column const& column, std::size_t row);

/// Returns whether a variable holds one of these fields.
/// The drift and the histogram are needed as a whole or not at all.
bool needed(Variable const& variable, FieldsNeeded const& fields);

/// Returns the replications that are written at once, 1 to 64: a power of two whose tallies fit 256 MiB.
/// A function of the axes alone, so that the bytes of a file do not depend on the machine.
std::size_t replications_at_once(TallyAxes const& axes);
/// Returns the replications per chunk: a power of two, at most a MiB and at most replications_at_once(), at least 1.
std::size_t replications_per_chunk(Variable const& variable, TallyAxes const& axes);

/// Returns a group's name that every reader accepts, [A-Za-z_][A-Za-z0-9_]*, different from those taken.
/// Characters outside that set become "_"; a name that is taken gets "_2", "_3", ... O(taken) for each try.
std::string group_name(std::string const& name, std::vector<std::string> const& taken);

}  // namespace silowalk::inline archive
