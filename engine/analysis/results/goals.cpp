#include "engine/analysis/results/goals.h"

#include <algorithm>
#include <cmath>

#include "engine/base/complaint.h"
#include "engine/statistics/quantity_range.h"

namespace silowalk::inline analysis {
namespace {

/// Returns whether a value meets a target. Limits themselves do not meet it.
bool within(double value, std::optional<double> const& below, std::optional<double> const& above) {
  return (!below || value < *below) && (!above || value > *above);
}

/// Places the goals below `parent`, parents before children. The depth is limited, so that a circle of parents ends.
void place(std::vector<Goal> const& goals, std::string const& parent, std::size_t depth,
           std::vector<GoalAnswer>& placed) {
  for (Goal const& each : goals) {
    if (each.parent != parent) continue;
    GoalAnswer& answer = placed.emplace_back();
    answer.goal = each;
    answer.depth = depth;
    if (depth < goals.size() && !each.name.empty()) place(goals, each.name, depth + 1, placed);
  }
}

/// Returns all goals in order. Goals whose parents do not exist or form a circle come last, at depth 0.
std::vector<GoalAnswer> in_order(std::vector<Goal> const& goals) {
  std::vector<GoalAnswer> placed;
  place(goals, "", 0, placed);
  for (Goal const& each : goals) {
    // A goal that no root leads to.
    bool const there = std::any_of(placed.begin(), placed.end(),
                                   [&](GoalAnswer const& other) { return other.goal.name == each.name; });
    if (!there) placed.emplace_back().goal = each;
  }
  return placed;
}

/// Answers the goals and guardrails of a scenario. Outputs are collected first, so that the file is read once for all.
/// An object answers once; `frame` must outlive it.
class GoalsBuilder {
 public:
  GoalsBuilder(Scenario const& scenario, OutputFrame const& frame, double level)
      : frame_(frame), level_(level), goal_answers_(in_order(scenario.goals)) {
    for (GoalAnswer& each : goal_answers_) {
      each.output = find(each.goal.output, {each.goal.from, each.goal.to}, each.why_not);
      goal_places_.push_back(ask(each.output));
    }
    for (Guardrail const& each : scenario.guardrails) {
      if (each.output.empty()) {
        hard_.push_back(each);
        continue;
      }
      GuardrailAnswer& answer = guardrail_answers_.emplace_back();
      answer.guardrail = each;
      answer.output = find(each.output, {}, answer.why_not);
      guardrail_places_.push_back(ask(answer.output));
      month_places_.emplace_back();
      std::string ignored;
      // Each month is an output of its own. Percentiles have no months: find() then returns none.
      for (int month = 0; answer.output && month < frame.axes.months; ++month) {
        month_places_.back().push_back(ask(find(each.output, {month, month + 1}, ignored)));
      }
    }
  }

  /// Reads all outputs by one call, and judges them.
  GoalsAnswer answer(SeriesOf const& series_of) && {
    if (!outputs_.empty()) series_ = series_of(outputs_);
    for (std::size_t i = 0; i < goal_answers_.size(); ++i) answer_goal(i);
    for (std::size_t i = 0; i < guardrail_answers_.size(); ++i) answer_guardrail(i);
    std::vector<GoalSum> sums = sums_of_children();
    return {std::move(goal_answers_), std::move(sums), std::move(guardrail_answers_), std::move(hard_),
            frame_.currency};
  }

 private:
  // The place of an output in the list of those to read; none where it does not exist.
  using Place = std::optional<std::size_t>;

  /// Returns an output; none where it does not exist, and the reason in `why_not`.
  std::optional<NamedOutput> find(std::string const& name, Window const& window, std::string& why_not) const {
    try {
      return NamedOutput(name, window, frame_);
    } catch (InvalidInput const& error) {
      Complaint const& first = error.complaints().front();
      why_not = first.why.empty() ? first.what : first.what + ": " + first.why;
      return std::nullopt;
    }
  }

  /// Adds an output to those to read, and returns its place.
  Place ask(std::optional<NamedOutput> const& output) {
    if (!output) return std::nullopt;
    outputs_.push_back(*output);
    return outputs_.size() - 1;
  }

