#include "engine/scenario/checks/initiative_checks.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/units.h"
#include "engine/scenario/language/overrides.h"
#include "engine/scenario/language/schema.h"
#include "engine/scenario/outputs.h"
#include "engine/scenario/resolve.h"

namespace silowalk::inline scenario {
namespace {

/// Returns the place of a key's value, or of its table where the key is not written.
Mark mark_of(Node const& table, std::string_view key) {
  Member const* member = table.member(key);
  return member == nullptr ? table.where : member->value.where;
}

/// Checks initiatives, goals and guardrails. Reads values from the scenario and places from the tree; both have the
/// same order.
class Checker {
 public:
  Checker(Node const& tree, Scenario const& scenario, Complaints& complaints)
      : tree_(tree), scenario_(scenario), complaints_(complaints) {}

  void run() {
    for (std::size_t i = 0; i < scenario_.initiatives.size(); ++i)
      check_initiative(entity("initiative", i), scenario_.initiatives[i]);
    for (std::size_t i = 0; i < scenario_.goals.size(); ++i) check_goal(entity("goal", i), scenario_.goals[i]);
    for (std::size_t i = 0; i < scenario_.guardrails.size(); ++i)
      check_guardrail(entity("guardrail", i), scenario_.guardrails[i]);
    for (std::size_t i = 0; i < scenario_.listening.size(); ++i)
      check_names(entity("listening", i), "touchpoints", "touchpoint", names_of(scenario_.touchpoints));
    check_coordinator();
    check_parents();
  }

 private:
  /// Returns the table of entity `index` of a kind.
  Node const& entity(std::string_view kind, std::size_t index) const { return tree_.find(kind)->members[index].value; }

  /// Checks the owner, the money, the effort and each effect of one initiative.
  void check_initiative(Node const& node, Initiative const& initiative) {
    if (!node.is_table()) return;
    std::string const path = "initiative." + initiative.name;
    Silo const* owner = find_named(scenario_.silos, initiative.owner);
    if (owner == nullptr && !initiative.owner.empty())
      complaints_.error(mark_of(node, "owner"), fmt::format("there is no silo '{}'", initiative.owner),
                        "only a silo can own an initiative",
                        complaints_.guess(initiative.owner, names_of(scenario_.silos)));
    if (owner != nullptr) check_money(node, initiative, *owner);
    check_effort(node, initiative, path);
    Node const* effects = node.find("effects");
    if (effects == nullptr || (effects->is_array() && effects->items.empty()))
      complaints_.warning(effects == nullptr ? node.where : effects->where, fmt::format("{} has no effects", path),
                          "it changes nothing; for example effects = [ { on = \"touchpoint.NAME.success\", "
                          "log_odds = 0.5 } ]");
    if (effects == nullptr || !effects->is_array()) return;
    for (std::size_t i = 0; i < effects->items.size(); ++i)
      check_effect(effects->items[i], fmt::format("{}.effects.{}", path, i));
  }

  /// A missing budget is zero, with a warning; rule `plan` needs none.
  void check_money(Node const& node, Initiative const& initiative, Silo const& owner) {
    Rule const rule = owner.rule.value_or(scenario_.organisation.rule);
    if (rule == Rule::plan) {
      if (!initiative.start)
        complaints_.warning(node.where, fmt::format("initiative.{} never starts", initiative.name),
                            "rule \"plan\" starts what has a `start`");
      return;
    }
    // Rule "plan" has returned: it starts work at its date, whatever it costs.
    if (initiative.start)
      complaints_.warning(mark_of(node, "start"), fmt::format("initiative.{}.start has no effect", initiative.name),
                          fmt::format("silo.{} starts work by rule \"{}\"; only rule \"plan\" starts it at a date",
                                      owner.name, rule_names[rule]),
                          "rule = \"plan\"");
    bool const costs = initiative.cost_once > 0 || initiative.cost_running > 0;
    if (costs && !scenario_.organisation.planning.pooled && !owner.budget)
      complaints_.warning(mark_of(node, "owner"), fmt::format("silo.{} has no budget", owner.name),
                          fmt::format("a missing budget is zero: initiative.{} can never be bought", initiative.name));
  }

