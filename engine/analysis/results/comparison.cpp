#include "engine/analysis/results/comparison.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <string_view>

#include "engine/base/complaint.h"
#include "engine/base/units.h"
#include "engine/statistics/quantity_range.h"

namespace silowalk::inline analysis {
namespace {

/// Outputs that can get worse for some customers while the company's totals do not. Shares and means, not sums: more
/// customers increase sums. Success, not failure: where fewer customers abandon, more visits can fail.
struct Watched {
  OutputOf of;
  std::string_view word;
  std::string_view output;
};
constexpr std::array<Watched, 11> watched{{
    {OutputOf::segment, "segment", "churn_rate"},
    {OutputOf::segment, "segment", "value_at_close"},
    {OutputOf::silo, "silo", "load"},
    {OutputOf::silo, "silo", "survey_mean"},
    {OutputOf::silo, "silo", "churn_attributed"},
    {OutputOf::silo, "silo", "resignations"},
    {OutputOf::touchpoint, "touchpoint", "wait_mean"},
    {OutputOf::touchpoint, "touchpoint", "success_rate"},
    {OutputOf::touchpoint, "touchpoint", "abandoned_rate"},
    {OutputOf::touchpoint, "touchpoint", "turned_away_rate"},
    {OutputOf::touchpoint, "touchpoint", "survey_mean"},
}};
/// Fewer lost customers in all replications, and the interval of a rate is in doubt.
constexpr int few_events = 50;

/// Returns the names along an axis, pseudo members included.
std::vector<std::string> const& members_of(TallyAxes const& axes, OutputOf of) {
  if (of == OutputOf::touchpoint) return axes.touchpoints;
  return of == OutputOf::silo ? axes.silos : axes.segments;
}

/// Returns whether at least two replications have a value: one alone has no interval.
bool defined_twice(Series const& series) {
  return std::count_if(series.begin(), series.end(), [](auto const& value) { return value.has_value(); }) > 1;
}

/// Returns the values of the replications in which the other series has one too. Precondition: both have one length.
Series where_both(Series values, Series const& other) {
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!other[i]) values[i].reset();
  return values;
}

/// Returns the output that counts the churn behind `name`; "" where there is none behind it.
std::string events_behind(std::string const& name) {
  std::size_t const dot = name.rfind('.');
  std::string const last = name.substr(dot == std::string::npos ? 0 : dot + 1);
  std::string const before = dot == std::string::npos ? "" : name.substr(0, dot + 1);
  if (last == "churn_rate" || last == "lost") return before + "lost";
  return last == "churn_booked" || last == "churn_attributed" ? before + "churn_booked" : "";
}

/// Compares one file. An object makes one comparison; file and question must outlive it.
class ComparisonBuilder {
 public:
  /// Checks scenarios and window. Throws InvalidInput. Looks are those of the question, else those of the rule that
  /// stopped the run.
  ComparisonBuilder(ResultsFile const& file, ComparisonQuestion const& question) : file_(file), question_(question) {
    check_scenarios();
    set_window();
    scrutiny_.level = question.level;
    scrutiny_.first_look = question.first_look;
    auto const& precision = file.header().precision;
    if (!scrutiny_.first_look && precision) scrutiny_.first_look = precision->rule.first_look;
  }

  /// Returns the comparison. Call it once: it moves the result out.
  Comparison compare() {
    compare_outputs();
    look_for_side_effects();
    look_at_dashboards();
    // Statements and goals of every scenario, the baseline included.
    for (std::size_t s = 0; s < scenarios().size(); ++s) {
      result_.statements.push_back(asset_statement(file_, s, result_.from, result_.to, result_.replications));
      result_.goals.push_back(answer_goals(
          *scenarios()[s].scenario, scenarios()[s].frame,
          [&](std::vector<NamedOutput> const& outputs) { return series_of(s, outputs); }, question_.level));
    }
    return std::move(result_);
  }

 private:
  std::vector<ScenarioResults> const& scenarios() const { return file_.header().scenarios; }
  /// Returns the number of scenarios that are compared with the baseline.
  std::size_t others() const { return scenarios().size() - 1; }

