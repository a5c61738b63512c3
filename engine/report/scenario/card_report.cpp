#include "engine/report/scenario/card_report.h"

#include <fmt/core.h>

#include <utility>

#include "engine/base/calendar.h"
#include "engine/base/text.h"
#include "engine/report/value_cells.h"
#include "engine/report/wait_note.h"
#include "engine/report/words.h"
#include "engine/statistics/wording.h"

namespace silowalk::inline report {
namespace {

/// Returns a rate per year. Rates in the scenario are per day; people read them per year.
double per_year(double per_day) { return per_day * days_per_year; }

/// Returns "churn_rate below 0.33 a year", "touchpoint.call.wait_mean below 6 min".
std::string limits(std::string const& output, std::optional<double> const& below, std::optional<double> const& above,
                   std::string const& currency, Titles const& titles) {
  OutputKind const kind = kind_of_output(output);
  std::string text = titles.path(output);
  if (below) text += " below " + worded(*below, kind, currency);
  if (above) text += (below ? ", above " : " above ") + worded(*above, kind, currency);
  return text;
}

/// Returns the months in which a goal is evaluated.
std::string months_of(Goal const& goal) {
  if (!goal.to) return goal.from > 0 ? fmt::format("from {}", goal.from) : "all";
  return fmt::format("{} to {}", goal.from, *goal.to);
}

/// Returns a guardrail in words: "spend of care at most EUR 120 k a year".
std::string words_of(Guardrail const& rail, std::string const& currency, Titles const& titles) {
  std::string const who = rail.silo.empty() ? "" : " of " + titles.silo(rail.silo);
  if (rail.spend)
    return fmt::format("spend{} at most {} a year", who, worded(per_year(*rail.spend), OutputKind::money, currency));
  if (rail.agents) return fmt::format("work takes at most {} agents{}", format_number(*rail.agents), who);
  // Neither spend nor agents nor a parameter: a guardrail on an outcome.
  if (rail.parameter.empty()) return limits(rail.output, rail.below, rail.above, currency, titles);
  std::string text = titles.path(rail.parameter);
  if (rail.least) text += " at least " + format_number(*rail.least);
  if (rail.most) text += " at most " + format_number(*rail.most);
  return text;
}

/// Returns "care 1.5, sales 0.5": agents taken from each silo while the work is built; "-" where it takes none.
std::string effort_of(Initiative const& work, Titles const& titles) {
  std::string text;
  for (auto const& [silo, agents] : work.effort)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", titles.silo(silo), format_number(agents));
  return text.empty() ? "-" : text;
}

/// Returns the titles of goals in a row.
std::string goals_of(std::vector<std::string> const& goals, Titles const& titles) {
  std::vector<std::string> texts;
  for (std::string const& each : goals) texts.push_back(titles.goal(each));
  return base::joined(texts);
}

/// Returns the text, or "-" for an empty one.
std::string or_dash(std::string const& text) { return text.empty() ? "-" : text; }

/// Writes one silo's page block by block. An object writes one page; scenario, card and titles must outlive it.
class CardWriter {
 public:
  /// `known`: shares and rates of the journey are known, as in the audit.
  CardWriter(Scenario const& scenario, SiloCard const& card, bool known, Titles const& titles)
      : scenario_(scenario), card_(card), known_(known), titles_(titles) {}

  /// Returns the page. Call it once: it moves the page out.
  Page page() {
    page_.title = fmt::format("{} - {}", scenario_.name, titles_.silo(card_.silo.name));
    add_facts();
    add_priorities();
    add_goals();
    add_guardrails();
    add_wait_note();
    add_work();
    add_work_of_others();
    add_touchpoints();
    add_seams();
    return std::move(page_);
  }

 private:
  /// Returns an amount in the scenario's currency, in words.
  std::string money(double amount) const { return worded(amount, OutputKind::money, scenario_.currency); }
  /// Returns a cell with the amount in words, and as a number for CSV.
  GridCell money_cell(double amount) const { return value_cell(money(amount), amount); }

