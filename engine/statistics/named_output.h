#pragma once

#include <bitset>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/enum_names.h"
#include "engine/scenario/scenario.h"
#include "engine/simulation/model/tally.h"
#include "engine/statistics/output_table.h"

namespace silowalk::inline statistics {

/// Months [from, to), counted from the horizon's start; no `to`: to the horizon's end.
struct Window {
  int from = 0;           ///< month, from 0
  std::optional<int> to;  ///< month, not included
  friend bool operator==(Window const&, Window const&) = default;
};

/// The properties of a scenario on which its outputs depend.
struct OutputFrame {
  TallyAxes axes;
  std::string currency = "EUR";              ///< code, as in the scenario
  double discount = 0;                       ///< effective per year
  double length = 0;                         ///< days from month 0 to the end of the simulation
  WaitClock tolerance_by = WaitClock::open;  ///< of waits
  friend bool operator==(OutputFrame const&, OutputFrame const&) = default;
};

/// The fields of a tally that outputs read, so that a reader of a file need not fetch the others.
struct FieldsNeeded {
  std::bitset<enum_count<TouchpointField>()> touchpoint;
  std::bitset<enum_count<SiloField>()> silo;
  std::bitset<enum_count<SegmentField>()> segment;
  std::bitset<enum_count<InitiativeField>()> initiative;
  bool wait_histogram = false;
  bool drift = false;
  /// Returns a set of all fields.
  static FieldsNeeded all();
  /// Adds the fields of `other` to these.
  void add(FieldsNeeded const& other);
};

/// One output of one scenario in one window: `churn_rate`, `segment.X.revenue`, `touchpoint.X.wait_mean`,
/// `silo.X.load`. An immutable value; calling it is safe from several threads.
class NamedOutput {
 public:
  /// Throws InvalidInput (with a guess) where there is no such output, entity or window, or where a percentile of waits
  /// is asked of less than the whole horizon. `origin` is reported as the file of the error.
  NamedOutput(std::string const& name, Window const& window, OutputFrame const& frame, std::string const& origin = "");

  std::string const& name() const { return name_; }
  Window const& window() const { return window_; }  ///< as asked for
  OutputKind kind() const { return definition_->info->kind; }
  std::string const& unit() const { return unit_; }  ///< base unit, the currency by its code
  std::string const& currency() const { return currency_; }
  /// Returns the clock of waits in its scenario. Only outputs that are waits depend on it.
  WaitClock wait_clock() const { return wait_clock_; }
  Better better() const { return definition_->info->better; }
  /// Returns whether the values of parts add up to that of the whole: neither a ratio nor a percentile.
  bool is_sum() const {
    return definition_->bottom.empty() && definition_->percentile == 0 &&
           definition_->read == OutputDefinition::Read::sum;
  }
  /// Returns whether the value is 0 or 1 in each replication, so that its mean is a share of replications.
  bool is_chance() const { return definition_->read == OutputDefinition::Read::any; }
  /// Returns the fields of a tally that of() reads.
  FieldsNeeded needs() const;

  /// Computes the value in one replication, in base units; none where it is not defined (no surveys, agents or visits).
  /// Sums are exact (128 bits) before the divisions, so the order of summation cannot change a digit.
  /// Precondition: the tally has the axes of the frame. O(months x members); O(months) for one member.
  std::optional<double> of(Tally const& tally) const;

 private:
  /// Sums the terms over the window's months and the members, in base units; the value at close is discounted.
  /// Precondition: at least one term.
  double sum(Tally const& tally, std::vector<Term> const& terms) const;
  /// Returns the first month of the window in which the initiative's field is not zero.
  std::optional<double> first_month(Tally const& tally) const;
  /// Returns the wait, in days; none where the histogram of waits is empty.
  std::optional<double> percentile(Tally const& tally) const;

  std::string name_;
  Window window_;  ///< as asked for
  int from_ = 0;   ///< months [from_, to_)
  int to_ = 0;
  OutputOf of_ = OutputOf::company;
  int member_ = -1;  ///< -1: all members
  OutputDefinition const* definition_ = nullptr;
  std::string unit_;
  std::string currency_;
  WaitClock wait_clock_ = WaitClock::open;
  double days_ = 0;            ///< of the window
  double close_discount_ = 1;  ///< factor of a value at the window's close, from the discount rate
};

/// Returns the kind of an output by its name alone; the silo or segment in the name need not exist. Throws
/// InvalidInput, with a guess, where no entity has such an output.
OutputKind kind_of_output(std::string const& name);

/// Returns the names of all outputs of this frame, entity by entity; pseudo members ("(overhead)") are left out.
std::vector<std::string> output_names(OutputFrame const& frame);

}  // namespace silowalk::inline statistics