  /// Finds the baseline, and the replications that all scenarios have. Throws InvalidInput for fewer than two scenarios
  /// and for different currencies.
  void check_scenarios() {
    if (scenarios().size() < 2) {
      reject(file_.path(), "the file has only one scenario: nothing to compare",
             "add another one: silowalk run --add OTHER.toml -o " + file_.path());
    }
    if (question_.baseline) result_.baseline = file_.scenario_named(*question_.baseline);
    ScenarioResults const& baseline = scenarios()[result_.baseline];
    result_.independent = independent_of(result_.baseline, file_.header());
    result_.replications = baseline.replications;
    result_.currency = baseline.frame.currency;
    for (ScenarioResults const& each : scenarios()) {
      result_.scenarios.push_back(each.name);
      result_.wait_clocks.push_back(each.frame.tolerance_by);
      result_.replications = std::min(result_.replications, each.replications);
      if (each.frame.currency == baseline.frame.currency) continue;
      reject(file_.path(), fmt::format("'{}' and '{}' have different currencies", baseline.name, each.name),
             fmt::format("{} and {}", baseline.frame.currency, each.frame.currency));
    }
  }

  /// Sets the months to compare. Horizons of different lengths need an explicit end: sums over different times do not
  /// compare.
  void set_window() {
    int const months = scenarios()[result_.baseline].frame.axes.months;
    int shortest = months;
    for (ScenarioResults const& each : scenarios()) shortest = std::min(shortest, each.frame.axes.months);
    bool const same = std::all_of(scenarios().begin(), scenarios().end(),
                                  [&](ScenarioResults const& each) { return each.frame.axes.months == months; });
    if (!same && !question_.window.to) {
      reject(file_.path(), "the scenarios have horizons of different lengths", "compare months that all of them have",
             fmt::format("--to {}", shortest));
    }
    result_.from = question_.window.from;
    result_.to = question_.window.to.value_or(months);
    window_ = {result_.from, result_.to};
    NamedOutput("churn_rate", window_, scenarios()[result_.baseline].frame, file_.path());  // throws where no window
  }

  /// Returns an output as one scenario has it. Throws InvalidInput where it does not exist.
  NamedOutput output_of(std::string const& name, std::size_t scenario) const {
    return {name, window_, scenarios()[scenario].frame, fmt::format("--measure, in '{}'", scenarios()[scenario].name)};
  }

  /// Returns the values of outputs in one scenario, in the replications that all scenarios have: two files can differ.
  std::vector<Series> series_of(std::size_t scenario, std::vector<NamedOutput> const& outputs) const {
    std::vector<Series> series = file_.evaluate(scenario, outputs);
    for (Series& each : series) each.resize(result_.replications);
    return series;
  }

  /// Returns the values by output, then scenario, each a value per replication.
  // By scenario: the file is read once for all outputs of one.
  std::vector<std::vector<Series>> evaluate(std::vector<std::string> const& names) const {
    std::vector<std::vector<Series>> all(names.size());
    for (std::size_t s = 0; s < scenarios().size(); ++s) {
      std::vector<NamedOutput> outputs;
      for (std::string const& name : names) outputs.push_back(output_of(name, s));
      std::vector<Series> series = series_of(s, outputs);
      for (std::size_t i = 0; i < names.size(); ++i) all[i].push_back(std::move(series[i]));
    }
    return all;
  }

  /// Compares one scenario with the baseline in one output. `smallest`: the difference that matters, in its base unit;
  /// 0: any.
  Difference difference(std::vector<Series> const& series, std::size_t scenario, Scrutiny const& scrutiny,
                        double smallest) const {
    Difference result;
    result.scenario = scenario;
    result.contrast =
        contrast(series[result_.baseline], series[scenario], single_level(scrutiny, result_.replications));
    result.finding = finding_of(result.contrast, smallest);
    result.doubts = doubts_of(result.contrast);
    // Only an open question can be decided by more replications.
    bool const open = result.finding == Finding::undecided || result.finding == Finding::higher_a_little ||
                      result.finding == Finding::lower_a_little;
    if (!open) return result;
    double const gap = std::abs(std::abs(*result.contrast.paired.difference.mean) - smallest);
    result.replications = replications_to_decide(gap, result.contrast.deviation, scrutiny);
    // The estimate may say that the present count should be enough, with power .8, and it was not: at least one more.
    if (result.replications) result.replications = std::max(*result.replications, next_count(scrutiny));
    return result;
  }

