#include "engine/statistics/output_table.h"
#include "engine/base/calendar.h"

namespace silowalk::inline statistics {
namespace {

using When = Term::When;

template <class Field>
Term plus(Field field, When when = When::flow) {
  return {static_cast<int>(field), 1, when};
}
template <class Field>
Term minus(Field field) {
  return {static_cast<int>(field), -1, When::flow};
}

std::vector<OutputDefinition> asset_outputs() {
  using F = SegmentField;
  using K = OutputKind;
  std::vector<Term> const value{plus(F::revenue_discounted), minus(F::cost_discounted)};
  std::vector<Term> const with_close{plus(F::revenue_discounted), minus(F::cost_discounted),
                                     plus(F::value_close, When::close_discounted)};
  std::vector<Term> const acquired{plus(F::customers_open, When::open), plus(F::joined)};
  return {
      {"customers", K::count, "head", "customers at the window's close", {plus(F::customers_close, When::close)}},
      {"new", K::count, "head", "customers who joined", {plus(F::joined)}},
      {"lost", K::count, "head", "customers lost to churn", {plus(F::lost)}},
      {"ended", K::count, "head", "customers whose journey ended without loss", {plus(F::ended)}},
      {"churn_rate",
       K::yearly_rate,
       "1/year",
       "customers lost per customer-year of exposure",
       {plus(F::lost)},
       {plus(F::exposure)},
       days_per_year},
      {"revenue", K::money, "currency", "revenue in the window", {plus(F::revenue)}},
      {"cost", K::money, "currency", "cost in the window (a segment's: before overhead)", {plus(F::cost)}},
      {"margin",
       K::money,
       "currency",
       "revenue - cost (a segment's: before overhead)",
       {plus(F::revenue), minus(F::cost)}},
      {"value", K::money, "currency", "margin discounted to month 0 (a segment's: before overhead)", value},
      {"value_at_close", K::money, "currency",
       "value + what the customers still there at close are worth, discounted to month 0", with_close},
      {"lifetime_value", K::money, "currency",
       "value per customer acquired (there at the window's open, or joined in it)", value, acquired},
  };
}

OutputDefinition rate_of_visits(std::string_view name, std::string_view long_name, TouchpointField field) {
  return {name, OutputKind::share, "1", long_name, {plus(field)}, {plus(TouchpointField::visits)}};
}

/// Zero where the touchpoint has no `answer_within`, which a tally cannot tell: not shown unless asked for.
OutputDefinition answered_in_time() {
  OutputDefinition definition = rate_of_visits(
      "answered_in_time_rate", "share of visits answered in time (answer_within)", TouchpointField::answered_in_time);
  definition.listed = false;
  return definition;
}

/// What touchpoints and silos have alike.
template <class Field>
OutputDefinition survey_mean() {
  return {"survey_mean",
          OutputKind::score,
          "point",
          "mean recorded survey score, 0 to 10",
          {plus(Field::survey_sum)},
          {plus(Field::survey_count)}};
}

OutputDefinition wait_percentile(std::string_view name, std::string_view long_name, double percentile) {
  return {name, OutputKind::duration, "day", long_name, {}, {}, 1, false, percentile};
}

std::vector<OutputDefinition> touchpoint_outputs() {
  using F = TouchpointField;
  using K = OutputKind;
  return {
      {"visits", K::count, "1", "visits that arrived", {plus(F::visits)}},
      rate_of_visits("success_rate", "share of visits that succeeded", F::success),
      rate_of_visits("failure_rate", "share of visits that failed and were felt", F::failure),
      rate_of_visits("recovered_rate", "share of visits whose failure was caught in time", F::recovered),
      rate_of_visits("abandoned_rate", "share of visits that left the queue", F::abandoned),
      rate_of_visits("turned_away_rate", "share of visits turned away", F::turned_away),
      answered_in_time(),
      {"wait_mean",
       K::duration,
       "day",
       "mean open time waited, abandoners included, those turned away left out",
       {plus(F::wait)},
       {plus(F::visits), minus(F::turned_away)}},
      wait_percentile("wait_p50", "median wait", 0.50),
      wait_percentile("wait_p90", "90th percentile of the wait", 0.90),
      wait_percentile("wait_p99", "99th percentile of the wait", 0.99),
      survey_mean<F>(),
      {"survey_count", K::count, "1", "surveys answered", {plus(F::survey_count)}},
      {"trust_lost", K::log_odds, "log-odds", "trust lost, summed over visits", {plus(F::trust_lost)}},
      {"revenue", K::money, "currency", "revenue", {plus(F::revenue)}},
      {"cost", K::money, "currency", "cost of visits", {plus(F::cost)}},
  };
}

std::vector<OutputDefinition> silo_outputs() {
  using F = SiloField;
  using K = OutputKind;
  return {
      {"agents", K::agents, "agent", "agents employed, mean over the window", {plus(F::agents)}, {}, 1, true},
      {"load",
       K::share,
       "1",
       "handling offered and initiatives' effort, over capacity",
       {plus(F::offered), plus(F::effort)},
       {plus(F::capacity)}},
      {"resignations", K::count, "1", "agents who resigned", {plus(F::resignations)}},
      survey_mean<F>(),
      {"churn_booked", K::count, "head", "customers lost, booked where they were last", {plus(F::churn_booked)}},
      {"churn_attributed",
       K::count,
       "head",
       "customers lost, attributed by trust accounts",
       {plus(F::churn_attributed)}},
      {"cost", K::money, "currency", "cost: agents, visits, initiatives", {plus(F::cost)}},
      {"spend", K::money, "currency", "spent on initiatives", {plus(F::spend)}},
  };
}

Term plus(InitiativeField field) { return {static_cast<int>(field), 1, When::flow}; }

OutputDefinition of_initiative(std::string_view name, OutputKind kind, std::string_view unit,
                               std::string_view long_name, InitiativeField field, OutputDefinition::Read read) {
  OutputDefinition definition{name, kind, unit, long_name, {plus(field)}};
  definition.read = read;
  return definition;
}

std::vector<OutputDefinition> initiative_outputs() {
  using F = InitiativeField;
  using K = OutputKind;
  using Read = OutputDefinition::Read;
  return {
      of_initiative("started_share", K::share, "1", "share of replications in which it was started", F::committed,
                    Read::any),
      of_initiative("delivered_share", K::share, "1", "share of replications in which it was delivered", F::delivered,
                    Read::any),
      of_initiative("start_month", K::count, "month", "month in which it was started, where it was", F::committed,
                    Read::first_month),
      of_initiative("spend", K::money, "currency", "one-off and running cost", F::spend, Read::sum),
  };
}

}  // namespace

std::vector<OutputDefinition> const& output_table(OutputOf of) {
  static std::vector<OutputDefinition> const asset = asset_outputs();
  static std::vector<OutputDefinition> const touchpoint = touchpoint_outputs();
  static std::vector<OutputDefinition> const silo = silo_outputs();
  static std::vector<OutputDefinition> const initiative = initiative_outputs();
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
