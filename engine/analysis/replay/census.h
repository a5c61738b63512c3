#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/analysis/replay/roll.h"
#include "engine/analysis/replay/story.h"

namespace silowalk::inline analysis {

/// The summary of one customer's events from month 0 on: the input of picks and shares.
struct Life {
  CustomerName name;
  Ending::How how = Ending::How::still_there;
  bool customer = false;
  bool there = false;                 ///< at month 0 or later; customers who left during warm-up are not counted
  bool lost = false;                  ///< a customer, lost within the horizon
  bool last_without_context = false;  ///< the last visit came with its context lost at a handoff
  double left = 0;                    ///< the moment the story ends
  int visits = 0;
  int failures = 0;   ///< felt: not those caught in time
  int abandoned = 0;  ///< and turned away
  int contexts_lost = 0;
  double wait = 0;          ///< open days, all visits
  double longest_wait = 0;  ///< of one visit
  double trust = 0;         ///< after the last visit, log-odds above baseline
  double margin = 0;        ///< in the currency, subscriptions at the prices in force
  double days = 0;          ///< as a customer
};

/// All customers of one replication, in the order of their names.
struct Lives {
  std::vector<Life> lives;
  std::size_t touchpoints = 0;
  std::vector<std::uint16_t> visits_at;  ///< [life * touchpoints + touchpoint], since month 0
};

/// Records every customer's life during a replay. For one replication.
class Census : public VisitSink {
 public:
  explicit Census(Scenario const& scenario);
  void begin(Beginning const& beginning) override;
  void record(Visit const& visit) override;
  void close(Prices const& prices) override { prices_ = prices; }
  Prices const& prices() const { return prices_; }
  /// Returns all lives. Call it once, after the replay.
  Lives take();

 private:
  struct Open {
    Life life;
    std::optional<double> joined;
    Visit::Then then = Visit::Then::visit;
    double next_time = 0;
  };
  std::size_t place_of(std::uint16_t segment, std::uint32_t arrival);
  void close(Open& open) const;

  Scenario const* scenario_;
  Prices prices_;
  double horizon_;
  std::vector<Open> open_;
  std::vector<std::uint16_t> visits_at_;
  Roll roll_;
};

/// Returns the same life as Census, from one customer's story.
Life life_of(Story const& story, Scenario const& scenario, Prices const& prices);

}  // namespace silowalk::inline analysis