  /// Returns the least count beyond the present one that is a look.
  std::uint32_t next_count(Scrutiny const& scrutiny) const {
    if (!scrutiny.first_look) return result_.replications + 1;
    std::uint64_t count = std::max<std::uint32_t>(1, *scrutiny.first_look);
    while (count <= result_.replications) count *= 2;
    return static_cast<std::uint32_t>(count);
  }

  /// Compares the requested outputs. Intervals are widened for outputs x other scenarios.
  void compare_outputs() {
    std::vector<std::string> const names = question_.outputs.empty() ? usual_outputs() : question_.outputs;
    result_.scrutiny = scrutiny_;
    result_.scrutiny.comparisons = static_cast<int>(names.size() * others());
    std::vector<std::vector<Series>> const series = evaluate(names);
    for (std::size_t i = 0; i < names.size(); ++i) {
      ComparedOutput& one = result_.outputs.emplace_back(ComparedOutput{output_of(names[i], result_.baseline)});
      one.better = one.output.better();
      for (Series const& each : series[i])
        one.means.push_back(within_range(estimate(each, question_.level), one.output));
      // Only the deciding output has a smallest difference that matters.
      if (i == 0 && question_.smallest) {
        double const mean = one.means[result_.baseline].mean.value_or(0);
        one.smallest = question_.smallest->amount * (question_.smallest->of_mean ? std::abs(mean) : 1);
      }
      for (std::size_t s = 0; s < scenarios().size(); ++s) {
        if (s == result_.baseline) continue;
        Difference& each = one.differences.emplace_back(difference(series[i], s, result_.scrutiny, one.smallest));
        each.doubts.few_events = few_events_behind(names[i], s);
        each.base = level_of(series[i], result_.baseline, s, one.output);
        each.level = level_of(series[i], s, result_.baseline, one.output);
      }
      if (one.better == Better::neither) continue;
      one.best = probability_best(series[i], one.better == Better::higher);
      one.winner = winner_of(series[i], one.better == Better::higher, result_.scrutiny, one.smallest);
    }
  }

  /// Returns a scenario's mean over the replications in which the other one has a value too; over all of its own where
  /// there are none.
  Estimate level_of(std::vector<Series> const& series, std::size_t scenario, std::size_t other,
                    NamedOutput const& output) const {
    Estimate const paired = estimate(where_both(series[scenario], series[other]), question_.level);
    return within_range(paired.mean ? paired : estimate(series[scenario], question_.level), output);
  }

  /// Returns whether fewer than few_events customers were lost in either scenario, over all replications.
  bool few_events_behind(std::string const& name, std::size_t scenario) const {
    std::string const events = events_behind(name);
    if (events.empty()) return false;
    for (std::size_t const s : {result_.baseline, scenario}) {
      std::vector<Series> const counts = series_of(s, {output_of(events, s)});
      double sum = 0;
      for (auto const& value : counts.front()) sum += value.value_or(0);
      if (sum < few_events) return true;
    }
    return false;
  }

  /// Returns the members that all scenarios have, pseudo members left out.
  std::vector<std::string> common_members(OutputOf of) const {
    std::vector<std::string> common;
    for (std::string const& member : members_of(scenarios()[result_.baseline].frame.axes, of)) {
      if (member.starts_with('(')) continue;
      bool const everywhere = std::all_of(scenarios().begin(), scenarios().end(), [&](ScenarioResults const& each) {
        auto const& members = members_of(each.frame.axes, of);
        return std::find(members.begin(), members.end(), member) != members.end();
      });
      if (everywhere) common.push_back(member);
    }
    return common;
  }

  /// Compares all watched outputs of common segments, silos and touchpoints, and keeps the differences that are clear
  /// of zero.
  void look_for_side_effects() {
    std::vector<std::string> names;
    std::vector<OutputOf> kinds;
    for (OutputOf const of : {OutputOf::segment, OutputOf::silo, OutputOf::touchpoint}) {
      for (std::string const& member : common_members(of)) {
        for (Watched const& each : watched) {
          if (each.of != of) continue;
          names.push_back(fmt::format("{}.{}.{}", each.word, member, each.output));
          kinds.push_back(of);
        }
      }
    }
    std::vector<std::vector<Series>> const series = evaluate(names);
    result_.side_scrutiny = scrutiny_;
    // Only differences that have an interval count: others cannot be found by chance either.
    result_.side_scrutiny.comparisons = 0;
    for (auto const& one : series) {
      if (std::all_of(one.begin(), one.end(), defined_twice)) {
        result_.side_scrutiny.comparisons += static_cast<int>(others());
      }
    }
    for (std::size_t s = 0; s < scenarios().size(); ++s) {
      if (s == result_.baseline) continue;
      for (std::size_t i = 0; i < names.size(); ++i) {
        SideEffect effect{output_of(names[i], result_.baseline), kinds[i],
                          difference(series[i], s, result_.side_scrutiny, 0), false};
        bool const higher = effect.difference.finding == Finding::higher;
        if (!higher && effect.difference.finding != Finding::lower) continue;
        effect.worse = higher == (effect.output.better() == Better::lower);
        result_.side_effects.push_back(std::move(effect));
      }
    }
  }

