#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/analysis/replay/roll.h"
#include "engine/analysis/replay/story.h"

/// @file
/// Every life of a replication in a few numbers, without its story.

namespace silowalk::inline analysis {

/// The summary of one customer's events from month 0 on: the input of picks and shares.
struct Life {
  CustomerName name;                           ///< who it is
  Ending::How how = Ending::How::still_there;  ///< how the story ends within the horizon
  bool customer = false;                       ///< became one before the horizon's end
  bool there = false;                 ///< at month 0 or later; customers who left during warm-up are not counted
  bool lost = false;                  ///< a customer, lost within the horizon
  bool last_without_context = false;  ///< the last visit came with its context lost at a handoff
  double left = 0;                    ///< the moment the story ends
  int visits = 0;                     ///< since month 0
  int failures = 0;                   ///< felt: not those caught in time
  int abandoned = 0;                  ///< and turned away
  int contexts_lost = 0;              ///< visits that arrived with their context lost
  double wait = 0;                    ///< days by `tolerance_by`, all visits
  double longest_wait = 0;            ///< of one visit
  double trust = 0;                   ///< after the last visit, log-odds above baseline
  double margin = 0;                  ///< in the currency, subscriptions at the prices in force
  double days = 0;                    ///< as a customer
};

/// All customers of one replication, in the order of their names. Invariant: visits_at has lives x touchpoints entries.
struct Lives {
  std::vector<Life> lives;
  std::size_t touchpoints = 0;           ///< number of touchpoints of the scenario
  std::vector<std::uint16_t> visits_at;  ///< [life * touchpoints + touchpoint], since month 0
};

/// Records every customer's life during a replay. For one replication.
class Census : public VisitSink {
 public:
  /// `scenario` must outlive the object.
  explicit Census(Scenario const& scenario);
  /// Registers a customer.
  void begin(Beginning const& beginning) override;
  /// Adds a visit to its customer's life. Constant time.
  void record(Visit const& visit) override;
  /// Keeps the prices in force, which value subscriptions.
  void close(Prices const& prices) override { prices_ = prices; }
  /// Returns the prices as written until close() is called, then those in force.
  Prices const& prices() const { return prices_; }
  /// Returns all lives. Call it once, after the replay.
  Lives take();

 private:
  /// A life that is not over, with what its end depends on.
  struct Open {
    Life life;                              ///< without what only the end decides
    std::optional<double> joined;           ///< when they became a customer, days since month 0
    Visit::Then then = Visit::Then::visit;  ///< what follows the last event
    double next_time = 0;                   ///< when it follows, days since month 0
  };
  /// Returns the customer's place in open_, a new one at the first call.
  std::size_t place_of(std::uint16_t segment, std::uint32_t arrival);
  /// Completes a life at the horizon's end.
  void close(Open& open) const;

  Scenario const* scenario_;
  Prices prices_;
  double horizon_;                        ///< days since month 0
  std::vector<Open> open_;                ///< by place of roll_
  std::vector<std::uint16_t> visits_at_;  ///< [place * touchpoints + touchpoint], since month 0
  Roll roll_;                             ///< customers in the order of their first event
};

/// Returns the same life as Census, from one customer's story. Linear in the visits.
Life life_of(Story const& story, Scenario const& scenario, Prices const& prices);

}  // namespace silowalk::inline analysis
