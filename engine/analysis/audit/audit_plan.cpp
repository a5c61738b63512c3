#include "engine/analysis/audit/audit_plan.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

#include "engine/simulation/model/reach.h"

namespace silowalk::inline analysis {
namespace {

// Sums of months in days are not exact; a nanoday is far below any duration in a scenario.
constexpr double moment = 1e-9;  // days: instants nearer than this are one
/// Relative; sums of money over months round.
constexpr double rounding = 1e-12;
constexpr char const* company = "(company)";

/// A selection of the scenario's work, and the limits that it breaks if it runs in its windows.
class Work {
 public:
  /// `model`: of the scenario; null where no parameter is guarded. `windows` by initiative of the scenario; `numbers`:
  /// the selected initiatives. References must outlive the object.
  Work(Scenario const& scenario, Model const* model, std::vector<WorkWindow> const& windows, std::vector<int> numbers)
      : scenario_(scenario), model_(model), windows_(windows), numbers_(std::move(numbers)) {}

  /// Adds the limits that the work breaks, month by month. `like` gives each breach its Of and initiative. `loads`: by
  /// silo, or empty.
  void check(std::vector<SiloLoad> const& loads, Breach const& like, std::vector<Breach>& breaches) const {
    // A list of its own: note() merges months of one breach, and must not merge those of another selection.
    std::vector<Breach> found;
    check_purses(like, found);
    for (std::size_t silo = 0; silo < scenario_.silos.size(); ++silo) {
      check_agents(silo, loads.empty() ? nullptr : &loads[silo], like, found);
      check_attention(scenario_.silos[silo].name, like, found);
    }
    for (Guardrail const& rail : scenario_.guardrails) {
      if (model_ != nullptr && !rail.parameter.empty()) check_parameter(rail, like, found);
    }
    breaches.insert(breaches.end(), found.begin(), found.end());
  }

 private:
  Initiative const& initiative(int number) const { return scenario_.initiatives[static_cast<std::size_t>(number)]; }
  WorkWindow const& window(int number) const { return windows_[static_cast<std::size_t>(number)]; }
  int months() const { return scenario_.horizon.months; }
  /// Returns the month of an instant; one that is as good as at a month's beginning belongs to that month.
  static int month_of(double instant) { return static_cast<int>(std::floor(instant / days_per_month + moment)); }

  /// Records a month in which `needed` exceeds the limit (falls below it, where the limit is a minimum). Months of one
  /// limit share a breach, which keeps the worst value.
  static void note(Breach const& like, Breach::Kind kind, std::string const& who, int month, double needed,
                   double there_is, std::vector<Breach>& breaches) {
    for (Breach& each : breaches) {
      if (each.kind != kind || each.who != who || each.there_is != there_is) continue;
      ++each.months;
      // Below the limit means that it is a minimum: every call has broken it.
      each.needed = needed < there_is ? std::min(each.needed, needed) : std::max(each.needed, needed);
      return;
    }
    breaches.push_back({kind, like.of, who, like.initiative, month, 1, needed, there_is});
  }

  /// Returns the money that each silo and the company spend, by month, in the currency.
  std::map<std::string, std::vector<double>> spending() const {
    std::map<std::string, std::vector<double>> spent;
    for (int number : numbers_) {
      std::vector<double> const flow = spending_of(number);
      add(flow, spent[company]);
      add(flow, spent[initiative(number).owner]);
    }
    return spent;
  }

  /// Returns what one initiative costs by month: `once` in the month of its beginning, running cost from delivery to
  /// the horizon.
  std::vector<double> spending_of(int number) const {
    Initiative const& each = initiative(number);
    std::vector<double> flow(static_cast<std::size_t>(months()));
    int const start = month_of(window(number).from);
    if (start < months()) flow[static_cast<std::size_t>(start)] += each.cost_once;
    for (int month = month_of(window(number).to); month < months(); ++month) {
      double const since = std::max(window(number).to, month * days_per_month);
      flow[static_cast<std::size_t>(month)] += each.cost_running * ((month + 1) * days_per_month - since);
    }
    return flow;
  }

  /// Adds a flow to a sum, which may be empty at first.
  static void add(std::vector<double> const& flow, std::vector<double>& sum) {
    sum.resize(flow.size());
    for (std::size_t i = 0; i < flow.size(); ++i) sum[i] += flow[i];
  }

