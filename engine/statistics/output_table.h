#pragma once

#include <string_view>
#include <vector>

#include "engine/base/calendar.h"
#include "engine/simulation/model/tally.h"

/// What every named output is made of: sums of tally fields, or one such sum over another.
namespace silowalk::inline statistics {

enum class OutputOf { company, segment, touchpoint, silo, initiative };

/// Decides how people are shown a number, and what a sensible absolute floor for its precision is.
enum class OutputKind { count, share, yearly_rate, money, duration, score, log_odds, agents };

/// One field summed over the window's months (flow), or its value at the window's open or close (stock).
struct Term {
  enum class When { flow, open, close, close_discounted };
  int field = 0;
  int sign = 1;
  When when = When::flow;
};

struct OutputDefinition {
  std::string_view name;
  OutputKind kind;
  std::string_view unit;  ///< in base units; "currency" stands for the scenario's
  std::string_view long_name;
  std::vector<Term> top;
  std::vector<Term> bottom{};      ///< empty: the output is the top alone
  double factor = 1;               ///< multiplies the ratio (days_per_year: per day -> per year)
  bool per_day_of_window = false;  ///< the top is divided by the window's days
  double percentile = 0;           ///< > 0: read from the histogram of waits instead
  enum class Read { sum, any, first_month } read = Read::sum;  ///< the top's sum; 1 if it is not zero; where it begins
  bool listed = true;                                          ///< false: shown only where it is asked for by name
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
