#include <algorithm>
#include <cmath>

#include "engine/base/calendar.h"
#include "engine/base/fixed_point.h"
#include "engine/base/portable_math.h"
#include "engine/simulation/decisions/decisions.h"
#include "engine/simulation/decisions/parameters.h"

/// Decisions, part 2: effects, success, staff and resignations that come into force on the first instant of a month,
/// and their record.
namespace silowalk::inline simulation {
namespace {

using Kind = Parameter::Kind;
using F = InitiativeField;

/// Returns the shifts with no more agents than there are.
std::vector<Shift> shifts_for(std::vector<Shift> shifts, int agents) {
  for (Shift& shift : shifts) {
    if (shift.agents) shift.agents = std::min(*shift.agents, agents);
  }
  return shifts;
}

/// Returns the nearest whole number; halves go up.
int nearest(double x) { return static_cast<int>(std::floor(x + 0.5)); }

}  // namespace

/// Measures the loads of the month before: handling offered plus effort, over capacity.
void Decisions::measure_loads() {
  for (std::size_t k = 0; k < silos_.size(); ++k) {
    std::size_t const before = static_cast<std::size_t>(month_ - 1) * silos_.size() + k;
    double const capacity = books_.capacity[before];
    double const offered =
        static_cast<double>(f_.ledger.offered(month_ - 1, k)) / microseconds_per_day + books_.effort[before];
    load_[k] = capacity > 0 ? offered / capacity : 0;
  }
}

/// Recomputes all changes from the written scenario instead of adding differences: rounding would accumulate, and an
/// effect that ends must give back the written value bit for bit.
void Decisions::put_effects_in_force() {
  std::vector<double> change(change_.size());
  for (std::size_t i = 0; i < work_.size(); ++i) {
    if (!work_[i].live()) continue;
    for (EffectRow const& effect : d_.initiatives[i].effects)
      change[effect.parameter] += effect.amount * work_[i].level(effect, horizon_month());
  }
  for (std::size_t p = 0; p < change.size(); ++p) {
    if (change[p] == change_[p]) continue;
    change_[p] = change[p];
    put_in_force(f_.tables, written_, d_.parameters[p], change[p]);
    if (d_.parameters[p].kind == Kind::agents)
      staff_[d_.parameters[p].index].resize(std::max(1, nearest(under(d_.parameters[p], change[p]))));
  }
}

/// Sets the success in force: effects and fatigue add up on the log-odds scale.
void Decisions::set_success() {
  std::vector<double> shift(f_.shift.size());
  for (std::size_t p = 0; p < change_.size(); ++p) {
    if (d_.parameters[p].kind == Kind::success) shift[d_.parameters[p].index] += change_[p];
  }
  for (std::size_t v = 0; v < shift.size(); ++v) {
    TouchpointRow const& row = written_.touchpoints[v];
    // In force: effects may have changed strain and fatigue.
    SiloRow const& silo = f_.tables.silos[row.silo];
    if (!row.outcome_drawn || row.success <= 0) continue;
    if (silo.limited && load_is_known()) shift[v] -= tired(silo, load_[row.silo]);
    f_.shift[v] = shift[v];
    f_.success[v] = success_under(row, shift[v]);
  }
}

void Decisions::set_staff(double t) {
  for (std::size_t k = 0; k < silos_.size(); ++k) {
    if (written_.silos[k].limited) employ(k, t);
  }
}

/// Sets the agents on duty from t on: those present less those that work takes, rounded, but at least one. With none,
/// waiting customers would never be served. Where the number equals the written one, the written schedule is used, so
/// decisions without effect change no bit.
void Decisions::employ(std::size_t k, double t) {
  StaffState& s = silos_[k];
  int const employed = staff_[k].present();
  int const on_duty = std::max(1, employed - nearest(s.effort));
  int const weekday_of_start = weekday(written_.start);
  if (employed != s.employed) {
    s.employed = employed;
    s.schedule = employed == written_.silos[k].agents
                     ? written_.silos[k].schedule
                     : WeeklySchedule(employed, shifts_for(d_.staff[k].shifts, employed), weekday_of_start);
  }
  if (on_duty == s.on_duty) return;
  s.on_duty = on_duty;
  f_.tables.silos[k].schedule =
      on_duty == written_.silos[k].agents
          ? written_.silos[k].schedule
          : WeeklySchedule(on_duty, shifts_for(d_.staff[k].shifts, on_duty), weekday_of_start);
  f_.queues[k].set_agents(static_cast<std::size_t>(on_duty), t);
}

/// Draws the resignations and hires of the month. The rate is constant within it: rate x effects x exp(sensitivity x
/// load above strain).
void Decisions::draw_resignations() {
  pending_.clear();
  pending_next_ = 0;
  double const from = std::max(now(), -written_.warm_up);
  double const to = std::min(f_.ledger.begin(month_ + 1), written_.end);
  for (std::size_t k = 0; k < silos_.size(); ++k) {
    Attrition const& attrition = d_.staff[k].attrition;
    if (!written_.silos[k].limited || attrition.rate <= 0) continue;
    double rate = attrition.rate;
    for (std::size_t p = 0; p < change_.size(); ++p) {
      // Effects multiply the rate, so that their logarithms add up.
      if (d_.parameters[p].kind == Kind::resignation && d_.parameters[p].index == k && change_[p] != 0)
        rate *= portable_exp(change_[p]);
    }
    double const strain = load_is_known() ? strained(load_[k], f_.tables.silos[k].strain) : 0;
    if (strain > 0 && attrition.sensitivity != 0) rate *= portable_exp(attrition.sensitivity * strain);
    for (Staff::Change const& change : staff_[k].month(from, to, rate)) pending_.push_back({change.time, k, change});
  }
  // Silo by silo above, by time from here on; ties keep the order of silos.
  std::stable_sort(pending_.begin(), pending_.end(),
                   [](Pending const& a, Pending const& b) { return a.time < b.time; });
}

/// Records prices, agent costs and overhead of the month, and effort, spend and effect of initiatives.
void Decisions::keep_books() {
  auto const month = static_cast<std::size_t>(month_);
  for (std::size_t k = 0; k < silos_.size(); ++k) books_.agent_cost[row(k)] = f_.tables.silos[k].cost;
  for (std::size_t s = 0; s < written_.segments.size(); ++s)
    books_.price[month * written_.segments.size() + s] = f_.tables.segments[s].price;
  // Initiatives are tallied from month 0 on.
  if (horizon_month() < 0) return;
  books_.overhead[month] = d_.overhead;
  double const from = now();
  double const to = std::min(f_.ledger.begin(month_ + 1), written_.end);
  double const seen = f_.ledger.discounted_days(from, to);
  for (std::size_t i = 0; i < work_.size(); ++i) {
    InitiativeRow const& row = d_.initiatives[i];
    if (work_[i].under_way()) {
      double effort = 0;
      for (double const each : row.effort) effort += each;
      cell(i, F::effort) = to_microseconds(effort * (to - from));
    }
    if (!work_[i].live()) continue;
    // Running cost begins with delivery, at the first instant of a month.
    cell(i, F::spend) += to_millionths(row.running * (to - from));
    cell(i, F::spend_discounted) += to_millionths(row.running * seen);
    double level = 0;
    for (EffectRow const& effect : row.effects) level += work_[i].level(effect, horizon_month());
    if (!row.effects.empty()) cell(i, F::effect) = to_millionths(level / static_cast<double>(row.effects.size()));
  }
}

}  // namespace silowalk::inline simulation
