#pragma once

#include <string_view>
#include <vector>

#include "engine/base/calendar.h"
#include "engine/scenario/outputs.h"
#include "engine/simulation/model/tally.h"

/// What every named output is made of: sums of tally fields, or one such sum over another.
namespace silowalk::inline statistics {

/// One field summed over the window's months (flow), or its value at the window's open or close (stock).
struct Term {
  enum class When { flow, open, close, close_discounted };
  int field = 0;
  int sign = 1;
  When when = When::flow;
};

/// What an output is computed from. Its kind, unit, direction and meaning stand in engine/scenario/outputs.cpp.
struct OutputDefinition {
  std::string_view name;
  std::vector<Term> top;
  std::vector<Term> bottom{};      ///< empty: the output is the top alone
  double factor = 1;               ///< multiplies the ratio (days_per_year: per day -> per year)
  bool per_day_of_window = false;  ///< the top is divided by the window's days
  double percentile = 0;           ///< > 0: read from the histogram of waits instead
  enum class Read { sum, any, first_month } read = Read::sum;  ///< the top's sum; 1 if it is not zero; where it begins
  bool listed = true;                                          ///< false: shown only where it is asked for by name
  OutputInfo const* info = nullptr;
};

/// All outputs of an entity of this kind, in the order of the documentation.
std::vector<OutputDefinition> const& output_table(OutputOf of);

/// The tally's table of fields that a kind of entity draws on.
struct FieldTable {
  FieldInfo const* fields;
  std::size_t count;
};
FieldTable field_table(OutputOf of);

/// What a stored whole number is divided by to be in base units.
double divisor(Scale scale);

}  // namespace silowalk::inline statistics
