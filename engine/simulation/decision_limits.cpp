#include <algorithm>

#include "engine/simulation/decisions.h"
#include "engine/simulation/parameters.h"

/// What may be begun: the purse, the gate, and the guardrails.
namespace silowalk {

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

}  // namespace silowalk
