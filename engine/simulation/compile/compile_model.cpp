#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "engine/base/calendar.h"
#include "engine/base/date.h"
#include "engine/base/fixed_point.h"
#include "engine/base/portable_math.h"
#include "engine/base/random.h"
#include "engine/scenario/resolve.h"
#include "engine/simulation/compile/assumptions.h"
#include "engine/simulation/compile/axes.h"
#include "engine/simulation/model/customer.h"
#include "engine/simulation/model/decision_tables.h"
#include "engine/simulation/model/model_tables.h"

namespace silowalk::inline simulation {

namespace {

/// Number of 32-bit words.
constexpr auto words = static_cast<double>(certain);
constexpr int limits_per_group = 8;
constexpr std::size_t largest_tally = std::size_t{1} << 28;  // cells: 2 GiB

/// Throws InvalidInput with one complaint.
[[noreturn]] void refuse(Location const& where, std::string what, std::string why) {
  std::vector<Complaint> complaints(1);
  complaints[0].where = where;
  complaints[0].what = std::move(what);
  complaints[0].why = std::move(why);
  throw InvalidInput(std::move(complaints));
}

/// Returns the index of a name. Throws InvalidInput where there is none.
std::size_t find(NameIndex const& index, std::string const& name, Location const& where, char const* kind) {
  std::optional<std::size_t> const place = index.place(name);
  if (!place) refuse(where, std::string("there is no ") + kind + " '" + name + "'", "");
  return *place;
}

/// Throws InvalidInput where two names have one hash. Random words are keyed by hashes, so both would share them.
void refuse_collisions(Scenario const& scenario) {
  std::vector<Complaint> complaints;
  auto const check = [&](auto const& members) {
    std::map<std::uint32_t, std::string> seen;
    for (auto const& member : members) {
      auto const [at, fresh] = seen.emplace(name_hash(member.name), member.name);
      if (fresh) continue;
      complaints.push_back({Complaint::Severity::error, member.where,
                            "'" + member.name + "' and '" + at->second + "' would share their random numbers",
                            "both names hash to the same word; rename one", "", ""});
    }
  };
  check(scenario.segments);
  check(scenario.touchpoints);
  if (!complaints.empty()) throw InvalidInput(std::move(complaints));
}

/// Compiles a scenario into tables. The order in compile() matters: touchpoints need silos, segments need touchpoints,
/// the record layout needs features, and decisions need all rows.
class Compiler {
 public:
  explicit Compiler(Scenario const& scenario)
      : scenario_(scenario), silos_(scenario.silos), touchpoints_(scenario.touchpoints), exits_(scenario.exits) {}

  /// Returns the tables. Call it once. Throws InvalidInput where the scenario cannot be simulated.
  ModelTables compile() {
    refuse_collisions(scenario_);
    tables_.axes = axes_of(scenario_);
    compile_horizon();
    for (Silo const& silo : scenario_.silos) compile_silo(silo);
    for (Touchpoint const& touchpoint : scenario_.touchpoints) compile_touchpoint(touchpoint);
    for (Segment const& segment : scenario_.segments) compile_segment(segment);
    find_features();
    lay_out_records();
    place_steadily(tables_);
    tables_.decisions = compile_decisions(scenario_, tables_);
    tables_.assumptions = model_assumptions(scenario_, tables_);
    return std::move(tables_);
  }

 private:
  /// Sets the clocks, the end, the warm-up and the discount. Refuses tallies beyond `largest_tally` cells before any
  /// memory is taken.
  void compile_horizon() {
    Horizon const& h = scenario_.horizon;
    tables_.tolerance_by = scenario_.tolerance_by;
    tables_.start = h.start;
    tables_.end = simulated_days(h);
    tables_.warm_up = h.warm_up;
    tables_.warm_months = static_cast<int>(std::ceil(h.warm_up / days_per_month));
    tables_.discount_rate = h.discount == 0 ? 0 : portable_log(1 + h.discount) / days_per_year;
    std::size_t const cells =
        static_cast<std::size_t>(tables_.all_months()) * tables_.axes.touchpoints.size() * touchpoint_fields.size();
    if (cells > largest_tally) {
      refuse({}, "the tally of this scenario would not fit in memory",
             "touchpoints x months is too large; shorten the horizon or merge touchpoints");
    }
  }

