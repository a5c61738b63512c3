#include "engine/analysis/audit/audit_gaps.h"

#include <fmt/format.h>

#include <algorithm>

namespace silowalk::inline analysis {
namespace {

/// Returns "1 goal", "2 goals".
std::string count(std::size_t number, std::string const& what) {
  return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

/// Finds the gaps of an audit, one method for each group. Every gap has a kind, which programs read, and a sentence.
class Gaps {
 public:
  Gaps(Scenario const& scenario, AuditRules const& rules, Audit& audit)
      : scenario_(scenario), rules_(rules), audit_(audit) {}

  /// Appends the gaps to Audit::gaps, in the order of the report.
  void find() {
    links();
    coverage();
    seams();
    priorities();
    constraints();
    timing();
    sponsors();
    invisible();
  }

 private:
  using Names = std::vector<std::string>;

  /// Appends one gap. `kind` is part of the JSON: never rename one.
  void add(std::string kind, std::string what, Names subjects = {}) {
    audit_.gaps.push_back({std::move(kind), std::move(what), std::move(subjects)});
  }

  /// Returns the names that `name` gives, without the empty ones.
  template <class List, class Name>
  static Names names(List const& list, Name const& name) {
    Names result;
    for (auto const& each : list) {
      if (std::string const found = name(each); !found.empty()) result.push_back(found);
    }
    return result;
  }

  /// Goals without work and work without goals; goals without an owner. Nothing is said twice: without any goals, work
  /// without a goal is no gap of its own.
  void links() {
    if (scenario_.goals.empty()) add("no-goals", "there are no goals: operations without a strategy");
    if (scenario_.initiatives.empty()) add("no-work", "there are no initiatives: a strategy without operations");
    Names const idle = names(audit_.goals, [](GoalFinding const& each) { return each.work.empty() ? each.name : ""; });
    if (!idle.empty() && !scenario_.initiatives.empty())
      add("goal-without-work", fmt::format("{} no initiative serves", count(idle.size(), "goal")), idle);
    Names const lost = audit_.work_without_goal;
    if (!lost.empty() && !scenario_.goals.empty())
      add("work-without-goal", fmt::format("{} that no goal names", count(lost.size(), "initiative")), lost);
    if (!audit_.never_begins.empty())
      add("work-never-begins",
          fmt::format("{} without a date, under a rule that starts what has one",
                      count(audit_.never_begins.size(), "initiative")),
          audit_.never_begins);
    Names const orphans =
        names(audit_.goals, [](GoalFinding const& each) { return each.owner.empty() ? each.name : ""; });
    if (!orphans.empty())
      add("goal-without-owner", fmt::format("{} without an owner", count(orphans.size(), "goal")), orphans);
  }

  /// The share of what is at stake on which both a goal and an initiative act. Its subjects are silos without any such
  /// touchpoint.
  void coverage() {
    if (!audit_.shares_known || scenario_.goals.empty() || scenario_.initiatives.empty()) return;
    double const share = audit_.company.with_both.at_stake;
    if (share >= rules_.coverage) return;
    Names const bare = names(audit_.silos, [](Coverage const& each) {
      return each.all.touchpoints > 0 && each.with_both.touchpoints <= 0 ? each.name : "";
    });
    add("coverage",
        fmt::format("a goal and an initiative act on {:.0f} % of what is at stake; the required minimum is {:.0f} %",
                    100 * share, 100 * rules_.coverage),
        bare);
  }

  /// Handoffs that can lose contexts and have no owner. The share is of all contexts lost between silos.
  void seams() {
    Names const loose = names(audit_.seams, [](SeamFinding const& each) {
      return each.loses && each.owner.empty() ? fmt::format("{} -> {}", each.from, each.to) : "";
    });
    if (loose.empty()) return;
    double all = 0;
    double theirs = 0;
    // All seams without an owner, as the share of contexts lost there is the same with and without seams that lose
    // none.
    for (SeamFinding const& each : audit_.seams) {
      all += each.context_lost;
      theirs += each.owner.empty() ? each.context_lost : 0;
    }
    std::string const share = all > 0 ? fmt::format(": {:.0f} % of all contexts lost", 100 * theirs / all) : "";
    add("seam-without-owner",
        fmt::format("{} of {} between silos without an owner{}", loose.size(), count(audit_.seams.size(), "seam"),
                    share),
        loose);
  }

  /// Whether the levels of management agree on what comes first. An agreement that chance could explain is a gap.
  void priorities() {
    PriorityFinding const& found = audit_.priorities;
    if (found.levels.size() < 2) {
      add("priorities-unknown", fmt::format("{} of management ranks its priorities: agreement cannot be tested",
                                            found.levels.empty() ? "no level" : "one level"));
    } else if (!found.agreement) {
      add("priorities-unknown", "the levels of management rank fewer than two things");
    } else if (found.agreement->p > rules_.level && !found.needed) {
      add("priorities-apart",
          fmt::format("{} put {} in an order that agrees no better than chance (W {:.2f}, p {:.2g})",
                      count(found.levels.size(), "level"), count(found.items.size(), "thing"), found.agreement->w,
                      found.agreement->p),
          found.levels);
    }
  }

  /// Returns how a limit is broken, in words. Money is in the currency, loads are shares of capacity.
  static std::string limit_of(Breach const& each) {
    switch (each.kind) {
      case Breach::Kind::budget:
        return fmt::format("{} spends {:.0f} in a cycle and has {:.0f}", each.who, each.needed, each.there_is);
      case Breach::Kind::agents:
        return fmt::format("{} gives {:.3g} agents and has {:.0f}", each.who, each.needed, each.there_is);
      case Breach::Kind::load:
        return fmt::format("{} comes to a load of {:.2f}", each.who, each.needed);
      case Breach::Kind::strain:
        return fmt::format("{} comes to a load of {:.2f}, and no work begins above {:.2f}", each.who, each.needed,
                           each.there_is);
      case Breach::Kind::spend_guardrail:
        return fmt::format("{} spends {:.0f} in a cycle, its guardrail is {:.0f}", each.who, each.needed,
                           each.there_is);
      case Breach::Kind::agents_guardrail:
        return fmt::format("{} gives {:.3g} agents, its guardrail is {:.3g}", each.who, each.needed, each.there_is);
      case Breach::Kind::load_guardrail:
        return fmt::format("{} comes to a load of {:.2f}, its guardrail is {:.2f}", each.who, each.needed,
                           each.there_is);
      case Breach::Kind::parameter_guardrail:
        return fmt::format("{} is pushed to {:.3g}, its guardrail is {:.3g}", each.who, each.needed, each.there_is);
      case Breach::Kind::attention:
        return fmt::format("{} has {:.0f} pieces of work under way and attention for {:.3g}", each.who, each.needed,
                           each.there_is);
    }
    return "";
  }

  /// Returns whether the organisation's own rules keep this breach from happening. Work at once breaks budgets and
  /// guardrails too, but those stop it.
  bool stopped(Breach const& each) const {
    bool const overloads = each.kind == Breach::Kind::agents || each.kind == Breach::Kind::load;
    bool const is_stopped = overloads ? scenario_.organisation.gated : each.kind != Breach::Kind::attention;
    return each.of == Breach::Of::all && is_stopped;
  }

  /// Limits that the plan breaks, work that breaks one alone, and work that breaks one when all of it begins at once.
  void constraints() {
    for (Breach const& each : audit_.breaches) {
      if (stopped(each)) continue;
      if (each.of == Breach::Of::plan) {
        add("plan-breaks",
            fmt::format("the plan: {}, first in month {}, in {}", limit_of(each), each.month,
                        count(static_cast<std::size_t>(each.months), "month")),
            {each.who});
      } else if (each.of == Breach::Of::alone) {
        add("cannot-be-done", fmt::format("{} alone: {}", each.initiative, limit_of(each)), {each.initiative});
      } else {
        add("layered", fmt::format("all unscheduled work at once: {}; intake is layered", limit_of(each)), {each.who});
      }
    }
  }

  /// Findings that come after the decision, listening that comes a cycle late, and work that comes after its goal is
  /// judged.
  void timing() {
    Timing const& found = audit_.timing;
    if (found.lag >= found.cycle)
      add("findings-too-late", fmt::format("findings take {:.0f} days and planning dates are {:.0f} days apart: every "
                                           "decision precedes the findings since the last one",
                                           found.lag, found.cycle));
    // Where all findings are late, naming single paths would add nothing.
    if (!found.deaf.empty() && found.lag < found.cycle)
      add("path-too-late",
          fmt::format("{} of listening reports its findings a whole cycle late", count(found.deaf.size(), "path")),
          found.deaf);
    for (Timing::Late const& each : found.late) {
      add("work-too-late",
          fmt::format("{} takes full effect in month {:.0f}, goal {} is judged at month {}", each.initiative,
                      each.felt / days_per_month, each.goal, each.due),
          {each.initiative, each.goal});
    }
  }

  /// Sponsors with more work at once than they can carry, and work without a sponsor.
  void sponsors() {
    for (SponsorFinding const& each : audit_.sponsors) {
      if (each.at_once > rules_.most_per_sponsor)
        add("sponsor-overloaded",
            fmt::format("{} sponsors {} pieces of work at once, and the limit is {}", each.name, each.at_once,
                        rules_.most_per_sponsor),
            {each.name});
    }
    if (!audit_.unsponsored.empty())
      add("no-sponsor", fmt::format("{} without a sponsor", count(audit_.unsponsored.size(), "initiative")),
          audit_.unsponsored);
  }

  /// A silo that decides by its own score never chooses work that no survey shows; nor does a company that funds only
  /// visible work.
  void invisible() {
    Names never;
    for (InvisibleWork const& each : audit_.invisible_work) {
      for (Silo const& silo : scenario_.silos) {
        bool const own = silo.rule.value_or(scenario_.organisation.rule) == Rule::own_score;
        // With alignment above 0, an owner also counts value, which needs no survey.
        bool const blind = scenario_.organisation.visible_only || (own && scenario_.organisation.alignment <= 0);
        if (silo.name == each.owner && blind) never.push_back(each.name);
      }
    }
    if (!never.empty())
      add("invisible-work",
          fmt::format("{} that no survey shows, {}", count(never.size(), "initiative"),
                      scenario_.organisation.visible_only ? "in a company that funds visible work only"
                                                          : "and whose owner follows its own score"),
          never);
  }

  /// References: an object lives for one call of find_gaps().
  Scenario const& scenario_;
  AuditRules const& rules_;
  Audit& audit_;
};

}  // namespace

void find_gaps(Scenario const& scenario, AuditRules const& rules, Audit& audit) { Gaps(scenario, rules, audit).find(); }

}  // namespace silowalk::inline analysis
