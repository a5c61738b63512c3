#include "engine/report/audit_report.h"

#include <fmt/core.h>

#include <algorithm>

#include "engine/base/text.h"
#include "engine/report/table.h"
#include "engine/report/words.h"

namespace silowalk::inline report {
namespace {

constexpr std::size_t most_rows = 6;   // of a table on one screen
constexpr std::size_t most_names = 4;  // of a line

std::string more(std::size_t count) {
  return count > most_rows ? fmt::format("  and {} more\n", count - most_rows) : "";
}

std::string goals_text(Audit const& audit) {
  if (audit.goals.empty()) return "";
  Table table({"goal", "target on", "owner", "work"});
  for (std::size_t i = 0; i < audit.goals.size() && i < most_rows; ++i) {
    GoalFinding const& goal = audit.goals[i];
    table.add({goal.name, goal.output, goal.owner.empty() ? "-" : goal.owner, std::to_string(goal.work.size())});
  }
  return "Goals (with the work of those that serve them)\n" + table.text() + more(audit.goals.size()) + "\n";
}

std::string coverage_text(Audit const& audit) {
  Table table(
      {"silo", "touchpoints", "customers' time", "revenue", "at stake", "under a goal", "under work", "under both"});
  auto const add = [&](Coverage const& each) {
    auto const held = [&](double share) { return audit.shares_known ? percent(share) : "?"; };
    table.add({each.name, percent(each.all.touchpoints), held(each.all.customers), held(each.all.revenue),
               held(each.all.at_stake), held(each.with_goal.at_stake), held(each.with_work.at_stake),
               held(each.with_both.at_stake)});
  };
  for (Coverage const& each : audit.silos) add(each);
  add(audit.company);
  std::string text =
      "Coverage (shares of the company in the long run; at stake: revenue of customers whom lost trust drives away,\n"
      "to first order; under a goal, under work, under both: of what is at stake)\n" +
      table.text();
  if (!audit.shares_known) text += "  Shares are not known: the journeys could not be solved.\n";
  if (audit.shares_known && !audit.not_exact.empty())
    text += fmt::format("  Baseline trust, no queues: not exact, for {}; `silowalk check` lists them.\n",
                        plural(audit.not_exact.size(), "reason"));
  return text;
}

std::string seams_text(Audit const& audit) {
  if (audit.seams.empty()) return "";
  Table table({"seam", "owner", "handed over a day", "contexts lost a day"});
  for (std::size_t i = 0; i < audit.seams.size() && i < most_rows; ++i) {
    SeamFinding const& seam = audit.seams[i];
    table.add({seam.from + " -> " + seam.to, seam.owner.empty() ? "-" : seam.owner,
               audit.shares_known ? format_number(seam.crossed) : "?",
               audit.shares_known ? format_number(seam.context_lost) : "?"});
  }
  return "\nSeams between silos, the most lost first\n" + table.text() + more(audit.seams.size());
}

std::string priorities_text(PriorityFinding const& found) {
  if (found.levels.empty()) return "";
  std::vector<std::string> order;
  for (PriorityFinding::Item const& each : found.items)
    order.push_back(fmt::format("{} ({:.3g})", each.name, each.mean_rank));
  std::string text = fmt::format("  priorities    {} (mean rank): {}\n", plural(found.levels.size(), "level"),
                                 joined(order, ", ", "", most_names));
  if (found.agreement)
    text += fmt::format("                agreement W {:.2f} (Kendall, ties corrected; p {:.2g}, {})\n",
                        found.agreement->w, found.agreement->p, found.agreement->exact ? "exact" : "chi-square");
  return text;
}

std::string sponsors_text(Audit const& audit) {
  std::vector<std::string> names;
  for (SponsorFinding const& each : audit.sponsors) {
    names.push_back(fmt::format(
        "{} {}{}", each.name, each.at_once,
        each.goals > 0 ? fmt::format(" (and {})", plural(static_cast<std::size_t>(each.goals), "goal")) : ""));
  }
  return names.empty() ? "" : fmt::format("  sponsors      work at once: {}\n", joined(names, ", ", "", most_names));
}

std::string calendar_text(Audit const& audit) {
  Timing const& t = audit.timing;
  std::string text = fmt::format(
      "  calendar      planning every {}, findings after {}: {} of them miss the next date\n"
      "                a change is decided on after {} on average",
      format_time(t.cycle), format_time(t.lag), percent(t.missed), format_time(t.decided));
  if (t.felt > 0) text += fmt::format(", and felt {} after that", format_time(t.felt));
  text += "\n";
  if (!t.unseen.empty())
    text += fmt::format("                the next date cannot see yet what became of {}\n",
                        joined(t.unseen, ", ", "", most_names));
  return text;
}

std::string invisible_text(Audit const& audit) {
  auto const listed = [&](std::vector<InvisibleWork> const& work) {
    std::vector<std::string> names;
    for (InvisibleWork const& each : work) {
      names.push_back(audit.shares_known ? fmt::format("{} ({})", each.name, percent(each.at_stake)) : each.name);
    }
    return joined(names, ", ", "", most_names);
  };
  std::string text;
  if (!audit.invisible_places.empty()) text += "  no survey at  " + listed(audit.invisible_places) + "\n";
  if (!audit.invisible_work.empty()) text += "  unseen work   " + listed(audit.invisible_work) + "\n";
  return text;
}

std::string gaps_text(Audit const& audit) {
  std::string text = "\nGaps\n";
  for (Gap const& gap : audit.gaps) {
    text += "  - " + gap.what;
    bool const said = std::all_of(gap.subjects.begin(), gap.subjects.end(),
                                  [&](std::string const& each) { return gap.what.find(each) != std::string::npos; });
    if (!said) text += ": " + joined(gap.subjects, ", ", "", 3);
    text += "\n";
  }
  return audit.gaps.empty() ? "\nNo gaps.\n" : text;
}

Json shares_json(CoverageShares const& shares) {
  return Json::object()
      .set("touchpoints", shares.touchpoints)
      .set("customers_time", shares.customers)
      .set("revenue", shares.revenue)
      .set("at_stake", shares.at_stake);
}

Json coverage_json(Coverage const& each) {
  return Json::object()
      .set("all", shares_json(each.all))
      .set("with_goal", shares_json(each.with_goal))
      .set("with_work", shares_json(each.with_work))
      .set("with_both", shares_json(each.with_both));
}

Json coverage_json(Audit const& audit) {
  Json silos = Json::object();
  for (Coverage const& each : audit.silos) silos.set(each.name, coverage_json(each));
  Json goals = Json::object();
  for (Coverage const& each : audit.by_goal) goals.set(each.name, shares_json(each.all));
  Json initiatives = Json::object();
  for (Coverage const& each : audit.by_initiative) initiatives.set(each.name, shares_json(each.all));
  return Json::object()
      .set("known", audit.shares_known)
      .set("not_exact_because", Json(audit.not_exact))
      .set("company", coverage_json(audit.company))
      .set("silos", silos)
      .set("goals", goals)
      .set("initiatives", initiatives);
}

Json goals_json(Audit const& audit) {
  Json goals = Json::object();
  for (GoalFinding const& each : audit.goals) {
    goals.set(each.name,
              Json::object().set("output", each.output).set("owner", each.owner).set("work", Json(each.work)));
  }
  return goals;
}

Json seams_json(Audit const& audit) {
  Json seams = Json::array();
  for (SeamFinding const& each : audit.seams) {
    Json seam = Json::object();
    seam.set("from", each.from).set("to", each.to).set("owner", each.owner);
    if (audit.shares_known) seam.set("per_day", each.crossed).set("contexts_lost_per_day", each.context_lost);
    seams.add(seam);
  }
  return seams;
}

Json priorities_json(PriorityFinding const& found) {
  Json ranks = Json::object();
  for (PriorityFinding::Item const& each : found.items) ranks.set(each.name, each.mean_rank);
  Json json = Json::object();
  json.set("levels", Json(found.levels)).set("mean_ranks", ranks);
  if (found.agreement)
    json.set("w", found.agreement->w)
        .set("p", found.agreement->p)
        .set("p_by", found.agreement->exact ? "exact" : "chi-square");
  return json;
}

char const* word(Breach::Kind kind) {
  constexpr char const* words[] = {"budget",          "agents",           "load",           "strain",
                                   "spend_guardrail", "agents_guardrail", "load_guardrail", "parameter_guardrail",
                                   "attention"};
  return words[static_cast<int>(kind)];
}

Json constraints_json(Audit const& audit) {
  constexpr char const* of[] = {"plan", "alone", "all"};
  Json breaches = Json::array();
  for (Breach const& each : audit.breaches) {
    breaches.add(Json::object()
                     .set("kind", word(each.kind))
                     .set("of", of[static_cast<int>(each.of)])
                     .set("who", each.who)
                     .set("initiative", each.initiative)
                     .set("month", each.month)
                     .set("months", each.months)
                     .set("needed", each.needed)
                     .set("there_is", each.there_is));
  }
  return breaches;
}

Json timing_json(Timing const& timing) {
  Json late = Json::array();
  for (Timing::Late const& each : timing.late) {
    late.add(Json::object()
                 .set("initiative", each.initiative)
                 .set("goal", each.goal)
                 .set("felt", each.felt)
                 .set("due_month", each.due));
  }
  return Json::object()
      .set("cycle", timing.cycle)
      .set("lag", timing.lag)
      .set("missed", timing.missed)
      .set("decided_after", timing.decided)
      .set("felt_after", timing.felt)
      .set("late", late)
      .set("unseen_at_next_date", Json(timing.unseen))
      .set("paths_too_late", Json(timing.deaf));
}

Json sponsors_json(Audit const& audit) {
  Json sponsors = Json::object();
  for (SponsorFinding const& each : audit.sponsors) {
    sponsors.set(each.name, Json::object().set("at_once", each.at_once).set("goals", each.goals));
  }
  return sponsors;
}

Json invisible_json(Audit const& audit, std::vector<InvisibleWork> const& list) {
  Json json = Json::array();
  for (InvisibleWork const& each : list) {
    Json entry = Json::object();
    entry.set("name", each.name).set("silo", each.owner);
    if (audit.shares_known) entry.set("at_stake", each.at_stake);
    json.add(entry);
  }
  return json;
}

}  // namespace

std::string audit_report(Scenario const& scenario, Audit const& audit) {
  std::string const name = scenario.name.empty() ? "scenario" : scenario.name;
  std::string text = audit.gaps.empty() ? name + ": it has a strategy\n\n"
                                        : fmt::format("{}: {} between this and a strategy\n\n", name,
                                                      plural(audit.gaps.size(), "gap"));
  text += goals_text(audit) + coverage_text(audit) + seams_text(audit) + "\nHow it decides\n";
  text += calendar_text(audit) + priorities_text(audit.priorities) + sponsors_text(audit) + invisible_text(audit);
  return text + gaps_text(audit);
}

Json audit_json(Scenario const& scenario, Audit const& audit) {
  Json gaps = Json::array();
  for (Gap const& each : audit.gaps) {
    gaps.add(Json::object().set("kind", each.kind).set("what", each.what).set("subjects", Json(each.subjects)));
  }
  return Json::object()
      .set("scenario", scenario.name)
      .set("strategy", audit.gaps.empty())
      .set("gaps", gaps)
      .set("goals", goals_json(audit))
      .set("work_without_goal", Json(audit.work_without_goal))
      .set("coverage", coverage_json(audit))
      .set("seams", seams_json(audit))
      .set("priorities", priorities_json(audit.priorities))
      .set("planned", audit.planned)
      .set("never_begins", Json(audit.never_begins))
      .set("breaches", constraints_json(audit))
      .set("calendar", timing_json(audit.timing))
      .set("sponsors", sponsors_json(audit))
      .set("without_sponsor", Json(audit.unsponsored))
      .set("invisible_work", invisible_json(audit, audit.invisible_work))
      .set("without_survey", invisible_json(audit, audit.invisible_places));
}

}  // namespace silowalk::inline report
