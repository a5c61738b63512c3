#include "engine/scenario/checks/checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

#include "engine/scenario/checks/initiative_checks.h"
#include "engine/scenario/checks/range_checks.h"
#include "engine/scenario/checks/strategy_checks.h"
#include "engine/scenario/language/reader.h"
#include "engine/scenario/language/schema.h"
#include "engine/scenario/resolve.h"

namespace silowalk::inline scenario {
namespace {

/// Returns the place of a key's value, or of its table where the key is not written.
Mark mark_of(Node const& table, std::string_view key) {
  Member const* member = table.member(key);
  return member == nullptr ? table.where : member->value.where;
}

/// Checks names and routes. Reads values from the scenario and places from the tree; both have the same order.
class Checker {
 public:
  /// All three must outlive it. The indices copy the names, so that changes of the scenario's routes do not matter.
  Checker(Node const& tree, Scenario& scenario, Complaints& complaints)
      : tree_(tree),
        scenario_(scenario),
        complaints_(complaints),
        silos_(scenario.silos),
        touchpoints_(scenario.touchpoints),
        exits_(scenario.exits),
        targets_(touchpoints_.names()) {
    // For guesses: a route may lead to either.
    targets_.insert(targets_.end(), exits_.names().begin(), exits_.names().end());
  }

  /// Order of complaints does not matter: they are sorted by place.
  void run() {
    check_horizon();
    check_wait_clock();
    check_exits();
    for (std::size_t i = 0; i < scenario_.segments.size(); ++i)
      check_segment(entity("segment", i), scenario_.segments[i]);
    for (std::size_t i = 0; i < scenario_.silos.size(); ++i) check_silo(entity("silo", i), scenario_.silos[i]);
    check_use();
    for (std::size_t i = 0; i < scenario_.touchpoints.size(); ++i)
      check_touchpoint(entity("touchpoint", i), scenario_.touchpoints[i]);
  }

 private:
  /// Returns the table of entity `index` of a kind. Precondition: the scenario has that entity, so the tree has its
  /// table.
  Node const& entity(std::string_view kind, std::size_t index) const { return tree_.find(kind)->members[index].value; }

  /// Reports a name that nothing has, at the key that holds it.
  void unknown(Node const& table, std::string_view key, std::string_view kind, std::string const& name,
               std::vector<std::string> const& known) {
    complaints_.error(mark_of(table, key), fmt::format("there is no {} '{}'", kind, name), "",
                      complaints_.guess(name, known));
  }

  /// Warns of a length that cannot end the simulation.
  void check_horizon() {
    Node const* horizon = tree_.find("horizon");
    if (horizon == nullptr || !horizon->is_table() || !scenario_.horizon.length) return;
    if (*scenario_.horizon.length > scenario_.horizon.months * days_per_month)
      complaints_.warning(mark_of(*horizon, "length"), "length comes after the end of the last month",
                          "it has no effect");
  }

  /// Warns of waits that count closed hours where nothing closes.
  void check_wait_clock() {
    if (scenario_.tolerance_by != WaitClock::clock) return;
    auto const closes = [](Silo const& silo) { return silo.agents && !silo.shifts.empty(); };
    if (std::any_of(scenario_.silos.begin(), scenario_.silos.end(), closes)) return;
    complaints_.warning(mark_of(tree_, "tolerance_by"), "tolerance_by = \"clock\" has no effect",
                        "no silo with agents has shifts, so no hours are closed");
  }

  /// A name that is both a touchpoint and an exit would make a route to it ambiguous.
  void check_exits() {
    Node const* exits = tree_.find("exit");
    if (exits == nullptr) return;
    for (Member const& member : exits->members)
      if (touchpoints_.has(member.key))
        complaints_.error(member.where, fmt::format("'{}' is a touchpoint and an exit", member.key),
                          "a route to it could mean either");
  }

