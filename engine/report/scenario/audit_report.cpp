#include "engine/report/scenario/audit_report.h"

#include <fmt/core.h>

#include <algorithm>

#include "engine/base/text.h"
#include "engine/report/scenario/audit_titles.h"
#include "engine/report/value_cells.h"
#include "engine/report/words.h"

namespace silowalk::inline report {
namespace {

constexpr std::size_t most_rows = 6;   // of a table on one screen
constexpr std::size_t most_names = 4;  // of a line

/// Returns the text, or "-" for an empty one.
std::string or_dash(std::string const& text) { return text.empty() ? "-" : text; }

/// Returns the first names and how many more there are.
std::string listed(std::vector<std::string> const& names) { return base::joined(names, ", ", "", most_names); }

/// Returns how many of `count` rows a table shows; `whole`: all of them.
std::size_t rows_shown(std::size_t count, bool whole) { return whole ? count : std::min(count, most_rows); }

/// Adds how many rows were cut, so that a short table is not taken for a complete one.
void add_rows_left_out(Page& page, std::size_t count, bool whole) {
  std::size_t const left_out = count - rows_shown(count, whole);
  if (left_out > 0) page.blocks.emplace_back(Paragraph{fmt::format("and {} more", left_out)});
}

/// Adds the goals, each with the number of initiatives that serve it; nothing where there are none.
void add_goals(Page& page, Audit const& audit, bool whole) {
  if (audit.goals.empty()) return;
  Grid grid{{{"goal"}, {"target on"}, {"owner"}, {"initiatives", true, true}}, {}};
  for (std::size_t i = 0; i < rows_shown(audit.goals.size(), whole); ++i) {
    GoalFinding const& goal = audit.goals[i];
    // number_cell() takes a double: CSV has one kind of number.
    auto const work = static_cast<double>(goal.work.size());
    grid.rows.push_back({{{goal.name}, {goal.output}, {or_dash(goal.owner)}, number_cell(work, true)}});
  }
  page.blocks.emplace_back(Heading{"Goals (with the initiatives that serve them)"});
  page.blocks.emplace_back(std::move(grid));
  add_rows_left_out(page, audit.goals.size(), whole);
}

/// Returns a row of shares from 0 to 1. Only the share of touchpoints is known where the journeys could not be solved.
GridRow coverage_row(Coverage const& each, bool known) {
  return {{{each.name},
           share_cell(each.all.touchpoints),
           share_cell(each.all.customers, known),
           share_cell(each.all.revenue, known),
           share_cell(each.all.at_stake, known),
           share_cell(each.with_goal.at_stake, known),
           share_cell(each.with_work.at_stake, known),
           share_cell(each.with_both.at_stake, known)}};
}

/// Adds a row for each silo and one for the company, and the reason where shares are unknown or not exact.
void add_coverage(Page& page, Audit const& audit) {
  page.blocks.emplace_back(Heading{"Coverage (shares of the company in the long run)"});
  Grid grid{{{"silo"},
             {"touchpoints", true},
             {"customers' time", true},
             {"revenue", true},
             {"at stake", true},
             {"under a goal", true},
             {"under work", true},
             {"under both", true}},
            {}};
  for (Coverage const& each : audit.silos) grid.rows.push_back(coverage_row(each, audit.shares_known));
  grid.rows.push_back(coverage_row(audit.company, audit.shares_known));
  page.blocks.emplace_back(std::move(grid));
  page.blocks.emplace_back(
      Paragraph{"At stake: revenue of customers whom lost trust drives away, to first order. Under a goal, under work, "
                "under both: shares of what is at stake.",
                Tone::faint});
  if (!audit.shares_known)
    page.blocks.emplace_back(Paragraph{"Shares are not known: the journeys could not be solved.", Tone::bad});
  if (audit.shares_known && !audit.not_exact.empty())
    page.blocks.emplace_back(Paragraph{fmt::format("The shares hold at baseline trust and without queues; they are not "
                                                   "exact, for {}. `silowalk check` lists them.",
                                                   plural(audit.not_exact.size(), "reason")),
                                       Tone::faint});
}

/// Adds the seams with their rates per day at baseline trust; nothing where no route leads from silo to silo.
void add_seams(Page& page, Audit const& audit, bool whole) {
  if (audit.seams.empty()) return;
  Grid grid{{{"seam"}, {"owner"}, {"handed over a day", true}, {"contexts lost a day", true}}, {}};
  for (std::size_t i = 0; i < rows_shown(audit.seams.size(), whole); ++i) {
    SeamFinding const& seam = audit.seams[i];
    grid.rows.push_back({{{seam.from + " -> " + seam.to},
                          {or_dash(seam.owner)},
                          number_cell(seam.crossed, audit.shares_known),
                          number_cell(seam.context_lost, audit.shares_known)}});
  }
  page.blocks.emplace_back(Heading{"Seams between silos, the most contexts lost first"});
  page.blocks.emplace_back(std::move(grid));
  add_rows_left_out(page, audit.seams.size(), whole);
}

/// Returns the words to add where even full agreement could be chance; "" elsewhere.
std::string too_few(PriorityFinding const& found) {
  if (!found.needed) return "";
  return fmt::format("; too few to tell: even full agreement could be chance, {} would have to put {} in order",
                     plural(found.levels.size(), "level"), plural(*found.needed, "thing"));
}

/// Returns the common order of priorities, and how well the levels of management agree; empty without levels. Kendall's
/// coefficient of concordance W is shown only where it is defined.
std::vector<std::string> priorities_lines(PriorityFinding const& found) {
  if (found.levels.empty()) return {};
  std::vector<std::string> order;
  for (PriorityFinding::Item const& each : found.items)
    order.push_back(fmt::format("{} ({:.3g})", each.name, each.mean_rank));
  std::vector<std::string> lines{
      fmt::format("Priorities of {} (mean rank): {}", plural(found.levels.size(), "level"), listed(order))};
  if (found.agreement)
    lines.push_back(fmt::format("Agreement of the levels: W {:.2f} (Kendall, ties corrected; p {:.2g}, {}){}",
                                found.agreement->w, found.agreement->p, found.agreement->exact ? "exact" : "chi-square",
                                too_few(found)));
  return lines;
}

/// Returns a line with each sponsor's number of initiatives at once; empty without sponsors.
std::vector<std::string> sponsors_lines(Audit const& audit) {
  std::vector<std::string> names;
  for (SponsorFinding const& each : audit.sponsors) {
    names.push_back(fmt::format(
        "{} {}{}", each.name, each.at_once,
        each.goals > 0 ? fmt::format(" (and {})", plural(static_cast<std::size_t>(each.goals), "goal")) : ""));
  }
  if (names.empty()) return {};
  return {"Sponsors, with their initiatives under way at once: " + listed(names)};
}

/// Returns when work is chosen and how late it acts. Durations are in days.
std::vector<std::string> calendar_lines(Timing const& t) {
  std::vector<std::string> lines{
      fmt::format("Planning: every {}, findings after {}; {} of the findings miss the next "
                  "date",
                  format_time(t.cycle), format_time(t.lag), percent(t.missed))};
  lines.push_back(
      fmt::format("A change is decided on after {} on average{}", format_time(t.decided),
                  t.felt > 0 ? fmt::format(", and takes full effect {} after that", format_time(t.felt)) : ""));
  if (!t.unseen.empty()) lines.push_back("The next date cannot see the effect of: " + listed(t.unseen));
  return lines;
}

/// Returns what no survey can show: touchpoints, and initiatives that act on such touchpoints only.
std::vector<std::string> invisible_lines(Audit const& audit) {
  // Shares are left out where the journeys could not be solved.
  auto const names_of = [&](std::vector<InvisibleWork> const& work) {
    std::vector<std::string> names;
    for (InvisibleWork const& each : work)
      names.push_back(audit.shares_known ? fmt::format("{} ({})", each.name, percent(each.at_stake)) : each.name);
    return listed(names);
  };
  std::vector<std::string> lines;
  if (!audit.invisible_places.empty())
    lines.push_back("Touchpoints without a survey (share of what is at stake): " + names_of(audit.invisible_places));
  if (!audit.invisible_work.empty())
    lines.push_back("Initiatives that no survey shows: " + names_of(audit.invisible_work));
  return lines;
}

/// Adds how the company decides, as one list: calendar, priorities, sponsors, surveys.
void add_decisions(Page& page, Audit const& audit) {
  Items items{calendar_lines(audit.timing)};
  for (auto const& lines : {priorities_lines(audit.priorities), sponsors_lines(audit), invisible_lines(audit)})
    items.texts.insert(items.texts.end(), lines.begin(), lines.end());
  page.blocks.emplace_back(Heading{"How it decides"});
  page.blocks.emplace_back(std::move(items));
}

/// Appends the subjects of a gap (three at most), unless its text already names them all.
std::string gap_text(Gap const& gap) {
  bool const named = std::all_of(gap.subjects.begin(), gap.subjects.end(),
                                 [&](std::string const& each) { return gap.what.find(each) != std::string::npos; });
  return named ? gap.what : gap.what + ": " + base::joined(gap.subjects, ", ", "", 3);
}

/// Adds every gap. Gaps are never cut: each is a finding.
void add_gaps(Page& page, Audit const& audit) {
  if (audit.gaps.empty()) {
    page.blocks.emplace_back(Paragraph{"No gaps.", Tone::good});
    return;
  }
  Items items;
  for (Gap const& gap : audit.gaps) items.texts.push_back(gap_text(gap));
  page.blocks.emplace_back(Heading{"Gaps"});
  page.blocks.emplace_back(std::move(items));
}

/// Returns {"touchpoints", "customers_time", "revenue", "at_stake"}: shares of the company's, from 0 to 1.
Json shares_json(CoverageShares const& shares) {
  return Json::object()
      .set("touchpoints", shares.touchpoints)
      .set("customers_time", shares.customers)
      .set("revenue", shares.revenue)
      .set("at_stake", shares.at_stake);
}

/// Returns the shares of a silo, and what goals, work and both act on of them.
Json coverage_json(Coverage const& each) {
  return Json::object()
      .set("all", shares_json(each.all))
      .set("with_goal", shares_json(each.with_goal))
      .set("with_work", shares_json(each.with_work))
      .set("with_both", shares_json(each.with_both));
}

/// Returns {"known", "not_exact_because", "company", "silos", "goals", "initiatives"}. Shares are 0 where they are not
/// known.
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

/// Returns {GOAL: {"output", "owner", "work"}}; "work" has names of initiatives.
Json goals_json(Audit const& audit) {
  Json goals = Json::object();
  for (GoalFinding const& each : audit.goals) {
    goals.set(each.name,
              Json::object().set("output", each.output).set("owner", each.owner).set("work", Json(each.work)));
  }
  return goals;
}

/// Returns a list of {"from", "to", "owner"}, with "per_day" and "contexts_lost_per_day" where shares are known.
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

/// Returns {"levels", "mean_ranks"}; with {"w", "p", "p_by"} where agreement is defined.
Json priorities_json(PriorityFinding const& found) {
  Json ranks = Json::object();
  for (PriorityFinding::Item const& each : found.items) ranks.set(each.name, each.mean_rank);
  Json json = Json::object();
  json.set("levels", Json(found.levels)).set("mean_ranks", ranks);
  if (found.agreement)
    json.set("w", found.agreement->w)
        .set("p", found.agreement->p)
        .set("p_by", found.agreement->exact ? "exact" : "chi-square")
        .set("things_needed", Json(found.needed ? std::optional(std::uint64_t{*found.needed}) : std::nullopt));
  return json;
}

/// Returns the word of JSON for a kind of breach. Invariant: one word for each kind, in the order of the enumeration.
char const* word(Breach::Kind kind) {
  constexpr char const* words[] = {"budget",          "agents",           "load",           "strain",
                                   "spend_guardrail", "agents_guardrail", "load_guardrail", "parameter_guardrail",
                                   "attention"};
  return words[static_cast<int>(kind)];
}

/// Returns a list of breaches. "of": the plan as written, an initiative alone, or all initiatives at once.
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

/// Returns the calendar in days; "due_month" in months from month 0, "missed" as a share from 0 to 1.
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

/// Returns {SPONSOR: {"at_once", "goals"}}, both as numbers of pieces.
Json sponsors_json(Audit const& audit) {
  Json sponsors = Json::object();
  for (SponsorFinding const& each : audit.sponsors) {
    sponsors.set(each.name, Json::object().set("at_once", each.at_once).set("goals", each.goals));
  }
  return sponsors;
}

/// Returns a list of {"name", "silo"}, with "at_stake" (a share from 0 to 1) where shares are known.
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

/// Returns the whole audit. "strategy" is true where there are no gaps.
Json to_json(Scenario const& scenario, Audit const& audit) {
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

/// Returns the page. `whole`: without limits on the rows of goals and seams.
Page audit_page(Scenario const& scenario, Audit const& audit, bool whole) {
  std::string const name = scenario.name.empty() ? "scenario" : scenario.name;
  Page page{audit.gaps.empty()
                ? name + ": it has a strategy"
                : fmt::format("{}: {} between this and a strategy", name, plural(audit.gaps.size(), "gap")),
            {}};
  add_gaps(page, audit);
  add_goals(page, audit, whole);
  add_coverage(page, audit);
  add_seams(page, audit, whole);
  add_decisions(page, audit);
  return page;
}

}  // namespace

Report audit_report(Scenario const& scenario, Audit const& audit, AuditReportOptions const& options) {
  return {audit_page(scenario, titled(scenario, audit, options.titles), options.every_row), to_json(scenario, audit)};
}

}  // namespace silowalk::inline report
