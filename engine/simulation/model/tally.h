#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/calendar.h"
#include "engine/base/enum_names.h"

/// The result of one replication: whole numbers only, so sums are exact and do not depend on the order of addition.
///
/// Money is in millionths of the currency, time in microseconds (customer time in seconds), shares and log-odds in
/// millionths. A visit is tallied in the month in which it arrives, money in the month in which it is due.
namespace silowalk::inline simulation {

/// The factor from a stored whole number to base units.
enum class Scale {
  count,     ///< as it is
  micro,     ///< / 1e6 (currency, log-odds, points, heads)
  duration,  ///< microseconds; / microseconds_per_day gives days
  seconds,   ///< seconds; / seconds_per_day gives days (sums over many heads would overflow microseconds)
};

/// One field of a tally: its name in files, its unit and its title.
struct FieldInfo {
  std::string_view name;       ///< in results files and JSON
  std::string_view unit;       ///< in base units: "1", "day", "currency", "head", "agent-day", "log-odds", "point"
  std::string_view long_name;  ///< for people
  Scale scale;                 ///< how the stored number becomes base units
};

/// Axes of a tally. Every posting of money carries all three, so the three totals are equal to the last unit.
enum class Axis { touchpoint, silo, segment };

/// Fields by month and touchpoint; units and meanings are in touchpoint_fields.
enum class TouchpointField : std::uint8_t {
  visits,
  success,
  failure,
  recovered,
  abandoned,
  turned_away,
  answered_in_time,
  context_lost,
  wait,
  offered,
  handling,
  trust_lost,
  survey_count,
  survey_sum,
  churn_booked,
  revenue,
  cost,
  revenue_discounted,
  cost_discounted
};
/// Fields by month and silo; units and meanings are in silo_fields.
enum class SiloField : std::uint8_t {
  visits,
  offered,
  handling,
  capacity,
  agents,
  resignations,
  effort,
  survey_count,
  survey_sum,
  trust_lost,
  churn_booked,
  churn_attributed,
  revenue,
  cost,
  revenue_discounted,
  cost_discounted,
  spend
};
/// Fields by month and initiative; units and meanings are in initiative_fields.
enum class InitiativeField : std::uint8_t {
  looked_at,
  committed,
  delivered,
  dropped,
  late,
  on_noise,
  effort,
  spend,
  spend_discounted,
  effect,
  forecast_own,
  forecast_value
};
/// Fields by month and segment; units and meanings are in segment_fields.
enum class SegmentField : std::uint8_t {
  customers_open,
  joined,
  lost,
  ended,
  customers_close,
  exposure,
  prospects_open,
  prospects_arrived,
  prospects_joined,
  prospects_lost,
  prospects_ended,
  prospects_close,
  revenue,
  cost,
  revenue_discounted,
  cost_discounted,
  value_open,
  value_joined,
  value_lost,
  value_ended,
  value_revaluation,
  value_close
};

inline constexpr std::array<FieldInfo, enum_count<TouchpointField>()> touchpoint_fields{{
    {"visits", "1", "visits that arrived", Scale::count},
    {"success", "1", "visits that succeeded", Scale::count},
    {"failure", "1", "visits that failed and were felt", Scale::count},
    {"recovered", "1", "failures caught before the customer felt them", Scale::count},
    {"abandoned", "1", "visits that left the queue when patience ran out", Scale::count},
    {"turned_away", "1", "visits turned away (closed, or no room)", Scale::count},
    {"answered_in_time", "1", "visits answered within the touchpoint's answer_within", Scale::count},
    {"context_lost", "1", "visits that arrived with their context lost at a handoff", Scale::count},
    {"wait", "day", "time waited by tolerance_by (open time or clock), abandoners included", Scale::duration},
    {"offered", "agent-day", "handling offered by all arrivals, abandoners included", Scale::duration},
    {"handling", "agent-day", "handling done", Scale::duration},
    {"trust_lost", "log-odds", "trust lost", Scale::micro},
    {"survey_count", "1", "surveys answered", Scale::count},
    {"survey_sum", "point", "sum of recorded survey scores (0 to 10)", Scale::micro},
    {"churn_booked", "head", "customers lost, booked where they were last", Scale::count},
    {"revenue", "currency", "revenue", Scale::micro},
    {"cost", "currency", "cost", Scale::micro},
    {"revenue_discounted", "currency", "revenue, discounted to month 0", Scale::micro},
    {"cost_discounted", "currency", "cost, discounted to month 0", Scale::micro},
}};
static_assert(is_complete<TouchpointField>(touchpoint_fields), "a field has no row");
inline constexpr std::array<FieldInfo, enum_count<SiloField>()> silo_fields{{
    {"visits", "1", "visits that arrived", Scale::count},
    {"offered", "agent-day", "handling offered by all arrivals, abandoners included", Scale::duration},
    {"handling", "agent-day", "handling done", Scale::duration},
    {"capacity", "agent-day", "agents employed x time on duty, at the speed of their hours", Scale::duration},
    {"agents", "agent-day", "agents employed x time", Scale::duration},
    {"resignations", "1", "agents who resigned", Scale::count},
    {"effort", "agent-day", "agents taken from service by initiatives under way x time on duty", Scale::duration},
    {"survey_count", "1", "surveys answered", Scale::count},
    {"survey_sum", "point", "sum of recorded survey scores (0 to 10)", Scale::micro},
    {"trust_lost", "log-odds", "trust lost at this silo's touchpoints", Scale::micro},
    {"churn_booked", "head", "customers lost, booked where they were last", Scale::count},
    {"churn_attributed", "head", "customers lost, attributed by trust accounts; (company) holds the baseline",
     Scale::micro},
    {"revenue", "currency", "revenue", Scale::micro},
    {"cost", "currency", "cost", Scale::micro},
    {"revenue_discounted", "currency", "revenue, discounted to month 0", Scale::micro},
    {"cost_discounted", "currency", "cost, discounted to month 0", Scale::micro},
    {"spend", "currency", "spent on initiatives", Scale::micro},
}};
static_assert(is_complete<SiloField>(silo_fields), "a field has no row");
inline constexpr std::array<FieldInfo, enum_count<InitiativeField>()> initiative_fields{{
    {"looked_at", "1", "times it was looked at and not begun", Scale::count},
    {"committed", "1", "begun: its owner has promised it", Scale::count},
    {"delivered", "1", "delivered", Scale::count},
    {"dropped", "1", "given up before it was delivered", Scale::count},
    {"late", "1", "months begun when it was due and neither delivered nor given up", Scale::count},
    {"on_noise", "1", "begun as a quick fix for a drop that chance alone explains", Scale::count},
    {"effort", "agent-day", "agents taken by the work x time", Scale::duration},
    {"spend", "currency", "one-off and running cost", Scale::micro},
    {"spend_discounted", "currency", "one-off and running cost, discounted to month 0", Scale::micro},
    {"effect", "1", "share of the full effect in force, mean over the month", Scale::micro},
    {"forecast_own", "point", "forecast at a planning date: rise of the owner's mean survey score", Scale::micro},
    {"forecast_value", "currency", "forecast at a planning date: customer value less cost", Scale::micro},
}};
static_assert(is_complete<InitiativeField>(initiative_fields), "a field has no row");
inline constexpr std::array<FieldInfo, enum_count<SegmentField>()> segment_fields{{
    {"customers_open", "head", "customers at the month's open", Scale::count},
    {"joined", "head", "customers who joined", Scale::count},
    {"lost", "head", "customers lost to churn", Scale::count},
    {"ended", "head", "customers whose journey ended without loss", Scale::count},
    {"customers_close", "head", "customers at the month's close", Scale::count},
    {"exposure", "day", "customer-time (sum of days as a customer)", Scale::seconds},
    {"prospects_open", "head", "prospects at the month's open", Scale::count},
    {"prospects_arrived", "head", "prospects who arrived", Scale::count},
    {"prospects_joined", "head", "prospects who became customers", Scale::count},
    {"prospects_lost", "head", "prospects who left by a churn exit", Scale::count},
    {"prospects_ended", "head", "prospects whose journey ended", Scale::count},
    {"prospects_close", "head", "prospects at the month's close", Scale::count},
    {"revenue", "currency", "revenue", Scale::micro},
    {"cost", "currency", "cost before overhead", Scale::micro},
    {"revenue_discounted", "currency", "revenue, discounted to month 0", Scale::micro},
    {"cost_discounted", "currency", "cost before overhead, discounted to month 0", Scale::micro},
    {"value_open", "currency", "customer asset at open: heads x worth per head", Scale::micro},
    {"value_joined", "currency", "customer asset gained by joiners", Scale::micro},
    {"value_lost", "currency", "customer asset lost to churn", Scale::micro},
    {"value_ended", "currency", "customer asset that ended without loss", Scale::micro},
    {"value_revaluation", "currency", "change of the worth per head x heads", Scale::micro},
    {"value_close", "currency", "customer asset at close", Scale::micro},
}};
static_assert(is_complete<SegmentField>(segment_fields), "a field has no row");

/// Names along the axes. Pseudo members are last: touchpoints "(subscription)", "(overhead)"; silos "(company)";
/// segments "(unallocated)". `months` counts from month 0 to the horizon, without warm-up.
struct TallyAxes {
  int months = 0;                          ///< months of the horizon
  std::vector<std::string> touchpoints;    ///< names, two pseudo members last
  std::vector<std::string> silos;          ///< names, one pseudo member last
  std::vector<std::string> segments;       ///< names, one pseudo member last
  std::vector<std::string> initiatives{};  ///< no pseudo member; none where the scenario has none
  friend bool operator==(TallyAxes const&, TallyAxes const&) = default;
};

/// The log-linear histogram of waits. Bin 0 holds waits below 1 ms. Each octave from 1 ms on has 32 equal bins, so no
/// bin is wider than 1/32 of its lower edge. The last bin holds waits beyond 36 octaves (about 2 years).
inline constexpr int wait_bins_per_octave = 32;
inline constexpr int wait_bins = 2 + 36 * wait_bins_per_octave;
/// Returns the upper edge of a bin, in days (infinity for the last). Precondition: bin >= 0.
double wait_bin_upper_edge(int bin);
/// Returns the bin of a wait in days. Precondition: days >= 0.
int wait_bin(double days);

/// First and last month of the warm-up, which show how far the start was from steady. All zero without warm-up, except
/// `customers_placed`.
struct Drift {
  std::vector<std::int64_t> customers_placed;  ///< by segment (pseudo member included), at the start of warm-up
  std::vector<std::int64_t> first_offered, first_capacity, last_offered, last_capacity;  ///< by silo, microseconds
  std::vector<std::int64_t> first_visits, first_wait, last_visits, last_wait;            ///< by silo, microseconds
  friend bool operator==(Drift const&, Drift const&) = default;
};

/// One replication of one scenario, month 0 to the horizon. Cell layout: [(month * members + member) * fields + field].
/// at() checks no bounds.
struct Tally {
  int months = 0;                              ///< of the horizon, without the warm-up
  int touchpoints = 0;                         ///< pseudo members included, as in TallyAxes
  int silos = 0;                               ///< pseudo member included
  int segments = 0;                            ///< pseudo member included
  int initiatives = 0;                         ///< without pseudo members
  std::vector<std::int64_t> touchpoint_cells;  ///< counts, and millionths, microseconds or seconds by field
  std::vector<std::int64_t> silo_cells;        ///< the same by silo
  std::vector<std::int64_t> segment_cells;     ///< the same by segment
  std::vector<std::int64_t> initiative_cells;  ///< the same by initiative; empty without initiatives
  std::vector<std::int64_t>
      wait_histogram;  ///< [touchpoint * wait_bins + bin], visits with a queue only, whole horizon
  Drift drift;         ///< of the warm-up, which the cells leave out

  std::int64_t at(int month, int touchpoint, TouchpointField f) const {
    return touchpoint_cells[(static_cast<std::size_t>(month) * touchpoints + touchpoint) * touchpoint_fields.size() +
                            static_cast<std::size_t>(f)];
  }
  std::int64_t at(int month, int silo, SiloField f) const {
    return silo_cells[(static_cast<std::size_t>(month) * silos + silo) * silo_fields.size() +
                      static_cast<std::size_t>(f)];
  }
  std::int64_t at(int month, int segment, SegmentField f) const {
    return segment_cells[(static_cast<std::size_t>(month) * segments + segment) * segment_fields.size() +
                         static_cast<std::size_t>(f)];
  }
  std::int64_t at(int month, int initiative, InitiativeField f) const {
    return initiative_cells[(static_cast<std::size_t>(month) * initiatives + initiative) * initiative_fields.size() +
                            static_cast<std::size_t>(f)];
  }
  friend bool operator==(Tally const&, Tally const&) = default;
};

/// Returns a tally of these axes, all zero.
Tally empty_tally(TallyAxes const& axes);

}  // namespace silowalk::inline simulation