  /// Adds a heading with its table. An empty table becomes "None.", so that every card has the same headings.
  void add(std::string const& heading, Grid grid) {
    page_.blocks.emplace_back(Heading{heading});
    if (grid.rows.empty()) page_.blocks.emplace_back(Paragraph{"None.", Tone::faint});
    if (!grid.rows.empty()) page_.blocks.emplace_back(std::move(grid));
  }

  /// Adds a heading with a list, or with the paragraph `none`.
  void add(std::string const& heading, Items items, std::string const& none) {
    page_.blocks.emplace_back(Heading{heading});
    if (items.texts.empty()) page_.blocks.emplace_back(Paragraph{none, Tone::faint});
    if (!items.texts.empty()) page_.blocks.emplace_back(std::move(items));
  }

  /// Adds how the silo decides, its agents, and what it is accountable for.
  void add_facts() {
    Items facts;
    std::string const budget = card_.silo.budget
                                   ? fmt::format(", with {} a year {}", money(per_year(*card_.silo.budget)),
                                                 card_.pooled ? "that goes to one purse of the company" : "of its own")
                                   : "";
    facts.texts.push_back(
        fmt::format("Decides by {}, every {}{}", rule_names[card_.rule], format_time(card_.cycle), budget));
    facts.texts.push_back(card_.silo.agents ? fmt::format("Agents: {}, strained above a load of {}", *card_.silo.agents,
                                                          format_number(card_.silo.strain))
                                            : "No agents");
    // Without a solution of the journeys, the shares would be zeros that look like findings.
    if (known_)
      facts.texts.push_back(fmt::format("Accountable for {} of what is at stake in the company, {} of customers' time",
                                        percent(card_.coverage.all.at_stake), percent(card_.coverage.all.customers)));
    page_.blocks.emplace_back(std::move(facts));
  }

  /// Adds its initiatives and goals in the mean order of all levels of management.
  void add_priorities() {
    Items items;
    for (PriorityFinding::Item const& each : card_.priorities)
      items.texts.push_back(fmt::format("{} ({:.3g})", titles_.work_or_goal(each.name), each.mean_rank));
    add("Its priorities (mean rank over levels of management)", std::move(items),
        "None: no level of management ranks its initiatives or its goals.");
  }

  /// Adds its goals; the last column says whether its outcomes or its work make them its own.
  void add_goals() {
    Grid grid{{{"goal"}, {"target"}, {"months"}, {"owner"}, {"on its"}}, {}};
    for (SiloCard::Target const& each : card_.goals)
      grid.rows.push_back({{GridCell{titles_.goal(each.goal.name)},
                            {limits(each.goal.output, each.goal.below, each.goal.above, scenario_.currency, titles_)},
                            {months_of(each.goal)},
                            {or_dash(titles_.silo(each.goal.owner))},
                            {each.of_outcome ? "outcomes" : "work"}}});
    add("Its goals", std::move(grid));
  }

  /// Adds the guardrails that bind it, the company's included.
  void add_guardrails() {
    Items items;
    for (Guardrail const& each : card_.guardrails)
      items.texts.push_back(fmt::format("{}: {}", each.name, words_of(each, scenario_.currency, titles_)));
    add("Its guardrails", std::move(items), "None.");
  }

  /// Adds which clock the waits among goals and guardrails have; nothing where there are none.
  void add_wait_note() {
    bool waits = false;
    for (SiloCard::Target const& each : card_.goals) waits = waits || is_wait(each.goal.output);
    for (Guardrail const& each : card_.guardrails) waits = waits || is_wait(each.output);
    WaitClocks shown;
    if (waits) shown.add(scenario_.tolerance_by);
    if (waits) page_.blocks.emplace_back(Paragraph{std::string(shown.note()), Tone::faint});
  }

  /// Returns when an initiative begins. Only rule `plan` has dates; other rules choose among the work.
  std::string begin_of(Initiative const& work) const {
    if (card_.rule != Rule::plan) return "when chosen";
    return work.start ? "after " + format_time(*work.start) : "never";
  }

