#include "engine/analysis/audit/audit.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "engine/analysis/audit/audit_gaps.h"
#include "engine/analysis/audit/audit_plan.h"
#include "engine/analysis/audit/audit_scope.h"
#include "engine/journey/closed_forms.h"
#include "engine/journey/load.h"

namespace silowalk::inline analysis {
namespace {

/// Fills in Audit::goals and work_without_goal. Each goal's work includes that of the goals that serve it.
void find_goals(Scenario const& scenario, Audit& audit) {
  std::unordered_map<std::string, std::size_t> numbers;
  for (std::size_t i = 0; i < scenario.goals.size(); ++i) numbers.emplace(scenario.goals[i].name, i);
  std::set<std::string> meant;
  for (Goal const& goal : scenario.goals) {
    audit.goals.push_back({goal.name, goal.owner, goal.output, {}});
    meant.insert(goal.initiatives.begin(), goal.initiatives.end());
  }
  for (Goal const& goal : scenario.goals) {
    // Up the tree of goals. It ends: checks of the scenario reject a goal that is its own ancestor.
    for (auto at = numbers.find(goal.name); at != numbers.end(); at = numbers.find(scenario.goals[at->second].parent)) {
      std::vector<std::string>& work = audit.goals[at->second].work;
      for (std::string const& name : goal.initiatives) {
        if (std::find(work.begin(), work.end(), name) == work.end()) work.push_back(name);
      }
    }
  }
  for (Initiative const& each : scenario.initiatives) {
    if (!meant.contains(each.name)) audit.work_without_goal.push_back(each.name);
  }
}

/// Returns the owner named for the handoff; else the coordinator, where its authority covers both silos; "" where
/// nobody owns it.
std::string owner_of(Organisation const& organisation, std::string const& from, std::string const& to) {
  for (Seam const& seam : organisation.seams) {
    if (seam.from == from && seam.to == to) return seam.owner;
  }
  Coordinator const& coordinator = organisation.coordinator;
  auto const covers = [&](std::string const& silo) {
    // A coordinator without a list of silos covers all of them.
    return coordinator.silos.empty() ||
           std::find(coordinator.silos.begin(), coordinator.silos.end(), silo) != coordinator.silos.end();
  };
  bool const has_a_say = coordinator.authority > 0 && coordinator.clarity > 0;
  return has_a_say && covers(from) && covers(to) ? "the coordinator" : "";
}

/// Fills in Audit::seams: the handoffs between two silos that some possible route crosses, with their rates where these
/// are known.
void find_seams(Scenario const& scenario, JourneyGraph const& graph, Presence const& presence, Audit& audit) {
  // Edges without a known rate keep 0.
  std::vector<Presence::Crossing> often(graph.edges().size());
  for (Presence::Crossing const& each : presence.crossings) often[static_cast<std::size_t>(each.edge)] = each;
  std::map<std::pair<int, int>, std::size_t> numbers;  // by silos
  for (std::size_t i = 0; i < graph.edges().size(); ++i) {
    JourneyEdge const& edge = graph.edges()[i];
    // Routes that can never be taken would make seams that no customer crosses.
    if (!edge.handoff || !edge.possible) continue;
    std::pair<int, int> const silos{graph.silo(edge.from), graph.silo(edge.to)};
    auto const [place, added] = numbers.emplace(silos, audit.seams.size());
    if (added) {
      std::string const& from = scenario.silos[static_cast<std::size_t>(silos.first)].name;
      std::string const& to = scenario.silos[static_cast<std::size_t>(silos.second)].name;
      audit.seams.push_back({from, to, owner_of(scenario.organisation, from, to)});
    }
    SeamFinding& seam = audit.seams[place->second];
    seam.loses = seam.loses || edge.context_lost > 0;
    seam.crossed += often[i].crossed;
    seam.context_lost += often[i].context;
  }
  // Stable, so that seams without a rate keep the order of the scenario.
  std::stable_sort(audit.seams.begin(), audit.seams.end(),
                   [](SeamFinding const& a, SeamFinding const& b) { return a.context_lost > b.context_lost; });
}

/// Returns how many things the levels would have to put in order before full agreement is significant; none where it
/// is already, or where there is no W. With m levels and n things, full agreement has p = (1 / n!)^(m - 1).
std::optional<std::size_t> needed_things(std::vector<std::vector<double>> places, double level) {
  for (std::vector<double>& place : places) std::sort(place.begin(), place.end());  // ties stay
  std::optional<Concordance> const agreed = kendall_w(places);
  if (!agreed || agreed->p <= level) return std::nullopt;
  std::size_t things = 1;
  for (double p = 1; p > level;) p /= std::pow(++things, places.size() - 1);
  return std::max(things, places.front().size() + 1);
}

/// Collects the priorities of all levels. A level ranks the items that only other levels name as tied for its last
/// rank.
void find_priorities(Organisation const& organisation, double level, PriorityFinding& found) {
  std::vector<std::string> names;
  for (Priorities const& each : organisation.priorities) {
    found.levels.push_back(each.level);
    for (std::string const& name : each.order) {
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  std::vector<std::vector<double>> places;
  for (Priorities const& each : organisation.priorities) {
    std::vector<double>& place = places.emplace_back();
    for (std::string const& name : names) {
      // An item that the level does not name has the position after the last: all such items tie.
      place.push_back(static_cast<double>(std::find(each.order.begin(), each.order.end(), name) - each.order.begin()));
    }
  }
  found.agreement = kendall_w(places);
  found.needed = needed_things(places, level);
  for (std::size_t i = 0; i < names.size(); ++i) {
    double rank = 0;
    for (std::vector<double> const& place : places) {
      auto const before = std::count_if(place.begin(), place.end(), [&](double other) { return other < place[i]; });
      auto const equal = std::count(place.begin(), place.end(), place[i]);
      // The mean of the ranks before + 1 to before + equal.
      rank += static_cast<double>(before) + (static_cast<double>(equal) + 1) / 2;
    }
    found.items.push_back({names[i], rank / static_cast<double>(places.size())});
  }
  std::stable_sort(found.items.begin(), found.items.end(),
                   [](auto const& a, auto const& b) { return a.mean_rank < b.mean_rank; });
}

}  // namespace

Audit audit(Scenario const& scenario, AuditRules const& rules) {
  Audit result;
  result.rules = rules;
  JourneyGraph const graph(scenario);
  std::vector<SegmentForms> const forms = closed_forms(scenario, graph);
  Presence const found = presence(scenario, graph, forms);
  result.shares_known = found.known;
  result.not_exact = found.reasons;
  find_goals(scenario, result);
  find_coverage(scenario, found, result);
  find_seams(scenario, graph, found, result);
  find_priorities(scenario.organisation, rules.level, result.priorities);
  find_constraints(scenario, found.known ? silo_loads(scenario, graph, forms) : std::vector<SiloLoad>{}, result);
  find_gaps(scenario, rules, result);
  return result;
}

}  // namespace silowalk::inline analysis
