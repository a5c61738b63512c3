#include "engine/report/scenario/audit_titles.h"

#include <string>
#include <vector>

#include "engine/analysis/audit/audit_gaps.h"

namespace silowalk::inline report {
namespace {

/// Replaces names by the titles that `title` returns.
template <class Title>
void set_titles(std::vector<std::string>& names, Title const& title) {
  for (std::string& each : names) each = title(each);
}

/// Replaces the names of findings by titles. Programs read names, so that only the page has this audit.
void set_titles(Audit& audit, Titles const& titles) {
  auto const initiative = [&](std::string const& name) { return titles.initiative(name); };
  for (GoalFinding& each : audit.goals)
    each = {titles.goal(each.name), titles.silo(each.owner), titles.path(each.output), each.work};
  for (std::vector<std::string>* const names :
       {&audit.work_without_goal, &audit.never_begins, &audit.unsponsored, &audit.timing.unseen})
    set_titles(*names, initiative);
  for (Coverage& each : audit.silos) each.name = titles.silo(each.name);
  audit.company.name = titles.silo(audit.company.name);
  for (SeamFinding& each : audit.seams) {
    each.from = titles.silo(each.from);
    each.to = titles.silo(each.to);
    each.owner = titles.silo(each.owner);
  }
  for (PriorityFinding::Item& each : audit.priorities.items) each.name = titles.work_or_goal(each.name);
  for (Breach& each : audit.breaches) {
    each.who = titles.path(titles.silo(each.who));
    each.initiative = titles.initiative(each.initiative);
  }
  for (Timing::Late& each : audit.timing.late) {
    each.initiative = titles.initiative(each.initiative);
    each.goal = titles.goal(each.goal);
  }
  for (SponsorFinding& each : audit.sponsors) each.name = titles.silo(each.name);
  for (InvisibleWork& each : audit.invisible_work) each.name = titles.initiative(each.name);
  for (InvisibleWork& each : audit.invisible_places) each.name = titles.touchpoint(each.name);
}

}  // namespace

Audit titled(Scenario const& scenario, Audit audit, Titles const& titles) {
  set_titles(audit, titles);
  if (!titles.used()) return audit;
  audit.gaps.clear();
  find_gaps(scenario, audit.rules, audit);
  return audit;
}

}  // namespace silowalk::inline report