  /// Compares each silo's own score with the company's value at close.
  void look_at_dashboards() {
    std::vector<std::string> const silos = common_members(OutputOf::silo);
    std::vector<std::string> names{"value_at_close"};
    for (std::string const& silo : silos) names.push_back("silo." + silo + ".survey_mean");
    std::vector<std::vector<Series>> const series = evaluate(names);
    std::vector<std::size_t> heard;  // silos that ask their customers
    for (std::size_t i = 1; i < names.size(); ++i) {
      if (std::all_of(series[i].begin(), series[i].end(), defined_twice)) heard.push_back(i);
    }
    result_.dashboard_scrutiny = scrutiny_;
    result_.dashboard_scrutiny.comparisons = static_cast<int>(heard.size() * others());
    double const level = single_level(result_.dashboard_scrutiny, result_.replications);
    for (std::size_t s = 0; s < scenarios().size(); ++s) {
      if (s == result_.baseline) continue;
      Contrast const value = contrast(series[0][result_.baseline], series[0][s], level);
      for (std::size_t const i : heard) {
        Contrast const score = contrast(series[i][result_.baseline], series[i][s], level);
        bool const green = finding_of(score) == Finding::higher && finding_of(value) == Finding::lower;
        result_.dashboards.push_back({silos[i - 1], s, score, value, green});
      }
    }
  }

  ResultsFile const& file_;
  ComparisonQuestion const& question_;
  Scrutiny scrutiny_;
  Window window_;
  Comparison result_;
};

/// Returns the text without the currency: "USD 5000" and "5000 USD" are fine where the output is money.
std::string without_currency(std::string text, NamedOutput const& output) {
  if (output.kind() != OutputKind::money) return text;
  for (std::string const& word : {output.currency() + " ", " " + output.currency()}) {
    std::size_t const at = text.find(word);
    if (at != std::string::npos) text.erase(at, word.size());
  }
  return text;
}

/// Parses an amount in the unit of an output. The result has the reason where it cannot be read.
Measured parse_amount(std::string const& text, OutputKind kind, bool of_mean) {
  if (of_mean || kind == OutputKind::share) return parse_share(text);
  if (kind == OutputKind::duration) return parse_duration(text);
  Measured const number = parse_number(text);
  // A plain number is a rate per year; other texts must state their unit.
  return kind == OutputKind::yearly_rate && !number.ok() ? parse_yearly(text) : number;
}

}  // namespace

SmallestThatMatters parse_smallest_that_matters(std::string const& text, NamedOutput const& output) {
  std::string const bare = without_currency(text, output);
  bool const of_mean = bare.ends_with('%') && output.kind() != OutputKind::share;
  Measured const measured = parse_amount(bare, output.kind(), of_mean);
  if (measured.ok() && measured.value >= 0) return {measured.value, of_mean};
  throw std::invalid_argument(
      fmt::format("{}{}; {} is in {}", measured.ok() ? "it cannot be negative" : measured.why,
                  measured.guess.empty() ? "" : fmt::format(" (did you mean '{}'?)", measured.guess), output.name(),
                  output.unit()));
}

std::vector<bool> independent_of(std::size_t baseline, ResultsHeader const& header) {
  std::vector<bool> independent;
  for (ScenarioResults const& each : header.scenarios)
    independent.push_back(each.seed != header.scenarios.at(baseline).seed);
  return independent;
}

std::vector<std::string> usual_outputs() {
  return {"value_at_close", "churn_rate", "customers", "revenue", "cost", "margin"};
}

Comparison compare_results(ResultsFile const& file, ComparisonQuestion const& question) {
  return ComparisonBuilder(file, question).compare();
}

}  // namespace silowalk::inline analysis
