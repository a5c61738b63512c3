#pragma once

#include "engine/base/random.h"
#include "engine/simulation/model/decision_tables.h"

namespace silowalk::inline simulation {

/// One initiative on its way. Work of so many months is delivered after as many moving months: with a probability p of
/// moving, month by month, a negative binomial. What is delivered is kept up with the same probability: a month without
/// halves the effect, a month with restores it, so that in the long run 2 p / (1 + p) of it is in force.
class Work {
 public:
  enum class State { idle, under_way, live, dropped };

  State state() const { return state_; }
  bool never_begun() const { return state_ == State::idle; }
  bool under_way() const { return state_ == State::under_way; }
  bool live() const { return state_ == State::live; }
  int begun() const { return begun_; }
  int due() const { return due_; }
  int delivered() const { return delivered_; }
  /// Months behind its promise, the one that begins with it counted.
  int late(int month) const { return under_way() && month >= due_ ? month - due_ + 1 : 0; }

  void begin(InitiativeRow const& row, int month);
  void drop() { state_ = State::dropped; }
  /// A month has gone by; `moves`: the probability that it was not lost. `month` is the one that begins.
  void pass_month(InitiativeRow const& row, RandomKey const& key, int month, double moves);

  /// Share of an effect in force, mean over the month: linear over its ramp (days), and as far as it is kept up.
  double level(EffectRow const& effect, int month) const;

 private:
  State state_ = State::idle;
  int begun_ = -1;
  int due_ = -1;
  int delivered_ = -1;
  int moved_ = 0;
  double kept_ = 1;
};

}  // namespace silowalk::inline simulation