  /// Checks the entry, that somebody can be in the segment, and the order of the steps of tenure.
  void check_segment(Node const& node, Segment const& segment) {
    if (!segment.entry.empty() && !touchpoints_.has(segment.entry))
      unknown(node, "entry", "touchpoint", segment.entry, touchpoints_.names());
    if (segment.customers == 0 && segment.arrivals == 0 && node.is_table())
      complaints_.warning(node.where, fmt::format("segment.{} has neither customers nor arrivals", segment.name),
                          "the segment stays empty");
    // Steps must ascend strictly: of two at one time it would be open which counts.
    Node const* churn = node.find("churn");
    if (churn == nullptr) return;
    std::vector<Churn::TenureStep> const& steps = segment.churn.tenure;
    for (std::size_t i = 1; i < steps.size(); ++i)
      if (!(steps[i - 1].from < steps[i].from)) {
        Node const* list = churn->find("tenure");
        Mark const where = list != nullptr && i < list->items.size() ? list->items[i].where : mark_of(*churn, "tenure");
        complaints_.error(
            where, fmt::format("segment.{}.churn.tenure.{} does not come after the step before it", segment.name, i),
            "`from` must ascend");
      }
  }

  /// Returns the silos that have a touchpoint, own an initiative, or give agents to one.
  std::set<std::string, std::less<>> silos_in_use() const {
    std::set<std::string, std::less<>> used;
    for (Touchpoint const& each : scenario_.touchpoints) used.insert(each.silo);
    for (Initiative const& each : scenario_.initiatives) {
      used.insert(each.owner);
      for (auto const& [silo, agents] : each.effort) used.insert(silo);
    }
    return used;
  }

  void check_use() {
    std::set<std::string, std::less<>> const used = silos_in_use();
    for (std::size_t i = 0; i < scenario_.silos.size(); ++i) {
      std::string const& name = scenario_.silos[i].name;
      if (used.contains(name)) continue;
      complaints_.warning(entity("silo", i).where, fmt::format("silo.{} has no touchpoints", name),
                          fmt::format("no customer ever comes to it; its touchpoints say silo = \"{}\"", name));
    }
  }

  void check_silo(Node const& node, Silo const& silo) {
    std::string const path = "silo." + silo.name;
    if (silo.hours_per_week && !silo.shifts.empty())
      complaints_.error(mark_of(node, "hours_per_week"), fmt::format("{} has both shifts and hours_per_week", path),
                        "shifts define when agents work; hours_per_week is for silos without shifts");
    if (!silo.agents && node.is_table()) {
      for (std::string_view key : {"shifts", "closed", "room", "hours_per_week"})
        if (node.member(key) != nullptr)
          complaints_.warning(mark_of(node, key), fmt::format("{}.{} has no effect", path, key),
                              "the silo has no agents, so never a queue");
      return;
    }
    for (std::size_t i = 0; i < silo.shifts.size(); ++i)
      if (silo.shifts[i].agents && *silo.shifts[i].agents > *silo.agents) {
        complaints_.error(mark_of(node, "shifts"),
                          fmt::format("a shift of {} has {} agents", path, *silo.shifts[i].agents),
                          fmt::format("the silo has {}", *silo.agents));
        break;
      }
    if (silo.closed == Closed::turn_away && silo.shifts.empty())
      complaints_.warning(mark_of(node, "closed"), fmt::format("{}.closed has no effect", path),
                          "without shifts the silo never closes");
    // Not an error: it can be simulated, with agents who never work.
    if (silo.room && *silo.room < *silo.agents)
      complaints_.warning(mark_of(node, "room"), fmt::format("{} has less room than agents", path),
                          "room includes the customers in handling");
  }

