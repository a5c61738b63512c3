#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/base/random.h"
#include "engine/simulation/model/customer.h"
#include "engine/simulation/model/model_tables.h"

/// How customers come to be: what they draw once in a life, and where they stand at first.
namespace silowalk::inline simulation {

/// Makes a customer in `record` (ModelTables::record_bytes) who is there from t on, at the segment's entry.
Customer& born(ModelTables const& tables, RandomKey const& key, unsigned char* record, std::size_t segment,
               std::uint32_t arrival, double t);

/// One who is a customer already when warm-up starts: of some tenure, with the frailty of those who stay so long.
Customer& born_before(ModelTables const& tables, RandomKey const& key, unsigned char* record, std::size_t segment,
                      std::uint32_t arrival);

/// Where such a customer stands at the steady start: on the way along a route.
struct Standing {
  std::uint16_t touchpoint;
  RouteRow const* route;
  double dwell;                ///< what is left of it, before the customer's own pace
  std::uint32_t context_word;  ///< whether the context is lost on it
};
Standing standing(ModelTables const& tables, RandomKey const& key, Customer const& c, SegmentRow const& s);

/// The moment of the first visit of one who arrives at t.
double entering(ModelTables const& tables, RandomKey const& key, Customer const& c, SegmentRow const& s, double t);

/// `t` where somebody is on duty then; else a uniform instant of the next opening.
double in_hours(WeeklySchedule const& schedule, double t, std::uint32_t word);

/// The threshold of success of a customer where customers differ: each has their own odds, X / Y of two gamma
/// variables; effects (`shift`) move them on the log scale.
Threshold own_success(ModelTables const& tables, RandomKey const& key, Customer const& c, SegmentRow const& s,
                      TouchpointRow const& v, double shift);

}  // namespace silowalk::inline simulation
