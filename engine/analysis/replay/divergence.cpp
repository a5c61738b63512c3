#include "engine/analysis/replay/divergence.h"

#include <algorithm>
#include <initializer_list>
#include <set>
#include <string_view>

namespace silowalk::inline analysis {
namespace {

/// Returns whether the customer was not served.
bool unserved(Visit const& visit) {
  return visit.outcome == Outcome::abandoned || visit.outcome == Outcome::turned_away;
}

/// Returns where the customer goes next; "" where they leave quietly. Needed beside the time of the next event: the
/// same dwell may lead elsewhere.
template <class Told>
std::string target_of(Told const& visit, Scenario const& scenario) {
  switch (visit.then) {
    case Visit::Then::quiet_churn:
      return "";
    case Visit::Then::churn_exit:
    case Visit::Then::end_exit:
      return scenario.exits[visit.next].name;
    default:
      return scenario.touchpoints[visit.next].name;
  }
}

/// Collects what acts on one visit and differs. `twins` must outlive the object.
class Search {
 public:
  explicit Search(TwinScenarios const& twins) : twins_(twins) {}

  /// Adds the differences at or below a path.
  void parameter(std::string const& path) {
    for (ScenarioDifference const& each : twins_.differences) {
      if (each.path == path || each.path.starts_with(path + ".")) add(each.path, each.owner);
    }
  }

  /// Adds the differences at or below PART.KEY, for each key.
  void parameters(std::string const& part, std::initializer_list<std::string_view> keys) {
    for (std::string_view const key : keys) parameter(part + "." + std::string(key));
  }

  /// Adds the initiatives that touch one of the visits and not the other. `on`: beginnings of paths, or "effort".
  void initiatives(Visit const& a, Visit const& b, std::initializer_list<std::string> const& on) {
    std::vector<Touch> const in_a = touches_of(*twins_.a, twins_.decisions_a, a);
    std::vector<Touch> const in_b = touches_of(*twins_.b, twins_.decisions_b, b);
    compare(in_a, *twins_.a, in_b, *twins_.b, on);
    compare(in_b, *twins_.b, in_a, *twins_.a, on);
  }

  /// Adds one path and the owner of the decision. Sets keep both sorted and unique.
  void add(std::string const& path, std::string const& owner) {
    paths_.insert(path);
    owners_.insert(owner);
  }

  /// Returns what was found as a cause; untraced where nothing was found.
  Cause cause(Cause::Kind kind) const {
    return {paths_.empty() ? Cause::Kind::untraced : kind,
            {owners_.begin(), owners_.end()},
            {paths_.begin(), paths_.end()}};
  }
  /// Returns whether anything was found.
  bool found() const { return !paths_.empty(); }

 private:
  /// Adds initiatives that touch the one and not the other, or not as strongly.
  void compare(std::vector<Touch> const& touches, Scenario const& scenario, std::vector<Touch> const& others,
               Scenario const& other, std::initializer_list<std::string> const& on) {
    for (Touch const& touch : touches) {
      bool const matters = std::any_of(on.begin(), on.end(), [&](std::string const& path) {
        return touch.effort ? path == "effort" : touch.on.starts_with(path);
      });
      if (!matters) continue;
      std::string const& name = scenario.initiatives[touch.initiative].name;
      bool const same = std::any_of(others.begin(), others.end(), [&](Touch const& each) {
        return other.initiatives[each.initiative].name == name && each.on == touch.on && each.effort == touch.effort &&
               each.strength == touch.strength;
      });
      if (!same) add("initiative." + name, scenario.initiatives[touch.initiative].owner);
    }
  }

  TwinScenarios const& twins_;
  std::set<std::string> paths_;
  std::set<std::string> owners_;
};

/// What an initiative did in one of the twins' replications. By name, since scenarios number initiatives differently.
class Deeds {
 public:
  Deeds(Scenario const& scenario, DecisionsInForce const& decisions, std::string const& name) : decisions_(decisions) {
    while (which_ < scenario.initiatives.size() && scenario.initiatives[which_].name != name) ++which_;
    known_ = which_ < scenario.initiatives.size();
  }
  /// Returns the share of the full effect in force in a month; 0 where the initiative does not exist.
  double effect(std::size_t month) const { return of(decisions_.effect, month); }
  /// Returns the agent-days taken in a month; 0 where the initiative does not exist.
  double effort(std::size_t month) const { return of(decisions_.effort, month); }

