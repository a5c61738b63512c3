#pragma once

#include <optional>
#include <vector>

#include "engine/analysis/replay/customer_name.h"
#include "engine/scenario/scenario.h"
#include "engine/simulation/ledger/prices.h"
#include "engine/simulation/model/visit.h"

/// @file
/// One customer's events, and how they end.

namespace silowalk::inline analysis {

/// How a story ends within the horizon.
struct Ending {
  /// left_by_exit: through a churn exit; ended: through an exit without loss.
  enum class How : std::uint8_t { still_there, left_quietly, left_by_exit, ended };
  How how = How::still_there;               ///< within the horizon
  bool customer = false;                    ///< false: a prospect who never joined
  double time = 0;                          ///< days since month 0; still there: the horizon's end
  std::optional<std::uint16_t> touchpoint;  ///< where they were last: a loss is booked here
  std::optional<std::uint16_t> exit;        ///< the exit taken
  std::vector<std::int64_t> attributed;     ///< millionths of a head by silo, the company last; only of a lost customer
  std::vector<double> accounts;             ///< trust lost and not faded, by silo
  /// Returns whether this is a customer who is lost, as the tally counts them. Prospects are never lost.
  bool lost() const { return customer && (how == How::left_quietly || how == How::left_by_exit); }
};

/// A customer's revenue and cost between month 0 and the horizon's end, in the currency, not discounted.
struct StoryMoney {
  double revenue = 0;       ///< of visits
  double cost = 0;          ///< of visits
  double subscription = 0;  ///< time as a customer, at the prices in force
  /// Returns what the customer brought, before overhead.
  double margin() const { return revenue + subscription - cost; }
};

/// All events of one customer, from the start of warm-up (or their arrival) to the horizon's end.
struct Story {
  Beginning beginning;        ///< where and when it begins
  std::vector<Visit> visits;  ///< in order of time

  /// Returns whose story it is.
  CustomerName name() const { return {beginning.segment, beginning.arrival}; }
};

/// Returns how the story ends. Precondition: `visits` has the customer's last visit.
Ending ending_of(Story const& story, Scenario const& scenario);
/// Returns the customer's money since month 0. Precondition: `ending` is that of the story; `prices` are those in
/// force.
StoryMoney money_of(Story const& story, Ending const& ending, Prices const& prices);

/// Returns when the prospect became a customer (days since month 0); none: never.
std::optional<double> joined_at(Story const& story);

/// Keeps the stories of the wanted customers during a replay, sorted by name.
class StoryKeeper : public VisitSink {
 public:
  /// `wanted` may have duplicates.
  explicit StoryKeeper(std::vector<CustomerName> wanted);
  bool wants(std::uint16_t segment, std::uint32_t arrival) const override;
  void begin(Beginning const& beginning) override;
  void record(Visit const& visit) override;
  /// Returns the stories in the order of the names; a name without a customer has no story. Call it once.
  std::vector<Story> take();

 private:
  /// Returns the customer's story; null where it is not wanted.
  Story* of(CustomerName const& name);
  std::vector<CustomerName> wanted_;           ///< sorted, each once
  std::vector<std::optional<Story>> stories_;  ///< by place in wanted_; none until the customer's first event
};

}  // namespace silowalk::inline analysis
