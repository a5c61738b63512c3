#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/distribution.h"
#include "engine/scenario/scenario.h"

/// How a company decides, compiled: names are indices, paths of effects are parameters, durations are whole months.
/// Private to the simulation module. Every decision falls on the first instant of a month. The tables are immutable
/// after compile_decisions() and shared by all replications and threads.
namespace silowalk::inline simulation {

struct ModelTables;

/// One number of the model that effects may change during a run. The properties of a kind are in its row of
/// decisions/parameters.cpp.
struct Parameter {
  /// What `index` counts. A route's index is in ModelTables::routes.
  enum class Of : std::uint8_t { touchpoint, route, silo, segment };
  /// One for each row of decisions/parameters.cpp, in the same order.
  enum class Kind : std::uint8_t {
    success,
    recovery,
    response,  ///< of a survey
    context,   ///< probability that a route loses the context
    rework,
    handling,
    patience,
    gain,
    loss,
    wait,
    tolerance,
    abandon,
    handoff,
    revenue,
    cost,
    share,
    after,
    elasticity,
    agents,
    agent_cost,
    strain,
    fatigue,
    resignation,
    price,
    churn,
    sensitivity,
    memory,
    arrivals,
  };
  Kind kind = Kind::success;     ///< which number of the model
  Of of = Of::touchpoint;        ///< kind of thing that it belongs to
  std::uint32_t index = 0;       ///< of the touchpoint, route, silo or segment
  std::uint16_t touchpoint = 0;  ///< of touchpoints and routes
  std::uint8_t list = 0;         ///< of routes
  double base = 0;               ///< as written, base units
  double scale = 1;              ///< context: factor that communication and coordination put on the probability
  Distribution drawn;            ///< handling, patience, after
  std::int32_t sampler = -1;     ///< of `drawn`, in ModelTables::samplers; no_sampler for single numbers
  std::string path;              ///< as written in the scenario: "touchpoint.help.success"

  /// Returns whether `index` is that of a silo.
  bool of_silo() const { return of == Of::silo; }
  /// Returns whether `index` is that of a segment.
  bool of_segment() const { return of == Of::segment; }
};

/// One effect of an initiative on one parameter.
struct EffectRow {
  std::uint32_t parameter = 0;  ///< index in DecisionTables::parameters
  double amount = 0;            ///< log-odds, or the logarithm of the factor
  double ramp = 0;              ///< days
  bool side = false;            ///< left out of its owner's forecast of its own score
};

/// One initiative. Money is in the scenario's currency.
struct InitiativeRow {
  std::string name;                ///< as in the scenario
  std::uint32_t hash = 0;          ///< keys the random words of the work
  std::uint16_t owner = 0;         ///< index of the silo that decides and pays
  std::int32_t sponsor = -1;       ///< number of the sponsor; -1: none
  std::vector<double> effort;      ///< agents by silo
  int months = 0;                  ///< moving months that the work takes: ceil(length / month)
  double once = 0;                 ///< at the beginning
  double running = 0;              ///< per day
  std::optional<int> start;        ///< month, for rule plan
  std::vector<EffectRow> effects;  ///< in the order of the scenario
  bool visible = false;            ///< it acts on a touchpoint with a survey
};

/// The agents and the budget of one silo.
struct StaffRow {
  std::uint32_t hash = 0;     ///< keys the random words of the seats
  Attrition attrition;        ///< rates per day, as written
  std::vector<Shift> shifts;  ///< as written; empty: around the clock
  double budget = 0;          ///< per day
  Rule rule = Rule::plan;     ///< the silo's own, else the organisation's
};

/// A limit on decisions (spend, agents, parameter) or on their forecast outcomes (the other kinds).
struct GuardrailRow {
  enum class Kind : std::uint8_t { spend, agents, parameter, wait, success_rate, failure_rate, load };
  Kind kind = Kind::spend;          ///< what is limited
  std::int32_t index = -1;          ///< silo (-1: the company's spend, every silo's agents), parameter or touchpoint
  std::optional<double> low, high;  ///< limits in the base unit
};

/// One listening path: which cases reach those who decide, and how late.
struct ListeningRow {
  ListeningPath::Kind kind = ListeningPath::Kind::survey;  ///< which cases it brings
  double coverage = 1;                                     ///< share of the cases that it brings
  double delay = 0;                                        ///< days
  std::vector<bool> covers;                                ///< by touchpoint
};

/// All of the above, with the organisation's own settings. `sponsors` is the number of sponsors.
struct DecisionTables {
  Organisation organisation;               ///< settings as written
  double alignment = 0;                    ///< as it arrives at the silos: alignment x fidelity^levels
  std::vector<Parameter> parameters;       ///< that effects or guardrails name, each once
  std::vector<InitiativeRow> initiatives;  ///< in the order of the scenario
  std::vector<StaffRow> staff;             ///< by silo
  std::vector<GuardrailRow> guardrails;    ///< without those that limit no decision
  std::vector<ListeningRow> listening;     ///< never empty: default paths where none is written
  std::vector<double> survey_response;     ///< by touchpoint, as written
  double overhead = 0;                     ///< per day: listening and coordination
  int sponsors = 0;
  std::vector<int> planning_months;  ///< ascending, within the horizon
};

/// Compiles the decisions of a scenario. Returns null where nothing is decided and no agent resigns; the company then
/// never changes. Throws InvalidInput where an effect names a parameter that cannot change during a run.
/// Precondition: the rows of `tables` (touchpoints, routes, silos, segments) are filled.
std::shared_ptr<DecisionTables const> compile_decisions(Scenario const& scenario, ModelTables const& tables);

/// Returns the factor that communication and coordination put on the probability that a handoff between two silos loses
/// the context: (1 - communication) x (1 - authority x clarity). The second factor applies between two different silos
/// that the coordinator covers. Within a silo communication alone applies.
double handoff_left(Organisation const& organisation, std::string const& from, std::string const& to);

}  // namespace silowalk::inline simulation
