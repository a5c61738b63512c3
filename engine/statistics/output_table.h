#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/calendar.h"
#include "engine/scenario/outputs.h"
#include "engine/simulation/model/tally.h"

/// The definition of every named output: a sum of tally fields, or one such sum over another.
/// The tables are constant and safe to read from several threads.
namespace silowalk::inline statistics {

/// One field summed over the window's months (flow), or its value at the window's open or close (stock).
/// `close_discounted` is the value at close, discounted to month 0.
struct Term {
  enum class When { flow, open, close, close_discounted };
  int field = 0;  ///< of the entity's table of fields
  int sign = 1;   ///< 1 or -1
  When when = When::flow;
};

/// The formula of an output: factor x top / bottom. All terms of a sum have one scale. Kind, unit, direction and
/// meaning of the output are in engine/scenario/outputs.cpp.
struct OutputDefinition {
  std::string_view name;           ///< as in engine/scenario/outputs.cpp
  std::vector<Term> top;           ///< empty where `percentile` is set
  std::vector<Term> bottom{};      ///< empty: the output is the top alone
  double factor = 1;               ///< multiplies the ratio (days_per_year: per day -> per year)
  bool per_day_of_window = false;  ///< the top is divided by the window's days
  double percentile = 0;           ///< a probability; > 0: read from the histogram of waits instead
  /// sum: the top's sum; any: 1 if that sum is not zero, else 0; first_month: the first month with a value, or none.
  enum class Read { sum, any, first_month } read = Read::sum;
  bool listed = true;                ///< false: reported only where it is asked for by name
  OutputInfo const* info = nullptr;  ///< never null in output_table()
};

/// Returns all outputs of an entity of this kind, in the order of the documentation. A segment has the company's.
std::vector<OutputDefinition> const& output_table(OutputOf of);

/// The tally's table of fields from which the outputs of a kind of entity are computed.
struct FieldTable {
  FieldInfo const* fields;  ///< constants
  std::size_t count;
};
/// Returns the table of a kind. The company has the segments'.
FieldTable field_table(OutputOf of);

/// Returns the formula of an output over the datasets of a results file: sum(), first() and last() over the months,
/// then summed over the members: "365.25 * sum(segment_lost) / sum(segment_exposure)". A term at close is discounted
/// from the window's end. Precondition: the output is a sum or a ratio of sums, not a percentile.
std::string formula_of(OutputOf of, OutputDefinition const& definition);

/// Returns the number by which a tally's whole number is divided to be in base units (days, the currency, ...).
double divisor(Scale scale);

}  // namespace silowalk::inline statistics
