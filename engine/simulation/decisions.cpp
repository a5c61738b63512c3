#include "engine/simulation/decisions.h"

#include <algorithm>
#include <cmath>

#include "engine/base/portable_math.h"
#include "engine/simulation/life_clock.h"
#include "engine/simulation/parameters.h"

namespace silowalk {
namespace {

using Kind = Parameter::Kind;
using F = InitiativeField;

std::vector<Shift> shifts_for(std::vector<Shift> shifts, int agents) {
  for (Shift& shift : shifts) {
    if (shift.agents) shift.agents = std::min(*shift.agents, agents);
  }
  return shifts;
}

int nearest(double x) { return static_cast<int>(std::floor(x + 0.5)); }

}  // namespace

Decisions::Decisions(ModelTables const& written, InForce in_force, RandomKey const& key)
    : written_(written), d_(*written.decisions), f_(in_force), key_(key) {
  auto const months = static_cast<std::size_t>(written.all_months());
  std::size_t const silos = written.silos.size();
  for (auto* const each :
       {&books_.employed, &books_.employed_discounted, &books_.capacity, &books_.effort, &books_.agent_cost})
    each->resize(months * silos);
  books_.resignations.resize(months * silos);
  books_.price.resize(months * written.segments.size());
  books_.overhead.resize(months);
  books_.initiatives.resize(static_cast<std::size_t>(written.axes.months) * d_.initiatives.size() *
                            initiative_fields.size());
  work_.resize(d_.initiatives.size());
  change_.resize(d_.parameters.size());
  for (auto* const each : {&load_, &effort_now_, &purse_, &spent_, &running_}) each->resize(silos);
  silos_.resize(silos);
  for (std::size_t k = 0; k < silos; ++k) {
    SiloRow const& row = written.silos[k];
    staff_.emplace_back(d_.staff[k], row.limited ? row.agents : 0, key);
    silos_[k] = {row.agents, row.agents, row.schedule, 0};
  }
  list_cut_offs();
  settled_ = f_.ledger.begin(0);
  set_next();
}

// ---- time ----

void Decisions::set_next() {
  next_ = month_ + 1 < written_.all_months() ? f_.ledger.begin(month_ + 1) : never;
  if (month_ < 0) next_ = -never;
  if (pending_next_ < pending_.size()) next_ = std::min(next_, pending_[pending_next_].time);
  if (cut_off_next_ < cut_offs_.size()) next_ = std::min(next_, cut_offs_[cut_off_next_]);
}

void Decisions::meet(double t) {
  while (next_ <= t) {
    if (cut_off_next_ < cut_offs_.size() && cut_offs_[cut_off_next_] <= next_) {
      double const at = cut_offs_[cut_off_next_++];
      snapshots_.emplace(at, count_up(f_.ledger, written_, at));
    } else if (pending_next_ < pending_.size() && pending_[pending_next_].time <= next_) {
      Pending const& each = pending_[pending_next_++];
      settle(each.time);
      if (each.change.by < 0) ++books_.resignations[row(each.silo)];
      staff_[each.silo].apply(each.change);
      employ(each.silo, each.time);
    } else {
      begin_month(month_ + 1);
    }
    set_next();
  }
}

/// Agents and capacity from the last moment on, all within one month.
void Decisions::settle(double t) {
  double const to = std::min(t, written_.end);
  if (month_ < 0 || to <= settled_) return;
  for (std::size_t k = 0; k < silos_.size(); ++k) {
    StaffState const& s = silos_[k];
    if (!written_.silos[k].limited) continue;
    double const on_duty = s.schedule.agent_time(settled_, to) * written_.silos[k].speed;
    double const rate = written_.discount_rate;
    double const seen = rate == 0 ? to - settled_ : (f_.ledger.discount(settled_) - f_.ledger.discount(to)) / rate;
    books_.employed[row(k)] += s.employed * (to - settled_);
    books_.employed_discounted[row(k)] += s.employed * seen;
    books_.capacity[row(k)] += on_duty;
    if (s.employed > 0) books_.effort[row(k)] += s.effort * (on_duty / s.employed);
  }
  settled_ = to;
}

void Decisions::begin_month(int tallied) {
  double const at = f_.ledger.begin(tallied);
  settle(at);
  month_ = tallied;
  settled_ = at;
  if (tallied > 0) measure_loads();
  if (horizon_month() >= 0) {
    pass_month();
    for (std::size_t k = 0; k < silos_.size(); ++k) effort_now_[k] = silos_[k].effort;
    if (date_ < d_.planning_months.size() && d_.planning_months[date_] == horizon_month()) plan(date_++);
    for (std::size_t k = 0; k < silos_.size(); ++k) {
      if (d_.staff[k].rule == Rule::quick_fix) quick_fix(k);
    }
    start_planned();
  }
  put_effects_in_force();
  set_success();
  set_staff(at);
  draw_resignations();
  keep_books();
}

// ---- what is heard ----

double Decisions::cut_off(int planning_month, std::size_t path) const {
  return planning_month * days_per_month - d_.organisation.planning.lag - d_.listening[path].delay;
}

void Decisions::list_cut_offs() {
  if (d_.initiatives.empty()) return;
  for (std::size_t path = 0; path < d_.listening.size(); ++path) {
    for (int const month : d_.planning_months) cut_offs_.push_back(cut_off(month, path));
    cut_offs_.push_back(cut_off(0, path) - d_.organisation.planning.cycle);
  }
  std::erase_if(cut_offs_, [&](double t) { return t <= -written_.warm_up; });
  std::sort(cut_offs_.begin(), cut_offs_.end());
  cut_offs_.erase(std::unique(cut_offs_.begin(), cut_offs_.end()), cut_offs_.end());
}

Snapshot const& Decisions::snapshot(double t) const {
  static Snapshot const none;
  auto const found = snapshots_.find(t);
  return found == snapshots_.end() ? none : found->second;
}

/// The findings of a planning date: on each path, from the last date's cut-off to this one's.
Findings Decisions::listen(std::size_t date) const {
  std::vector<HeardWindow> windows;
  for (std::size_t path = 0; path < d_.listening.size(); ++path) {
    double const to = cut_off(d_.planning_months[date], path);
    double const from =
        date > 0 ? cut_off(d_.planning_months[date - 1], path) : cut_off(0, path) - d_.organisation.planning.cycle;
    HeardWindow window{snapshot(from), snapshot(to)};
    for (Snapshot* const each : {&window.from, &window.to}) {
      if (each->touchpoints.empty()) each->time = -written_.warm_up;
      each->touchpoints.resize(written_.touchpoints.size());
    }
    windows.push_back(window);
  }
  return findings(d_, f_.tables, windows);
}

// ---- what is decided ----

std::int64_t& Decisions::cell(std::size_t initiative, InitiativeField field) {
  auto const month = static_cast<std::size_t>(horizon_month());
  return books_.initiatives[(month * d_.initiatives.size() + initiative) * initiative_fields.size() +
                            static_cast<std::size_t>(field)];
}

/// The probability that a month of this initiative is not lost: accountability, split over what its owner's leaders
/// carry at once, made up for by a sponsor as far as the sponsor is not spread thin.
double Decisions::moves(std::size_t i) const {
  InitiativeRow const& row = d_.initiatives[i];
  Organisation const& o = d_.organisation;
  double p = o.accountability;
  int of_owner = 0;
  int of_sponsor = 0;
  for (std::size_t j = 0; j < work_.size(); ++j) {
    if (!work_[j].under_way()) continue;
    of_owner += d_.initiatives[j].owner == row.owner ? 1 : 0;
    of_sponsor += row.sponsor >= 0 && d_.initiatives[j].sponsor == row.sponsor ? 1 : 0;
  }
  if (o.attention && work_[i].under_way() && of_owner > *o.attention) p *= *o.attention / of_owner;
  if (o.sponsorship > 0 && row.sponsor >= 0) p = 1 - (1 - p) * (1 - o.sponsorship / std::max(1, of_sponsor));
  return p;
}

void Decisions::pass_month() {
  std::vector<double> odds;
  for (std::size_t i = 0; i < work_.size(); ++i) odds.push_back(moves(i));
  for (std::size_t i = 0; i < work_.size(); ++i) {
    bool const was_under_way = work_[i].under_way();
    work_[i].pass_month(d_.initiatives[i], key_, horizon_month(), odds[i]);
    if (was_under_way && work_[i].live()) {
      cell(i, F::delivered) = 1;
      for (std::size_t k = 0; k < silos_.size(); ++k) silos_[k].effort -= d_.initiatives[i].effort[k];
    }
    if (work_[i].late(horizon_month()) > 0) cell(i, F::late) = 1;
  }
}

Outlook Decisions::outlook() const {
  Outlook o;
  o.tables = &f_.tables;
  o.decisions = &d_;
  o.findings = &findings_;
  o.change = &change_;
  o.load = load_;
  for (StaffState const& s : silos_) o.agents.push_back(s.employed);
  for (std::size_t s = 0; s < written_.segments.size(); ++s) o.heads.push_back(f_.ledger.customers(month_, s));
  o.cycle = std::max(0.0, cycle_end_ - now());
  return o;
}

/// Promises kept: the share of what was due in the cycle before that was delivered in time and has an effect; 1 where
/// nothing was due.
double Decisions::earned(std::size_t silo, std::size_t date) const {
  if (date == 0 || d_.organisation.earned_budget == 0) return 1;
  int promised = 0;
  int kept = 0;
  for (std::size_t i = 0; i < work_.size(); ++i) {
    Work const& w = work_[i];
    bool const due = w.begun() >= 0 && w.due() > d_.planning_months[date - 1] && w.due() <= d_.planning_months[date];
    if (d_.initiatives[i].owner != silo || !due) continue;
    ++promised;
    kept += w.live() && w.delivered() <= w.due() && !d_.initiatives[i].effects.empty() ? 1 : 0;
  }
  double const share = promised > 0 ? static_cast<double>(kept) / promised : 1.0;
  return 1 - d_.organisation.earned_budget * (1 - share);
}

/// A new cycle: each silo's budget for it, less what runs on.
void Decisions::open_purses(std::size_t date) {
  int const month = d_.planning_months[date];
  bool const last = date + 1 == d_.planning_months.size();
  cycle_days_ = last ? d_.organisation.planning.cycle : (d_.planning_months[date + 1] - month) * days_per_month;
  cycle_end_ = month * days_per_month + cycle_days_;
  for (std::size_t k = 0; k < silos_.size(); ++k) {
    spent_[k] = running_[k] * cycle_days_;
    purse_[k] = std::max(0.0, d_.staff[k].budget * cycle_days_ * earned(k, date) - spent_[k]);
  }
}

void Decisions::plan(std::size_t date) {
  findings_ = listen(date);
  open_purses(date);
  for (std::size_t i = 0; i < work_.size(); ++i) {
    if (!work_[i].under_way() || work_[i].late(horizon_month()) <= d_.initiatives[i].months) continue;
    work_[i].drop();
    cell(i, F::dropped) = 1;
    running_[d_.initiatives[i].owner] -= d_.initiatives[i].running;
    for (std::size_t k = 0; k < silos_.size(); ++k) silos_[k].effort -= d_.initiatives[i].effort[k];
    for (std::size_t k = 0; k < silos_.size(); ++k) effort_now_[k] = silos_[k].effort;
  }
  Outlook const o = outlook();
  std::vector<Candidate> table;
  for (std::size_t i = 0; i < work_.size(); ++i) {
    InitiativeRow const& row = d_.initiatives[i];
    Rule const rule = d_.staff[row.owner].rule;
    if (!work_[i].never_begun() || rule == Rule::plan || rule == Rule::quick_fix) continue;
    Candidate c{i, rule == Rule::enterprise ? 1.0 : d_.alignment, forecast(o, row), 0};
    cell(i, F::forecast_own) = Ledger::millionths(c.forecast.own);
    cell(i, F::forecast_value) = Ledger::millionths(c.forecast.value);
    if (!d_.organisation.visible_only || row.visible) table.push_back(c);
  }
  rank_candidates(table);
  for (Candidate const& c : table) {
    if (c.rank <= 0 || !begin_if_allowed(c.initiative, c.forecast, false)) ++cell(c.initiative, F::looked_at);
  }
}

/// The worst drop of a mean score from one month to the next, among the silo's own touchpoints.
void Decisions::quick_fix(std::size_t silo) {
  ListeningRow const* path = nullptr;
  for (ListeningRow const& each : d_.listening) {
    if (path == nullptr && each.kind == ListeningPath::Kind::survey) path = &each;
  }
  if (path == nullptr) return;
  int const last = month_ - 1 - static_cast<int>(std::ceil(path->delay / days_per_month));
  if (last < 1) return;
  double worst = 0;
  double worst_error = 0;
  std::size_t where = written_.touchpoints.size();
  for (std::size_t v = 0; v < written_.touchpoints.size(); ++v) {
    if (written_.touchpoints[v].silo != silo || !path->covers[v]) continue;
    Ledger::Scores const before = f_.ledger.scores(last - 1, v);
    Ledger::Scores const after = f_.ledger.scores(last, v);
    if (before.count * path->coverage < 1 || after.count * path->coverage < 1) continue;
    double const drop = before.mean - after.mean;
    if (drop <= worst) continue;
    worst = drop;
    worst_error = std::sqrt((before.variance / before.count + after.variance / after.count) / path->coverage);
    where = v;
  }
  if (where < written_.touchpoints.size()) fix_touchpoint(silo, where, worst < 1.959964 * worst_error);
}

/// Begins the first thing that touches it, on top of what runs.
void Decisions::fix_touchpoint(std::size_t silo, std::size_t touchpoint, bool noise) {
  for (std::size_t i = 0; i < work_.size(); ++i) {
    InitiativeRow const& row = d_.initiatives[i];
    bool touches = false;
    for (EffectRow const& effect : row.effects) {
      Parameter const& p = d_.parameters[effect.parameter];
      touches = touches || (!p.of_silo() && !p.of_segment() && p.touchpoint == touchpoint);
    }
    if (row.owner != silo || !touches || !work_[i].never_begun()) continue;
    if (d_.organisation.visible_only && !row.visible) continue;
    Forecast price;
    price.price = row.once + row.running * std::max(0.0, cycle_end_ - now() - row.months * days_per_month);
    if (begin_if_allowed(i, price, false)) {
      cell(i, F::on_noise) = noise ? 1 : 0;
      return;
    }
    ++cell(i, F::looked_at);
  }
}

void Decisions::start_planned() {
  for (std::size_t i = 0; i < work_.size(); ++i) {
    InitiativeRow const& row = d_.initiatives[i];
    bool const today = row.start && *row.start == horizon_month();
    if (!today || d_.staff[row.owner].rule != Rule::plan || !work_[i].never_begun()) continue;
    Forecast price;
    price.price = row.once + row.running * std::max(0.0, cycle_end_ - now() - row.months * days_per_month);
    if (!begin_if_allowed(i, price, true)) ++cell(i, F::looked_at);
  }
}

bool Decisions::begin_if_allowed(std::size_t i, Forecast const& forecast, bool by_plan) {
  if (!by_plan && (!affordable(i, forecast.price) || !gate_open(i))) return false;
  if (!keeps_guardrails(i, forecast.price, by_plan)) return false;
  begin(i, forecast.price);
  return true;
}

void Decisions::begin(std::size_t i, double price) {
  InitiativeRow const& row = d_.initiatives[i];
  work_[i].begin(row, horizon_month());
  cell(i, F::committed) = 1;
  if (work_[i].live()) cell(i, F::delivered) = 1;
  spent_[row.owner] += price;
  running_[row.owner] += row.running;
  double left = price;
  if (d_.organisation.planning.pooled) {
    for (double& purse : purse_) {
      double const from_here = std::min(purse, left);
      purse -= from_here;
      left -= from_here;
    }
  } else {
    purse_[row.owner] -= price;
  }
  for (std::size_t k = 0; k < silos_.size(); ++k) {
    if (work_[i].under_way()) silos_[k].effort += row.effort[k];
    effort_now_[k] = silos_[k].effort;
  }
  cell(i, F::spend) += Ledger::millionths(row.once);
  cell(i, F::spend_discounted) += Ledger::millionths(row.once * f_.ledger.discount(now()));
}

bool Decisions::affordable(std::size_t i, double price) const {
  double purse = purse_[d_.initiatives[i].owner];
  if (d_.organisation.planning.pooled) {
    purse = 0;
    for (double const each : purse_) purse += each;
  }
  return price <= purse * (1 + 1e-12);
}

/// Gated: the silos that it loads must stay below their strain.
bool Decisions::gate_open(std::size_t i) const {
  if (!d_.organisation.gated || month_ == 0) return true;
  for (std::size_t k = 0; k < silos_.size(); ++k) {
    double const effort = d_.initiatives[i].effort[k];
    if (effort <= 0 || silos_[k].employed <= 0) continue;
    std::size_t const before = row(k) - written_.silos.size();
    double const capacity = books_.capacity[before];
    double const work = capacity > 0 ? load_[k] - books_.effort[before] / capacity : 0;
    if (work + (effort_now_[k] + effort) / silos_[k].employed >= f_.tables.silos[k].strain) return false;
  }
  return true;
}

bool Decisions::keeps_guardrails(std::size_t i, double price, bool by_plan) const {
  for (GuardrailRow const& guardrail : d_.guardrails) {
    bool const on_decision = guardrail.kind <= GuardrailRow::Kind::parameter;
    if (on_decision ? !keeps(guardrail, i, price) : !by_plan && !keeps_outcome(guardrail, i)) return false;
  }
  return true;
}

bool Decisions::keeps(GuardrailRow const& guardrail, std::size_t i, double price) const {
  using G = GuardrailRow::Kind;
  InitiativeRow const& row = d_.initiatives[i];
  if (guardrail.kind == G::parameter) return keeps_parameter(guardrail, i);
  double const most = *guardrail.high;
  if (guardrail.kind == G::agents) {
    for (std::size_t k = 0; k < silos_.size(); ++k) {
      bool const meant = guardrail.index < 0 || static_cast<std::size_t>(guardrail.index) == k;
      if (meant && row.effort[k] > 0 && effort_now_[k] + row.effort[k] > most * (1 + 1e-12)) return false;
    }
    return true;
  }
  double spent = price;
  double running = row.running;
  for (std::size_t k = 0; k < silos_.size(); ++k) {
    bool const meant = guardrail.index < 0 || static_cast<std::size_t>(guardrail.index) == k;
    if (!meant) continue;
    spent += spent_[k];
    running += running_[k];
  }
  if (guardrail.index >= 0 && static_cast<std::size_t>(guardrail.index) != row.owner) return true;
  return spent <= most * cycle_days_ * (1 + 1e-12) && running <= most * (1 + 1e-12);
}

/// Whatever comes into force of what is begun, and however it fades: only what pushes towards the limit is counted.
bool Decisions::keeps_parameter(GuardrailRow const& guardrail, std::size_t i) const {
  Parameter const& p = d_.parameters[static_cast<std::size_t>(guardrail.index)];
  double down = 0;
  double up = 0;
  bool touched = false;
  for (std::size_t j = 0; j < work_.size(); ++j) {
    if (j != i && !work_[j].under_way() && !work_[j].live()) continue;
    for (EffectRow const& effect : d_.initiatives[j].effects) {
      if (effect.parameter != static_cast<std::uint32_t>(guardrail.index)) continue;
      touched = touched || j == i;
      (effect.amount < 0 ? down : up) += effect.amount;
    }
  }
  if (!touched) return true;
  if (guardrail.low && down < 0 && under(p, down) < *guardrail.low) return false;
  return !(guardrail.high && up > 0 && under(p, up) > *guardrail.high);
}

/// Refused where the forecast breaks the limit, unless it is broken already and this does not make it worse.
bool Decisions::keeps_outcome(GuardrailRow const& guardrail, std::size_t i) const {
  Outlook const o = outlook();
  std::vector<double> begun(silos_.size());
  for (std::size_t k = 0; k < silos_.size(); ++k) {
    double const before = month_ > 0 && books_.capacity[row(k) - silos_.size()] > 0
                              ? books_.effort[row(k) - silos_.size()] / books_.capacity[row(k) - silos_.size()]
                              : 0;
    begun[k] = std::max(0.0, effort_now_[k] - before * silos_[k].employed);
  }
  double const with = forecast_outcome(o, guardrail, &d_.initiatives[i], begun);
  double const without = forecast_outcome(o, guardrail, nullptr, begun);
  bool const breaks = (guardrail.high && with >= *guardrail.high) || (guardrail.low && with <= *guardrail.low);
  bool const worse = guardrail.low ? with < without : with > without;
  return !breaks || !worse;
}

// ---- what comes into force ----

void Decisions::measure_loads() {
  for (std::size_t k = 0; k < silos_.size(); ++k) {
    std::size_t const before = static_cast<std::size_t>(month_ - 1) * silos_.size() + k;
    double const capacity = books_.capacity[before];
    double const offered = static_cast<double>(f_.ledger.offered(month_ - 1, k)) / 86400e6 + books_.effort[before];
    load_[k] = capacity > 0 ? offered / capacity : 0;
  }
}

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

/// Effects and fatigue shift the log-odds of success.
void Decisions::set_success() {
  std::vector<double> shift(f_.shift.size());
  for (std::size_t p = 0; p < change_.size(); ++p) {
    if (d_.parameters[p].kind == Kind::success) shift[d_.parameters[p].index] += change_[p];
  }
  for (std::size_t v = 0; v < shift.size(); ++v) {
    TouchpointRow const& row = written_.touchpoints[v];
    SiloRow const& silo = f_.tables.silos[row.silo];
    if (!row.outcome_drawn || row.success <= 0) continue;
    double const strain = silo.limited && month_ > 0 ? strained(load_[row.silo], silo.strain) : 0;
    if (strain > 0) shift[v] -= silo.fatigue * strain;
    f_.shift[v] = shift[v];
    f_.success[v] = shift[v] == 0 ? row.success_threshold : threshold(logistic(logit(row.success) + shift[v]));
  }
}

void Decisions::set_staff(double t) {
  for (std::size_t k = 0; k < silos_.size(); ++k) {
    if (written_.silos[k].limited) employ(k, t);
  }
}

/// As many agents as are there less those that work takes, at least one: else whoever waits would wait for ever.
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
      if (d_.parameters[p].kind == Kind::resignation && d_.parameters[p].index == k && change_[p] != 0)
        rate *= portable_exp(change_[p]);
    }
    double const strain = month_ > 0 ? strained(load_[k], f_.tables.silos[k].strain) : 0;
    if (strain > 0 && attrition.sensitivity != 0) rate *= portable_exp(attrition.sensitivity * strain);
    for (Staff::Change const& change : staff_[k].month(from, to, rate)) pending_.push_back({change.time, k, change});
  }
  std::stable_sort(pending_.begin(), pending_.end(),
                   [](Pending const& a, Pending const& b) { return a.time < b.time; });
}