  /// Compiles a silo. Refuses agents who are never on duty: waits would be infinite.
  void compile_silo(Silo const& silo) {
    SiloRow row;
    row.limited = silo.agents.has_value();
    row.agents = silo.agents.value_or(0);
    row.room = silo.room.value_or(0);
    row.turn_away = silo.closed == Closed::turn_away;
    row.cost = silo.cost;
    row.strain = silo.strain;
    row.fatigue = silo.fatigue;
    row.losses = silo.losses;
    row.schedule = WeeklySchedule(row.agents, silo.shifts, weekday(scenario_.horizon.start));
    // Shifts replace hours_per_week: they say when, not only how much.
    if (silo.shifts.empty() && silo.hours_per_week) row.speed = *silo.hours_per_week / 168.0;
    if (row.limited && row.schedule.agent_time(0, 7) <= 0) {
      refuse(silo.where, "silo '" + silo.name + "' never has an agent on duty",
             "its visitors would wait for ever; leave out `agents` if visits need no agent");
    }
    tables_.silos.push_back(row);
  }

  /// Adds a sampler and returns its index.
  std::int32_t sampler(Distribution const& distribution) {
    tables_.samplers.emplace_back(distribution);
    return static_cast<std::int32_t>(tables_.samplers.size() - 1);
  }

  /// Compiles a touchpoint with its routes. What it uses is decided here once, so a visit tests one flag per feature.
  void compile_touchpoint(Touchpoint const& t) {
    TouchpointRow row;
    row.hash = name_hash(t.name);
    row.silo = static_cast<std::uint16_t>(find(silos_, t.silo, t.silo_where, "silo"));
    row.tally = static_cast<std::uint16_t>(tables_.touchpoints.size());
    SiloRow const& silo = tables_.silos[row.silo];
    row.joins = t.joins;
    if (t.handling) row.handling = sampler(*t.handling);
    row.staffed = t.handling.has_value() && silo.limited;
    if (t.patience && row.staffed) row.patience = sampler(*t.patience);
    row.placed_in_hours = row.staffed && !t.any_hour && !silo.schedule.around_the_clock();
    row.handling_factor = 1.0 / silo.speed;
    row.rework = t.rework;
    if (t.answer_within) row.answer_within = *t.answer_within;
    row.success = t.success;
    row.outcome_drawn = t.success < 1;
    row.success_threshold = threshold(t.success);
    row.recovery = threshold(t.recovery);
    compile_spread(t, row);
    compile_trust(t, row);
    row.revenue = to_millionths(t.revenue);
    row.cost = to_millionths(t.cost);
    for (std::size_t list = 0; list < 4; ++list) row.next[list] = compile_routes(t.next[list], t.silo);
    row.second_block = row.patience != no_sampler || row.recovery > 0 || row.has_survey || loses_context(row);
    tables_.prospects = tables_.prospects || t.joins;
    tables_.touchpoints.push_back(row);
  }

  /// Compiles a customer's own success: a beta variable X / (X + Y) of two gamma variables, alpha + beta = 1 / spread
  /// - 1.
  void compile_spread(Touchpoint const& t, TouchpointRow& row) {
    if (t.success_spread <= 0 || t.success <= 0 || t.success >= 1) return;
    double const both = 1 / t.success_spread - 1;
    row.own_success = sampler(spread(1 / std::sqrt(t.success * both)));
    row.own_failure = sampler(spread(1 / std::sqrt((1 - t.success) * both)));
    row.own_success_shape = 1 / tables_.samplers[static_cast<std::size_t>(row.own_success)].variance();
    row.own_failure_shape = 1 / tables_.samplers[static_cast<std::size_t>(row.own_failure)].variance();
  }

  /// Compiles trust and survey. A survey that no customer answers is left out.
  static void compile_trust(Touchpoint const& t, TouchpointRow& row) {
    row.trust = t.trust;
    bool const waits = row.staffed && t.trust.wait != 0;
    if (waits && t.trust.tolerance && *t.trust.tolerance > 0) row.inverse_tolerance = 1 / *t.trust.tolerance;
    row.moves_trust =
        t.trust.gain != 0 || (t.trust.loss != 0 && (t.success < 1 || row.staffed)) || row.inverse_tolerance > 0;
    if (!t.survey || t.survey->response <= 0) return;
    row.has_survey = true;
    row.survey = *t.survey;
    set_response(row, t.survey->response);
  }

  /// Returns whether a route of the touchpoint can lose the context.
  bool loses_context(TouchpointRow const& row) const {
    for (RouteList const& list : row.next) {
      for (std::size_t i = 0; i < list.count; ++i) {
        if (tables_.routes[list.first + i].context_lost > 0) return true;
      }
    }
    return false;
  }

