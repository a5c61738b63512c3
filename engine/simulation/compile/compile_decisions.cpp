#include <algorithm>
#include <cmath>
#include <map>

#include "engine/base/complaint.h"
#include "engine/base/portable_math.h"
#include "engine/base/random.h"
#include "engine/scenario/resolve.h"
#include "engine/simulation/decisions/parameters.h"
#include "engine/simulation/model/decision_tables.h"
#include "engine/simulation/model/model_tables.h"

namespace silowalk::inline simulation {
namespace {

using Kind = Parameter::Kind;

/// Returns the words of a dotted path.
std::vector<std::string> words_of(std::string const& path) {
  std::vector<std::string> words(1);
  for (char const c : path) {
    if (c == '.')
      words.emplace_back();
    else
      words.back() += c;
  }
  return words;
}

/// Returns the place of a name; -1 where there is none.
template <class Named>
std::int32_t find(std::vector<Named> const& all, std::string const& name) {
  std::optional<std::size_t> const place = place_of(all, name);
  return place ? static_cast<std::int32_t>(*place) : -1;
}

/// Returns the whole months that a number of days needs. The margin of 1e-9 keeps 12 months written in days at 12.
int whole_months(double days) { return static_cast<int>(std::ceil(days / days_per_month - 1e-9)); }

/// Compiles the decisions of a scenario. Complaints about effects are collected, so that one error reports all of them.
class DecisionCompiler {
 public:
  /// `tables`: with all rows but decisions. References must outlive the object.
  DecisionCompiler(Scenario const& scenario, ModelTables const& tables) : scenario_(scenario), tables_(tables) {}

  /// Returns the tables; null where nothing is decided and no agent resigns. Call it once. Throws InvalidInput with all
  /// complaints.
  std::shared_ptr<DecisionTables const> compile() {
    compile_staff();
    compile_overhead();
    // Goals and guardrails alone change nothing: the walker then needs no copy of the tables.
    if (scenario_.initiatives.empty() && !resigns_ && out_.overhead == 0) return nullptr;
    Organisation const& o = scenario_.organisation;
    out_.organisation = o;
    out_.alignment = o.alignment;
    for (int level = 0; level < o.levels; ++level) out_.alignment *= o.fidelity;
    for (Touchpoint const& t : scenario_.touchpoints) out_.survey_response.push_back(t.survey ? t.survey->response : 0);
    compile_listening();
    for (Initiative const& each : scenario_.initiatives) compile_initiative(each);
    for (Guardrail const& each : scenario_.guardrails) compile_guardrail(each);
    set_planning_dates();
    if (!complaints_.empty()) throw InvalidInput(std::move(complaints_));
    return std::make_shared<DecisionTables const>(std::move(out_));
  }

 private:
  /// Compiles agents, budgets and rules. A silo without its own rule takes that of the organisation.
  void compile_staff() {
    for (Silo const& silo : scenario_.silos) {
      StaffRow row;
      row.hash = name_hash(silo.name);
      row.attrition = silo.attrition;
      row.shifts = silo.shifts;
      row.budget = silo.budget.value_or(0);
      row.rule = silo.rule.value_or(scenario_.organisation.rule);
      resigns_ = resigns_ || (silo.agents && silo.attrition.rate > 0);
      out_.staff.push_back(row);
    }
  }

  /// Adds up what coordination and listening cost per day.
  void compile_overhead() {
    out_.overhead = scenario_.organisation.coordinator.cost;
    for (ListeningPath const& path : scenario_.listening) out_.overhead += path.cost;
  }

  /// Compiles the listening paths; a path without touchpoints covers all of them.
  void compile_listening() {
    // Without a written path, all surveys and all operations data are known at once.
    std::vector<ListeningPath> paths = scenario_.listening;
    if (paths.empty()) {
      paths.resize(2);
      paths[1].kind = ListeningPath::Kind::operations;
    }
    for (ListeningPath const& path : paths) {
      ListeningRow row{path.kind, path.coverage, path.delay, {}};
      for (Touchpoint const& t : scenario_.touchpoints) {
        bool const named =
            std::find(path.touchpoints.begin(), path.touchpoints.end(), t.name) != path.touchpoints.end();
        row.covers.push_back(path.touchpoints.empty() || named);
      }
      out_.listening.push_back(row);
    }
  }

  /// Lists the planning dates: every cycle from month 0, moved to the first instant of a month. A cycle shorter than a
  /// month gives one date a month.
  void set_planning_dates() {
    double const cycle = scenario_.organisation.planning.cycle;
    for (int n = 0;; ++n) {
      int const month = whole_months(n * cycle);
      if (month >= tables_.axes.months) break;
      if (out_.planning_months.empty() || out_.planning_months.back() != month) out_.planning_months.push_back(month);
    }
  }