  /// Adds its initiatives: agents while they are built, duration in days, costs in the currency.
  void add_work() {
    Grid grid{{{"initiative"},
               {"for"},
               {"sponsor"},
               {"agents"},
               {"days", true, true},
               {"once", true, true},
               {"a year", true, true},
               {"begins"}},
              {}};
    for (SiloCard::Work const& each : card_.work) {
      Initiative const& i = each.initiative;
      grid.rows.push_back({{GridCell{titles_.initiative(i.name)},
                            {goals_of(each.goals, titles_)},
                            {or_dash(titles_.silo(i.sponsor))},
                            {effort_of(i, titles_)},
                            number_cell(i.duration, true),
                            money_cell(i.cost_once),
                            money_cell(per_year(i.cost_running)),
                            {begin_of(i)}}});
    }
    add("Its initiatives", std::move(grid));
  }

  /// Adds the work of other silos at its touchpoints or with its agents; nothing where there is none.
  void add_work_of_others() {
    if (card_.elsewhere.empty()) return;
    Grid grid{{{"initiative"}, {"owner"}, {"takes agents of"}, {"for"}}, {}};
    for (SiloCard::Work const& each : card_.elsewhere)
      grid.rows.push_back({{GridCell{titles_.initiative(each.initiative.name)},
                            GridCell{titles_.silo(each.initiative.owner)},
                            {effort_of(each.initiative, titles_)},
                            {goals_of(each.goals, titles_)}}});
    add("Initiatives of other silos that act here", std::move(grid));
  }

  /// Adds its touchpoints with their share of what is at stake, and which work acts there.
  void add_touchpoints() {
    Grid grid{{{"touchpoint"}, {"at stake", true, true}, {"survey"}, {"under work"}}, {}};
    for (SiloCard::Place const& each : card_.places) {
      std::vector<std::string> work;
      for (std::string const& name : each.by) work.push_back(titles_.initiative(name));
      grid.rows.push_back({{GridCell{titles_.touchpoint(each.touchpoint)},
                            share_cell(each.at_stake, known_),
                            {each.surveyed ? "yes" : "no"},
                            {base::joined(work)}}});
    }
    add("Its touchpoints (at stake: share of the company's)", std::move(grid));
  }

  /// Adds its seams to and from other silos, in customers per day.
  void add_seams() {
    Grid grid{{{"seam"}, {"owner"}, {"handed over a day", true}, {"contexts lost a day", true}}, {}};
    for (SeamFinding const& each : card_.seams)
      grid.rows.push_back({{GridCell{titles_.seam(each.from, each.to)},
                            {each.owner.empty() ? "none" : titles_.silo(each.owner)},
                            number_cell(each.crossed, known_),
                            number_cell(each.context_lost, known_)}});
    add("Its seams", std::move(grid));
  }

