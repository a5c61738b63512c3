#include "engine/statistics/named_output.h"

#include <fmt/core.h>

#include <algorithm>

#include "engine/base/calendar.h"
#include "engine/base/complaint.h"
#include "engine/base/portable_math.h"
#include "engine/scenario/scenario.h"

namespace silowalk::inline statistics {
namespace {

__extension__ using Wide = __int128;

/// The parts of an output's name: "silo.care.load" is the output `load` of the silo `care`.
struct Entity {
  OutputOf of = OutputOf::company;
  std::string member;
  std::string output;
};

/// Returns the axis of a kind of entity; the segments for the company.
std::vector<std::string> const& members(TallyAxes const& axes, OutputOf of) {
  if (of == OutputOf::touchpoint) return axes.touchpoints;
  if (of == OutputOf::silo) return axes.silos;
  if (of == OutputOf::initiative) return axes.initiatives;
  return axes.segments;
}

/// Returns the names of the outputs of a kind of entity, in the order of the table.
std::vector<std::string> outputs_of(OutputOf of) {
  std::vector<std::string> names;
  for (OutputDefinition const& each : output_table(of)) names.emplace_back(each.name);
  return names;
}

/// Joins by commas, for complaints.
std::string join(std::vector<std::string> const& words) {
  std::string text;
  for (std::string const& each : words) text += (text.empty() ? "" : ", ") + each;
  return text;
}

/// Splits a name at its first and last dot, so that a member's name may itself contain dots. Throws InvalidInput.
Entity parse_entity(std::string const& name, std::string const& origin) {
  std::size_t const first = name.find('.');
  if (first == std::string::npos) return {OutputOf::company, "", name};
  std::size_t const last = name.rfind('.');
  std::string const kind = name.substr(0, first);
  std::string const rest = name.substr(first + 1, last - std::min(last, first + 1));
  for (OutputOf const of : {OutputOf::segment, OutputOf::touchpoint, OutputOf::silo, OutputOf::initiative}) {
    if (kind == output_of_names[of])
      // With one dot the name of the member is missing: find_member() reports it.
      return {of, first == last ? "" : rest, first == last ? rest : name.substr(last + 1)};
  }
  std::string const guess = nearest(kind, {"segment", "touchpoint", "silo", "initiative"});
  reject(origin, fmt::format("unknown output '{}'", name),
         "outputs are OUTPUT, segment.NAME.OUTPUT, touchpoint.NAME.OUTPUT, silo.NAME.OUTPUT or initiative.NAME.OUTPUT",
         guess.empty() ? "" : guess + name.substr(first));
}

/// Returns the member's place on its axis. Throws InvalidInput, with a guess.
int find_member(std::string const& name, Entity const& entity, TallyAxes const& axes, std::string const& origin) {
  std::vector<std::string> const& known = members(axes, entity.of);
  auto const found = std::find(known.begin(), known.end(), entity.member);
  if (found != known.end()) return static_cast<int>(found - known.begin());
  std::string const guess = nearest(entity.member, known);
  reject(origin, fmt::format("unknown output '{}'", name),
         entity.member.empty() ? fmt::format("it should be {}.NAME.OUTPUT", output_of_names[entity.of])
                               : fmt::format("there is no {} '{}'", output_of_names[entity.of], entity.member),
         guess.empty() ? "" : fmt::format("{}.{}.{}", output_of_names[entity.of], guess, entity.output));
}

/// Returns the row; never null. Throws InvalidInput, with a guess of the whole name.
OutputDefinition const* find_definition(std::string const& name, Entity const& entity, std::string const& origin) {
  for (OutputDefinition const& each : output_table(entity.of)) {
    if (each.name == entity.output) return &each;
  }
  std::vector<std::string> const known = outputs_of(entity.of);
  std::string guess = nearest(entity.output, known);
  if (!guess.empty() && entity.of != OutputOf::company) {
    guess = fmt::format("{}.{}.{}", output_of_names[entity.of], entity.member, guess);
  }
  reject(origin, fmt::format("unknown output '{}'", name),
         fmt::format("a {} has: {}", output_of_names[entity.of], join(known)), guess);
}

/// Returns the start of a month, days since month 0. The last month may be cut short by the scenario's length.
double month_start(int month, double length) { return std::min(month * days_per_month, length); }

}  // namespace

OutputKind kind_of_output(std::string const& name) {
  return find_definition(name, parse_entity(name, ""), "")->info->kind;
}

FieldsNeeded FieldsNeeded::all() {
  FieldsNeeded all;
  all.touchpoint.set();
  all.silo.set();
  all.segment.set();
  all.initiative.set();
  all.wait_histogram = true;
  all.drift = true;
  return all;
}

void FieldsNeeded::add(FieldsNeeded const& other) {
  touchpoint |= other.touchpoint;
  silo |= other.silo;
  segment |= other.segment;
  initiative |= other.initiative;
  wait_histogram = wait_histogram || other.wait_histogram;
  drift = drift || other.drift;
}

// Everything that can be looked up by name is looked up here: of() runs once a replication and output.
NamedOutput::NamedOutput(std::string const& name, Window const& window, OutputFrame const& frame,
                         std::string const& origin)
    : name_(name), window_(window), from_(window.from), to_(window.to.value_or(frame.axes.months)) {
  Entity const entity = parse_entity(name, origin);
  of_ = entity.of;
  if (of_ != OutputOf::company) member_ = find_member(name, entity, frame.axes, origin);
  definition_ = find_definition(name, entity, origin);
  if (from_ < 0 || to_ > frame.axes.months || from_ >= to_) {
    reject("--from, --to", fmt::format("there are no months from {} to {}", from_, to_),
           from_ >= to_ ? "--from is the first month, --to the month before which it ends"
                        : fmt::format("the horizon has {} months, counted from 0", frame.axes.months),
           from_ > to_ ? fmt::format("--from {} --to {}", to_, from_) : "");
  }
  if (definition_->percentile > 0 && (from_ != 0 || to_ != frame.axes.months)) {
    reject(origin, fmt::format("'{}' is not available for a window of months", name),
           "waits are counted in one histogram over the whole horizon; wait_mean has windows");
  }
  currency_ = frame.currency;
  wait_clock_ = frame.tolerance_by;
  std::string_view const unit = definition_->info->unit;
  unit_ = unit == "currency" ? frame.currency : std::string(unit);
  days_ = month_start(to_, frame.length) - month_start(from_, frame.length);
  close_discount_ = portable_exp(-month_start(to_, frame.length) / days_per_year * portable_log1p(frame.discount));
}

FieldsNeeded NamedOutput::needs() const {
  FieldsNeeded needed;
  needed.wait_histogram = definition_->percentile > 0;
  for (auto const* terms : {&definition_->top, &definition_->bottom}) {
    for (Term const& term : *terms) {
      auto const field = static_cast<std::size_t>(term.field);
      if (of_ == OutputOf::touchpoint) {
        needed.touchpoint.set(field);
      } else if (of_ == OutputOf::silo) {
        needed.silo.set(field);
      } else if (of_ == OutputOf::initiative) {
        needed.initiative.set(field);
      } else {
        needed.segment.set(field);
      }
    }
  }
  return needed;
}

// Whole numbers until the end, so that no order of months or members changes a digit.
double NamedOutput::sum(Tally const& tally, std::vector<Term> const& terms) const {
  std::vector<std::int64_t> const& cells = of_ == OutputOf::touchpoint   ? tally.touchpoint_cells
                                           : of_ == OutputOf::silo       ? tally.silo_cells
                                           : of_ == OutputOf::initiative ? tally.initiative_cells
                                                                         : tally.segment_cells;
  int const count = of_ == OutputOf::touchpoint   ? tally.touchpoints
                    : of_ == OutputOf::silo       ? tally.silos
                    : of_ == OutputOf::initiative ? tally.initiatives
                                                  : tally.segments;
  std::size_t const fields = field_table(of_).count;
  int const first = member_ < 0 ? 0 : member_;
  int const last = member_ < 0 ? count : member_ + 1;
  // 128 bits: a sum of 64-bit cells cannot overflow.
  Wide plain = 0;
  Wide discounted = 0;
  for (Term const& term : terms) {
    // A stock counts once: at the last month of the window, or at the first.
    bool const stock = term.when == Term::When::close || term.when == Term::When::close_discounted;
    int const from = stock ? to_ - 1 : from_;
    int const to = term.when == Term::When::open ? from_ + 1 : to_;
    Wide& total = term.when == Term::When::close_discounted ? discounted : plain;
    for (int month = from; month < to; ++month) {
      for (int member = first; member < last; ++member) {
        std::size_t const row =
            static_cast<std::size_t>(month) * static_cast<std::size_t>(count) + static_cast<std::size_t>(member);
        total += Wide{term.sign} * cells[row * fields + static_cast<std::size_t>(term.field)];
      }
    }
  }
  // One scale for all terms: an output never adds fields of different scales.
  double const scale = divisor(field_table(of_).fields[terms.front().field].scale);
  double const value = static_cast<double>(plain) / scale;
  return discounted == 0 ? value : value + close_discount_ * (static_cast<double>(discounted) / scale);
}

/// Linear within a bin of the histogram. The last bin has no upper edge: its lower edge is a lower bound of the value.
std::optional<double> NamedOutput::percentile(Tally const& tally) const {
  std::int64_t const* const bins = tally.wait_histogram.data() + static_cast<std::size_t>(member_) * wait_bins;
  Wide total = 0;
  for (int bin = 0; bin < wait_bins; ++bin) total += bins[bin];
  if (total == 0) return std::nullopt;
  double const rank = definition_->percentile * static_cast<double>(total);
  double below = 0;
  for (int bin = 0; bin < wait_bins; ++bin) {
    auto const here = static_cast<double>(bins[bin]);
    if (here > 0 && below + here >= rank) {
      if (bin == 0) return 0.0;  // less than a millisecond: no wait
      double const low = wait_bin_upper_edge(bin - 1);
      if (bin == wait_bins - 1) return low;  // at least this
      return low + (wait_bin_upper_edge(bin) - low) * ((rank - below) / here);
    }
    below += here;
  }
  return wait_bin_upper_edge(wait_bins - 2);
}

std::optional<double> NamedOutput::first_month(Tally const& tally) const {
  for (int month = from_; month < to_; ++month) {
    if (tally.at(month, member_, static_cast<InitiativeField>(definition_->top.front().field)) != 0) return month;
  }
  return std::nullopt;
}

std::optional<double> NamedOutput::of(Tally const& tally) const {
  if (definition_->percentile > 0) return percentile(tally);
  if (definition_->read == OutputDefinition::Read::first_month) return first_month(tally);
  double const top = sum(tally, definition_->top);
  if (definition_->read == OutputDefinition::Read::any) return top != 0 ? 1.0 : 0.0;
  if (definition_->per_day_of_window) return top / days_;
  if (definition_->bottom.empty()) return top;
  double const bottom = sum(tally, definition_->bottom);
  if (bottom == 0) return std::nullopt;
  return definition_->factor * top / bottom;
}

std::vector<std::string> output_names(OutputFrame const& frame) {
  std::vector<std::string> names = outputs_of(OutputOf::company);
  for (OutputOf const of : {OutputOf::segment, OutputOf::touchpoint, OutputOf::silo, OutputOf::initiative}) {
    for (std::string const& member : members(frame.axes, of)) {
      if (member.starts_with('(')) continue;
      for (std::string const& output : outputs_of(of))
        names.push_back(fmt::format("{}.{}.{}", output_of_names[of], member, output));
    }
  }
  return names;
}

}  // namespace silowalk::inline statistics