  /// Compiles the routes of one outcome. Routes without a share are left out: no word can select them.
  RouteList compile_routes(std::vector<Route> const& written, std::string const& silo) {
    RouteList list;
    list.first = static_cast<std::uint32_t>(tables_.routes.size());
    for (Route const& route : written) {
      if (route.share <= 0) continue;
      tables_.routes.push_back(compile_route(route, silo));
      list.elastic = list.elastic || route.elasticity != 0;
    }
    list.count = static_cast<std::uint16_t>(tables_.routes.size() - list.first);
    list.first_limit = static_cast<std::uint32_t>(tables_.limits.size());
    list.limit_groups = static_cast<std::uint16_t>((list.count + limits_per_group - 1) / limits_per_group);
    tables_.limits.resize(tables_.limits.size() + static_cast<std::size_t>(list.limit_groups) * limits_per_group,
                          std::numeric_limits<std::int32_t>::max());
    cut_shares(tables_, list);
    return list;
  }

  /// Compiles one route. For the context, a route to an exit counts as one within the silo: no coordinator applies.
  RouteRow compile_route(Route const& route, std::string const& silo) {
    RouteRow row;
    row.share = route.share;
    row.elasticity = route.elasticity;
    if (!(route.after == Distribution::constant(0))) row.dwell = sampler(route.after);
    std::optional<std::size_t> const exit = exits_.place(route.to);
    if (exit) {
      row.target = static_cast<std::uint16_t>(*exit);
      row.kind = scenario_.exits[*exit].kind == Exit::Kind::churn ? TargetKind::churn : TargetKind::end;
    } else {
      row.target = static_cast<std::uint16_t>(find(touchpoints_, route.to, route.to_where, "touchpoint or exit"));
    }
    bool const leaves = exit.has_value();
    std::string const& to = leaves ? silo : scenario_.touchpoints[row.target].silo;
    row.context_lost = threshold(route.handoff * handoff_left(scenario_.organisation, silo, to));
    return row;
  }

  /// Compiles a segment. Samplers without effect are left out, so nothing is computed for them.
  void compile_segment(Segment const& s) {
    SegmentRow row;
    row.hash = name_hash(s.name);
    row.entry = static_cast<std::uint16_t>(find(touchpoints_, s.entry, s.entry_where, "touchpoint"));
    row.customers = s.customers;
    row.start = s.start;
    row.entry_in_hours = tables_.touchpoints[row.entry].placed_in_hours && !s.any_hour;
    row.baseline = logit(s.trust);
    row.memory_rate = s.memory ? 1 / *s.memory : 0;
    row.hazard = s.churn.rate;
    row.sensitivity = s.churn.sensitivity;
    row.cap = s.churn.cap;
    row.tenure = s.churn.tenure;
    if (s.churn.frailty_cv > 0 && s.churn.rate > 0) row.frailty = sampler(spread(s.churn.frailty_cv));
    if (s.pace_cv > 0) row.pace = sampler(spread(s.pace_cv));
    if (row.frailty != no_sampler) row.frailty_spread = s.churn.frailty_cv * s.churn.frailty_cv;
    if (s.tenure && (!s.churn.tenure.empty() || row.frailty != no_sampler)) row.tenure_at_start = sampler(*s.tenure);
    row.price = s.revenue;
    row.worth = s.worth.value_or(default_worth(s));
    row.arrivals = s.arrivals;
    row.season = s.season;
    row.week = rhythm(s);
    tables_.worth.push_back(row.worth);
    tables_.segments.push_back(row);
  }

  /// Returns a gamma distribution with mean 1 and this coefficient of variation.
  static Distribution spread(double cv) { return {Distribution::Kind::gamma, 1, cv, 0, {}, false}; }

  /// Returns the revenue over the expected life at baseline hazard, discounted, at most that of five years. Without the
  /// bound, a segment without churn and discount would have infinite worth.
  double default_worth(Segment const& s) const {
    double const fading = s.churn.rate + tables_.discount_rate;
    double const days = fading > 0 ? std::min(1 / fading, 5 * days_per_year) : 5 * days_per_year;
    return s.revenue * days;
  }

