#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/calendar.h"
#include "engine/base/complaint.h"
#include "engine/base/date.h"
#include "engine/base/distribution.h"
#include "engine/base/enum_names.h"

/// The company and how it decides, as written in a scenario file: plain values without behaviour. A Scenario that came
/// from read_scenario() has valid ranges and names; check_journey() decides whether it can be simulated.
///
/// Units everywhere in memory: days, the company's currency, probabilities, heads, log-odds. A month is 365.25/12 days.
/// Names are as written; the journey module resolves them to indices. Entities stand in the order in which they first
/// appear in the file (through `extends`: the base file's first).
namespace silowalk::inline scenario {

/// The simulated period; times are days from month 0.
struct Horizon {
  Date start;                    ///< the first day of month 0
  int months = 12;               ///< reporting months; the last may be cut short by `length`
  std::optional<double> length;  ///< days; the clock stops here when it comes before the end of the last month
  double warm_up = 0;            ///< days simulated before month 0
  double discount = 0;           ///< effective per year: a flow at time t counts (1 + discount)^(-t / days_per_year)
  friend bool operator==(Horizon const&, Horizon const&) = default;
};

/// The clock by which waits, patience and tolerance count: hours with an agent on duty, or all hours.
enum class WaitClock : std::uint8_t { open, clock };
inline constexpr auto wait_clock_names = enum_names<WaitClock>("open", "clock");

/// Where the customers of month 0 stand at the start: spread as in the steady state, or all at the entry.
enum class Start { steady, entry };
inline constexpr auto start_names = enum_names<Start>("steady", "entry");

/// Quiet churn: the hazard of leaving during a dwell (engine/model.md, Quiet churn).
struct Churn {
  struct TenureStep {
    double from = 0;   ///< days since joining
    double times = 1;  ///< multiplies the hazard from here to the next step
    friend bool operator==(TenureStep const&, TenureStep const&) = default;
  };
  double rate = 0;                 ///< per day, at baseline trust
  double sensitivity = 0;          ///< kappa: hazard x exp(-kappa (z - z_s))
  double frailty_cv = 0;           ///< spread between customers: gamma, mean 1
  double cap = 4;                  ///< |kappa (z - z_s)| is capped here
  std::vector<TenureStep> tenure;  ///< ascending by `from`; before the first step the factor is 1
  friend bool operator==(Churn const&, Churn const&) = default;
};

/// Between which values one number of a table plausibly lies, in its base unit; of a distribution, its mean. Nothing is
/// simulated by it: `compare --invented` moves the number to its bounds.
struct PlausibleRange {
  std::string key;  ///< within the table: "success", "trust.loss"
  double low = 0;
  double high = 0;
  friend bool operator==(PlausibleRange const&, PlausibleRange const&) = default;
};

/// A group of customers with one entry, one baseline of trust and one hazard.
struct Segment {
  std::string name;
  std::string title;
  std::string source;
  std::vector<PlausibleRange> range;
  std::int64_t customers = 0;  ///< target number of customers at month 0
  Start start = Start::steady;
  std::optional<Distribution>
      tenure;                    ///< days since joining of those placed at the start of warm-up; none: just joined
  double arrivals = 0;           ///< newcomers per day (Poisson), before season and rhythm
  std::vector<double> season;    ///< empty or 12 factors by calendar month
  std::vector<double> weekdays;  ///< empty or 7 factors, Monday first
  std::vector<double> hours;     ///< empty or 24 factors by hour of the day
  bool any_hour = false;         ///< newcomers may arrive while the entry's silo is closed
  std::string entry;             ///< a touchpoint
  double revenue = 0;            ///< subscription, per day while a customer
  double trust = 0.5;            ///< baseline, a probability in (0, 1)
  std::optional<double> memory;  ///< days; none: trust never fades back
  Churn churn;
  double pace_cv = 0;           ///< gamma, mean 1: divides dwells
  std::optional<double> worth;  ///< stated value per head at close; none: computed, see Model::worth()
  Location where;
  Location entry_where;
  friend bool operator==(Segment const&, Segment const&) = default;
};

/// Hours on the same days of every week. Never past midnight: such a shift is two.
struct Shift {
  std::uint8_t weekdays = 0;  ///< bit 0 = Monday
  int from_minute = 0;        ///< minutes after midnight
  int to_minute = 0;          ///< exclusive; <= minutes_per_day
  std::optional<int> agents;  ///< on duty; none: all of the silo's
  friend bool operator==(Shift const&, Shift const&) = default;
};

/// What happens to who comes in closed hours.
enum class Closed { wait, turn_away };
inline constexpr auto closed_names = enum_names<Closed>("wait", "turn-away");

/// The rule by which work is chosen (engine/model.md, Decisions). Each is one header in
/// engine/simulation/decisions/rules/.
enum class Rule { plan, own_score, quick_fix, enterprise };
inline constexpr auto rule_names = enum_names<Rule>("plan", "own-score", "quick-fix", "enterprise");

/// Resignations of agents: rate x exp(sensitivity x load above strain), refilled after the lag.
struct Attrition {
  double rate = 0;         ///< resignations per agent and day
  double sensitivity = 0;  ///< per unit of load
  double hiring_lag = 0;   ///< days
  friend bool operator==(Attrition const&, Attrition const&) = default;
};

/// A department that owns touchpoints, with its agents, hours and costs.
struct Silo {
  std::string name;
  std::string title;
  std::string source;
  std::vector<PlausibleRange> range;
  std::optional<int> agents;             ///< none: never a queue
  std::vector<Shift> shifts;             ///< empty: around the clock
  std::optional<double> hours_per_week;  ///< without shifts: slows handling by this over 168
  Closed closed = Closed::wait;
  std::optional<int> room;  ///< most customers waiting and in handling; the next is turned away
  double cost = 0;          ///< per agent and day
  double strain = 0.85;     ///< load above which agents tire
  double fatigue = 0;       ///< log-odds of success lost per unit of load above strain
  Attrition attrition;
  double losses = 1;             ///< multiplies what the silo costs customers in trust, from month 0 on
  std::optional<double> budget;  ///< per day
  std::optional<Rule> rule;      ///< overrides the organisation's
  Location where;
  friend bool operator==(Silo const&, Silo const&) = default;
};

enum class Outcome : std::uint8_t { success, failure, recovered, abandoned, turned_away };
inline constexpr auto outcome_names =
    enum_names<Outcome>("success", "failure", "recovered", "abandoned", "turned_away");

/// The lists of routes that a touchpoint has; each takes one outcome, the first also `recovered`.
enum class RouteLists : std::uint8_t { success, failure, abandoned, turned_away };
inline constexpr auto route_list_names = enum_names<RouteLists>("success", "failure", "abandoned", "turned_away");

/// One way on from a touchpoint after an outcome.
struct Route {
  std::string to;         ///< a touchpoint or an exit
  double share = 1;       ///< of the routes of its list, which sum to 1
  Distribution after;     ///< dwell, in days
  double handoff = 0;     ///< probability that the context is lost
  double elasticity = 0;  ///< weight x exp(elasticity (z - z_s))
  Location where;
  Location to_where;
  friend bool operator==(Route const&, Route const&) = default;
};

/// The changes of trust by one visit, in log-odds (engine/model.md, A visit). All but `gain` are subtracted.
struct TrustEffect {
  double gain = 0;                  ///< by a success
  double loss = 0;                  ///< by a failure
  double wait = 0;                  ///< by the wait, in proportion up to `tolerance`
  std::optional<double> tolerance;  ///< days of waiting, by Scenario::tolerance_by, that cost the whole of `wait`
  double abandon = 1;               ///< abandoned or turned away: loss x this
  double handoff = 0.2;             ///< lost when the context was lost on the way here
  friend bool operator==(TrustEffect const&, TrustEffect const&) = default;
};

/// A survey after each visit; y is the score felt, 0 to 10.
struct Survey {
  double response = 0;   ///< probability at y = 5
  double selection = 0;  ///< log-odds of answering per point of y above 5
  double bias = 0;       ///< points added to the recorded score
  double noise = 0;      ///< standard deviation of the recorded score, points
  friend bool operator==(Survey const&, Survey const&) = default;
};

/// A step of the journey, owned by one silo.
struct Touchpoint {
  std::string name;
  std::string title;
  std::string source;
  std::vector<PlausibleRange> range;
  std::string silo;                      ///< the owner
  std::string stage;                     ///< for people; groups touchpoints
  bool joins = false;                    ///< a success makes a prospect a customer
  bool any_hour = false;                 ///< visits may begin in closed hours
  std::optional<Distribution> handling;  ///< agent time of a visit, days; none: self-service
  std::optional<Distribution> patience;  ///< days in the queue, by Scenario::tolerance_by; none: nobody abandons
  std::optional<double> answer_within;   ///< open days; waits up to this count as answered in time
  double success = 1;                    ///< probability at baseline
  double success_spread = 0;  ///< between customers: success is beta-distributed with intraclass correlation this
  double recovery = 0;        ///< probability that a failure is caught before the customer feels it
  TrustEffect trust;
  std::optional<Survey> survey;
  double rework = 1.25;  ///< handling is this many times longer when the context was lost
  double revenue = 0;    ///< per success (or recovered)
  double cost = 0;       ///< per visit
  /// By outcome: success (recovered takes it too), failure, abandoned, turned_away. Index with route_list().
  std::array<std::vector<Route>, 4> next;
  Location where;
  Location silo_where;
  friend bool operator==(Touchpoint const&, Touchpoint const&) = default;
};

/// Returns which of Touchpoint::next an outcome takes.
constexpr int route_list(Outcome outcome) {
  constexpr int lists[] = {0, 1, 0, 2, 3};
  static_assert(std::size(lists) == enum_count<Outcome>());
  return lists[static_cast<int>(outcome)];
}

/// Where a journey ends.
struct Exit {
  enum class Kind { churn, end };  ///< lost to the company, or ended without loss
  std::string name;
  Kind kind = Kind::churn;
  Location where;
  friend bool operator==(Exit const&, Exit const&) = default;
};

inline constexpr auto exit_names = enum_names<Exit::Kind>("churn", "end");

/// A change of one parameter by a delivered initiative. `on` is a dotted path to a parameter: touchpoint.X.success,
/// silo.Y.agents, segment.Z.churn.rate, ...
struct Effect {
  std::string on;
  enum class How { log_odds, times } how = How::log_odds;
  double amount = 0;           ///< added to the log-odds, or a factor
  std::optional<double> ramp;  ///< days; none: the initiative's
  std::optional<bool> side;    ///< left out of the owner's forecast; none: where it harms or acts on another silo
  Location where;
  friend bool operator==(Effect const&, Effect const&) = default;
};

/// The key that an effect is written with.
inline constexpr auto effect_names = enum_names<Effect::How>("log_odds", "times");

/// A piece of work that costs money and effort, and changes parameters once delivered.
struct Initiative {
  std::string name;
  std::string title;
  std::string source;
  std::vector<PlausibleRange> range;
  std::string owner;                     ///< a silo
  std::string sponsor;                   ///< who stands behind it, see Organisation::sponsorship
  std::map<std::string, double> effort;  ///< agents by silo while it is built
  double duration = 0;                   ///< days
  double cost_once = 0;                  ///< currency, at the start
  double cost_running = 0;               ///< per day once delivered
  double ramp = 0;                       ///< days
  std::optional<double> start;           ///< days after month 0: when rule `plan` starts it
  std::vector<Effect> effects;
  Location where;
  friend bool operator==(Initiative const&, Initiative const&) = default;
};

/// The planning cycle: findings are known up to `lag` days before each planning date.
struct Planning {
  double cycle = days_per_year;    ///< days
  double lag = 0;                  ///< days
  bool pooled = false;             ///< one budget for all silos
  double outlook = days_per_year;  ///< days beyond delivery that a forecast of value counts
  friend bool operator==(Planning const&, Planning const&) = default;
};

/// The order of priorities at one level of management.
struct Priorities {
  std::string level;
  std::vector<std::string> order;  ///< goals or initiatives, the most important first
  friend bool operator==(Priorities const&, Priorities const&) = default;
};

/// The owner of the handoffs from one silo to another.
struct Seam {
  std::string from;
  std::string to;
  std::string owner;
  friend bool operator==(Seam const&, Seam const&) = default;
};

/// A coordinator with authority over handoffs: probability of lost context x (1 - authority x clarity) where both silos
/// are covered.
struct Coordinator {
  double authority = 0;
  double clarity = 1;
  double cost = 0;                 ///< per day
  std::vector<std::string> silos;  ///< empty: all
  friend bool operator==(Coordinator const&, Coordinator const&) = default;
};

/// A source of findings: what reaches a planning date, how much of it and how late.
struct ListeningPath {
  enum class Kind { survey, operations, complaints, front_line };
  std::string name;
  Kind kind = Kind::survey;
  double coverage = 1;
  double delay = 0;                      ///< days
  double cost = 0;                       ///< per day
  std::vector<std::string> touchpoints;  ///< empty: all
  Location where;
  friend bool operator==(ListeningPath const&, ListeningPath const&) = default;
};

inline constexpr auto listening_names =
    enum_names<ListeningPath::Kind>("survey", "operations", "complaints", "front-line");

/// How work is chosen. Defaults mean a company in which only planned work starts.
struct Organisation {
  bool written = false;  ///< the file has an [organisation]
  Rule rule = Rule::plan;
  double alignment = 0;
  bool gated = false;
  double accountability = 1;  ///< per month
  double communication = 0;   ///< every handoff probability x (1 - communication)
  Planning planning;
  std::vector<Priorities> priorities;
  std::vector<Seam> seams;
  std::optional<double> attention;  ///< pieces of work a silo can keep moving; none: any number
  double sponsorship = 0;
  int levels = 0;
  double fidelity = 1;       ///< per level
  double earned_budget = 0;  ///< share of the next budget that follows kept promises
  bool visible_only = false;
  Coordinator coordinator;
  Location where;
  friend bool operator==(Organisation const&, Organisation const&) = default;
};

/// A target for a named output. Goals change no simulation.
struct Goal {
  std::string name;
  std::string title;
  std::string output;  ///< a named output
  std::optional<double> below;
  std::optional<double> above;
  int from = 0;           ///< month
  std::optional<int> to;  ///< month, exclusive
  std::string owner;
  std::string parent;  ///< a goal
  std::vector<std::string> initiatives;
  Location where;
  friend bool operator==(Goal const&, Goal const&) = default;
};

/// Either on an outcome (`output`) or on decisions (`spend`, `agents` or `parameter`).
struct Guardrail {
  std::string name;
  std::string output;
  std::optional<double> below;
  std::optional<double> above;
  std::string silo;              ///< empty: the company's spend, any silo's agents
  std::optional<double> spend;   ///< per day, over a planning cycle
  std::optional<double> agents;  ///< taken by work under way
  std::string parameter;         ///< a dotted path
  std::optional<double> least;
  std::optional<double> most;
  Location where;
  friend bool operator==(Guardrail const&, Guardrail const&) = default;
};

/// The whole file, with all that it extends and all overrides applied.
struct Scenario {
  std::string name;
  std::string about;
  std::string currency = "EUR";
  std::uint64_t seed = 1;
  WaitClock tolerance_by = WaitClock::open;  ///< of waits, patience and tolerance
  Horizon horizon;
  std::vector<Segment> segments;
  std::vector<Silo> silos;
  std::vector<Touchpoint> touchpoints;
  std::vector<Exit> exits;
  std::vector<Initiative> initiatives;
  Organisation organisation;
  std::vector<ListeningPath> listening;
  std::vector<Goal> goals;
  std::vector<Guardrail> guardrails;
  friend bool operator==(Scenario const&, Scenario const&) = default;
};

}  // namespace silowalk::inline scenario