  /// Counts the replications that meet a goal, of those in which its output is defined.
  void answer_goal(std::size_t i) {
    if (!goal_places_[i]) return;
    GoalAnswer& answer = goal_answers_[i];
    Series const& series = series_[*goal_places_[i]];
    answer.value = within_range(estimate(series, level_), outputs_[*goal_places_[i]]);
    int met = 0;
    int judged = 0;
    for (auto const& value : series) {
      if (!value) continue;
      ++judged;
      met += within(*value, answer.goal.below, answer.goal.above) ? 1 : 0;
    }
    answer.met = chance_of(met, judged, level_);
  }

  /// Counts the replications that breach a guardrail, and estimates the share of months.
  void answer_guardrail(std::size_t i) {
    if (!guardrail_places_[i]) return;
    GuardrailAnswer& answer = guardrail_answers_[i];
    Series const& series = series_[*guardrail_places_[i]];
    answer.value = within_range(estimate(series, level_), outputs_[*guardrail_places_[i]]);
    int breached = 0;
    for (auto const& value : series) breached += value && broken(answer.guardrail, *value) ? 1 : 0;
    answer.breached = chance_of(breached, answer.value.replications, level_);
    bool const monthly = std::all_of(month_places_[i].begin(), month_places_[i].end(),
                                     [](Place const& place) { return place.has_value(); });
    if (monthly) answer.months = within_range(estimate(shares_of_months(i), level_), OutputKind::share);
  }

  /// Returns whether a value breaches the guardrail: it is outside the limits, or on one.
  static bool broken(Guardrail const& guardrail, double value) {
    return !within(value, guardrail.below, guardrail.above);
  }

  /// Returns in each replication the share of months with a breach, of those in which the output is defined.
  Series shares_of_months(std::size_t i) const {
    Series shares(series_[*guardrail_places_[i]].size());
    for (std::size_t r = 0; r < shares.size(); ++r) {
      int breached = 0;
      int judged = 0;
      for (Place const& place : month_places_[i]) {
        auto const& value = series_[*place][r];
        if (!value) continue;
        ++judged;
        breached += broken(guardrail_answers_[i].guardrail, *value) ? 1 : 0;
      }
      if (judged > 0) shares[r] = static_cast<double>(breached) / judged;
    }
    return shares;
  }

  /// Returns one sum for each goal whose children are all answered.
  std::vector<GoalSum> sums_of_children() const {
    std::vector<GoalSum> sums;
    for (std::size_t p = 0; p < goal_answers_.size(); ++p) {
      std::vector<std::size_t> children;
      for (std::size_t c = 0; c < goal_answers_.size(); ++c) {
        if (c != p && goal_answers_[c].goal.parent == goal_answers_[p].goal.name) children.push_back(c);
      }
      bool const answered = goal_places_[p] && std::all_of(children.begin(), children.end(),
                                                           [&](std::size_t c) { return goal_places_[c].has_value(); });
      if (!children.empty() && answered) sums.push_back(sum_of(p, children));
    }
    return sums;
  }

  /// Compares the children's outputs and targets with the parent's.
  GoalSum sum_of(std::size_t parent, std::vector<std::size_t> const& children) const {
    GoalSum sum;
    sum.parent = goal_answers_[parent].goal.name;
    for (std::size_t const c : children) sum.children.push_back(goal_answers_[c].goal.name);
    count_met(parent, children, sum);
    if (!can_add(parent, children)) return sum;
    Series gaps;
    bool adds = true;
    for (std::size_t r = 0; r < series(parent).size(); ++r) {
      std::optional<double> gap = series(parent)[r] ? std::optional(-*series(parent)[r]) : std::nullopt;
      for (std::size_t const c : children)
        gap = gap && series(c)[r] ? std::optional(*gap + *series(c)[r]) : std::nullopt;
      // Sums of doubles, so that equality is to a relative 1e-9.
      adds = adds && gap && std::abs(*gap) <= 1e-9 * std::max(1.0, std::abs(*series(parent)[r]));
      gaps.push_back(gap);
    }
    sum.gap = estimate(gaps, level_);
    sum.target_gap = target_gap(parent, children);
    sum.kind = !adds                 ? GoalSum::Kind::outputs_differ
               : sum.target_gap != 0 ? GoalSum::Kind::targets_fall_short
                                     : GoalSum::Kind::adds_up;
    return sum;
  }