  /// Returns the budget of one whole cycle, in the currency. A missing budget is zero; none where this purse does not
  /// exist: there is one purse for all, or one for each silo.
  std::optional<double> budget_of(std::string const& purse) const {
    bool const pooled = scenario_.organisation.planning.pooled;
    if ((purse == company) != pooled) return std::nullopt;
    double sum = 0;
    for (Silo const& silo : scenario_.silos) {
      if (pooled || silo.name == purse) sum += silo.budget.value_or(0);
    }
    return sum * scenario_.organisation.planning.cycle;
  }

  /// Compares what was spent since the last planning date, at the end of each month, with the budget and the
  /// guardrails.
  void check_purses(Breach const& like, std::vector<Breach>& breaches) const {
    for (auto const& [purse, by_month] : spending()) {
      std::optional<double> const budget = budget_of(purse);
      double sum = 0;
      double cycle = -1;
      for (int month = 0; month < months(); ++month) {
        // Cycles need not be whole months: a month belongs to the cycle in which it begins.
        double const now = std::floor(month * days_per_month / scenario_.organisation.planning.cycle + moment);
        if (now != cycle) sum = 0;
        cycle = now;
        sum += by_month[static_cast<std::size_t>(month)];
        if (budget && sum > *budget * (1 + rounding))
          note(like, Breach::Kind::budget, purse, month, sum, *budget, breaches);
        check_spend(purse, month, sum, like, breaches);
      }
    }
  }

  /// Compares the money of a cycle with the guardrails on it. A guardrail without a silo is on the company's spend.
  void check_spend(std::string const& purse, int month, double sum, Breach const& like,
                   std::vector<Breach>& breaches) const {
    for (Guardrail const& rail : scenario_.guardrails) {
      bool const mine = rail.silo == purse || (rail.silo.empty() && purse == company);
      if (!rail.spend || !mine) continue;
      double const most = *rail.spend * scenario_.organisation.planning.cycle;
      if (sum > most * (1 + rounding)) note(like, Breach::Kind::spend_guardrail, purse, month, sum, most, breaches);
    }
  }

  /// Returns the most agents of a silo that are taken at once, by month. Complexity: changes x log changes.
  std::vector<double> taken(std::string const& silo) const {
    std::vector<std::pair<double, double>> changes;  // at an instant, by so many
    for (int number : numbers_) {
      auto const effort = initiative(number).effort.find(silo);
      if (effort == initiative(number).effort.end() || window(number).to <= window(number).from) continue;
      changes.emplace_back(window(number).from, effort->second);
      changes.emplace_back(window(number).to, -effort->second);
    }
    std::sort(changes.begin(), changes.end());  // of one instant, what ends comes first
    std::vector<double> most(static_cast<std::size_t>(months()));
    double level = 0;
    std::size_t next = 0;
    for (int month = 0; month < months(); ++month) {
      double const low = month * days_per_month;
      // Work that begins at the first instant of the month counts from there; its peak is at least that level.
      while (next < changes.size() && changes[next].first <= low + moment) level += changes[next++].second;
      double peak = level;
      while (next < changes.size() && changes[next].first < low + days_per_month - moment) {
        level += changes[next++].second;
        peak = std::max(peak, level);
      }
      most[static_cast<std::size_t>(month)] = peak;
    }
    return most;
  }

  /// Compares the agents taken with those that the silo has, with guardrails, and with its load. A silo without a
  /// number of agents has none to take.
  void check_agents(std::size_t number, SiloLoad const* load, Breach const& like, std::vector<Breach>& breaches) const {
    Silo const& silo = scenario_.silos[number];
    if (!silo.agents || *silo.agents == 0) return;
    std::vector<double> const most = taken(silo.name);
    for (int month = 0; month < months(); ++month) {
      double const effort = most[static_cast<std::size_t>(month)];
      if (effort <= moment) continue;
      if (effort > *silo.agents + moment)
        note(like, Breach::Kind::agents, silo.name, month, effort, *silo.agents, breaches);
      for (Guardrail const& rail : scenario_.guardrails) {
        bool const mine = rail.silo.empty() || rail.silo == silo.name;
        if (rail.agents && mine && effort > *rail.agents + moment)
          note(like, Breach::Kind::agents_guardrail, silo.name, month, effort, *rail.agents, breaches);
      }
      if (load == nullptr || load->agents <= 0) continue;
      check_load(silo, month, load->load() + effort / load->agents, like, breaches);
    }
  }

