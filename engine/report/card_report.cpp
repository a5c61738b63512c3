#include "engine/report/card_report.h"

#include <fmt/core.h>

#include "engine/base/calendar.h"
#include "engine/base/text.h"
#include "engine/report/table.h"
#include "engine/report/words.h"
#include "engine/statistics/wording.h"

namespace silowalk::inline report {
namespace {

std::string word(Rule rule) { return std::string(rule_names[rule]); }

/// "churn_rate below 0.33 a year", "touchpoint.call.wait_mean below 6 min".
std::string limits(std::string const& output, std::optional<double> const& below, std::optional<double> const& above,
                   std::string const& currency) {
  OutputKind const kind = kind_of_output(output);
  std::string text = output;
  if (below) text += " below " + worded(*below, kind, currency);
  if (above) text += (below ? ", above " : " above ") + worded(*above, kind, currency);
  return text;
}

std::string words_of(Goal const& goal, std::string const& currency) {
  std::string text = limits(goal.output, goal.below, goal.above, currency);
  if (goal.from > 0) text += fmt::format(" from month {}", goal.from);
  if (goal.to) text += fmt::format(" to {}", *goal.to);
  return text;
}

std::string words_of(Guardrail const& rail, std::string const& currency) {
  std::string const who = rail.silo.empty() ? "" : " of " + rail.silo;
  if (rail.spend)
    return fmt::format("spend{} at most {} a year", who,
                       worded(*rail.spend * days_per_year, OutputKind::money, currency));
  if (rail.agents) return fmt::format("work takes at most {} agents{}", format_number(*rail.agents), who);
  if (rail.parameter.empty()) return limits(rail.output, rail.below, rail.above, currency);
  std::string text = rail.parameter;
  if (rail.least) text += " at least " + format_number(*rail.least);
  if (rail.most) text += " at most " + format_number(*rail.most);
  return text;
}

std::string effort_of(Initiative const& work) {
  std::string text;
  for (auto const& [silo, agents] : work.effort)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", silo, format_number(agents));
  return text.empty() ? "-" : text;
}

class Card {
 public:
  Card(SiloCard const& card, bool known, std::string const& currency)
      : card_(card), known_(known), currency_(currency) {}

  std::string text(std::string const& scenario) const {
    return fmt::format("{} - {}{}\n", scenario, card_.silo.name,
                       card_.silo.title.empty() ? "" : ": " + card_.silo.title) +
           decides() + priorities() + goals() + guardrails() + work() + elsewhere() + places() + seams();
  }

 private:
  std::string money(double amount) const { return worded(amount, OutputKind::money, currency_); }

  std::string decides() const {
    std::string text = fmt::format("  decides       by {}, every {}", word(card_.rule), format_time(card_.cycle));
    if (card_.silo.budget)
      text += fmt::format(", with {} a year{}", money(*card_.silo.budget * days_per_year),
                          card_.pooled ? " brought to one purse" : " of its own");
    text += card_.silo.agents ? fmt::format("; {} agents, strained above a load of {}\n", *card_.silo.agents,
                                            format_number(card_.silo.strain))
                              : "; no agents\n";
    if (!known_) return text;
    return text + fmt::format("  accountable   for {} of what is at stake in the company, {} of customers' time\n",
                              percent(card_.coverage.all.at_stake), percent(card_.coverage.all.customers));
  }

  std::string priorities() const {
    std::string text = "\nIts priorities (mean rank over levels of management)\n";
    if (card_.priorities.empty()) return text + "  none: no level ranks its work or its goals\n";
    for (PriorityFinding::Item const& each : card_.priorities)
      text += fmt::format("  {:5.3g}  {}\n", each.mean_rank, each.name);
    return text;
  }

  std::string goals() const {
    std::string text = "\nIts goals\n";
    if (card_.goals.empty()) return text + "  none\n";
    Table table({"goal", "target", "owner", "on"});
    for (SiloCard::Target const& each : card_.goals) {
      table.add({each.goal.name, words_of(each.goal, currency_), each.goal.owner.empty() ? "-" : each.goal.owner,
                 each.of_outcome ? "its outcomes" : "its work"});
    }
    return text + table.text();
  }

  std::string guardrails() const {
    std::string text = "\nIts guardrails\n";
    for (Guardrail const& each : card_.guardrails)
      text += fmt::format("  {}: {}\n", each.name, words_of(each, currency_));
    return card_.guardrails.empty() ? text + "  none\n" : text;
  }

  std::string work() const {
    std::string text = "\nIts initiatives\n";
    if (card_.work.empty()) return text + "  none\n";
    Table table({"initiative", "for", "sponsor", "agents", "days", "once", "a year", "begins"});
    for (SiloCard::Work const& each : card_.work) {
      Initiative const& i = each.initiative;
      std::string const begins = card_.rule != Rule::plan ? "when chosen"
                                 : i.start                ? "after " + format_time(*i.start)
                                                          : "never";
      table.add({i.name, joined(each.goals), i.sponsor.empty() ? "-" : i.sponsor, effort_of(i),
                 format_number(i.duration), money(i.cost_once), money(i.cost_running * days_per_year), begins});
    }
    return text + table.text();
  }

  std::string elsewhere() const {
    if (card_.elsewhere.empty()) return "";
    Table table({"others' initiatives", "of", "takes agents of", "for"});
    for (SiloCard::Work const& each : card_.elsewhere)
      table.add({each.initiative.name, each.initiative.owner, effort_of(each.initiative), joined(each.goals)});
    return "\nWhat others do here\n" + table.text();
  }

  std::string places() const {
    Table table({"touchpoint", "at stake", "heard by survey", "under work"});
    for (SiloCard::Place const& each : card_.places)
      table.add(
          {each.touchpoint, known_ ? percent(each.at_stake) : "?", each.surveyed ? "yes" : "no", joined(each.by)});
    return "\nIts touchpoints (at stake: share of the company's)\n" + table.text();
  }

  std::string seams() const {
    std::string text = "\nIts seams\n";
    if (card_.seams.empty()) return text + "  none\n";
    Table table({"seam", "owner", "handed over a day", "contexts lost a day"});
    for (SeamFinding const& each : card_.seams)
      table.add({each.from + " -> " + each.to, each.owner.empty() ? "nobody" : each.owner,
                 known_ ? format_number(each.crossed) : "?", known_ ? format_number(each.context_lost) : "?"});
    return text + table.text();
  }

  SiloCard const& card_;
  bool known_;
  std::string const& currency_;
};

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

}  // namespace

std::string card_text(std::string const& scenario, SiloCard const& card, bool shares_known,
                      std::string const& currency) {
  return Card(card, shares_known, currency).text(scenario);
}

Json card_json(SiloCard const& card, bool shares_known) {
  Json priorities = Json::array();
  for (PriorityFinding::Item const& each : card.priorities)
    priorities.add(Json::object().set("name", each.name).set("mean_rank", each.mean_rank));
  std::optional<double> agents;
  if (card.silo.agents) agents = *card.silo.agents;
  return Json::object()
      .set("silo", card.silo.name)
      .set("title", card.silo.title)
      .set("rule", word(card.rule))
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

}  // namespace silowalk::inline report