  /// Returns the values of a goal's output. Precondition: the goal is answered.
  Series const& series(std::size_t goal) const { return series_[*goal_places_[goal]]; }

  /// Returns whether outputs can add up: sums over visits, heads or money, of one unit and the same months.
  bool can_add(std::size_t parent, std::vector<std::size_t> const& children) const {
    GoalAnswer const& above = goal_answers_[parent];
    return above.output->is_sum() && std::all_of(children.begin(), children.end(), [&](std::size_t c) {
             GoalAnswer const& below = goal_answers_[c];
             return below.output->is_sum() && below.output->unit() == above.output->unit() &&
                    below.goal.from == above.goal.from && below.goal.to == above.goal.to;
           });
  }

  /// Counts replications in which all children are met, and of these, those in which the parent is missed.
  void count_met(std::size_t parent, std::vector<std::size_t> const& children, GoalSum& sum) const {
    auto const met = [&](std::size_t goal, std::size_t r) {
      auto const& value = series(goal)[r];
      return value && within(*value, goal_answers_[goal].goal.below, goal_answers_[goal].goal.above);
    };
    for (std::size_t r = 0; r < series(parent).size(); ++r) {
      if (!std::all_of(children.begin(), children.end(), [&](std::size_t c) { return met(c, r); })) continue;
      ++sum.children_met;
      sum.parent_missed += met(parent, r) ? 0 : 1;
    }
  }

  /// Returns by how much the children's targets, all just met, miss the parent's. It is infinite where a child has no
  /// limit on the parent's side.
  double target_gap(std::size_t parent, std::vector<std::size_t> const& children) const {
    Goal const& above = goal_answers_[parent].goal;
    double most = 0;
    double least = 0;
    for (std::size_t const c : children) {
      // An upper limit of the parent needs upper limits of all children, a lower one lower limits.
      most += goal_answers_[c].goal.below.value_or(INFINITY);
      least += goal_answers_[c].goal.above.value_or(-INFINITY);
    }
    // Sums of written targets may round.
    auto const slack = [](double limit) { return 1e-9 * std::max(1.0, std::abs(limit)); };
    if (above.below && most > *above.below + slack(*above.below)) return most - *above.below;
    if (above.above && least < *above.above - slack(*above.above)) return least - *above.above;
    return 0;
  }

  OutputFrame const& frame_;
  double level_;
  std::vector<GoalAnswer> goal_answers_;
  std::vector<GuardrailAnswer> guardrail_answers_;
  std::vector<Guardrail> hard_;
  std::vector<NamedOutput> outputs_;
  std::vector<Series> series_;
  std::vector<Place> goal_places_;
  std::vector<Place> guardrail_places_;
  std::vector<std::vector<Place>> month_places_;
};

}  // namespace

Chance chance_of(int times, int of, double level) {
  Chance chance;
  chance.times = times;
  chance.of = of;
  if (of == 0) return chance;
  chance.share = static_cast<double>(times) / of;
  chance.interval = wilson_interval(times, of, level);
  return chance;
}

GoalsAnswer answer_goals(Scenario const& scenario, OutputFrame const& frame, SeriesOf const& series_of, double level) {
  return GoalsBuilder(scenario, frame, level).answer(series_of);
}

GoalsAnswer answer_goals(ResultsFile const& file, std::size_t scenario, double level) {
  ScenarioResults const& results = file.header().scenarios.at(scenario);
  return answer_goals(
      *results.scenario, results.frame,
      [&](std::vector<NamedOutput> const& outputs) { return file.evaluate(scenario, outputs); }, level);
}

}  // namespace silowalk::inline analysis