  /// Compiles an initiative. Names are known to exist: the checks of the scenario have passed.
  void compile_initiative(Initiative const& written) {
    InitiativeRow row;
    row.name = written.name;
    row.hash = name_hash(written.name);
    row.owner = static_cast<std::uint16_t>(find(scenario_.silos, written.owner));
    row.sponsor = sponsor(written.sponsor);
    row.effort.resize(scenario_.silos.size());
    for (auto const& [silo, agents] : written.effort)
      row.effort[static_cast<std::size_t>(find(scenario_.silos, silo))] = agents;
    row.months = whole_months(written.duration);
    row.once = written.cost_once;
    row.running = written.cost_running;
    if (written.start) row.start = whole_months(*written.start);
    for (Effect const& effect : written.effects) compile_effect(effect, written, row);
    out_.initiatives.push_back(row);
  }

  /// Returns the number of a sponsor, a new one for a new name; -1 for none.
  std::int32_t sponsor(std::string const& name) {
    if (name.empty()) return -1;
    auto const [at, fresh] = sponsors_.emplace(name, out_.sponsors);
    if (fresh) ++out_.sponsors;
    return at->second;
  }

  /// Compiles an effect. Unless written, an effect is a side effect where it acts outside the owner's silo or harms
  /// customers or agents.
  void compile_effect(Effect const& effect, Initiative const& initiative, InitiativeRow& row) {
    std::int32_t const parameter = parameter_at(effect.on);
    if (parameter < 0) {
      complaints_.push_back({Complaint::Severity::error, effect.where,
                             "an effect on '" + effect.on + "' cannot act during a simulation",
                             "effects act on what a visit, a route, a silo's agents or a segment's churn and price are "
                             "made of; write the change as a scenario of its own",
                             "", ""});
      return;
    }
    Parameter const& p = out_.parameters[static_cast<std::size_t>(parameter)];
    EffectRow out;
    out.parameter = static_cast<std::uint32_t>(parameter);
    out.amount = effect.how == Effect::How::log_odds ? effect.amount : portable_log(effect.amount);
    out.ramp = effect.ramp.value_or(initiative.ramp);
    bool const home = p.of_segment() || silo_of(p) == row.owner;
    out.side = effect.side.value_or(!home || row_of(p.kind).harms(out.amount));
    row.visible = row.visible || (!p.of_silo() && !p.of_segment() && tables_.touchpoints[p.touchpoint].has_survey);
    row.effects.push_back(out);
  }

  /// Returns the silo of a parameter that is not of a segment.
  std::uint16_t silo_of(Parameter const& p) const {
    return p.of_silo() ? static_cast<std::uint16_t>(p.index) : tables_.touchpoints[p.touchpoint].silo;
  }

  /// Returns the index of the parameter at a path, and adds it where it is new; -1 where effects cannot act on the
  /// path.
  std::int32_t parameter_at(std::string const& path) {
    for (std::size_t i = 0; i < out_.parameters.size(); ++i) {
      if (out_.parameters[i].path == path) return static_cast<std::int32_t>(i);
    }
    std::vector<std::string> const words = words_of(path);
    Parameter p;
    p.path = path;
    bool found = false;
    if (words.size() >= 3 && words[0] == "touchpoint") found = touchpoint_parameter(words, p);
    if (words.size() >= 3 && words[0] == "silo") found = silo_parameter(words, p);
    if (words.size() >= 3 && words[0] == "segment") found = segment_parameter(words, p);
    if (!found) return -1;
    out_.parameters.push_back(p);
    return static_cast<std::int32_t>(out_.parameters.size() - 1);
  }

  /// Returns the key below a name: "trust.gain".
  static std::string rest_of(std::vector<std::string> const& words) {
    std::string rest = words[2];
    for (std::size_t i = 3; i < words.size(); ++i) rest += "." + words[i];
    return rest;
  }

  /// Finds touchpoint.X.KEY, or a route of X. Returns false where effects cannot act on it.
  bool touchpoint_parameter(std::vector<std::string> const& words, Parameter& p) {
    std::int32_t const at = find(scenario_.touchpoints, words[1]);
    if (at < 0) return false;
    p.index = static_cast<std::uint32_t>(at);
    p.touchpoint = static_cast<std::uint16_t>(at);
    Touchpoint const& t = scenario_.touchpoints[p.index];
    if (words[2] == "next") return words.size() == 6 && route_parameter(words, t, p);
    return fill(p, Parameter::Of::touchpoint, rest_of(words), {.touchpoint = &t});
  }

  /// Finds touchpoint.X.next.OUTCOME.ROUTE.KEY; ROUTE is the route's number or its target.
  bool route_parameter(std::vector<std::string> const& words, Touchpoint const& t, Parameter& p) {
    auto const named = route_list_names.find(words[3]);
    if (!named) return false;
    auto const list = static_cast<std::size_t>(*named);
    std::uint32_t kept = 0;  // routes without a share were left out of the tables
    Route const* found = nullptr;
    for (std::size_t i = 0; i < t.next[list].size() && found == nullptr; ++i) {
      Route const& each = t.next[list][i];
      if (std::to_string(i) == words[4] || each.to == words[4]) found = &each;
      // Routes are numbered as in the tables.
      if (found == nullptr && each.share > 0) ++kept;
    }
    if (found == nullptr || found->share <= 0) return false;
    p.list = static_cast<std::uint8_t>(list);
    p.index = tables_.touchpoints[p.touchpoint].next[list].first + kept;
    if (!fill(p, Parameter::Of::route, words[5], {.touchpoint = &t, .route = found})) return false;
    if (p.kind != Kind::context) return true;
    std::int32_t const target = find(scenario_.touchpoints, found->to);
    if (target < 0) return false;
    p.scale =
        handoff_left(scenario_.organisation, t.silo, scenario_.touchpoints[static_cast<std::size_t>(target)].silo);
    return true;
  }