  /// Checks that each silo exists, and has the agents that the work takes from it.
  void check_effort(Node const& node, Initiative const& initiative, std::string const& path) {
    Node const* effort = node.find("effort");
    if (effort == nullptr || !effort->is_table()) return;
    for (Member const& member : effort->members) {
      Silo const* silo = find_named(scenario_.silos, member.key);
      auto const agents = initiative.effort.find(member.key);
      if (silo == nullptr) {
        complaints_.error(member.where, fmt::format("there is no silo '{}'", member.key), "",
                          complaints_.guess(member.key, names_of(scenario_.silos)));
      } else if (agents == initiative.effort.end()) {
        continue;
      } else if (!silo->agents && agents->second > 0) {
        complaints_.error(member.where, fmt::format("{}.effort takes agents from '{}'", path, member.key),
                          "that silo has no agents");
      } else if (silo->agents && agents->second > *silo->agents) {
        complaints_.error(
            member.value.where,
            fmt::format("{}.effort takes {} agents from '{}'", path, shortest(agents->second), member.key),
            fmt::format("it has {}", *silo->agents));
      }
    }
  }

  /// Checks that the path leads to a parameter that an effect can change, and that the amount fits it.
  void check_effect(Node const& effect, std::string const& path) {
    Node const* on = effect.find("on");
    if (on == nullptr || !on->is_text() || on->text.empty()) return;
    PathTarget const target = find_path(tree_, on->text, complaints_);
    if (target.key == nullptr) {
      complaints_.error(on->where, fmt::format("{}: {} in '{}'", path, target.what, on->text), target.why,
                        target.guess);
      return;
    }
    // The company's own keys and the horizon are no parameters of decisions.
    std::string const& first = target.steps.front();
    bool const place = first == "touchpoint" || first == "silo" || first == "segment";
    if (!place || !is_numeric(target.key->type) || target.item || target.inner != nullptr) {
      complaints_.error(
          on->where, fmt::format("'{}' is no parameter that an effect can change", on->text),
          "an effect changes one number, duration or distribution of a touchpoint, silo, segment or route");
      return;
    }
    // A list for all outcomes is copied to each of them, so the path would not name one copy.
    if (target.key->of == Part::route && target.steps.size() > 3 && find_key(Part::next, target.steps[3]) == nullptr) {
      complaints_.error(on->where, fmt::format("'{}' does not name an outcome", on->text),
                        "its touchpoint has one list for all outcomes; write them apart to change one");
      return;
    }
    check_amount(effect, *on, *target.key, value_at(target), path);
  }

  /// Returns the number at a path; the default of the schema where nothing is written. None for a distribution, and
  /// where the value is a text with a unit.
  static std::optional<double> value_at(PathTarget const& target) {
    if (target.key->type == Type::distribution) return std::nullopt;
    if (target.node != nullptr && target.node->is_number()) return target.node->number;
    if (target.node != nullptr && target.node->is_text() && target.key->type == Type::probability)
      return parse_share(target.node->text).value;
    if (target.node == nullptr && !target.key->fallback.empty()) return parse_number(target.key->fallback).value;
    return std::nullopt;
  }

