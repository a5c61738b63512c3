#pragma once

#include <cstdint>
#include <vector>

#include "engine/scenario/scenario.h"

namespace silowalk::inline simulation {

class Prices;

/// One customer at one touchpoint: a row of the event log. Times are days since month 0, indices as in the scenario.
/// Trust is in log-odds above the segment's baseline, money in the scenario's currency.
struct Visit {
  /// What follows a visit. quiet_churn: left while dwelling; beyond_horizon: the next visit is not simulated.
  enum class Then : std::uint8_t { visit, churn_exit, end_exit, quiet_churn, beyond_horizon };

  std::uint32_t arrival = 0;           ///< arrival number in the segment; newcomers have the top bit set
  std::uint16_t segment = 0;           ///< index in the scenario
  std::uint16_t touchpoint = 0;        ///< index in the scenario
  std::uint16_t occurrence = 0;        ///< number of the visit to this touchpoint in this life, from 0
  Outcome outcome = Outcome::success;  ///< how the visit ended
  bool context_lost = false;           ///< on the way here
  bool surveyed = false;               ///< `score` was recorded
  double time = 0;                     ///< arrival
  double wait = 0;                     ///< days by the scenario's `tolerance_by`
  double open_wait = 0;                ///< open days
  double handling = 0;                 ///< days
  double end = 0;                      ///< when the visit was over
  double trust_before = 0;             ///< after fading, before the visit changes it
  double trust_after = 0;              ///< when the visit was over
  double score = 0;                    ///< recorded survey score, if surveyed
  double revenue = 0;                  ///< 0 unless the outcome earns it
  double cost = 0;                     ///< in any case
  Then then = Then::visit;             ///< what follows
  std::uint16_t next = 0;              ///< touchpoint or exit index
  double next_time = 0;                ///< of the next visit, the exit, or the moment they left
  bool joined = false;                 ///< the visit made a prospect a customer

  int waiting_ahead = 0;    ///< customers in the silo's queue when they arrived
  double work_ahead = 0;    ///< agent-days that the silo had promised to others and not yet done
  double chance = 1;        ///< probability of success in force for this customer; 0 where they were not served
  double trust_gained = 0;  ///< by the visit
  double trust_lost = 0;    ///< by the visit, `handoff_lost` included
  double handoff_lost = 0;  ///< of it: for the context lost on the way here
  std::uint16_t context_lost_by = 0;  ///< the silo that handed over, where `context_lost`
  /// By silo: trust lost and not faded by the end of the visit. Only where the story ends (`then` is not `visit`) and
  /// trust feeds churn.
  std::vector<double> accounts;
  /// By silo, the company last: millionths of a head that sum to one. Only where a customer was lost within the
  /// horizon.
  std::vector<std::int64_t> attributed;
  friend bool operator==(Visit const&, Visit const&) = default;
};

/// The first row of a customer: a position of those placed at the start of warm-up, or an arrival. Newcomers who would
/// arrive beyond the horizon have no rows.
struct Beginning {
  std::uint32_t arrival = 0;  ///< as in Visit
  std::uint16_t segment = 0;
  bool customer = false;                  ///< false: a prospect
  bool dwelling = false;                  ///< placed on a route, on the way from `touchpoint`
  std::uint16_t touchpoint = 0;           ///< where they stand, or enter
  double time = 0;                        ///< placed: the start of warm-up; newcomers: the first visit
  double joined = 0;                      ///< since when they are a customer
  double frailty = 1;                     ///< drawn once in a life
  double pace = 1;                        ///< drawn once in a life
  Visit::Then then = Visit::Then::visit;  ///< what follows, where the customer dwells
  std::uint16_t next = 0;                 ///< touchpoint or exit index
  double next_time = 0;                   ///< moment of what follows
  std::vector<std::int64_t> attributed;   ///< as in Visit
  friend bool operator==(Beginning const&, Beginning const&) = default;
};

/// Receives every beginning and every visit, in the order of simulation. For replays and tests; a plain run has no
/// sink. Methods are called from the thread that runs simulate().
class VisitSink {
 public:
  virtual ~VisitSink() = default;
  /// Returns whether this customer is recorded; others are simulated, but not recorded. Called for each customer at the
  /// beginning and at every visit until it returns false. False is final, so most customers need one call only.
  virtual bool wants(std::uint16_t /*segment*/, std::uint32_t /*arrival*/) const { return true; }
  /// Receives the beginning of a recorded customer.
  virtual void begin(Beginning const& /*beginning*/) {}
  /// Receives one visit of a recorded customer. `visit` is valid during the call only.
  virtual void record(Visit const& visit) = 0;
  /// Receives the subscription prices in force, once at the end of a run of a company that decides. Without decisions
  /// it is not called, and prices are as written.
  virtual void close(Prices const& /*prices*/) {}
};

}  // namespace silowalk::inline simulation