  /// Checks the owner, the keys that need another one, and the routes. Copies a single list to the outcomes.
  void check_touchpoint(Node const& node, Touchpoint& touchpoint) {
    if (!node.is_table()) return;
    std::string const path = "touchpoint." + touchpoint.name;
    Silo owner;  ///< default where the owner is unknown, so that further mistakes are found
    if (silos_.has(touchpoint.silo))
      owner = scenario_.silos[*silos_.place(touchpoint.silo)];
    else if (!touchpoint.silo.empty())
      unknown(node, "silo", "silo", touchpoint.silo, silos_.names());
    Node const* trust = node.find("trust");
    if (trust != nullptr && touchpoint.trust.wait > 0 && trust->find("tolerance") == nullptr)
      complaints_.error(mark_of(*trust, "wait"), fmt::format("{}.trust.wait needs a tolerance", path),
                        "how long a wait costs all of it, for example tolerance = \"10 min\"");
    bool const handled = node.find("handling") != nullptr;
    if (touchpoint.patience && (!handled || (silos_.has(touchpoint.silo) && !owner.agents)))
      complaints_.warning(mark_of(node, "patience"), fmt::format("{}.patience has no effect", path),
                          handled ? fmt::format("silo.{} has no agents, so there is no queue", owner.name)
                                  : "without handling there is no queue");
    Node const* next = node.find("next");
    if (next != nullptr && next->is_array()) spread(touchpoint, owner);
    if (!touchpoint.silo.empty() && silos_.has(touchpoint.silo)) check_outcomes(node, next, touchpoint, owner);
    check_targets(next, touchpoint);
  }

  /// Copies the one list of routes to every outcome that can happen. The others stay empty: routes of an outcome that
  /// cannot happen would be reported as never taken.
  static void spread(Touchpoint& touchpoint, Silo const& owner) {
    std::vector<Route> const all = touchpoint.next[0];
    for (Outcome outcome : {Outcome::success, Outcome::failure, Outcome::abandoned, Outcome::turned_away})
      touchpoint.next[static_cast<std::size_t>(route_list(outcome))] =
          can_happen(touchpoint, owner, outcome) ? all : std::vector<Route>();
  }

  /// Reports outcomes that can happen and have no routes, and routes of outcomes that cannot.
  void check_outcomes(Node const& node, Node const* next, Touchpoint const& touchpoint, Silo const& owner) {
    struct Case {
      Outcome outcome;
      std::string_view because;  ///< the key that makes it happen
      std::string_view why;
    };
    // Where the complaint stands: at the key that makes the outcome happen.
    Case const cases[] = {
        {Outcome::success, "success", "its visits can succeed"},
        {Outcome::failure, "success", "its visits can fail"},
        {Outcome::abandoned, "patience", "with patience, customers leave the queue"},
        {Outcome::turned_away, "silo", "its silo turns visits away (closed or room)"},
    };
    for (Case const& one : cases) {
      auto const list = static_cast<std::size_t>(route_list(one.outcome));
      std::string_view const name = route_list_names[list];
      bool const routed = !touchpoint.next[list].empty();  // after spread()
      bool const written = next != nullptr && next->is_table() &&
                           next->find(name) != nullptr;  // also an empty or malformed list, which has its own complaint
      bool const happens = can_happen(touchpoint, owner, one.outcome);
      if (happens && !routed && !written)
        complaints_.error(mark_of(node, one.because),
                          fmt::format("touchpoint.{} has no next.{}", touchpoint.name, name),
                          fmt::format("{}; for example next.{} = [ {{ to = \"{}\", after = \"1 day\" }} ]", one.why,
                                      name, touchpoint.name));
      // A patience that could not be read has its own complaint.
      bool const unread = one.outcome == Outcome::abandoned && !touchpoint.patience && node.find("patience") != nullptr;
      if (!happens && written && !unread) complain_idle(*next, one.outcome, name, touchpoint);
    }
  }