  /// Finds silo.X.KEY. A silo without agents has no parameter that could change.
  bool silo_parameter(std::vector<std::string> const& words, Parameter& p) {
    std::int32_t const at = find(scenario_.silos, words[1]);
    if (at < 0 || !scenario_.silos[static_cast<std::size_t>(at)].agents) return false;
    p.index = static_cast<std::uint32_t>(at);
    return fill(p, Parameter::Of::silo, rest_of(words), {.silo = &scenario_.silos[p.index]});
  }

  /// Finds segment.X.KEY.
  bool segment_parameter(std::vector<std::string> const& words, Parameter& p) {
    std::int32_t const at = find(scenario_.segments, words[1]);
    if (at < 0) return false;
    p.index = static_cast<std::uint32_t>(at);
    return fill(p, Parameter::Of::segment, rest_of(words), {.segment = &scenario_.segments[p.index]});
  }

  /// Fills a parameter from the row of its key. Returns false where effects cannot act on it. Precondition: its index
  /// is set.
  bool fill(Parameter& p, Parameter::Of of, std::string const& key, WrittenPlace const& place) const {
    ParameterRow const* const row = find_parameter(of, key);
    if (row == nullptr) return false;
    p.kind = row->kind;
    p.of = of;
    p.base = row->base(place);
    // Single numbers are complete; distributions need the sampler that draws from them.
    if (row->drawn == nullptr) return true;
    Distribution const* const drawn = row->drawn(place);
    if (drawn == nullptr) return false;
    p.drawn = *drawn;
    p.sampler = row->sampler(tables_, p.index);
    return p.sampler != no_sampler;
  }

  /// Compiles a guardrail on decisions or on a forecast outcome. Others limit no decision, so they get no row.
  void compile_guardrail(Guardrail const& written) {
    using G = GuardrailRow::Kind;
    GuardrailRow row;
    if (written.spend || written.agents) {
      row.kind = written.spend ? G::spend : G::agents;
      row.index = written.silo.empty() ? -1 : find(scenario_.silos, written.silo);
      row.high = written.spend ? written.spend : written.agents;
    } else if (!written.parameter.empty()) {
      row.kind = G::parameter;
      row.index = parameter_at(written.parameter);
      row.low = written.least;
      row.high = written.most;
      if (row.index < 0) return;  // no effect can reach it
    } else if (!outcome_guardrail(words_of(written.output), row)) {
      return;  // no forecast is made of it: results report the realised share of breaches
    } else {
      row.low = written.above;
      row.high = written.below;
    }
    out_.guardrails.push_back(row);
  }

  /// Finds the outcome that a guardrail limits. Returns false where no forecast is made of it.
  bool outcome_guardrail(std::vector<std::string> const& words, GuardrailRow& row) const {
    using G = GuardrailRow::Kind;
    if (words.size() != 3) return false;
    std::map<std::string, G> const known{{"wait_mean", G::wait},
                                         {"success_rate", G::success_rate},
                                         {"failure_rate", G::failure_rate},
                                         {"load", G::load}};
    auto const entry = known.find(words[2]);
    if (entry == known.end()) return false;
    row.kind = entry->second;
    row.index = row.kind == G::load ? find(scenario_.silos, words[1]) : find(scenario_.touchpoints, words[1]);
    return row.index >= 0;
  }

  Scenario const& scenario_;
  ModelTables const& tables_;                     ///< with all rows but decisions
  DecisionTables out_;                            ///< under way
  std::map<std::string, std::int32_t> sponsors_;  ///< number by name
  std::vector<Complaint> complaints_;             ///< thrown together at the end
  bool resigns_ = false;                          ///< some agent can resign
};

}  // namespace

double handoff_left(Organisation const& organisation, std::string const& from, std::string const& to) {
  Coordinator const& c = organisation.coordinator;
  auto const covered = [&](std::string const& silo) {
    // A coordinator without a list of silos covers all of them.
    return c.silos.empty() || std::find(c.silos.begin(), c.silos.end(), silo) != c.silos.end();
  };
  double const left = from != to && covered(from) && covered(to) ? 1 - c.authority * c.clarity : 1.0;
  return (1 - organisation.communication) * left;
}

std::shared_ptr<DecisionTables const> compile_decisions(Scenario const& scenario, ModelTables const& tables) {
  return DecisionCompiler(scenario, tables).compile();
}

}  // namespace silowalk::inline simulation
