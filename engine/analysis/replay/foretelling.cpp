#include "engine/analysis/replay/foretelling.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "engine/analysis/replay/story.h"
#include "engine/base/complaint.h"
#include "engine/base/portable_math.h"
#include "engine/statistics/quantity_range.h"

namespace silowalk::inline analysis {
namespace {

constexpr std::size_t score_bins = 500;  // 0 to 10 points

/// Returns the bin of a score. Recorded scores can lie outside 0 to 10, through bias and noise: they count as the ends.
std::size_t bin_of(double score) {
  return static_cast<std::size_t>(std::clamp(score * 50, 0.0, static_cast<double>(score_bins - 1)));
}

/// Counts pairs (lost, kept) from two histograms, and those in which the lost customer has the lower score; ties half.
/// This is the statistic of Mann and Whitney (1947), in time linear in the bins.
Concordant concordant(std::uint32_t const* kept, std::uint32_t const* lost) {
  Concordant result;
  double all_kept = 0;
  for (std::size_t bin = 0; bin < score_bins; ++bin) all_kept += kept[bin];
  double above = all_kept;
  for (std::size_t bin = 0; bin < score_bins; ++bin) {
    above -= kept[bin];
    result.ordered += lost[bin] * (above + kept[bin] / 2.0);
    result.pairs += lost[bin] * all_kept;
  }
  return result;
}

/// Adds the counts of one touchpoint to those of all.
void add(ForetellingCount& sum, ForetellingCount const& more) {
  for (std::size_t of = 0; of < scores_of; ++of) {
    sum.concordant[of] += more.concordant[of];
    sum.sums[of] += more.sums[of];
  }
  sum.customers += more.customers;
  sum.lost += more.lost;
}

/// Returns a quotient; none where nothing is there to divide by.
std::optional<double> ratio(double top, double bottom) {
  return bottom > 0 ? std::optional(top / bottom) : std::nullopt;
}

/// Estimates one row from its counts by replication. Ratios are formed in each replication, then averaged.
ForetellingRow row_of(std::vector<ForetellingCount> const& counts, int landmarks, double level, double single_level) {
  ForetellingRow row;
  Series customers;
  Series lost;
  std::array<Series, scores_of> score;
  std::array<Series, scores_of> concordance;
  for (ForetellingCount const& each : counts) {
    customers.emplace_back(each.customers / landmarks);
    lost.push_back(ratio(each.lost, each.customers));
    for (std::size_t of = 0; of < scores_of; ++of) {
      score[of].push_back(ratio(each.sums[of], each.customers));
      concordance[of].push_back(ratio(each.concordant[of].ordered, each.concordant[of].pairs));
    }
  }
  row.customers = not_below_zero(estimate(customers, level));
  row.lost = within_range(estimate(lost, level), OutputKind::share);
  for (std::size_t of = 0; of < scores_of; ++of) {
    row.score[of] = estimate(score[of], level);
    row.concordance[of] = within_range(estimate(concordance[of], level), OutputKind::share);
    row.ahead[of] = paired_difference(concordance[0], concordance[of], single_level).difference;
  }
  return row;
}

}  // namespace

Foreteller::Foreteller(Scenario const& scenario, ForetellingRules const& rules)
    : months_(rules.months * days_per_month),
      horizon_(horizon_end(scenario)),
      // A landmark needs as many months before it as after it.
      landmarks_(static_cast<std::size_t>(std::max(0.0, std::floor(horizon_ / months_ + 1e-9) - 1))),
      touchpoints_(scenario.touchpoints.size()),
      roll_(scenario.segments.size()) {
  for (Segment const& each : scenario.segments) baseline_.push_back(logit(each.trust));
  for (auto& counts : counts_) counts.resize(touchpoints_);
  bins_.resize(voices * touchpoints_ * scores_of * scenario.segments.size() * landmarks_ * 2 * score_bins);
}

void Foreteller::begin(Beginning const& beginning) {
  std::size_t const place = roll_.add({beginning.segment, beginning.arrival});
  if (place == customers_.size()) customers_.emplace_back();
  customers_[place].joined = beginning.customer;
}

void Foreteller::record(Visit const& visit) {
  Customer& customer = customers_[roll_.add({visit.segment, visit.arrival})];
  customer.joined = customer.joined || visit.joined;
  pass(customer, visit.segment, visit.time, visit.end);
  Scored scored{visit.touchpoint, visit.end, {}};
  scored.score[0] = 10 / (1 + portable_exp(-(baseline_[visit.segment] + visit.trust_after)));
  if (visit.surveyed) scored.score[1] = visit.score;
  // Only the last score at a touchpoint counts, and only scores of the last months. An answered survey stays until
  // another answer replaces it.
  std::erase_if(customer.scored, [&](Scored const& old) {
    bool const again = old.touchpoint == visit.touchpoint && (visit.surveyed || !old.score[1]);
    return again || old.time < visit.time - months_;
  });
  customer.scored.push_back(scored);
  pass(customer, visit.segment, visit.end, visit.next_time);
  bool const lost = visit.then == Visit::Then::quiet_churn || visit.then == Visit::Then::churn_exit;
  // A loss beyond the horizon is not part of the run.
  if (lost && visit.next_time < horizon_) settle(customer, visit.segment, true);
  if (visit.then == Visit::Then::end_exit) customer.pending.reset();  // neither lost nor kept
}

/// Passes the landmarks within [from, to), at which the customer has the scores recorded so far.
void Foreteller::pass(Customer& customer, std::uint16_t segment, double from, double to) {
  auto const first = static_cast<std::size_t>(std::max(1.0, std::ceil(from / months_)));
  for (std::size_t landmark = first; static_cast<double>(landmark) * months_ < to; ++landmark) {
    settle(customer, segment, false);
    if (landmark > landmarks_) return;
    if (customer.joined) customer.pending = stand(customer, landmark);
  }
}

/// Landmarks are counted from 1; the months before it are its window.
Foreteller::Pending Foreteller::stand(Customer const& customer, std::size_t landmark) const {
  Pending pending;
  pending.landmark = landmark - 1;
  double const since = (static_cast<double>(landmark) - 1) * months_;
  for (Scored const& each : customer.scored) {
    for (std::size_t voice = 0; voice < voices; ++voice) {
      if (each.time < since || !each.score[voice]) continue;
      auto& scores = pending.scores[voice];
      auto const known =
          std::find_if(scores.begin(), scores.end(), [&](auto const& other) { return other.first == each.touchpoint; });
      if (known != scores.end()) scores.erase(known);
      scores.emplace_back(each.touchpoint, *each.score[voice]);
      pending.last[voice] = *each.score[voice];
    }
  }
  return pending;
}

/// Records whether the customer was lost since the last landmark.
void Foreteller::settle(Customer& customer, std::uint16_t segment, bool lost) {
  if (!customer.pending) return;
  Pending const pending = std::move(*customer.pending);
  // Each landmark is settled once: as lost, or as kept when the next one is passed.
  customer.pending.reset();
  for (std::size_t voice = 0; voice < voices; ++voice) {
    double sum = 0;
    for (auto const& each : pending.scores[voice]) sum += each.second;
    for (auto const& each : pending.scores[voice]) {
      std::array<double, scores_of> const scores{each.second, sum / static_cast<double>(pending.scores[voice].size()),
                                                 pending.last[voice]};
      ForetellingCount& count = counts_[voice][each.first];
      count.customers += 1;
      count.lost += lost ? 1 : 0;
      for (std::size_t of = 0; of < scores_of; ++of) {
        count.sums[of] += scores[of];
        std::size_t at = (voice * touchpoints_ + each.first) * scores_of + of;
        at = (at * baseline_.size() + segment) * landmarks_ + pending.landmark;
        ++bins_[(at * 2 + (lost ? 1 : 0)) * score_bins + bin_of(scores[of])];
      }
    }
  }
}

ForetellingCounts Foreteller::take() {
  // Who is still there has passed the last landmark without a loss.
  for (std::size_t place = 0; place < customers_.size(); ++place)
    settle(customers_[place], roll_.name(place).segment, false);
  std::size_t at = 0;
  for (auto& counts : counts_) {
    for (ForetellingCount& count : counts) {
      for (Concordant& sum : count.concordant) {
        for (std::size_t stratum = 0; stratum < baseline_.size() * landmarks_; ++stratum, at += 2 * score_bins)
          sum += concordant(&bins_[at], &bins_[at + score_bins]);
      }
    }
  }
  return std::move(counts_);
}

Foretelling foretelling(Scenario const& scenario, std::vector<ForetellingCounts> const& counts,
                        ForetellingRules const& rules) {
  Foretelling result;
  result.months = rules.months;
  result.landmarks = static_cast<int>(horizon_end(scenario) / (rules.months * days_per_month) + 1e-9) - 1;
  result.replications = static_cast<std::uint32_t>(counts.size());
  // Voices x rows (touchpoints and all together) x comparisons with the touchpoint's score.
  double const looks = static_cast<double>(voices * (scenario.touchpoints.size() + 1) * (scores_of - 1));
  result.single_level = 1 - (1 - rules.level) / looks;
  for (std::size_t voice = 0; voice < voices; ++voice) {
    std::vector<ForetellingCount> together(counts.size());
    for (std::size_t v = 0; v < scenario.touchpoints.size(); ++v) {
      std::vector<ForetellingCount> own;
      for (ForetellingCounts const& each : counts) own.push_back(each[voice][v]);
      for (std::size_t r = 0; r < own.size(); ++r) add(together[r], own[r]);
      ForetellingRow row = row_of(own, result.landmarks, rules.level, result.single_level);
      row.touchpoint = scenario.touchpoints[v].name;
      row.silo = scenario.touchpoints[v].silo;
      result.rows[voice].push_back(std::move(row));
    }
    result.rows[voice].push_back(row_of(together, result.landmarks, rules.level, result.single_level));
  }
  return result;
}

Foretelling foretelling(PastRun const& run, std::uint32_t over, ForetellingRules const& rules) {
  if (horizon_end(run.scenario()) < 2 * rules.months * days_per_month - 1e-6) {
    reject(Location{}, fmt::format("'{}' ends too soon for scores of {} months", run.name(), rules.months),
           "it compares the scores of these months with the losses of as many months after them");
  }
  std::vector<ForetellingCounts> counts;
  for (std::uint32_t r = 0; r < over; ++r) {
    Foreteller sink(run.scenario(), rules);
    run.replay(r, sink);
    counts.push_back(sink.take());
  }
  return foretelling(run.scenario(), counts, rules);
}

}  // namespace silowalk::inline analysis