  /// Compares a silo's load, work included, with 1, with `strain` where intake is gated, and with guardrails. Where
  /// intake is gated, work begins only while the silos that it loads stay below `strain`.
  void check_load(Silo const& silo, int month, double load, Breach const& like, std::vector<Breach>& breaches) const {
    if (load >= 1) note(like, Breach::Kind::load, silo.name, month, load, 1, breaches);
    if (like.of == Breach::Of::alone && scenario_.organisation.gated && load >= silo.strain)
      note(like, Breach::Kind::strain, silo.name, month, load, silo.strain, breaches);
    for (Guardrail const& rail : scenario_.guardrails) {
      // A limit of 1 or more is no stricter than the load itself, which is checked above.
      if (rail.output == "silo." + silo.name + ".load" && rail.below && *rail.below < 1 && load >= *rail.below)
        note(like, Breach::Kind::load_guardrail, silo.name, month, load, *rail.below, breaches);
    }
  }

  /// Compares the work under way at once of one owner with its attention, month by month.
  void check_attention(std::string const& owner, Breach const& like, std::vector<Breach>& breaches) const {
    std::optional<double> const attention = scenario_.organisation.attention;
    if (!attention) return;
    for (int month = 0; month < months(); ++month) {
      auto const under_way = std::count_if(numbers_.begin(), numbers_.end(), [&](int number) {
        return initiative(number).owner == owner && month_of(window(number).from) <= month &&
               month < month_of(window(number).to);
      });
      if (static_cast<double>(under_way) > *attention)
        note(like, Breach::Kind::attention, owner, month, static_cast<double>(under_way), *attention, breaches);
    }
  }

  /// Compares the range of a guarded parameter with its limits. Counted as the guardrail counts when it refuses: from
  /// the month in which work begins that could push it there.
  void check_parameter(Guardrail const& rail, Breach const& like, std::vector<Breach>& breaches) const {
    for (int month = 0; month < months(); ++month) {
      std::vector<bool> begun(scenario_.initiatives.size());
      for (int number : numbers_) begun[static_cast<std::size_t>(number)] = month_of(window(number).from) <= month;
      std::optional<Reach> const reach = reach_of(*model_, rail.parameter, begun);
      // The path is none that effects can move: no month can break it.
      if (!reach) return;
      // Only where work itself moves it: a parameter that is outside as written is not the work's doing.
      if (rail.least && reach->lowest < reach->base && reach->lowest < *rail.least)
        note(like, Breach::Kind::parameter_guardrail, rail.parameter, month, reach->lowest, *rail.least, breaches);
      if (rail.most && reach->highest > reach->base && reach->highest > *rail.most)
        note(like, Breach::Kind::parameter_guardrail, rail.parameter, month, reach->highest, *rail.most, breaches);
    }
  }

