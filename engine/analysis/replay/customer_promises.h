#pragma once

#include <array>
#include <string>
#include <vector>

#include "engine/analysis/replay/past_run.h"
#include "engine/base/enum_names.h"
#include "engine/statistics/estimate.h"

/// Promises to customers that were broken, by touchpoint and segment: where, how often, and at what cost.
///
/// Every visit carries three promises. Done: it succeeds, or what failed is caught before the customer feels it. In
/// time: the wait is within the touchpoint's tolerance (nothing is promised where none is written). Known: no customer
/// has to repeat their story after a handoff. The promise is that every visit keeps all three; the share of visits that
/// do not is the hole.
///
/// At stake is the worth of the customers lost through the trust lost there, to first order: a loss of log-odds l fades
/// with the segment's memory m and adds sensitivity x hazard x m x l to the customers lost (Campbell's theorem, as in
/// the audit, but with the simulation's own losses; where trust never fades, m is the time left to the horizon), each
/// at the segment's worth per head; and the worth of customers who took a way out (a churn route) from a visit that
/// broke a promise.
namespace silowalk::inline analysis {

/// The promises that a visit can break, in the order of the text above.
enum class Broken { not_done, too_late, not_known };
inline constexpr std::size_t ways_to_break = enum_count<Broken>();
inline constexpr auto broken_names = enum_names<Broken>("not_done", "too_late", "not_known");

/// One touchpoint and segment in one replication, months 0 to the horizon; customers and prospects.
struct CustomerPromiseCount {
  double visits = 0;                           ///< of customers and prospects
  double kept = 0;                             ///< visits that kept all that was promised
  std::array<double, ways_to_break> broken{};  ///< visits that broke this one; one visit may break several
  double left = 0;                             ///< customers who took a way out from a visit that broke one
  double at_stake = 0;                         ///< in the currency
};

/// One touchpoint and segment over all replications.
struct CustomerPromiseRow {
  std::string touchpoint;  ///< name of the touchpoint
  std::string silo;        ///< that owns it
  std::string segment;     ///< name of the segment
  double designed = 0;  ///< share of visits that the scenario as written does not get done: (1 - success)(1 - recovery)
  bool waits = false;   ///< a tolerance is written
  Estimate visits;      ///< per replication
  Estimate hole;        ///< share of visits that broke a promise
  std::array<Estimate, ways_to_break> broken;  ///< shares of visits
  Estimate left;                               ///< customers per replication
  Estimate at_stake;                           ///< over the horizon
};

/// Counts kept and broken promises during a replay. For one replication.
class PromiseWatch : public VisitSink {
 public:
  /// `worth`: per head, by segment, in the currency.
  PromiseWatch(Scenario const& scenario, std::vector<double> worth);
  /// Counts one visit. Visits of the warm-up are left out.
  void record(Visit const& visit) override;
  std::vector<CustomerPromiseCount> const& counts() const { return counts_; }  ///< [touchpoint * segments + segment]

 private:
  Scenario const* scenario_;   ///< must outlive the object
  std::vector<double> worth_;  ///< per head, by segment, in the currency
  double horizon_;             ///< days since month 0
  std::vector<CustomerPromiseCount> counts_;
};

/// The promises of one scenario.
struct CustomerPromises {
  std::uint32_t replications = 0;        ///< replayed
  std::vector<CustomerPromiseRow> rows;  ///< those with visits, most at stake first
  Estimate at_stake;                     ///< of all
};

/// Replays replications 0 to `over` - 1, each checked against the file. Intervals at `level`, a probability. Throws
/// what PastRun::replay() throws.
CustomerPromises customer_promises(PastRun const& run, std::uint32_t over, double level = 0.95);

/// Estimates from counts in memory: [replication][touchpoint * segments + segment].
CustomerPromises customer_promises(Scenario const& scenario,
                                   std::vector<std::vector<CustomerPromiseCount>> const& counts, double level = 0.95);

}  // namespace silowalk::inline analysis
