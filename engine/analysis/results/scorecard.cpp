#include "engine/analysis/results/scorecard.h"

#include <fmt/core.h>

#include <algorithm>

#include "engine/base/calendar.h"
#include "engine/base/complaint.h"
#include "engine/statistics/quantity_range.h"

namespace silowalk::inline analysis {
namespace {

/// One leg of one silo in all replications: its series, and the reference of each of its values.
struct Held {
  std::vector<std::vector<double>> values;
  std::vector<std::vector<double>> against;
};

/// Returns a cell of one month as a double, in the units of the tally.
double month_sum(Tally const& tally, int month, int silo, SiloField field) {
  return static_cast<double>(tally.at(month, silo, field));
}

/// Returns the time of all customers in a month, in days.
double customer_days(Tally const& tally, int month) {
  double days = 0;
  for (int segment = 0; segment < tally.segments; ++segment)
    days += static_cast<double>(tally.at(month, segment, SegmentField::exposure)) / seconds_per_day;
  return days;
}

/// Returns 1 where more is better, else -1.
double sign_of(Leg leg) { return leg == Leg::financial ? 1 : -1; }

/// Returns how much worse the value is than its reference, as a share of the reference; 0 where it is not worse.
/// Against a reference of zero anything worse counts as 1.
double worse_by(double value, double against, Leg leg) {
  double const worse = sign_of(leg) * (against - value);
  if (worse <= 0) return 0;
  return against == 0 ? 1 : worse / (against < 0 ? -against : against);
}

/// Returns where it becomes worse and stays so to the end. A passing bad quarter is no break: chance makes many of
/// them.
std::optional<std::size_t> breaking_point(Held const& held, std::size_t r, Leg leg, double tolerance) {
  std::size_t from = held.values[r].size();
  while (from > 0 && worse_by(held.values[r][from - 1], held.against[r][from - 1], leg) > tolerance) --from;
  if (from == held.values[r].size()) return std::nullopt;
  return from;
}

/// Returns the first month at whose end the leg is worse, its interval clear of zero. Months are counted from month 0;
/// a value belongs to the last of its three months.
std::optional<int> clear_month(Held const& held, Leg leg, double level) {
  for (std::size_t m = 0; m < held.values.front().size(); ++m) {
    Series differences;
    for (std::size_t r = 0; r < held.values.size(); ++r)
      differences.emplace_back(sign_of(leg) * (held.values[r][m] - held.against[r][m]));
    Estimate const found = estimate(differences, level);
    if (found.high && *found.high < 0) return static_cast<int>(m) + scorecard_months - 1;
  }
  return std::nullopt;
}

/// Returns a leg and its reference; none where it is not defined in some replication. Without a baseline, the reference
/// of all months is the first value.
std::optional<Held> hold(std::vector<Tally> const& tallies, std::vector<Tally> const& baseline, int silo, Leg leg) {
  Held held;
  for (std::size_t r = 0; r < tallies.size(); ++r) {
    std::vector<double> own = leg_series(tallies[r], silo, leg);
    if (own.empty()) return std::nullopt;
    std::vector<double> against =
        baseline.empty() ? std::vector<double>(own.size(), own.front()) : leg_series(baseline[r], silo, leg);
    if (against.size() != own.size()) return std::nullopt;
    held.values.push_back(std::move(own));
    held.against.push_back(std::move(against));
  }
  return held;
}

/// Estimates the last three months against their reference. `each_level`: the level of clear_month.
LegFinding judge(Held const& held, Leg leg, ScorecardRules const& rules, double each_level) {
  LegFinding found;
  Series before;
  Series after;
  for (std::size_t r = 0; r < held.values.size(); ++r) {
    before.emplace_back(held.against[r].back());
    after.emplace_back(held.values[r].back());
  }
  // Money has no range; a load and a number of lost customers are not negative.
  auto const kind = leg == Leg::financial ? OutputKind::money : OutputKind::count;
  found.before = within_range(estimate(before, rules.level), kind);
  found.after = within_range(estimate(after, rules.level), kind);
  found.change = paired_difference(before, after, rules.level).difference;
  found.clear_month = clear_month(held, leg, each_level);
  return found;
}

using Points = std::vector<std::optional<std::size_t>>;  ///< by replication: where a leg breaks

/// Returns the median month of those replications in which the leg breaks; the mean of the middle two of an even
/// number.
std::optional<double> median_month(Points const& points) {
  std::vector<double> months;
  for (auto const& each : points) {
    if (each) months.push_back(static_cast<double>(*each) + scorecard_months - 1);
  }
  if (months.empty()) return std::nullopt;
  std::sort(months.begin(), months.end());
  std::size_t const half = months.size() / 2;
  return months.size() % 2 == 1 ? months[half] : (months[half - 1] + months[half]) / 2;
}

/// Returns whether leg `a` is among the first of the legs to break in a replication. Ties count for all.
bool is_first(std::array<Points, scorecard_legs> const& points, std::size_t a, std::size_t r) {
  if (points[a].empty() || !points[a][r]) return false;
  return std::none_of(points.begin(), points.end(),
                      [&](Points const& b) { return !b.empty() && b[r] && *b[r] < *points[a][r]; });
}

/// Names the leg that breaks first, see SiloScorecard::breaks_first.
void name_first(std::array<Points, scorecard_legs> const& points, std::size_t replications, double level,
                SiloScorecard& card) {
  for (std::size_t a = 0; a < scorecard_legs; ++a) {
    if (!card.legs[a] || !card.legs[a]->clear_month) continue;
    bool ahead = true;
    for (std::size_t b = 0; b < scorecard_legs; ++b) {
      if (b == a) continue;
      int only_a = 0;
      int only_one = 0;
      for (std::size_t r = 0; r < replications; ++r) {
        bool const of_a = is_first(points, a, r);
        // Replications in which both are first, or neither, are no evidence of which is ahead (as in McNemar's test,
        // 1947).
        if (of_a == is_first(points, b, r)) continue;
        ++only_one;
        only_a += of_a ? 1 : 0;
      }
      ahead = ahead && only_one > 0 && wilson_interval(only_a, only_one, level).low > 0.5;
    }
    if (ahead) card.breaks_first = static_cast<Leg>(a);
  }
}

/// Returns one silo's card. `each_level`: the level of clear_month.
SiloScorecard card_of(OutputFrame const& frame, std::vector<Tally> const& tallies, std::vector<Tally> const& baseline,
                      int silo, ScorecardRules const& rules, double each_level) {
  SiloScorecard card;
  card.silo = frame.axes.silos[static_cast<std::size_t>(silo)];
  std::array<Points, scorecard_legs> points;
  for (std::size_t l = 0; l < scorecard_legs; ++l) {
    Leg const leg = static_cast<Leg>(l);
    std::optional<Held> const held = hold(tallies, baseline, silo, leg);
    if (!held) continue;
    card.legs[l] = judge(*held, leg, rules, each_level);
    for (std::size_t r = 0; r < tallies.size(); ++r)
      points[l].push_back(breaking_point(*held, r, leg, rules.tolerance));
  }
  auto const all = static_cast<int>(tallies.size());
  // After all legs: which one is first depends on the others.
  for (std::size_t l = 0; l < scorecard_legs; ++l) {
    if (!card.legs[l]) continue;
    int breaks = 0;
    int first = 0;
    for (std::size_t r = 0; r < tallies.size(); ++r) {
      breaks += points[l][r] ? 1 : 0;
      first += is_first(points, l, r) ? 1 : 0;
    }
    card.legs[l]->breaks = chance_of(breaks, all, rules.level);
    card.legs[l]->first = chance_of(first, all, rules.level);
    card.legs[l]->month = median_month(points[l]);
  }
  name_first(points, tallies.size(), rules.level, card);
  return card;
}

/// Returns the fields that a scorecard reads.
FieldsNeeded fields_of_legs() {
  FieldsNeeded fields;
  for (SiloField const field : {SiloField::revenue, SiloField::cost, SiloField::offered, SiloField::effort,
                                SiloField::capacity, SiloField::churn_attributed})
    fields.silo.set(static_cast<std::size_t>(field));
  fields.segment.set(static_cast<std::size_t>(SegmentField::exposure));
  return fields;
}

}  // namespace

std::vector<double> leg_series(Tally const& tally, int silo, Leg leg) {
  std::vector<double> series;
  for (int to = scorecard_months; to <= tally.months; ++to) {
    double top = 0;
    double bottom = 0;
    for (int month = to - scorecard_months; month < to; ++month) {
      auto const of = [&](SiloField field) { return month_sum(tally, month, silo, field); };
      if (leg == Leg::financial) {
        top += (of(SiloField::revenue) - of(SiloField::cost)) / 1e6;
        bottom = 1;
      } else if (leg == Leg::people) {
        top += of(SiloField::offered) + of(SiloField::effort);
        bottom += of(SiloField::capacity);
      } else {
        top += of(SiloField::churn_attributed) / 1e6 * days_per_year;
        bottom += customer_days(tally, month);
      }
    }
    // No capacity, or no customers: the leg has nothing to measure.
    if (bottom == 0) return {};
    series.push_back(top / bottom);
  }
  return series;
}

Scorecard scorecard(OutputFrame const& frame, std::vector<Tally> const& tallies, std::vector<Tally> const& baseline,
                    ScorecardRules const& rules) {
  Scorecard result;
  result.replications = static_cast<std::uint32_t>(tallies.size());
  int const silos = static_cast<int>(frame.axes.silos.size()) - 1;  // the company's pseudo silo stands last
  // Bonferroni over all that clear_month looks at.
  int const looks = std::max(1, silos * static_cast<int>(scorecard_legs) * (frame.axes.months - scorecard_months + 1));
  double const each_level = 1 - (1 - rules.level) / looks;
  for (int silo = 0; silo < silos; ++silo)
    result.silos.push_back(card_of(frame, tallies, baseline, silo, rules, each_level));
  return result;
}

Scorecard scorecard(ResultsFile const& file, std::size_t scenario, std::optional<std::size_t> baseline,
                    ScorecardRules const& rules) {
  ScenarioResults const& own = file.header().scenarios.at(scenario);
  if (own.frame.axes.months < 2 * scorecard_months)
    reject(file.path(), fmt::format("'{}' has {} months", own.name, own.frame.axes.months),
           "a scorecard compares three months with three others: it needs at least six");
  std::vector<Tally> tallies = file.tallies(scenario, 0, own.replications, fields_of_legs());
  std::vector<Tally> others;
  if (baseline) {
    ScenarioResults const& other = file.header().scenarios.at(*baseline);
    if (other.frame.axes.silos != own.frame.axes.silos || other.frame.axes.months != own.frame.axes.months)
      reject(file.path(), fmt::format("'{}' cannot be compared with '{}'", own.name, other.name),
             "they have other silos, or other months");
    std::uint32_t const common = std::min(own.replications, other.replications);
    // Pairs need both: the longer run is cut.
    tallies.resize(common);
    others = file.tallies(*baseline, 0, common, fields_of_legs());
  }
  return scorecard(own.frame, tallies, others, rules);
}

}  // namespace silowalk::inline analysis
