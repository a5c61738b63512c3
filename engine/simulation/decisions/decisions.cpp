#include "engine/simulation/decisions/decisions.h"

#include <algorithm>
#include <cmath>

#include "engine/base/fixed_point.h"
#include "engine/simulation/customer/life_clock.h"

namespace silowalk::inline simulation {
namespace {

using F = InitiativeField;

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
    // Silos without a number of agents have no staff.
    staff_.emplace_back(d_.staff[k], row.limited ? row.agents : 0, key);
    silos_[k] = {row.agents, row.agents, row.schedule, 0};
  }
  list_cut_offs();
  settled_ = f_.ledger.simulated_from(0);
  set_next();
}

// ---- time ----

void Decisions::set_next() {
  next_ = month_ + 1 < written_.all_months() ? f_.ledger.begin(month_ + 1) : never;
  // Before the first month everything is due at once.
  if (month_ < 0) next_ = -never;
  if (pending_next_ < pending_.size()) next_ = std::min(next_, pending_[pending_next_].time);
  if (cut_off_next_ < cut_offs_.size()) next_ = std::min(next_, cut_offs_[cut_off_next_]);
}

void Decisions::meet(double t) {
  while (next_ <= t) {
    // Cut-offs first: a planning date without lag and delay needs the snapshot of its own moment. Resignations come
    // before the month, because the month clears them and draws the next ones.
    if (cut_off_next_ < cut_offs_.size() && cut_offs_[cut_off_next_] <= next_) {
      double const at = cut_offs_[cut_off_next_++];
      snapshots_.emplace(at, count_up(f_.ledger, written_, at));
    } else if (pending_next_ < pending_.size() && pending_[pending_next_].time <= next_) {
      Pending const& each = pending_[pending_next_++];
      settle(each.time);
      if (each.change.by < 0) ++books_.resignations[row(each.silo)];
      staff_[each.silo].apply(each.change);
      employ(each.silo, each.time);
      // Neither a cut-off nor a resignation comes first: the month begins.
    } else {
      begin_month(month_ + 1);
    }
    set_next();
  }
}

/// Adds agents, capacity and effort since the last moment to the record. Precondition: that moment and t lie in one
/// month.
void Decisions::settle(double t) {
  double const to = std::min(t, written_.end);
  if (month_ < 0 || to <= settled_) return;
  for (std::size_t k = 0; k < silos_.size(); ++k) {
    StaffState const& s = silos_[k];
    if (!written_.silos[k].limited) continue;
    // All who are employed count as capacity, those taken by work included.
    double const on_duty = s.schedule.agent_time(settled_, to) * written_.silos[k].speed;
    double const seen = f_.ledger.discounted_days(settled_, to);
    books_.employed[row(k)] += s.employed * (to - settled_);
    books_.employed_discounted[row(k)] += s.employed * seen;
    books_.capacity[row(k)] += on_duty;
    if (s.employed > 0) books_.effort[row(k)] += s.effort * (on_duty / s.employed);
  }
  settled_ = to;
}

void Decisions::begin_month(int tallied) {
  // The order matters. Loads are those of the month before. Work passes its month before new work is chosen. Effects,
  // success and staff follow the choices, and resignations follow the staff.
  double const at = f_.ledger.begin(tallied);
  settle(at);
  month_ = tallied;
  settled_ = f_.ledger.simulated_from(tallied);
  if (tallied > 0) measure_loads();
  if (horizon_month() >= 0) {
    pass_month();
    for (std::size_t k = 0; k < silos_.size(); ++k) effort_now_[k] = silos_[k].effort;
    if (date_ < d_.planning_months.size() && d_.planning_months[date_] == horizon_month()) plan(date_++);
    apply_rules();
  }
  put_effects_in_force();
  set_success();
  set_staff(at);
  draw_resignations();
  keep_books();
}

// ---- findings ----

double Decisions::cut_off(int planning_month, std::size_t path) const {
  return planning_month * days_per_month - d_.organisation.planning.lag - d_.listening[path].delay;
}

/// Lists the moments at which snapshots are needed: the cut-offs of all planning dates and paths, and one cycle before
/// the first. Without initiatives none is needed.
void Decisions::list_cut_offs() {
  if (d_.initiatives.empty()) return;
  for (std::size_t path = 0; path < d_.listening.size(); ++path) {
    for (int const month : d_.planning_months) cut_offs_.push_back(cut_off(month, path));
    cut_offs_.push_back(cut_off(0, path) - d_.organisation.planning.cycle);
  }
  // A cut-off before the simulation has no snapshot; listen() then starts at the beginning of the warm-up.
  std::erase_if(cut_offs_, [&](double t) { return t <= -written_.warm_up; });
  std::sort(cut_offs_.begin(), cut_offs_.end());
  cut_offs_.erase(std::unique(cut_offs_.begin(), cut_offs_.end()), cut_offs_.end());
}