  /// Checks that log_odds goes with probabilities and times with the rest. Log-odds on a probability of 0 or 1 are a
  /// mistake; a multiple of any other 0 is a warning. `value`: what is written, where it is known.
  void check_amount(Node const& effect, Node const& on, Key const& key, std::optional<double> value,
                    std::string const& path) {
    bool const probability =
        key.type == Type::probability && key.name != "share";  // shares are weights: they are multiplied
    bool const log_odds = effect.find("log_odds") != nullptr;
    if (!log_odds && effect.find("times") == nullptr) return;
    if (probability != log_odds) {
      complaints_.error(
          effect.member(log_odds ? "log_odds" : "times")->where,
          fmt::format("{} is {} by '{}'", path, probability ? "a probability changed" : "no probability but changed",
                      log_odds ? "log_odds" : "times"),
          probability ? "log_odds keeps it within 0 and 1" : "log_odds is for probabilities",
          probability ? "log_odds" : "times");
      return;
    }
    if (probability && value && (*value <= 0 || *value >= 1))
      complaints_.error(on.where, fmt::format("'{}' is {}: no effect can change it", on.text, shortest(*value)),
                        "its log-odds are infinite");
    if (!probability && value && *value == 0)
      complaints_.warning(on.where, fmt::format("'{}' is 0: any multiple of it stays 0", on.text));
  }

  /// Checks a named output; an empty one is a missing key, which has its own complaint.
  void check_output(Mark const& where, std::string const& output) {
    if (output.empty()) return;
    OutputProblem const problem = check_output_name(scenario_, output);
    if (!problem.what.empty()) complaints_.error(where, problem.what, problem.why, problem.guess);
  }

  /// Checks the output and its limits, of a goal or of a guardrail.
  void check_target(Node const& node, std::string const& path, std::string const& output, std::optional<double> below,
                    std::optional<double> above) {
    if (!node.is_table()) return;
    check_output(mark_of(node, "output"), output);
    if (node.find("below") == nullptr && node.find("above") == nullptr)
      complaints_.error(node.where, fmt::format("{} has neither 'below' nor 'above'", path),
                        "without a limit nothing can be reached or broken");
    if (below && above && *below <= *above)
      complaints_.error(mark_of(node, "below"),
                        fmt::format("{}: nothing is below {} and above {}", path, shortest(*below), shortest(*above)));
  }

  /// Checks the target, the parent and the work of one goal.
  void check_goal(Node const& node, Goal const& goal) {
    if (!node.is_table()) return;
    std::string const path = "goal." + goal.name;
    if (Node const* target = node.find("target")) {
      check_target(*target, path + ".target", goal.output, goal.below, goal.above);
      if (target->is_table()) check_window(*target, goal, path);
    }
    if (!goal.parent.empty() && find_named(scenario_.goals, goal.parent) == nullptr)
      complaints_.error(mark_of(node, "parent"), fmt::format("there is no goal '{}'", goal.parent), "",
                        complaints_.guess(goal.parent, names_of(scenario_.goals)));
    Node const* initiatives = node.find("initiatives");
    if (initiatives == nullptr || !initiatives->is_array()) return;
    for (Node const& name : initiatives->items)
      if (name.is_text() && !name.text.empty() && find_named(scenario_.initiatives, name.text) == nullptr)
        complaints_.error(name.where, fmt::format("there is no initiative '{}'", name.text), "",
                          complaints_.guess(name.text, names_of(scenario_.initiatives)));
  }

  /// Checks that each of a list of names is one of `known`.
  void check_names(Node const& node, std::string_view key, std::string_view kind,
                   std::vector<std::string> const& known) {
    Node const* list = node.is_table() ? node.find(key) : nullptr;
    if (list == nullptr || !list->is_array()) return;
    for (Node const& name : list->items)
      if (name.is_text() && std::find(known.begin(), known.end(), name.text) == known.end())
        complaints_.error(name.where, fmt::format("there is no {} '{}'", kind, name.text), "",
                          complaints_.guess(name.text, known));
  }

  /// Checks the silos that the coordinator covers.
  void check_coordinator() {
    Node const* organisation = tree_.find("organisation");
    Node const* coordinator =
        organisation == nullptr || !organisation->is_table() ? nullptr : organisation->find("coordinator");
    if (coordinator != nullptr) check_names(*coordinator, "silos", "silo", names_of(scenario_.silos));
  }

