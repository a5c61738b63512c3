#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/base/random.h"
#include "engine/simulation/model/customer.h"
#include "engine/simulation/model/model_tables.h"

/// How customers are created: the random numbers drawn once in a life, and the first position.
///
/// All functions depend on their arguments alone: random words are keyed by (arrival number, segment), never by the
/// order of calls. Times are days since month 0.
namespace silowalk::inline simulation {

/// Creates a customer in `record` who is present from t on, at the segment's entry, and returns it. Draws the life
/// clock, frailty and pace where the scenario uses them. Overwrites the whole record, so accounts and counters are 0.
/// Preconditions: `record` holds ModelTables::record_bytes and is aligned for Customer.
Customer& born(ModelTables const& tables, RandomKey const& key, unsigned char* record, std::size_t segment,
               std::uint32_t arrival, double t);

/// Creates a customer who is present when warm-up starts. Where the segment gives a tenure, `joined` lies that much
/// earlier, and the frailty is scaled to that of survivors (frailty_of_survivors()). Preconditions as for born().
Customer& born_before(ModelTables const& tables, RandomKey const& key, unsigned char* record, std::size_t segment,
                      std::uint32_t arrival);

/// The position of such a customer at the steady start: dwelling on a route.
struct StartPosition {
  std::uint16_t touchpoint;
  RouteRow const* route;
  double dwell;                ///< days left of it, before division by the customer's pace
  std::uint32_t context_word;  ///< random word that decides whether the context is lost on it
};
/// Draws the position of a customer at the steady start. The rest of the dwell is the equilibrium residual.
/// Precondition: the segment has placements.
StartPosition standing(ModelTables const& tables, RandomKey const& key, Customer const& c, SegmentRow const& s);

/// Returns the moment of the first visit of a newcomer who arrives at t: in the opening hours of the entry's silo
/// where the segment asks for it.
double entering(ModelTables const& tables, RandomKey const& key, Customer const& c, SegmentRow const& s, double t);

/// Returns `t` where an agent is on duty then; else a uniform instant of the next opening. `word` is the random word of
/// that instant.
double in_hours(WeeklySchedule const& schedule, double t, std::uint32_t word);

/// Returns the threshold of success of one customer at a touchpoint where customers differ. The customer's odds are
/// X / Y of two gamma variables, so the probability is beta-distributed; `shift` (log-odds) moves it. The draw is the
/// same at every visit of this customer. Precondition: the touchpoint has samplers of own success and own failure.
Threshold own_success(ModelTables const& tables, RandomKey const& key, Customer const& c, SegmentRow const& s,
                      TouchpointRow const& v, double shift);

}  // namespace silowalk::inline simulation