void Decisions::keep_books() {
  auto const month = static_cast<std::size_t>(month_);
  for (std::size_t k = 0; k < silos_.size(); ++k) books_.agent_cost[row(k)] = f_.tables.silos[k].cost;
  for (std::size_t s = 0; s < written_.segments.size(); ++s)
    books_.price[month * written_.segments.size() + s] = f_.tables.segments[s].price;
  if (horizon_month() < 0) return;
  books_.overhead[month] = d_.overhead;
  double const from = now();
  double const to = std::min(f_.ledger.begin(month_ + 1), written_.end);
  double const rate = written_.discount_rate;
  double const seen = rate == 0 ? to - from : (f_.ledger.discount(from) - f_.ledger.discount(to)) / rate;
  for (std::size_t i = 0; i < work_.size(); ++i) {
    InitiativeRow const& row = d_.initiatives[i];
    if (work_[i].under_way()) {
      double effort = 0;
      for (double const each : row.effort) effort += each;
      cell(i, F::effort) = Ledger::microseconds(effort * (to - from));
    }
    if (!work_[i].live()) continue;
    cell(i, F::spend) += Ledger::millionths(row.running * (to - from));
    cell(i, F::spend_discounted) += Ledger::millionths(row.running * seen);
    double level = 0;
    for (EffectRow const& effect : row.effects) level += work_[i].level(effect, horizon_month());
    if (!row.effects.empty()) cell(i, F::effect) = Ledger::millionths(level / static_cast<double>(row.effects.size()));
  }
}

DecisionBooks Decisions::close() {
  while (month_ + 1 < written_.all_months()) meet(f_.ledger.begin(month_ + 1));
  meet(written_.end);
  settle(written_.end);
  return std::move(books_);
}

}  // namespace silowalk
