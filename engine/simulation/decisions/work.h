#pragma once

#include "engine/base/random.h"
#include "engine/simulation/model/decision_tables.h"

namespace silowalk::inline simulation {

/// The state of one initiative. Work of n months is delivered after n moving months; each month moves with probability
/// p, so delivery is negative binomial. Delivered work is kept up with the same probability: a month without upkeep
/// halves the effect, a month with it restores the effect. In the long run 2 p / (1 + p) of it is in force. Months
/// count from month 0.
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
  /// Returns the months behind its due month, the due month itself counted; 0 where the work is not late.
  int late(int month) const { return under_way() && month >= due_ ? month - due_ + 1 : 0; }

  /// Begins the work in a month; work of 0 months is live at once.
  void begin(InitiativeRow const& row, int month);
  /// Gives the work up for good.
  void drop() { state_ = State::dropped; }
  /// Passes a month. `moves`: the probability that it was not lost; `month`: the month that begins. The random word is
  /// keyed by the months since the beginning, so a later start meets the same sequence.
  void pass_month(InitiativeRow const& row, RandomKey const& key, int month, double moves);

  /// Returns the share of an effect in force, 0 to 1, as the mean over the month: linear over its ramp (days), times
  /// upkeep.
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
