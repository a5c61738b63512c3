#include "engine/analysis/whatif/invented.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string_view>
#include <utility>

#include "engine/base/distributions/family.h"
#include "engine/scenario/numbers.h"

namespace silowalk::inline analysis {
namespace {

/// Moves numbers, each in the way that its kind allows. Overloads of move() list what is an estimate in a table; what
/// is not listed is a choice.
class Mover {
 public:
  /// `factor`: above 1 for higher, below 1 for lower.
  explicit Mover(double factor) : factor_(factor) {}

  void move(Segment& segment) const {
    times(segment.arrivals);
    times(segment.revenue);
    odds(segment.trust);
    times(segment.memory);
    times(segment.churn.rate);
    times(segment.churn.sensitivity);
    times(segment.churn.frailty_cv);
    times(segment.pace_cv);
    times(segment.worth);
  }

  void move(Silo& silo) const {
    whole(silo.agents);
    for (Shift& shift : silo.shifts) whole(shift.agents);
    whole(silo.room);
    times(silo.cost);
    times(silo.fatigue);
    times(silo.attrition.rate);
    times(silo.attrition.sensitivity);
    times(silo.attrition.hiring_lag);
  }

  void move(Touchpoint& touchpoint) const {
    if (touchpoint.handling) times(*touchpoint.handling);
    if (touchpoint.patience) times(*touchpoint.patience);
    // A probability times a factor could exceed one; its odds cannot.
    odds(touchpoint.success);
    odds(touchpoint.recovery);
    times(touchpoint.trust.gain);
    times(touchpoint.trust.loss);
    times(touchpoint.trust.wait);
    times(touchpoint.trust.tolerance);
    times(touchpoint.trust.handoff);
    if (touchpoint.survey) odds(touchpoint.survey->response);
    // A rework of 1 is no rework: only what exceeds it is moved.
    touchpoint.rework = 1 + (touchpoint.rework - 1) * factor_;
    times(touchpoint.revenue);
    times(touchpoint.cost);
    for (auto& list : touchpoint.next) {
      for (Route& route : list) {
        times(route.after);
        odds(route.handoff);
      }
    }
  }

  void move(Initiative& initiative) const {
    for (auto& [silo, agents] : initiative.effort) times(agents);
    times(initiative.duration);
    times(initiative.cost_once);
    times(initiative.cost_running);
    times(initiative.ramp);
    for (Effect& effect : initiative.effects) {
      if (effect.how == Effect::How::log_odds) {
        times(effect.amount);
      } else {
        effect.amount = std::max(0.0, 1 + (effect.amount - 1) * factor_);  // "times 1" is no effect
      }
    }
  }

 private:
  /// Multiplies a rate, a duration, an amount or a sensitivity.
  void times(double& value) const { value *= factor_; }
  void times(std::optional<double>& value) const {
    if (value) *value *= factor_;
  }
  /// By the mean; the spread relative to it stays.
  void times(Distribution& distribution) const { distribution = scaled(std::move(distribution), factor_); }
  void odds(double& probability) const {  // 0 and 1 stay what they are
    double const moved = probability * factor_;
    probability = moved / (moved + (1 - probability));
  }
  void whole(std::optional<int>& number) const {
    if (number) number = std::max(1, static_cast<int>(std::lround(*number * factor_)));
  }

  double factor_;
};

bool is_open(PlausibleRange const& range) { return range.low < range.high; }

/// Moves a table: by the factor where it is assumed, and what has a range to its bound.
template <class Table>
void move_table(Table& table, double factor) {
  Table const before = table;
  if (is_assumed(table.source)) Mover(factor).move(table);
  for (PlausibleRange const& each : before.range) {
    copy_number(table, before, each.key);
    if (is_open(each) && factor != 1) set_number(table, each.key, factor > 1 ? each.high : each.low);
  }
}

/// Calls `what` with the path and the table of all that are moved.
template <class AScenario, class What>
void each_invented(AScenario& scenario, What const& what) {
  auto const in = [&](std::string const& kind, auto& tables) {
    for (auto& each : tables) {
      bool const ranged = std::any_of(each.range.begin(), each.range.end(), is_open);
      if (is_assumed(each.source) || ranged) what(kind + "." + each.name, each);
    }
  };
  in("segment", scenario.segments);
  in("silo", scenario.silos);
  in("touchpoint", scenario.touchpoints);
  in("initiative", scenario.initiatives);
}

}  // namespace

bool says_invented(std::string const& source) {
  auto const same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
  auto const says = [&](std::string_view word) {
    return std::search(source.begin(), source.end(), word.begin(), word.end(), same) != source.end();
  };
  return says("invented") || says("assumed");
}

bool is_assumed(std::string const& source) {
  return source.find_first_not_of(" \t\n") == std::string::npos || says_invented(source);
}

std::vector<std::string> invented_tables(Scenario const& scenario) {
  std::vector<std::string> paths;
  each_invented(scenario, [&](std::string const& path, auto const&) { paths.push_back(path); });
  return paths;
}

int ranged_values(Scenario const& scenario) {
  std::ptrdiff_t values = 0;
  each_invented(scenario, [&](std::string const&, auto const& table) {
    values += std::count_if(table.range.begin(), table.range.end(), is_open);
  });
  return static_cast<int>(values);
}

Scenario with_invented_moved(Scenario scenario, double factor) {
  each_invented(scenario, [&](std::string const&, auto& table) { move_table(table, factor); });
  return scenario;
}

Scenario with_invented_moved(Scenario scenario, double factor, std::string const& table) {
  each_invented(scenario, [&](std::string const& path, auto& each) {
    if (path == table) move_table(each, factor);
  });
  return scenario;
}

}  // namespace silowalk::inline analysis