  /// Checks that exactly one thing is guarded, and that what it names exists.
  void check_guardrail(Node const& node, Guardrail const& guardrail) {
    if (!node.is_table()) return;
    std::string const path = "guardrail." + guardrail.name;
    // Counted by what is written, so that an empty text counts too.
    int said = 0;
    for (char const* key : {"output", "spend", "agents", "parameter"}) said += node.find(key) != nullptr ? 1 : 0;
    if (said != 1) {
      complaints_.error(node.where, fmt::format("{} limits {}", path, said == 0 ? "nothing" : "more than one thing"),
                        "one of `output`, `spend`, `agents` and `parameter`");
      return;
    }
    if (node.find("output") != nullptr) check_target(node, path, guardrail.output, guardrail.below, guardrail.above);
    if (!guardrail.silo.empty() && find_named(scenario_.silos, guardrail.silo) == nullptr)
      complaints_.error(mark_of(node, "silo"), fmt::format("there is no silo '{}'", guardrail.silo), "",
                        complaints_.guess(guardrail.silo, names_of(scenario_.silos)));
    if (Node const* parameter = node.find("parameter")) check_limits(node, *parameter, guardrail, path);
  }

  /// Checks a guardrail on a parameter: the path, and that there is a limit.
  void check_limits(Node const& node, Node const& parameter, Guardrail const& guardrail, std::string const& path) {
    if (!parameter.is_text() || parameter.text.empty()) return;
    PathTarget const target = find_path(tree_, parameter.text, complaints_);
    if (target.key == nullptr)
      complaints_.error(parameter.where, fmt::format("{}: {} in '{}'", path, target.what, parameter.text), target.why,
                        target.guess);
    else if (!is_numeric(target.key->type))
      complaints_.error(parameter.where, fmt::format("'{}' is no parameter that an effect can change", parameter.text));
    if (!guardrail.least && !guardrail.most)
      complaints_.error(node.where, fmt::format("{} has neither 'least' nor 'most'", path),
                        "without a limit nothing can be broken");
  }

  /// Checks that the months of a target lie within the horizon, and are at least one.
  void check_window(Node const& target, Goal const& goal, std::string const& path) {
    if (goal.from >= scenario_.horizon.months)
      complaints_.error(mark_of(target, "from"), fmt::format("{}.target.from is month {}", path, goal.from),
                        fmt::format("the horizon has {} months, counted from 0", scenario_.horizon.months));
    else if (goal.to && *goal.to <= goal.from)
      complaints_.error(mark_of(target, "to"), fmt::format("{}.target.to does not come after from", path));
    else if (goal.to && *goal.to > scenario_.horizon.months)
      complaints_.error(mark_of(target, "to"), fmt::format("{}.target.to is month {}", path, *goal.to),
                        fmt::format("the horizon has {} months", scenario_.horizon.months));
  }

  /// Checks for a cycle of `parent`s: a goal that serves itself in the end. O(goals^2) at worst.
  void check_parents() {
    std::vector<Goal> const& goals = scenario_.goals;
    NameIndex const places(goals);
    for (std::size_t i = 0; i < goals.size(); ++i) {
      std::optional<std::size_t> above = places.place(goals[i].parent);
      // The number of steps is bounded: a goal may lead into a cycle of others that never returns to it.
      for (std::size_t steps = 0; above && *above != i && steps < goals.size(); ++steps)
        above = places.place(goals[*above].parent);
      if (above && *above == i)
        complaints_.error(mark_of(entity("goal", i), "parent"),
                          fmt::format("goal.{} serves itself, directly or indirectly", goals[i].name));
    }
  }

  Node const& tree_;
  Scenario const& scenario_;
  Complaints& complaints_;
};

}  // namespace

void check_initiatives(Node const& tree, Scenario const& scenario, Complaints& complaints) {
  Checker(tree, scenario, complaints).run();
}

}  // namespace silowalk::inline scenario