 private:
  double of(std::vector<std::vector<double>> const& table, std::size_t month) const {
    return known_ && month < table.size() ? table[month][which_] : 0;
  }
  DecisionsInForce const& decisions_;
  std::size_t which_ = 0;
  bool known_ = false;
};

/// Whether anything came of an initiative up to and with a month, and whether the same came of it in both scenarios.
struct Done {
  bool anything = false;
  bool same = true;
};
/// Compares an initiative month by month. Linear in the months.
Done done_by(TwinScenarios const& twins, std::string const& name, std::size_t month) {
  Deeds const a(*twins.a, twins.decisions_a, name);
  Deeds const b(*twins.b, twins.decisions_b, name);
  Done done;
  for (std::size_t m = 0; m <= month; ++m) {
    done.anything = done.anything || a.effect(m) > 0 || b.effect(m) > 0 || a.effort(m) > 0 || b.effort(m) > 0;
    done.same = done.same && a.effect(m) == b.effect(m) && a.effort(m) == b.effort(m);
  }
  return done;
}

/// Returns whether a parameter affects customers only through initiatives: how work is chosen, paid for and kept up,
/// and which surveys the company receives.
bool only_chooses_work(std::string const& path) {
  static constexpr std::string_view roots[] = {
      "organisation.rule",     "organisation.alignment",     "organisation.intake",       "organisation.accountability",
      "organisation.planning", "organisation.attention",     "organisation.sponsorship",  "organisation.levels",
      "organisation.fidelity", "organisation.earned_budget", "organisation.visible_only", "listening"};
  for (std::string_view const root : roots) {
    if (path == root || path.starts_with(std::string(root) + ".")) return true;
  }
  return path.starts_with("silo.") && (path.ends_with(".budget") || path.ends_with(".rule"));
}

/// Returns all that can have changed other customers by a moment: what is written differently and acts from the start,
/// and the initiatives of which something else had come by then. What had not begun is no cause; how work is chosen
/// acts through the work that was chosen, whose owners are named.
Cause spill_over(TwinScenarios const& twins, double time) {
  Search by_then(twins);
  auto const month = static_cast<std::size_t>(std::max(time, 0.0) / days_per_month);
  for (Scenario const* const scenario : {twins.a, twins.b}) {
    for (Initiative const& each : scenario->initiatives) {
      if (!done_by(twins, each.name, month).same) by_then.add("initiative." + each.name, each.owner);
    }
  }
  for (ScenarioDifference const& each : twins.differences) {
    if (only_chooses_work(each.path)) continue;
    if (each.path.starts_with("initiative.")) {
      std::string const rest = each.path.substr(each.path.find('.') + 1);
      std::string const name = rest.substr(0, rest.find('.'));
      Done const done = done_by(twins, name, month);
      if (!done.anything || !done.same) continue;  // reported already, or no effect yet
    }
    by_then.add(each.path, each.owner);
  }
  // Nothing had acted by then: all differences are named rather than none.
  if (by_then.found()) return by_then.cause(Cause::Kind::spill_over);
  for (ScenarioDifference const& each : twins.differences) by_then.add(each.path, each.owner);
  return by_then.cause(Cause::Kind::spill_over);
}

/// Returns whether visits to a touchpoint wait for agents.
bool queues(Scenario const& scenario, std::uint16_t touchpoint) {
  Touchpoint const& t = scenario.touchpoints[touchpoint];
  if (!t.handling) return false;
  for (Silo const& silo : scenario.silos) {
    if (silo.name == t.silo) return silo.agents.has_value();
  }
  return false;
}

/// Adds the differences that act on one aspect of a visit. Keys are those that the simulation reads for it.
void seek(Aspect aspect, Search& search, TwinScenarios const& twins, Visit const& a, Visit const& b,
          std::optional<std::uint16_t> before) {
  Touchpoint const& t = twins.a->touchpoints[a.touchpoint];
  std::string const here = "touchpoint." + t.name;
  std::string const silo = "silo." + t.silo;
  std::string const segment = "segment." + twins.a->segments[a.segment].name;
  switch (aspect) {
    case Aspect::context:
      if (before) search.parameters("touchpoint." + twins.a->touchpoints[*before].name, {"next", "silo"});
      search.parameters("organisation", {"communication"});
      search.parameters("coordinator", {""});
      search.parameters(here, {"silo"});
      break;
    case Aspect::wait:
    case Aspect::served:
      search.parameters(here, {"handling", "patience", "any_hour", "silo"});
      search.parameters(silo, {"agents", "shifts", "hours_per_week", "closed", "room", "attrition"});
      search.parameter("tolerance_by");
      search.initiatives(a, b, {"effort", here + ".handling", here + ".patience", silo + "."});
      break;
    case Aspect::outcome:
      search.parameters(here, {"success", "success_spread", "recovery", "silo"});
      search.parameters(silo, {"strain", "fatigue", "agents", "shifts", "hours_per_week"});
      search.initiatives(a, b, {"effort", here + ".success", here + ".recovery", silo + "."});
      break;
    case Aspect::handling:
      search.parameters(here, {"handling", "rework", "silo"});
      search.parameters(silo, {"hours_per_week"});
      // Who leaves the queue, leaves it at a moment that depends on the hours that patience counts.
      if (unserved(a)) search.parameters(silo, {"shifts"});
      if (unserved(a)) search.parameter("tolerance_by");
      search.initiatives(a, b, {here + ".handling", here + ".rework", silo + "."});
      break;
    case Aspect::trust:
      search.parameters(here, {"trust"});
      search.parameters(segment, {"trust", "memory"});
      search.initiatives(a, b, {here + ".trust", segment + "."});
      break;
    case Aspect::survey:
      search.parameters(here, {"survey"});
      search.parameters(segment, {"trust"});
      search.initiatives(a, b, {here + ".survey"});
      break;
    default: {
      search.parameters(here, {"next"});
      search.parameters(segment, {"churn", "pace_cv", "memory", "trust"});
      search.parameters("horizon", {"months", "length"});
      for (auto const& [visit, scenario] : {std::pair{&a, twins.a}, std::pair{&b, twins.b}}) {
        // Where the next visit begins depends on the hours of its silo.
        if (visit->then != Visit::Then::visit && visit->then != Visit::Then::beyond_horizon) continue;
        Touchpoint const& next = scenario->touchpoints[visit->next];
        search.parameters("touchpoint." + next.name, {"any_hour", "silo", "handling"});
        search.parameters("silo." + next.silo, {"shifts", "agents"});
      }
      search.initiatives(a, b, {here + ".next", segment + "."});
    }
  }
}

}  // namespace

std::optional<Aspect> first_aspect(Visit const& a, Visit const& b, Scenario const& in_a, Scenario const& in_b) {
  if (a.context_lost != b.context_lost) return Aspect::context;
  // Waits come before outcomes: each aspect is compared only where all before it are equal.
  if (unserved(a) != unserved(b)) return Aspect::served;
  if (a.wait != b.wait) return Aspect::wait;
  if (a.outcome != b.outcome) return Aspect::outcome;
  if (a.handling != b.handling || a.end != b.end) return Aspect::handling;
  if (a.trust_after != b.trust_after) return Aspect::trust;
  if (a.surveyed != b.surveyed || a.score != b.score) return Aspect::survey;
  if (a.then != b.then || a.next_time != b.next_time || target_of(a, in_a) != target_of(b, in_b)) return Aspect::onward;
  return std::nullopt;
}

bool same_beginning(Beginning const& a, Beginning const& b, Scenario const& in_a, Scenario const& in_b) {
  return a.customer == b.customer && a.dwelling == b.dwelling && a.time == b.time && a.joined == b.joined &&
         in_a.touchpoints[a.touchpoint].name == in_b.touchpoints[b.touchpoint].name && a.then == b.then &&
         a.next_time == b.next_time && target_of(a, in_a) == target_of(b, in_b);
}

Cause cause_of(Aspect aspect, TwinScenarios const& twins, Visit const& a, Visit const& b,
               std::optional<std::uint16_t> before) {
  Search search(twins);
  seek(aspect, search, twins, a, b, before);
  if (search.found()) return search.cause(Cause::Kind::direct);
  // Without queues in both, other customers cannot reach this one.
  bool const limited = queues(*twins.a, a.touchpoint) && queues(*twins.b, b.touchpoint);
  bool const by_queue = aspect == Aspect::wait || aspect == Aspect::served;
  // Only the load on agents can change the probability of success where nothing written differs.
  bool const by_load = aspect == Aspect::outcome && a.chance != b.chance;
  return limited && (by_queue || by_load) ? spill_over(twins, a.time) : Cause{};
}

Cause cause_of_beginning(TwinScenarios const& twins, Beginning const& a) {
  Search search(twins);
  std::string const segment = "segment." + twins.a->segments[a.segment].name + ".";
  for (ScenarioDifference const& each : twins.differences) {
    // A steady start depends on the whole journey, and on hours through closed times.
    bool const journey = each.path.starts_with("touchpoint.") || each.path.starts_with("horizon.");
    if (journey || each.path.starts_with(segment) || each.path.ends_with(".shifts")) search.add(each.path, each.owner);
  }
  return search.cause(Cause::Kind::direct);
}

}  // namespace silowalk::inline analysis
