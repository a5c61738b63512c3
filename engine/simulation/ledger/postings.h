#pragma once

#include "engine/scenario/scenario.h"
#include "engine/simulation/ledger/ledger.h"
#include "engine/simulation/rules/outcome.h"
#include "engine/simulation/rules/trust.h"

namespace silowalk::inline simulation {

/// Posts one visit, in the month in which it arrives. Every member is inlined, so the address of the cell stays in a
/// register. Precondition: the arrival is inside the horizon.
class VisitPostings {
 public:
  /// `arrival`: days since month 0. The ledger must outlive the object.
  VisitPostings(Ledger& ledger, double arrival, std::size_t touchpoint)
      : ledger_(ledger),
        month_(ledger.month_of(arrival)),
        touchpoint_(touchpoint),
        cell_(ledger.touchpoint(month_, touchpoint)) {}

  /// Counts the visit.
  [[gnu::always_inline]] void post_arrival() const { Ledger::count(cell(TouchpointField::visits)); }

  /// Posts the agent-days that the customer asked for, and that were done where the customer was served.
  [[gnu::always_inline]] void post_handling(double effort, bool served) const {
    std::int64_t const asked_for = to_microseconds(effort);
    ledger_.add(cell(TouchpointField::offered), asked_for);
    ledger_.add(cell(TouchpointField::handling), served ? asked_for : 0);
  }

  /// Posts a wait (days) in a queue that a customer joined at `arrival`; `open_wait`: its open time, by which a silo
  /// measures its answers. `outcome` is that of the queue: success means served, because the outcome of the service is
  /// drawn later. The histogram leaves out the warm-up.
  [[gnu::always_inline]] void post_wait(TouchpointRow const& row, double arrival, double wait, double open_wait,
                                        Outcome outcome) const {
    if (outcome != Outcome::turned_away && arrival >= 0) Ledger::count(ledger_.waits(row.tally, wait_bin(wait)));
    if (wait > 0) ledger_.add(cell(TouchpointField::wait), to_microseconds(wait));
    if (outcome == Outcome::success && open_wait <= row.answer_within)
      Ledger::count(cell(TouchpointField::answered_in_time));
  }

  /// Counts the outcome. The fields success to turned_away must stand in the order of Outcome.
  [[gnu::always_inline]] void post_outcome(Outcome outcome) const {
    Ledger::count(cell_[static_cast<std::size_t>(TouchpointField::success) + static_cast<std::size_t>(outcome)]);
  }

  /// Counts that the context was lost on the way here.
  [[gnu::always_inline]] void post_lost_context() const { Ledger::count(cell(TouchpointField::context_lost)); }

  /// Posts trust lost by the visit, in log-odds.
  [[gnu::always_inline]] void post_trust_loss(double lost) const {
    if (lost != 0) ledger_.add(cell(TouchpointField::trust_lost), to_millionths(lost));
  }

  /// Posts the money of a visit, which is due when the visit ends; beyond the horizon it is not tallied. `seen`: the
  /// discount factor at its arrival, where it is known already; else negative.
  [[gnu::always_inline]] void post_money(TouchpointRow const& row, std::size_t segment, bool earned, double arrival,
                                         double end, double seen) const {
    std::int64_t const revenue = earned ? row.revenue : 0;
    if (end == arrival) {
      ledger_.post_money(month_, arrival, touchpoint_, segment, revenue, row.cost, seen);
    } else if ((row.revenue != 0 || row.cost != 0) && ledger_.inside(end)) {
      ledger_.post_money(ledger_.month_of(end), end, touchpoint_, segment, revenue, row.cost);
    }
  }

  /// Posts a recorded score, in points.
  [[gnu::always_inline]] void post_survey(double score) const {
    Ledger::count(cell(TouchpointField::survey_count));
    ledger_.add(cell(TouchpointField::survey_sum), to_millionths(score));
    ledger_.note_score(month_, touchpoint_, score);
  }

 private:
  /// Returns the cell of a field of this touchpoint and month.
  std::int64_t& cell(TouchpointField field) const { return Ledger::at(cell_, field); }

  Ledger& ledger_;
  int month_;               ///< of the arrival
  std::size_t touchpoint_;  ///< its index
  std::int64_t* cell_;      ///< first cell of the touchpoint in that month
};

}  // namespace silowalk::inline simulation
