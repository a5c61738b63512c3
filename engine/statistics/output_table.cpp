#include "engine/statistics/output_table.h"

#include <fmt/core.h>

#include "engine/base/calendar.h"
#include "engine/base/complaint.h"

namespace silowalk::inline statistics {
namespace {

using When = Term::When;

/// `field` is one of the entity's own enumeration of fields.
template <class Field>
Term plus(Field field, When when = When::flow) {
  return {static_cast<int>(field), 1, when};
}
template <class Field>
Term minus(Field field) {
  return {static_cast<int>(field), -1, When::flow};
}

using Definitions = std::vector<OutputDefinition>;

/// Of the company and of each segment. Customer value sums discounted flows; `value_at_close` adds the discounted worth
/// of the customers still there, so that the horizon's end does not penalise keeping customers.
Definitions asset_outputs() {
  using F = SegmentField;
  std::vector<Term> const value{plus(F::revenue_discounted), minus(F::cost_discounted)};
  std::vector<Term> const with_close{plus(F::revenue_discounted), minus(F::cost_discounted),
                                     plus(F::value_close, When::close_discounted)};
  std::vector<Term> const acquired{plus(F::customers_open, When::open), plus(F::joined)};
  return {
      {"customers", {plus(F::customers_close, When::close)}},
      {"new", {plus(F::joined)}},
      {"lost", {plus(F::lost)}},
      {"ended", {plus(F::ended)}},
      {"churn_rate", {plus(F::lost)}, {plus(F::exposure)}, days_per_year},
      {"revenue", {plus(F::revenue)}},
      {"cost", {plus(F::cost)}},
      {"margin", {plus(F::revenue), minus(F::cost)}},
      {"value", value},
      {"value_at_close", with_close},
      {"lifetime_value", value, acquired},
  };
}

/// Returns the share of visits that the field counts.
OutputDefinition rate_of_visits(std::string_view name, TouchpointField field) {
  return {name, {plus(field)}, {plus(TouchpointField::visits)}};
}

/// Zero where the touchpoint has no `answer_within`. A tally does not record whether it has one, so the output is
/// reported only where it is asked for by name.
OutputDefinition answered_in_time() {
  OutputDefinition definition = rate_of_visits("answered_in_time_rate", TouchpointField::answered_in_time);
  definition.listed = false;
  return definition;
}

/// Interpolated in the histogram of waits: percentiles cannot be computed from the sums of a tally.
OutputDefinition wait_percentile(std::string_view name, double percentile) {
  OutputDefinition definition{name, {}};
  definition.percentile = percentile;
  return definition;
}

Definitions touchpoint_outputs() {
  using F = TouchpointField;
  return {
      {"visits", {plus(F::visits)}},
      rate_of_visits("success_rate", F::success),
      rate_of_visits("failure_rate", F::failure),
      rate_of_visits("recovered_rate", F::recovered),
      rate_of_visits("abandoned_rate", F::abandoned),
      rate_of_visits("turned_away_rate", F::turned_away),
      answered_in_time(),
      {"wait_mean", {plus(F::wait)}, {plus(F::visits), minus(F::turned_away)}},
      wait_percentile("wait_p50", 0.50),
      wait_percentile("wait_p90", 0.90),
      wait_percentile("wait_p99", 0.99),
      {"survey_mean", {plus(F::survey_sum)}, {plus(F::survey_count)}},
      {"survey_count", {plus(F::survey_count)}},
      {"trust_lost", {plus(F::trust_lost)}},
      {"revenue", {plus(F::revenue)}},
      {"cost", {plus(F::cost)}},
  };
}

Definitions silo_outputs() {
  using F = SiloField;
  return {
      {"agents", {plus(F::agents)}, {}, 1, true},
      {"load", {plus(F::offered), plus(F::effort)}, {plus(F::capacity)}},
      {"resignations", {plus(F::resignations)}},
      {"survey_mean", {plus(F::survey_sum)}, {plus(F::survey_count)}},
      {"churn_booked", {plus(F::churn_booked)}},
      {"churn_attributed", {plus(F::churn_attributed)}},
      {"cost", {plus(F::cost)}},
      {"spend", {plus(F::spend)}},
  };
}

/// Returns an output that is one field of an initiative, read as `read` defines.
OutputDefinition of_initiative(std::string_view name, InitiativeField field, OutputDefinition::Read read) {
  OutputDefinition definition{name, {plus(field)}};
  definition.read = read;
  return definition;
}

Definitions initiative_outputs() {
  using F = InitiativeField;
  using Read = OutputDefinition::Read;
  return {
      of_initiative("started_share", F::committed, Read::any),
      of_initiative("delivered_share", F::delivered, Read::any),
      of_initiative("start_month", F::committed, Read::first_month),
      of_initiative("spend", F::spend, Read::sum),
  };
}

/// Joins definitions with their rows of the scenario layer. Throws RuntimeFailure where one has none.
Definitions known(OutputOf of, Definitions definitions) {
  for (OutputDefinition& each : definitions) {
    each.info = find_output(of, each.name);
    if (each.info == nullptr) throw RuntimeFailure("no row for the output '" + std::string(each.name) + "'");
  }
  return definitions;
}

/// Returns a term without its sign: "last(segment_customers_close)".
std::string format_term(OutputOf of, Term const& term) {
  std::string_view const entity = of == OutputOf::company ? "segment" : output_of_names[of];
  std::string const field = fmt::format("{}_{}", entity, field_table(of).fields[term.field].name);
  switch (term.when) {
    case When::open:
      return fmt::format("first({})", field);
    case When::close:
      return fmt::format("last({})", field);
    case When::close_discounted:
      return fmt::format("last({}) * (1 + discount_per_year) ** (-length_days / {})", field, days_per_year);
    default:
      return fmt::format("sum({})", field);
  }
}

/// Returns the terms with their signs between them.
std::string format_terms(OutputOf of, std::vector<Term> const& terms) {
  std::string text;
  for (Term const& each : terms) {
    if (!text.empty()) text += each.sign < 0 ? " - " : " + ";
    text += format_term(of, each);
  }
  return text;
}

/// Puts a sum of several terms in brackets.
std::string as_factor(std::string const& sum, std::vector<Term> const& terms) {
  return terms.size() == 1 ? sum : "(" + sum + ")";
}

}  // namespace

std::string formula_of(OutputOf of, OutputDefinition const& definition) {
  std::string text = format_terms(of, definition.top);
  if (!definition.bottom.empty())
    text = fmt::format("{} / {}", as_factor(text, definition.top),
                       as_factor(format_terms(of, definition.bottom), definition.bottom));
  return definition.factor == 1 ? text : fmt::format("{} * {}", definition.factor, text);
}

std::vector<OutputDefinition> const& output_table(OutputOf of) {
  // Made at the first call; C++ makes that safe from several threads.
  static Definitions const asset = known(OutputOf::company, asset_outputs());
  static Definitions const touchpoint = known(OutputOf::touchpoint, touchpoint_outputs());
  static Definitions const silo = known(OutputOf::silo, silo_outputs());
  static Definitions const initiative = known(OutputOf::initiative, initiative_outputs());
  switch (of) {
    case OutputOf::initiative:
      return initiative;
    case OutputOf::touchpoint:
      return touchpoint;
    case OutputOf::silo:
      return silo;
    default:
      return asset;
  }
}

FieldTable field_table(OutputOf of) {
  switch (of) {
    case OutputOf::initiative:
      return {initiative_fields.data(), initiative_fields.size()};
    case OutputOf::touchpoint:
      return {touchpoint_fields.data(), touchpoint_fields.size()};
    case OutputOf::silo:
      return {silo_fields.data(), silo_fields.size()};
    default:
      return {segment_fields.data(), segment_fields.size()};
  }
}

double divisor(Scale scale) {
  switch (scale) {
    case Scale::micro:
      return 1e6;
    case Scale::duration:
      return microseconds_per_day;
    case Scale::seconds:
      return seconds_per_day;
    default:
      return 1;
  }
}

}  // namespace silowalk::inline statistics