  Scenario const& scenario_;
  Model const* model_;
  std::vector<WorkWindow> const& windows_;
  std::vector<int> numbers_;
};

/// Fills in Timing. Durations are in days; work is assumed to advance as often as accountability says.
void find_timing(Scenario const& scenario, std::vector<WorkWindow> const& windows, Timing& timing) {
  Planning const& planning = scenario.organisation.planning;
  timing.cycle = planning.cycle;
  timing.lag = planning.lag;
  timing.missed = std::min(1.0, planning.lag / planning.cycle);
  // A change falls uniformly into a cycle, so that it waits half of one on average.
  timing.decided = planning.cycle / 2 + planning.lag;
  for (ListeningPath const& path : scenario.listening) {
    if (path.delay + planning.lag >= planning.cycle) timing.deaf.push_back(path.name);
  }
  std::unordered_map<std::string, std::size_t> numbers;
  for (std::size_t i = 0; i < windows.size(); ++i) {
    numbers.emplace(scenario.initiatives[i].name, i);
    double const takes = windows[i].felt - windows[i].from;
    timing.felt += takes / static_cast<double>(windows.size());
    if (takes + planning.lag > planning.cycle) timing.unseen.push_back(scenario.initiatives[i].name);
  }
  for (Goal const& goal : scenario.goals) {
    // A goal without an end is judged at the horizon's end.
    int const due = goal.to.value_or(scenario.horizon.months);
    for (std::string const& name : goal.initiatives) {
      WorkWindow const& window = windows[numbers.at(name)];
      if (window.begins && window.felt >= due * days_per_month)
        timing.late.push_back({name, goal.name, window.felt, due});
    }
  }
}

/// Fills in Audit::sponsors and unsponsored. Work of no length counts at its instant.
void find_sponsors(Scenario const& scenario, std::vector<WorkWindow> const& windows, Audit& audit) {
  std::map<std::string, std::vector<std::size_t>> carried;
  for (std::size_t i = 0; i < windows.size(); ++i) {
    std::string const& sponsor = scenario.initiatives[i].sponsor;
    if (sponsor.empty()) audit.unsponsored.push_back(scenario.initiatives[i].name);
    if (!sponsor.empty()) carried[sponsor].push_back(i);
  }
  for (auto const& [name, work] : carried) {
    SponsorFinding found{.name = name};
    for (std::size_t i : work) {
      // The most at once is reached when some work begins, so that only these instants are tried. Quadratic in a
      // sponsor's work.
      auto const running = std::count_if(work.begin(), work.end(), [&](std::size_t j) {
        return windows[j].from <= windows[i].from &&
               windows[i].from < std::max(windows[j].to, windows[j].from + moment);
      });
      found.at_once = std::max(found.at_once, static_cast<int>(running));
    }
    found.goals = static_cast<int>(std::count_if(scenario.goals.begin(), scenario.goals.end(),
                                                 [&found](Goal const& goal) { return goal.owner == found.name; }));
    audit.sponsors.push_back(found);
  }
  std::stable_sort(audit.sponsors.begin(), audit.sponsors.end(),
                   [](SponsorFinding const& a, SponsorFinding const& b) { return a.at_once > b.at_once; });
}

}  // namespace

std::vector<WorkWindow> work_windows(Scenario const& scenario) {
  std::unordered_map<std::string, Rule> rules;
  for (Silo const& silo : scenario.silos) rules[silo.name] = silo.rule.value_or(scenario.organisation.rule);
  double const kept = scenario.organisation.accountability;
  std::vector<WorkWindow> windows;
  // A month moves the work with probability `accountability`, so that n months take n / accountability on average.
  for (Initiative const& each : scenario.initiatives) {
    bool const plan = rules.at(each.owner) == Rule::plan;
    WorkWindow window;
    window.planned = plan && each.start.has_value();
    window.begins = window.planned || !plan;
    window.from = window.planned ? *each.start : 0;
    double const takes = std::ceil(each.duration / days_per_month - moment) * days_per_month;
    window.to = window.from + takes;
    window.felt = window.from + takes / kept + each.ramp;
    windows.push_back(window);
  }
  return windows;
}

void find_constraints(Scenario const& scenario, std::vector<SiloLoad> const& loads, Audit& audit) {
  std::vector<WorkWindow> const windows = work_windows(scenario);
  std::vector<int> planned;
  // A third group, without a date under rule `plan`, never begins.
  std::vector<int> waiting;
  for (std::size_t i = 0; i < windows.size(); ++i) {
    if (!windows[i].begins) audit.never_begins.push_back(scenario.initiatives[i].name);
    if (windows[i].begins) (windows[i].planned ? planned : waiting).push_back(static_cast<int>(i));
  }
  audit.planned = static_cast<int>(planned.size());
  // Compiled only where a guardrail needs the model.
  bool const guards_parameters = std::any_of(scenario.guardrails.begin(), scenario.guardrails.end(),
                                             [](Guardrail const& each) { return !each.parameter.empty(); });
  std::optional<Model> const compiled = guards_parameters ? std::optional(Model(scenario)) : std::nullopt;
  Model const* const model = compiled ? &*compiled : nullptr;
  Work(scenario, model, windows, planned).check(loads, {.of = Breach::Of::plan}, audit.breaches);
  for (int number : waiting) {
    Breach const alone{.of = Breach::Of::alone,
                       .initiative = scenario.initiatives[static_cast<std::size_t>(number)].name};
    Work(scenario, model, windows, {number}).check(loads, alone, audit.breaches);
  }
  Work(scenario, model, windows, waiting).check(loads, {.of = Breach::Of::all}, audit.breaches);
  find_timing(scenario, windows, audit.timing);
  find_sponsors(scenario, windows, audit);
}

}  // namespace silowalk::inline analysis