  /// Returns the 168 hourly factors of the week, scaled to mean 1, so that `arrivals` stays the mean rate.
  static std::vector<double> rhythm(Segment const& s) {
    if (s.weekdays.empty() && s.hours.empty()) return {};
    std::vector<double> week(168);
    double sum = 0;
    for (std::size_t h = 0; h < week.size(); ++h) {
      week[h] = (s.weekdays.empty() ? 1 : s.weekdays[h / 24]) * (s.hours.empty() ? 1 : s.hours[h % 24]);
      sum += week[h];
    }
    for (double& factor : week) factor *= 168.0 / sum;
    return week;
  }

  /// Finds the features that the scenario uses, which select the build of the walker. Accounts are kept only where
  /// trust can cause churn, by elastic routes or by a sensitive hazard.
  void find_features() {
    Features& f = tables_.features;
    for (SiloRow const& silo : tables_.silos) f.fatigue = f.fatigue || (silo.limited && silo.fatigue != 0);
    for (TouchpointRow const& t : tables_.touchpoints) {
      f.queues = f.queues || t.staffed;
      f.outcomes = f.outcomes || t.outcome_drawn;
      f.trust = f.trust || t.moves_trust;
      f.surveys = f.surveys || t.has_survey;
      f.context = f.context || loses_context(t);
      f.calendars = f.calendars || t.placed_in_hours;
    }
    f.trust = f.trust || f.context;
    bool elastic = false;
    for (RouteRow const& route : tables_.routes) elastic = elastic || route.elasticity != 0;
    bool sensitive = false;
    for (SegmentRow const& s : tables_.segments) {
      f.hazard = f.hazard || s.hazard > 0;
      f.life = f.life || s.hazard > 0 || s.pace != no_sampler;
      sensitive = sensitive || (s.hazard > 0 && s.sensitivity != 0);
    }
    f.accounts = f.trust && (elastic || sensitive);
    f.discount = tables_.discount_rate != 0;
  }

  /// Sets the layout of a customer's record. Accounts come before counters, which keeps the doubles aligned.
  void lay_out_records() {
    tables_.accounts_offset = sizeof(Customer);
    tables_.counters_offset =
        tables_.accounts_offset + (tables_.features.accounts ? tables_.silos.size() * sizeof(double) : 0);
    std::size_t const bytes = tables_.counters_offset + tables_.touchpoints.size() * sizeof(std::uint16_t);
    tables_.record_bytes = (bytes + 15) / 16 * 16;
  }

  Scenario const& scenario_;
  NameIndex silos_, touchpoints_, exits_;  ///< places by name
  ModelTables tables_;                     ///< under way
};

}  // namespace

Threshold threshold(double probability) {
  if (probability >= 1) return certain;
  if (!(probability > 0)) return 0;
  return static_cast<Threshold>(probability * words + 0.5);
}

Threshold success_under(TouchpointRow const& row, double shift) {
  return shift == 0 ? row.success_threshold : threshold(logistic(logit(row.success) + shift));
}

void set_response(TouchpointRow& row, double response) {
  double const selection = row.survey.selection;
  row.survey_response = threshold(response);
  row.survey_logit = logit(response);
  row.survey_most = row.survey_response;
  // Felt scores are at most 5 points from the middle. The added unit covers rounding.
  if (selection != 0) row.survey_most = threshold(logistic(row.survey_logit + 5 * std::abs(selection))) + 1;
}

void cut_shares(ModelTables& tables, RouteList& list) {
  double total = 0;
  for (std::size_t i = 0; i < list.count; ++i) total += tables.routes[list.first + i].share;
  double below = 0;
  list.churn_share = 0;
  for (std::size_t i = 0; i + 1 < list.count; ++i) {
    below += tables.routes[list.first + i].share / total;
    double const limit = std::min(std::floor(below * words + 0.5), words - 1);  // the first word of the next route
    tables.limits[list.first_limit + i] =
        static_cast<std::int32_t>(static_cast<std::uint32_t>(limit < 1 ? 0 : limit - 1) ^ 0x80000000u);
  }
  for (std::size_t i = 0; i < list.count; ++i) {
    RouteRow const& route = tables.routes[list.first + i];
    if (route.kind == TargetKind::churn) list.churn_share += route.share / total;
  }
}

Model::Model(Scenario const& scenario) : tables_(std::make_shared<ModelTables const>(Compiler(scenario).compile())) {}
TallyAxes const& Model::axes() const { return tables_->axes; }
bool Model::independent() const {
  return !tables_->features.queues && !tables_->features.fatigue && !tables_->decisions;
}
std::vector<std::string> const& Model::assumptions() const { return tables_->assumptions; }
std::vector<double> const& Model::worth() const { return tables_->worth; }

}  // namespace silowalk::inline simulation
