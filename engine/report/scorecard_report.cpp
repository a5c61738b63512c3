#include "engine/report/scorecard_report.h"

#include <fmt/core.h>

#include "engine/report/goals_report.h"
#include "engine/report/table.h"
#include "engine/report/words.h"
#include "engine/statistics/wording.h"

namespace silowalk::inline report {
namespace {

constexpr std::array<char const*, scorecard_legs> units{"currency per three months", "1", "1/year"};

/// As people read a leg: churn by the thousand customers.
std::string words_of(std::optional<double> const& value, std::size_t leg, std::string const& currency) {
  constexpr std::array<OutputKind, scorecard_legs> kinds{OutputKind::money, OutputKind::share, OutputKind::count};
  if (!value) return "-";
  return worded(static_cast<Leg>(leg) == Leg::stewardship ? 1000 * *value : *value, kinds[leg], currency);
}

std::string interval_of(Estimate const& value, std::size_t leg, std::string const& currency) {
  if (!value.low) return "-";
  return words_of(value.low, leg, currency) + " .. " + words_of(value.high, leg, currency);
}

std::string month(std::optional<double> const& number) { return number ? fmt::format("{:.4g}", *number) : "-"; }

void add_leg(Table& table, SiloScorecard const& card, std::size_t leg, std::string const& currency) {
  std::string const silo = leg == 0 ? card.silo : "";
  if (!card.legs[leg]) {
    table.add({silo, std::string(leg_names[leg]), "-", "-", "-", "-", "-", "-", "-", "-"});
    return;
  }
  LegFinding const& found = *card.legs[leg];
  bool const named = card.breaks_first == static_cast<Leg>(leg);
  table.add({silo, std::string(leg_names[leg]), words_of(found.before.mean, leg, currency),
             words_of(found.after.mean, leg, currency), words_of(found.change.mean, leg, currency),
             interval_of(found.change, leg, currency), found.clear_month ? std::to_string(*found.clear_month) : "-",
             format_chance(found.breaks), month(found.month), format_chance(found.first) + (named ? " <" : "")});
}

std::string verdicts(Scorecard const& card) {
  std::string text;
  for (SiloScorecard const& each : card.silos) {
    if (each.breaks_first)
      text += fmt::format("  {}: the {} leg breaks first\n", each.silo, std::string(leg_names[*each.breaks_first]));
  }
  return text.empty() ? "  No silo has a leg of which it can be said that it breaks first.\n" : text;
}

Json leg_json(LegFinding const& found) {
  return Json::object()
      .set("before", to_json(found.before))
      .set("after", to_json(found.after))
      .set("change", to_json(found.change))
      .set("clear_month", Json(found.clear_month))
      .set("breaks", to_json(found.breaks))
      .set("median_month", Json(found.month))
      .set("first", to_json(found.first));
}

}  // namespace

std::string scorecard_text(std::string const& scenario, std::string const& against, Scorecard const& card,
                           ScorecardRules const& rules, std::string const& currency) {
  Table table({"silo", "leg", against.empty() ? "first 3 months" : "baseline, last 3", "last 3 months", "change",
               "interval", "worse from", "breaks in", "month", "first in"});
  for (SiloScorecard const& each : card.silos) {
    for (std::size_t leg = 0; leg < scorecard_legs; ++leg) add_leg(table, each, leg, currency);
  }
  return fmt::format(
      "{}: three legs of every silo, against {}, {} replication{} (95 % interval)\n\n{}\nWhich leg breaks first\n\n{}\n"
      "Financial: revenue less cost of the silo. People: load, initiatives' effort included. Stewardship: customers "
      "lost\n"
      "that the books put down to the silo, of 1000 in a year. Each over three months in a row, paired by "
      "replication.\n"
      "Worse from: the first month at whose end the mean is worse, its interval (widened for all months, legs and\n"
      "silos) clear of zero. Breaks in: replications in which it is worse by more than {:.4g} % at the end; month: "
      "the\n"
      "median of those from which on it stays so; first: of the silo's legs (ties: all). A leg is named where its "
      "mean\n"
      "is clear and it is first in clearly more replications than each other one.\n",
      scenario, against.empty() ? "their own start" : fmt::format("'{}'", against), card.replications,
      card.replications == 1 ? "" : "s", table.text(), verdicts(card), 100 * rules.tolerance);
}

Json scorecard_json(std::string const& against, Scorecard const& card) {
  Json silos = Json::object();
  for (SiloScorecard const& each : card.silos) {
    Json legs = Json::object();
    for (std::size_t leg = 0; leg < scorecard_legs; ++leg) {
      Json entry = each.legs[leg] ? leg_json(*each.legs[leg]) : Json();
      if (each.legs[leg]) entry.set("unit", units[leg]);
      legs.set(std::string(leg_names[leg]), std::move(entry));
    }
    Json silo = Json::object();
    silo.set("legs", std::move(legs));
    silo.set("breaks_first", each.breaks_first ? Json(std::string(leg_names[*each.breaks_first])) : Json());
    silos.set(each.silo, std::move(silo));
  }
  return Json::object()
      .set("replications", static_cast<std::uint64_t>(card.replications))
      .set("against", against.empty() ? Json("start") : Json(against))
      .set("silos", std::move(silos));
}

}  // namespace silowalk::inline report
