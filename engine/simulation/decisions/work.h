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
  /// idle: never begun; live: delivered; dropped: given up for good.
  enum class State { idle, under_way, live, dropped };

  /// Returns the state.
  State state() const { return state_; }
  /// Returns whether the work has never begun.
  bool never_begun() const { return state_ == State::idle; }
  /// Returns whether it was begun, and neither delivered nor dropped.
  bool under_way() const { return state_ == State::under_way; }
  /// Returns whether it is delivered.
  bool live() const { return state_ == State::live; }
  /// Returns the month in which it was begun; -1 before.
  int begun() const { return begun_; }
  /// Returns the month in which it is due; -1 before it is begun.
  int due() const { return due_; }
  /// Returns the month in which it was delivered; -1 before.
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
  State state_ = State::idle;  ///< what became of it
  int begun_ = -1;
  int due_ = -1;
  int delivered_ = -1;
  int moved_ = 0;    ///< months that moved it
  double kept_ = 1;  ///< upkeep: share of the effect that is kept, 0 to 1
};

}  // namespace silowalk::inline simulation
