#include <algorithm>

#include "engine/simulation/decisions/decisions.h"
#include "engine/simulation/decisions/parameters.h"

/// Decisions, part 3: the limits on what may begin, which are the purse, the gate and the guardrails. The factor
/// 1 + 1e-12 allows for rounding, so that a limit equal to the cost holds.
namespace silowalk::inline simulation {

/// Returns whether the owner's purse holds the price; with pooled budgets, whether all purses together hold it.
bool Decisions::affordable(std::size_t i, double price) const {
  double purse = purse_[d_.initiatives[i].owner];
  if (d_.organisation.planning.pooled) {
    purse = 0;
    for (double const each : purse_) purse += each;
  }
  return price <= purse * (1 + 1e-12);
}

/// Returns the part of last month's load that was effort of work under way.
double Decisions::effort_share(std::size_t k) const {
  if (month_ == 0) return 0;
  std::size_t const before = row(k) - silos_.size();
  return books_.capacity[before] > 0 ? books_.effort[before] / books_.capacity[before] : 0;
}

/// Returns whether every silo that the initiative loads would stay below its strain; true without gated intake.
bool Decisions::gate_open(std::size_t i) const {
  if (!d_.organisation.gated || month_ == 0) return true;
  for (std::size_t k = 0; k < silos_.size(); ++k) {
    double const effort = d_.initiatives[i].effort[k];
    if (effort <= 0 || silos_[k].employed <= 0) continue;
    double const service = load_[k] - effort_share(k);
    if (service + (effort_now_[k] + effort) / silos_[k].employed >= f_.tables.silos[k].strain) return false;
  }
  return true;
}

/// Returns whether beginning an initiative keeps all guardrails. Under rule plan only those on decisions apply.
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
  // A guardrail on another silo's spend: it decides nothing here.
  if (guardrail.index >= 0 && static_cast<std::size_t>(guardrail.index) != row.owner) return true;
  return spent <= most * cycle_days_ * (1 + 1e-12) && running <= most * (1 + 1e-12);
}

/// Returns whether the parameter stays within its limits whichever of the work begun comes into force. A limit that the
/// written value breaks already does not refuse work that leaves it there.
bool Decisions::keeps_parameter(GuardrailRow const& guardrail, std::size_t i) const {
  auto const parameter = static_cast<std::uint32_t>(guardrail.index);
  std::vector<EffectRow> const& own = d_.initiatives[i].effects;
  if (std::none_of(own.begin(), own.end(), [&](EffectRow const& e) { return e.parameter == parameter; })) return true;
  std::vector<bool> begun;
  for (Work const& each : work_) begun.push_back(each.under_way() || each.live());
  begun[i] = true;
  Reach const reach = reach_of(d_, parameter, begun);
  if (guardrail.low && reach.lowest < *guardrail.low && reach.lowest < reach.base) return false;
  return !(guardrail.high && reach.highest > *guardrail.high && reach.highest > reach.base);
}

/// Returns false where the forecast breaks the limit, unless the initiative makes the outcome no worse.
bool Decisions::keeps_outcome(GuardrailRow const& guardrail, std::size_t i) const {
  Outlook const o = outlook();
  std::vector<double> begun(silos_.size());
  for (std::size_t k = 0; k < silos_.size(); ++k) {
    begun[k] = std::max(0.0, effort_now_[k] - effort_share(k) * silos_[k].employed);
  }
  double const with = forecast_outcome(o, guardrail, &d_.initiatives[i], begun);
  double const without = forecast_outcome(o, guardrail, nullptr, begun);
  bool const breaks = (guardrail.high && with >= *guardrail.high) || (guardrail.low && with <= *guardrail.low);
  bool const worse = guardrail.low ? with < without : with > without;
  return !breaks || !worse;
}

}  // namespace silowalk::inline simulation
