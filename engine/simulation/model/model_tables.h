#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/sampler.h"
#include "engine/scenario/scenario.h"
#include "engine/simulation/model/features.h"
#include "engine/simulation/model/model.h"
#include "engine/simulation/model/weekly_schedule.h"

/// A scenario compiled for simulation: names are indices, probabilities are thresholds on 32-bit words, money of visits
/// is in millionths. Private to the simulation module. Times are days since month 0, rates per day, trust log-odds.
///
/// Tables are immutable and shared by threads. Where a company decides, each replication changes its own copy.
namespace silowalk::inline simulation {

/// A probability as a threshold: an event happens when word < threshold. 2^32 means certain.
// 64 bits, so that certainty (2^32) has a value that no 32-bit word reaches.
using Threshold = std::uint64_t;
inline constexpr Threshold certain = Threshold{1} << 32;
/// Returns the threshold of a probability.
Threshold threshold(double probability);
/// Returns the probability of a threshold; exact.
constexpr double probability(Threshold threshold) { return static_cast<double>(threshold) * 0x1p-32; }

inline constexpr std::int32_t no_sampler = -1;  ///< marks a distribution that is not there

/// A touchpoint, or an exit: churn (lost) or end (over without loss).
enum class TargetKind : std::uint8_t { touchpoint, churn, end };

/// One route: its weight is share x exp(elasticity x trust).
struct RouteRow {
  double share = 0;       ///< as written; a list's shares need not sum to 1
  double elasticity = 0;  ///< per log-odds of trust above the baseline
  Threshold context_lost =
      0;  ///< already scaled by communication; 0 where both ends have the same owner and none is given
  std::int32_t dwell = no_sampler;  ///< days; none: no dwell
  std::uint16_t target = 0;         ///< touchpoint index, or exit index
  TargetKind kind = TargetKind::touchpoint;
};

/// The routes of one outcome of one touchpoint. Where trust does not matter, the route taken is the number of `limits`
/// below the word. Eight limits are compared at once, without a branch; longer lists use further groups of eight.
struct RouteList {
  std::uint32_t first = 0;         ///< into ModelTables::routes
  std::uint32_t first_limit = 0;   ///< into ModelTables::limits
  std::uint16_t count = 0;         ///< number of routes
  std::uint16_t limit_groups = 0;  ///< number of groups of eight in `limits`
  bool elastic = false;            ///< some route's weight depends on trust
  double churn_share = 0;          ///< of routes to churn exits, at baseline trust
};

/// One touchpoint. Effects of initiatives change rows in a replication's own copy. `success` stays as written: the
/// thresholds in force, which also depend on fatigue, are kept by the walker.
struct TouchpointRow {
  std::uint32_t hash = 0;                 ///< of the name; keys the random words of visits
  std::uint16_t silo = 0;                 ///< index in ModelTables::silos
  std::uint16_t tally = 0;                ///< index in the tally
  bool staffed = false;                   ///< visits wait for an agent
  bool second_block = false;              ///< draws patience, recovery, context or survey
  bool outcome_drawn = false;             ///< success < 1
  bool joins = false;                     ///< a success or recovered failure makes a prospect a customer
  bool has_survey = false;                ///< its survey can be answered
  bool moves_trust = false;               ///< gain, loss, wait or tolerance can change trust; contexts lost are apart
  bool placed_in_hours = false;           ///< a visit that would begin in closed hours moves to the next opening
  std::int32_t handling = no_sampler;     ///< agent-days; none: the visit takes no time
  std::int32_t patience = no_sampler;     ///< days by `tolerance_by`; none: endless
  double handling_factor = 1;             ///< calendar time per unit of agent time (hours_per_week)
  double rework = 1;                      ///< factor on handling where the context was lost on the way here
  double answer_within = -1;              ///< open days; negative: no wait counts as in time
  double success = 1;                     ///< probability as written
  Threshold success_threshold = 0;        ///< of `success`; effects and fatigue are kept by the walker
  std::int32_t own_success = no_sampler;  ///< gamma of beta's first parameter; with own_failure a customer's success
  std::int32_t own_failure = no_sampler;  ///< gamma of beta's second parameter
  double own_success_shape = 0;           ///< alpha
  double own_failure_shape = 0;           ///< beta
  Threshold recovery = 0;                 ///< of a failure to be caught
  TrustEffect trust;                      ///< log-odds
  double inverse_tolerance = 0;           ///< per day by `tolerance_by`; 0 where waiting costs no trust
  double survey_logit = 0;                ///< of the response; infinite where all customers answer
  Threshold survey_response = 0;          ///< without selection
  Threshold survey_most = 0;              ///< no score's response is above it
  Survey survey;                          ///< selection, bias and noise
  std::int64_t revenue = 0;               ///< millionths, per success
  std::int64_t cost = 0;                  ///< millionths, per visit
  RouteList next[4];                      ///< by route_list() of the outcome
};

/// One segment of customers.
struct SegmentRow {
  std::uint32_t hash = 0;                     ///< of the name; keys the random words of customers
  std::uint16_t entry = 0;                    ///< index of the touchpoint at which newcomers begin
  std::int64_t customers = 0;                 ///< placed at the start of warm-up
  Start start = Start::steady;                ///< where placed customers stand
  bool entry_in_hours = false;                ///< first visits move into opening hours
  double baseline = 0;                        ///< trust, log-odds
  double memory_rate = 0;                     ///< 1 / memory, per day; 0: trust does not fade
  double hazard = 0;                          ///< per day at baseline trust
  double sensitivity = 0;                     ///< of the log hazard per log-odds of trust
  double cap = 4;                             ///< bound of |sensitivity x trust|
  std::vector<Churn::TenureStep> tenure;      ///< hazard by time since joining
  std::int32_t frailty = no_sampler;          ///< gamma with mean 1
  double frailty_spread = 0;                  ///< squared cv
  std::int32_t pace = no_sampler;             ///< gamma with mean 1
  std::int32_t tenure_at_start = no_sampler;  ///< days; none: nobody has a tenure
  double price = 0;                           ///< subscription per day, currency
  double worth = 0;                           ///< per head at close, currency
  double arrivals = 0;                        ///< mean rate, per day
  std::vector<double> season;                 ///< empty or 12
  std::vector<double> week;                   ///< empty or 168 hourly factors with mean 1, Monday 00:00 first
  std::vector<struct Placement> placements;   ///< steady start; empty: entry
};

/// Where a customer may stand at the steady start: dwelling on a route, with a cumulative share (ascending to 1).
struct Placement {
  double cumulative = 0;
  std::uint16_t touchpoint = 0;  ///< from which the route leads
  std::uint32_t route = 0;       ///< index in ModelTables::routes
};

/// One silo. `limited`: it has a number of agents, so visits may wait. `room`: most customers inside, 0 = no limit.
struct SiloRow {
  int agents = 0;  ///< as written, without effects and resignations
  bool limited = false;
  int room = 0;
  bool turn_away = false;      ///< arrivals in closed hours leave at once
  double speed = 1;            ///< hours_per_week / 168
  double cost = 0;             ///< per agent and day
  double strain = 0;           ///< load above which agents tire
  double fatigue = 0;          ///< log-odds of success lost per unit of load above strain
  double losses = 1;           ///< multiplies the losses of trust that the silo causes, from month 0 on
  WeeklySchedule schedule{0};  ///< who is on duty when
};

/// Returns the part of a load above `strain`, with the load bounded by 1.5. Load is work over capacity, no unit. The
/// bound is our own convention: without it one bad month of a small team would make all its agents resign.
constexpr double strained(double load, double strain) {
  double const felt = load < 1.5 ? load : 1.5;
  return felt > strain ? felt - strain : 0.0;
}

/// Returns by how much a load lowers the log-odds of success.
constexpr double tired(SiloRow const& silo, double load) { return silo.fatigue * strained(load, silo.strain); }

/// Returns the threshold of success of a touchpoint where its log-odds are shifted by `shift`.
Threshold success_under(TouchpointRow const& row, double shift);

struct DecisionTables;

/// All rows of a model. Rows refer to each other by index. `record_bytes` and the offsets give the layout of a
/// customer's record (customer_record.h).
struct ModelTables {
  TallyAxes axes;                        ///< of the tally
  Features features;                     ///< that the scenario uses; prospects and decisions are below
  std::vector<std::string> assumptions;  ///< for people
  std::vector<double> worth;             ///< by segment, per head, in the currency
  std::vector<Sampler> samplers;         ///< of all distributions; rows refer to them by index
  std::vector<RouteRow> routes;          ///< of all touchpoints, one list after the other
  std::vector<std::int32_t> limits;      ///< groups of eight, biased so that signed comparison orders them
  std::vector<TouchpointRow> touchpoints;
  std::vector<SegmentRow> segments;
  std::vector<SiloRow> silos;
  WaitClock tolerance_by = WaitClock::open;         ///< of waits, patience and tolerance
  Date start;                                       ///< of month 0
  double warm_up = 0;                               ///< days
  double end = 0;                                   ///< days
  int warm_months = 0;                              ///< months tallied before month 0, and dropped
  double discount_rate = 0;                         ///< continuous, per day: log(1 + d) / days_per_year
  std::shared_ptr<DecisionTables const> decisions;  ///< null: no decisions, no resignations
  bool prospects = false;                           ///< some touchpoint joins, so newcomers are prospects at first
  std::size_t record_bytes = 0;                     ///< bytes of a customer's record, a multiple of 16
  std::size_t accounts_offset = 0;                  ///< offset of the accounts, 8-byte aligned
  std::size_t counters_offset = 0;                  ///< offset of the counters

  /// Returns the number of tallied months, warm-up included.
  int all_months() const { return axes.months + warm_months; }
  /// Returns the first moment of a tallied month. Tallied month 0 lies `warm_months` before month 0.
  double month_begin(int tally_month) const { return (tally_month - warm_months) * days_per_month; }
};

/// Returns the mean frailty of survivors after a tenure (days) at baseline trust, over that of newcomers. A gamma
/// frailty stays gamma among survivors, with mean 1 / (1 + cv^2 H), H the accumulated hazard (Vaupel, Manton and
/// Stallard 1979).
double frailty_of_survivors(SegmentRow const& segment, double tenure);

/// Sets the probability that a survey is answered, with all values derived from it. For compilation and for effects.
void set_response(TouchpointRow& row, double response);

/// Computes a list's limits and its share of churn from the shares of its routes. For compilation and for effects.
void cut_shares(ModelTables& tables, RouteList& list);

/// Fills SegmentRow::placements of every segment that starts steady.
void place_steadily(ModelTables& tables);

}  // namespace silowalk::inline simulation
