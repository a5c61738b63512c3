#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/analysis/replay/past_run.h"
#include "engine/analysis/replay/roll.h"
#include "engine/base/enum_names.h"
#include "engine/statistics/estimate.h"

/// Which score predicts losses better: that of a touchpoint, or that of the journey?
///
/// Landmarks (van Houwelingen 2007, Scandinavian Journal of Statistics 34:70-85) are times at regular intervals of
/// months. At each, customers carry the scores of the months before it; in the months after it some are lost. The
/// measure is the concordance (the area under the ROC curve, Hanley and McNeil 1982, Radiology 143:29-36): of two
/// customers of one segment at one landmark, one of them lost and one not, how often the lost one had the lower score.
/// Ties count half; .5 is no better than chance. Comparing within segment and landmark excludes differences between
/// segments, and the season. Scores are distinguished to .02 points.
namespace silowalk::inline analysis {

/// Whose scores.
enum class ScoreOf {
  touchpoint,  ///< the last one at this touchpoint
  journey,     ///< mean of the last one at every touchpoint that the customer met
  journey_end  ///< the last one of all
};
inline constexpr std::size_t scores_of = enum_count<ScoreOf>();
inline constexpr auto score_names = enum_names<ScoreOf>("touchpoint", "journey", "journey_end");

/// What is counted, and how sure intervals are.
struct ForetellingRules {
  int months = 3;       ///< that scores are of, and that losses are counted in
  double level = 0.95;  ///< of all intervals but `ahead`, a probability
};

/// Pairs of one lost and one kept customer, and how many of them a score puts in order.
struct Concordant {  ///< of a lost and a kept customer, in one segment at one landmark
  double pairs = 0;
  double ordered = 0;  ///< ties half
  Concordant& operator+=(Concordant const& other) {
    pairs += other.pairs;
    ordered += other.ordered;
    return *this;
  }
};

/// Of one replication: customers with a score at this touchpoint, all three scores on the same customers.
struct ForetellingCount {  ///< by ScoreOf
  std::array<Concordant, scores_of> concordant;
  std::array<double, scores_of> sums{};  ///< of scores
  double customers = 0;                  ///< customers x landmarks
  double lost = 0;                       ///< of them
};

/// `felt`: the scores of all customers. `heard`: answered surveys only, with their bias and noise.
enum class Voice { felt, heard };
inline constexpr std::size_t voices = enum_count<Voice>();
inline constexpr auto voice_names = enum_names<Voice>("felt", "heard");
using ForetellingCounts = std::array<std::vector<ForetellingCount>, voices>;  ///< [voice][touchpoint]

/// Records scores and losses during a replay. For one replication.
class Foreteller : public VisitSink {
 public:
  Foreteller(Scenario const& scenario, ForetellingRules const& rules);
  /// Registers a customer.
  void begin(Beginning const& beginning) override;
  /// Scores a visit and passes the landmarks before and after it.
  void record(Visit const& visit) override;
  /// Returns the counts. Call it once, after the replay.
  ForetellingCounts take();

 private:
  /// A score that a customer carries.
  struct Scored {
    std::uint16_t touchpoint = 0;
    double time = 0;                                  ///< end of the visit, days since month 0
    std::array<std::optional<double>, voices> score;  ///< by Voice; points, none where the voice has no score
  };
  /// What a customer carried at a landmark, until it is known whether they are lost.
  struct Pending {
    std::size_t landmark = 0;                                                  ///< from 0
    std::array<std::vector<std::pair<std::uint16_t, double>>, voices> scores;  ///< by touchpoint, each the last
    std::array<double, voices> last{};                                         ///< by Voice, the last score of all
  };
  /// One customer between two visits.
  struct Customer {
    bool joined = false;
    std::vector<Scored> scored;      ///< scores of the last months, the oldest first
    std::optional<Pending> pending;  ///< of the last landmark passed
  };
  /// Passes the landmarks within [from, to), days since month 0.
  void pass(Customer& customer, std::uint16_t segment, double from, double to);
  /// Returns what the customer carries at a landmark, counted from 1.
  Pending stand(Customer const& customer, std::size_t landmark) const;
  /// Counts the pending landmark, if there is one, as lost or kept.
  void settle(Customer& customer, std::uint16_t segment, bool lost);

  double months_;  ///< of the rules, in days
  double horizon_;
  std::size_t landmarks_;  ///< from 1 to this number, one in each interval of `months_`
  std::size_t touchpoints_;
  std::vector<double> baseline_;  ///< by segment, log-odds
  Roll roll_;
  std::vector<Customer> customers_;
  ForetellingCounts counts_;
  std::vector<std::uint32_t> bins_;  ///< [voice, touchpoint, score of, segment, landmark, lost, bin]
};

/// One touchpoint over all replications.
struct ForetellingRow {
  std::string touchpoint;                       ///< "" for all of them: their pairs together
  std::string silo;                             ///< that owns it
  Estimate customers;                           ///< a landmark's, per replication, with a score there
  Estimate lost;                                ///< share of them
  std::array<Estimate, scores_of> score;        ///< means of the three scores
  std::array<Estimate, scores_of> concordance;  ///< pairs in order, 0 to 1; .5 is chance
  std::array<Estimate, scores_of> ahead;        ///< concordance less that of the touchpoint's score, paired; at the
                                                ///< single level of Foretelling
};

/// The answer to which score predicts losses better.
struct Foretelling {
  int months = 0;                                        ///< of scores, and of losses
  int landmarks = 0;                                     ///< in the horizon
  std::uint32_t replications = 0;                        ///< replayed
  double single_level = 0;                               ///< of `ahead`, widened for all that is looked at (Bonferroni)
  std::array<std::vector<ForetellingRow>, voices> rows;  ///< the last one is of all touchpoints
};

/// Replays replications 0 to `over` - 1, each checked against the file. Throws InvalidInput where the horizon is
/// shorter than twice the months. Memory: bins of all segments, landmarks and touchpoints.
Foretelling foretelling(PastRun const& run, std::uint32_t over, ForetellingRules const& rules = {});

/// Estimates from the counts of each replication.
Foretelling foretelling(Scenario const& scenario, std::vector<ForetellingCounts> const& counts,
                        ForetellingRules const& rules);

}  // namespace silowalk::inline analysis
