#include "engine/report/strategy/scorecard_report.h"

#include <fmt/core.h>

#include "engine/base/text.h"
#include "engine/report/cells.h"
#include "engine/report/words.h"

namespace silowalk::inline report {
namespace {

/// Units of JSON, in the order of Leg.
constexpr std::array<char const*, scorecard_legs> units{"currency per three months", "1", "1/year"};

/// Returns the name of a leg, as in JSON.
std::string leg_name(std::size_t leg) { return std::string(leg_names.names[leg]); }

/// Returns the estimate for people: churn per thousand customers a year, other legs unchanged. CSV keeps base units.
Estimate for_people(Estimate value, std::size_t leg) {
  // Only this leg is a rate that is too small to read per customer.
  if (static_cast<Leg>(leg) != Leg::stewardship) return value;
  for (std::optional<double>* const number : {&value.mean, &value.low, &value.high}) {
    if (*number) **number *= 1000;
  }
  return value;
}

/// Returns text scaled for people and numbers in base units. `interval`: the text has the interval, too.
GridCell leg_cell(Estimate const& value, std::size_t leg, std::string const& currency, bool interval) {
  constexpr std::array<OutputKind, scorecard_legs> kinds{OutputKind::money, OutputKind::share, OutputKind::count};
  Estimate const scaled = for_people(value, leg);
  GridCell cell = estimate_cell(value, kinds[leg], currency);
  cell.text =
      interval ? estimate_cell(scaled, kinds[leg], currency).text : mean_cell(scaled, kinds[leg], currency).text;
  return cell;
}

/// Returns a month, or the mean of two: medians can lie between months.
GridCell month_cell(std::optional<double> const& month) {
  if (!month) return {"-"};
  return {fmt::format("{:.4g}", *month), Tone::plain, std::nullopt, month};
}

/// Returns the cell of a leg; "-" where the silo has nothing to measure.
template <class Cell>
GridCell cell_if(std::optional<LegFinding> const& found, Cell const& cell) {
  return found ? cell(*found) : GridCell{"-"};
}

/// Returns the three legs of every silo, before and after. `baseline`: they are held against another scenario.
Grid changes_grid(Of<Scorecard> const& found, bool baseline) {
  Grid grid{{scenario_column(),
             {"silo"},
             {"leg", false, true},
             {baseline ? "baseline, last 3" : "first 3 months", true, true},
             {"last 3 months", true, true},
             {"change", true, true},
             {"worse from", true, true}},
            {},
            true};
  for (SiloScorecard const& card : found.finding.silos) {
    for (std::size_t leg = 0; leg < scorecard_legs; ++leg) {
      auto const value = [&](Estimate LegFinding::*which, bool interval) {
        return cell_if(card.legs[leg],
                       [&](LegFinding const& each) { return leg_cell(each.*which, leg, found.currency, interval); });
      };
      grid.rows.push_back({{{found.scenario},
                            GridCell{found.titles.silo(card.silo)},
                            {leg_name(leg)},
                            value(&LegFinding::before, false),
                            value(&LegFinding::after, false),
                            value(&LegFinding::change, true),
                            cell_if(card.legs[leg], [](LegFinding const& each) {
                              return each.clear_month ? month_cell(*each.clear_month) : GridCell{"-"};
                            })}});
    }
  }
  return grid;
}

/// Returns how often each leg breaks, when, and which one first. Legs without a measure have no row.
Grid breaks_grid(Of<Scorecard> const& found) {
  Grid grid{{scenario_column(),
             {"silo"},
             {"leg", false, true},
             {"breaks in", true, true},
             {"from month", true, true},
             {"first in", true, true},
             {"breaks first", true, true}},
            {},
            true};
  for (SiloScorecard const& card : found.finding.silos) {
    for (std::size_t leg = 0; leg < scorecard_legs; ++leg) {
      if (!card.legs[leg]) continue;
      LegFinding const& each = *card.legs[leg];
      bool const first = card.breaks_first == static_cast<Leg>(leg);
      grid.rows.push_back({{{found.scenario},
                            GridCell{found.titles.silo(card.silo)},
                            {leg_name(leg)},
                            chance_cell(each.breaks),
                            month_cell(each.month),
                            chance_cell(each.first),
                            {first ? "yes" : "-", first ? Tone::bad : Tone::plain}}});
    }
  }
  return grid;
}

/// Returns which leg breaks first in each silo where that is known.
PageBlock verdicts(Of<Scorecard> const& found) {
  std::vector<std::string> lines;
  for (SiloScorecard const& each : found.finding.silos) {
    if (each.breaks_first)
      lines.push_back(
          fmt::format("{}: the {} leg breaks first", found.titles.silo(each.silo), leg_names[*each.breaks_first]));
  }
  if (lines.empty()) return Paragraph{"For no silo is it certain which leg breaks first.", Tone::strong};
  return Items{std::move(lines)};
}

/// Returns one scenario's page. `against`: the baseline's name, or "".
Page page_of(Of<Scorecard> const& found, std::string const& against) {
  return {
      fmt::format("{}: three legs of every silo, against {}, {}", found.scenario,
                  against.empty() ? "their own start" : fmt::format("'{}'", against),
                  replications_text(found.finding.replications)),
      {verdicts(found), changes_grid(found, !against.empty()), Heading{"Which leg breaks first"}, breaks_grid(found)}};
}

/// Returns one leg in base units; months from month 0.
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

/// Returns one silo; a leg is null where there is nothing to measure.
Json silo_json(SiloScorecard const& card) {
  Json legs = Json::object();
  for (std::size_t leg = 0; leg < scorecard_legs; ++leg) {
    Json entry = card.legs[leg] ? leg_json(*card.legs[leg]) : Json();
    if (card.legs[leg]) entry.set("unit", units[leg]);
    legs.set(leg_name(leg), std::move(entry));
  }
  Json silo = Json::object().set("legs", std::move(legs));
  silo.set("breaks_first", card.breaks_first ? Json(leg_names[*card.breaks_first]) : Json());
  return silo;
}

/// Returns the JSON of one scenario.
Json json_of(Scorecard const& card, std::string const& against) {
  Json silos = Json::object();
  for (SiloScorecard const& each : card.silos) silos.set(each.silo, silo_json(each));
  return Json::object()
      .set("replications", static_cast<std::uint64_t>(card.replications))
      .set("against", against.empty() ? Json("start") : Json(against))
      .set("silos", std::move(silos));
}

/// Explains the legs and the rules. `tolerance`: a share.
std::vector<std::string> notes(double tolerance) {
  return {
      "Financial: revenue less cost of the silo. People: load, initiatives' effort included. Stewardship: customers "
      "lost that the ledger attributes to the silo, per 1000 in a year. Each leg covers three consecutive months and "
      "is paired by replication.",
      fmt::format("Worse from: the first month at whose end the mean is worse and its interval (widened for all "
                  "months, legs and silos) excludes zero. Breaks in: replications in which the leg is worse by more "
                  "than {} at the end; from month: the median month from which it stays worse; first in: replications "
                  "in which it is the first of the silo's legs (ties count for all). A leg is named if its interval "
                  "excludes zero and it is first in significantly more replications than every other leg.",
                  percent(tolerance))};
}

}  // namespace

Report scorecard_report(std::vector<Of<std::optional<Scorecard>>> const& found, ScorecardTerms const& terms) {
  std::vector<ScenarioPart> parts;
  for (auto const& each : found) {
    // The baseline keeps its place in the JSON, with null.
    ScenarioPart& part = parts.emplace_back(ScenarioPart{each.scenario, {}, Json()});
    if (!each.finding) continue;
    part.page = page_of({each.scenario, each.currency, *each.finding, each.titles}, terms.against);
    part.json = json_of(*each.finding, terms.against);
  }
  return report_of(std::move(parts), "Three legs of every silo", notes(terms.rules.tolerance),
                   "The file has no scenario except the baseline.");
}

}  // namespace silowalk::inline report