  Scenario const& scenario_;
  SiloCard const& card_;
  bool known_;
  Titles const& titles_;
  Page page_;
};

/// Returns a list of initiatives: "effort" in agents by silo, "duration" and "start" in days, costs in the currency.
Json work_json(std::vector<SiloCard::Work> const& list) {
  Json json = Json::array();
  for (SiloCard::Work const& each : list) {
    Initiative const& i = each.initiative;
    Json effort = Json::object();
    for (auto const& [silo, agents] : i.effort) effort.set(silo, agents);
    json.add(Json::object()
                 .set("name", i.name)
                 .set("owner", i.owner)
                 .set("sponsor", i.sponsor)
                 .set("goals", Json(each.goals))
                 .set("effort", std::move(effort))
                 .set("duration", i.duration)
                 .set("cost_once", i.cost_once)
                 .set("cost_per_day", i.cost_running)
                 .set("start", Json(i.start)));
  }
  return json;
}

/// Returns a list of guardrails; members that a kind lacks are null. Rates are per day.
Json guardrails_json(std::vector<Guardrail> const& rails) {
  Json json = Json::array();
  for (Guardrail const& each : rails) {
    json.add(Json::object()
                 .set("name", each.name)
                 .set("silo", each.silo)
                 .set("output", each.output)
                 .set("below", Json(each.below))
                 .set("above", Json(each.above))
                 .set("parameter", each.parameter)
                 .set("least", Json(each.least))
                 .set("most", Json(each.most))
                 .set("spend_per_day", Json(each.spend))
                 .set("agents", Json(each.agents)));
  }
  return json;
}

/// Returns a list of goals, limits in base units, months from month 0.
Json goals_json(std::vector<SiloCard::Target> const& goals) {
  Json json = Json::array();
  for (SiloCard::Target const& each : goals) {
    json.add(Json::object()
                 .set("name", each.goal.name)
                 .set("owner", each.goal.owner)
                 .set("output", each.goal.output)
                 .set("below", Json(each.goal.below))
                 .set("above", Json(each.goal.above))
                 .set("from", each.goal.from)
                 .set("to", Json(each.goal.to))
                 .set("of_its_outcomes", each.of_outcome));
  }
  return json;
}

/// Returns a list of touchpoints; "at_stake" is null where shares are not known.
Json places_json(SiloCard const& card, bool known) {
  Json json = Json::array();
  for (SiloCard::Place const& each : card.places) {
    json.add(Json::object()
                 .set("name", each.touchpoint)
                 .set("at_stake", known ? Json(each.at_stake) : Json())
                 .set("surveyed", each.surveyed)
                 .set("initiatives", Json(each.by)));
  }
  return json;
}

/// Returns a list of seams; rates are per day, null where shares are not known.
Json seams_json(SiloCard const& card, bool known) {
  Json json = Json::array();
  for (SeamFinding const& each : card.seams) {
    json.add(Json::object()
                 .set("from", each.from)
                 .set("to", each.to)
                 .set("owner", each.owner)
                 .set("per_day", known ? Json(each.crossed) : Json())
                 .set("contexts_lost_per_day", known ? Json(each.context_lost) : Json()));
  }
  return json;
}

/// Returns the whole card, in base units: days, the currency, shares from 0 to 1.
Json to_json(SiloCard const& card, bool shares_known) {
  Json priorities = Json::array();
  for (PriorityFinding::Item const& each : card.priorities)
    priorities.add(Json::object().set("name", each.name).set("mean_rank", each.mean_rank));
  // A card has no agents where the silo's work is not limited; null says so.
  std::optional<double> agents;
  if (card.silo.agents) agents = *card.silo.agents;
  return Json::object()
      .set("silo", card.silo.name)
      .set("title", card.silo.title)
      .set("rule", rule_names[card.rule])
      .set("cycle", card.cycle)
      .set("budget_per_day", Json(card.silo.budget))
      .set("pooled", card.pooled)
      .set("agents", Json(agents))
      .set("at_stake", shares_known ? Json(card.coverage.all.at_stake) : Json())
      .set("priorities", std::move(priorities))
      .set("goals", goals_json(card.goals))
      .set("guardrails", guardrails_json(card.guardrails))
      .set("initiatives", work_json(card.work))
      .set("initiatives_of_others", work_json(card.elsewhere))
      .set("touchpoints", places_json(card, shares_known))
      .set("seams", seams_json(card, shares_known));
}

}  // namespace

Report cards_report(Scenario const& scenario, std::vector<SiloCard> const& cards, bool shares_known,
                    Titles const& titles) {
  Json list = Json::array();
  std::vector<Page> pages;
  for (SiloCard const& card : cards) {
    list.add(to_json(card, shares_known));
    pages.push_back(CardWriter(scenario, card, shares_known, titles).page());
  }
  return {joined(std::move(pages), fmt::format("{}: {}", scenario.name, plural(cards.size(), "silo"))),
          Json::object().set("cards", std::move(list))};
}

}  // namespace silowalk::inline report