  /// Reports routes that can never be taken. Only those for `abandoned` are an error.
  void complain_idle(Node const& next, Outcome outcome, std::string_view name, Touchpoint const& touchpoint) {
    Mark const where = next.member(name)->where;
    std::string const what = fmt::format("touchpoint.{}.next.{} can never be taken", touchpoint.name, name);
    if (outcome == Outcome::abandoned)
      complaints_.error(where, what, "without `patience`, no customer abandons");
    else if (outcome == Outcome::turned_away)
      complaints_.warning(where, what,
                          "its silo never turns visits away (closed = \"turn-away\" with shifts, or room)");
    else
      complaints_.warning(where, what,
                          fmt::format("success is {} and recovery {}", touchpoint.success, touchpoint.recovery));
  }

  /// Checks the routes as written, in either form of `next`. They are not taken from the scenario, where a single list
  /// stands several times.
  void check_targets(Node const* next, Touchpoint const& touchpoint) {
    if (next == nullptr) return;
    if (next->is_array()) {
      check_list(*next);
      return;
    }
    for (Member const& member : next->members)
      if (find_key(Part::next, member.key) != nullptr) check_list(member.value);
    (void)touchpoint;
  }

  /// Reports each route to a name that nothing has. A route without a sound `to` has a complaint already.
  void check_list(Node const& list) {
    for (Node const& route : list.items) {
      Node const* to = route.find("to");
      if (to == nullptr || !to->is_text() || to->text.empty()) continue;
      if (touchpoints_.has(to->text) || exits_.has(to->text)) continue;
      complaints_.error(to->where, fmt::format("there is no touchpoint or exit '{}'", to->text),
                        is_name(to->text) ? fmt::format("if journeys end there, add [exit.{}]", to->text) : "",
                        complaints_.guess(to->text, targets_));
    }
  }

  Node const& tree_;
  Scenario& scenario_;
  Complaints& complaints_;
  NameIndex silos_;  ///< by name, as in the scenario
  NameIndex touchpoints_;
  NameIndex exits_;
  std::vector<std::string> targets_;  ///< of routes
};

}  // namespace

// Recovered visits take the routes of success: one that always fails and always recovers still needs those.
bool can_happen(Touchpoint const& touchpoint, Silo const& silo, Outcome outcome) {
  bool const staffed = touchpoint.handling.has_value() && silo.agents.has_value();
  switch (outcome) {
    case Outcome::success:
      return touchpoint.success > 0 || touchpoint.recovery > 0;
    case Outcome::failure:
      return touchpoint.success < 1 && touchpoint.recovery < 1;
    case Outcome::recovered:
      return touchpoint.success < 1 && touchpoint.recovery > 0;
    case Outcome::abandoned:
      return touchpoint.patience.has_value();
    case Outcome::turned_away:
      return staffed && (silo.room.has_value() || (silo.closed == Closed::turn_away && !silo.shifts.empty()));
  }
  return false;
}

bool check_sizes(Node const& tree, Complaints& complaints) {
  /// A kind of entity, as its tables are called, and how many of it there may be.
  struct Limit {
    std::string_view kind;
    std::size_t most;
  };
  bool ok = true;
  for (Limit const& limit :
       {Limit{"touchpoint", most_touchpoints}, Limit{"silo", most_silos}, Limit{"segment", most_segments},
        Limit{"exit", most_others}, Limit{"initiative", most_others}, Limit{"goal", most_others},
        Limit{"guardrail", most_others}, Limit{"listening", most_others}}) {
    Node const* all = tree.find(limit.kind);
    if (all == nullptr || all->members.size() <= limit.most) continue;
    complaints.error(all->members[limit.most].where,
                     fmt::format("{} {}s are too many", all->members.size(), limit.kind),
                     fmt::format("the most is {}", limit.most));
    ok = false;
  }
  return ok;
}

void check_names(Node const& tree, Scenario& scenario, Complaints& complaints) {
  Checker(tree, scenario, complaints).run();
  check_initiatives(tree, scenario, complaints);
  check_strategy(tree, scenario, complaints);
  // A value that was not understood has its default, which can lie anywhere.
  if (complaints.error_count() == 0) check_ranges(tree, scenario, complaints);
}

}  // namespace silowalk::inline scenario
