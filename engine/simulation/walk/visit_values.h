#pragma once

#include <cstdint>

#include "engine/simulation/model/customer.h"
#include "engine/simulation/model/model_tables.h"
#include "engine/simulation/rules/trust.h"
#include "engine/simulation/walk/lanes.h"

/// The values passed between the steps of a visit.
namespace silowalk::inline simulation {

/// The input of a visit: customer, touchpoint, moment and random words. Valid during the visit only.
struct VisitContext {
  unsigned char* record;
  Customer& customer;         ///< what the customer's segment is
  SegmentRow const& segment;  ///< what is visited
  TouchpointRow const& touchpoint;
  std::uint16_t here;        ///< the touchpoint's index
  std::uint32_t occurrence;  ///< number of this visit to it, from 0
  double time;               ///< of arrival, days since month 0
  VisitDraws const& first;   ///< the first block of words
  Words second;              ///< the second, where the touchpoint needs it
};

/// The result of a visit, filled step by step.
struct VisitResult {
  Outcome outcome = Outcome::success;  ///< of the visit
  Threshold success = certain;         ///< in force for this customer
  double wait = 0;                     ///< days by the scenario's `tolerance_by`
  double open_wait = 0;                ///< open days
  double handling = 0;                 ///< days
  double end = 0;                      ///< when the visit is over, days since month 0
  double trust_before = 0;             ///< after fading, log-odds
  TrustChange trust = {};              ///< by the visit, log-odds
  std::uint16_t context_lost_by = 0;   ///< 1 + the silo that lost the context on the way here; 0: not lost
  bool joined = false;                 ///< a prospect became a customer
  bool surveyed = false;
  double score = 0;  ///< recorded, if surveyed
};

/// The route taken after a visit, or the route on which a customer was placed.
struct Onward {
  RouteRow const& route;               ///< where it leads, and its dwell
  std::uint16_t origin;                ///< touchpoint where a churn is booked
  double from;                         ///< when the dwell begins
  double dwell;                        ///< days, before the customer's pace
  std::uint32_t context_word;          ///< decides whether the context is lost
  RouteList const* list;               ///< the routes to choose from after the visit; null: the customer was placed
  Outcome outcome = Outcome::success;  ///< of the visit; success for placed customers
  std::uint32_t occurrence = 0;        ///< of the visit, from 0
};

}  // namespace silowalk::inline simulation
