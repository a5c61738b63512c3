#include "engine/report/comparison/difference_words.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "engine/base/text.h"
#include "engine/report/strategy/goals_comparison.h"
#include "engine/report/words.h"
#include "engine/statistics/wording.h"

namespace silowalk::inline report {
namespace {

/// Returns the sign of a number, "" for zero; numbers that are displayed have none.
std::string sign_of(double value) { return value > 0 ? "+" : value < 0 ? "-" : ""; }

/// Returns a ratio as a signed change in percent: 1.12 is "+12 %".
std::string format_percent_change(double ratio) { return sign_of(ratio - 1) + percent(std::abs(ratio - 1)); }

/// Returns a ratio as a change in percent, for programs.
std::optional<double> percent_change(std::optional<double> const& ratio) {
  return ratio ? std::optional(100 * (*ratio - 1)) : std::nullopt;
}

/// Returns {"high", "low", "mean"}; what is not defined is null.
Json interval_json(std::optional<double> const& mean, std::optional<double> const& low,
                   std::optional<double> const& high) {
  return Json::object().set("high", Json(high)).set("low", Json(low)).set("mean", Json(mean));
}

}  // namespace

std::string format_pair(std::size_t scenario, std::size_t baseline) {
  return scenario_letter(scenario) + " - " + scenario_letter(baseline);
}

std::string format_replications_each(std::uint32_t replications, std::vector<bool> const& independent) {
  bool const paired = std::find(independent.begin(), independent.end(), true) == independent.end();
  return plural(replications, "replication") + " each" + (paired ? " with common random numbers" : "");
}

std::string format_independent(std::vector<bool> const& independent) {
  std::vector<std::string> letters;
  for (std::size_t s = 0; s < independent.size(); ++s)
    if (independent[s]) letters.push_back(scenario_letter(s));
  if (letters.empty()) return "";
  return fmt::format(
      "{} {} another seed than the baseline, hence no common random numbers with it: the runs are independent. The "
      "intervals are those of two independent samples, and wider than paired ones.",
      joined(letters), letters.size() == 1 ? "has" : "have");
}

Json independent_json(std::vector<std::string> const& scenarios, std::vector<bool> const& independent) {
  Json names = Json::array();
  for (std::size_t s = 0; s < independent.size(); ++s)
    if (independent[s]) names.add(scenarios[s]);
  return names;
}

Items scenario_items(std::vector<std::string> const& scenarios, std::size_t baseline) {
  Items items;
  for (std::size_t s = 0; s < scenarios.size(); ++s)
    items.texts.push_back(
        fmt::format("{}: {}{}", scenario_letter(s), scenarios[s], s == baseline ? " (baseline)" : ""));
  return items;
}

std::string format_difference(double value, OutputKind kind, std::string const& currency) {
  std::string text = worded(std::abs(value), kind, currency);
  // Only a share in percent becomes points; worded() may choose another unit.
  if (kind == OutputKind::share && text.ends_with(" %")) text.replace(text.size() - 1, 1, "points");
  return sign_of(value) + text;
}

std::string format_interval(Estimate const& difference, OutputKind kind, std::string const& currency) {
  if (!difference.low) return "-";
  return format_difference(*difference.low, kind, currency) + " .. " +
         format_difference(*difference.high, kind, currency);
}

std::string format_change(RatioEstimate const& ratio) {
  if (!ratio.ratio) return "-";
  std::string mean = format_percent_change(*ratio.ratio);
  if (!ratio.low) return mean;
  return fmt::format("{} ({} .. {})", mean, format_percent_change(*ratio.low), format_percent_change(*ratio.high));
}

std::string format_probability(double chance) {
  // Estimated means are never certain, and "100.0 %" would claim it.
  if (chance > 0.999) return "> 99.9 %";
  if (chance < 0.001) return "< 0.1 %";
  return percent(chance);
}

GridCell difference_cell(Estimate const& difference, OutputKind kind, std::string const& currency) {
  if (!difference.mean) return {"-"};
  return {format_difference(*difference.mean, kind, currency),
          Tone::plain,
          {},
          difference.mean,
          difference.low,
          difference.high};
}

std::vector<std::string> doubt_reasons(Doubts const& doubts) {
  std::vector<std::string> reasons;
  if (doubts.few_replications)
    reasons.emplace_back("fewer than 30 replications: assumes that differences are near normal");
  if (doubts.skewed)
    reasons.emplace_back("differences are so skewed that one side may be missed twice as often as stated");
  if (doubts.few_differ) reasons.emplace_back("fewer than 10 replications differ at all");
  if (doubts.few_events) reasons.emplace_back("fewer than 50 customers lost in all replications");
  if (doubts.left_out) reasons.emplace_back("not defined in some replications, which are left out");
  return reasons;
}

Json to_json(Contrast const& contrast) {
  // Replications in which both values are defined.
  RatioEstimate const& ratio = contrast.ratio;
  int const pairs = contrast.above + contrast.below + contrast.equal;
  return Json::object()
      .set("difference", to_json(contrast.paired.difference))
      .set("higher_in", to_json(chance_of(contrast.above, pairs)))
      .set("level", contrast.level)
      .set("lower_in", to_json(chance_of(contrast.below, pairs)))
      .set("percent", interval_json(percent_change(ratio.ratio), percent_change(ratio.low), percent_change(ratio.high)))
      .set("ratio", interval_json(ratio.ratio, ratio.low, ratio.high))
      .set("replications", contrast.paired.difference.replications)
      .set("skewness", contrast.skewness)
      .set("variance_ratio", Json(contrast.paired.variance_ratio));
}

}  // namespace silowalk::inline report