Snapshot const& Decisions::snapshot(double t) const {
  // Immutable, and never written: no state that is shared.
  static Snapshot const none;
  auto const found = snapshots_.find(t);
  return found == snapshots_.end() ? none : found->second;
}

/// Returns the findings of a planning date: on each path, from the cut-off of the date before to the cut-off of this
/// date. The first date looks back one cycle.
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

// ---- decisions ----

std::int64_t& Decisions::cell(std::size_t initiative, InitiativeField field) {
  auto const month = static_cast<std::size_t>(horizon_month());
  return books_.initiatives[(month * d_.initiatives.size() + initiative) * initiative_fields.size() +
                            static_cast<std::size_t>(field)];
}

/// Returns the probability that a month of this initiative is not lost. It is `accountability`, divided among the
/// owner's work beyond `attention`, and raised by a sponsor: 1 - (1 - p)(1 - sponsorship / pieces of the sponsor).
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

/// Passes the month that ended for all work: it moves, is delivered, or is late.
void Decisions::pass_month() {
  // All probabilities first: a piece delivered in this loop would otherwise change those of the pieces after it.
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

/// Returns the factor of a silo's budget by kept promises: 1 - earned_budget x (1 - share). The share is that of work
/// due in the cycle before that was delivered in time and has an effect; 1 where nothing was due.
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

/// Opens a cycle: each purse is the silo's budget for the cycle, less what runs on; never negative.
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

/// Holds a planning date: opens the purses, drops work that is later than its own length, ranks what has never begun,
/// and begins what is allowed, the best first.
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
    DecisionRule const& of_owner = rule(row.owner);
    if (!work_[i].never_begun() || of_owner.alignment == nullptr) continue;
    Candidate c{i, of_owner.alignment(d_), forecast(o, row), 0};
    cell(i, F::forecast_own) = to_millionths(c.forecast.own);
    cell(i, F::forecast_value) = to_millionths(c.forecast.value);
    if (!d_.organisation.visible_only || row.visible) table.push_back(c);
  }
  rank_candidates(table);
  for (Candidate const& c : table) {
    if (c.rank <= 0 || !begin_if_allowed(c.initiative, c.forecast, false)) ++cell(c.initiative, F::looked_at);
  }
}

void Decisions::apply_rules() {
  for (std::size_t k = 0; k < silos_.size(); ++k) {
    if (rule(k).act != nullptr) rule(k).act(*this, k);
  }
  for (std::size_t i = 0; i < work_.size(); ++i) {
    DecisionRule const& of_owner = rule(d_.initiatives[i].owner);
    if (of_owner.start != nullptr) of_owner.start(*this, i);
  }
}

bool Decisions::try_to_begin(std::size_t i, bool by_plan) {
  InitiativeRow const& row = d_.initiatives[i];
  // Only the price: rules that begin work by themselves do not rank it.
  Forecast price;
  price.price = row.once + row.running * std::max(0.0, cycle_end_ - now() - row.months * days_per_month);
  if (begin_if_allowed(i, price, by_plan)) return true;
  ++cell(i, F::looked_at);
  return false;
}

bool Decisions::begin_if_allowed(std::size_t i, Forecast const& forecast, bool by_plan) {
  if (!by_plan && (!affordable(i, forecast.price) || !gate_open(i))) return false;
  if (!keeps_guardrails(i, forecast.price, by_plan)) return false;
  begin(i, forecast.price);
  return true;
}

/// Begins an initiative and takes `price` from the purse: the owner's, or all in turn where budgets are pooled.
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
    // The effort of work that began today counts for the next candidate.
    effort_now_[k] = silos_[k].effort;
  }
  cell(i, F::spend) += to_millionths(row.once);
  cell(i, F::spend_discounted) += to_millionths(row.once * f_.ledger.discount(now()));
}

DecisionBooks Decisions::close() {
  // Months after the last visit are passed as well: staff costs, and work goes on.
  while (month_ + 1 < written_.all_months()) meet(f_.ledger.begin(month_ + 1));
  meet(written_.end);
  settle(written_.end);
  return std::move(books_);
}

}  // namespace silowalk::inline simulation
