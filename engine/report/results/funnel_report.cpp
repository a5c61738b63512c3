#include "engine/report/results/funnel_report.h"

#include <fmt/core.h>

#include <algorithm>

#include "engine/report/cells.h"
#include "engine/report/words.h"

namespace silowalk::inline report {
namespace {

/// Returns the name of a step, as in JSON.
std::string step_name(std::size_t step) { return std::string(funnel_step_names.names[step]); }

/// Returns the step before which most value is lost; 0 (listed) where none is. The first step can lose nothing.
std::size_t worst_step(Funnel const& funnel) {
  auto const died = [](FunnelTotals const& each) { return each.value_died.mean.value_or(0); };
  // Nothing can be lost before the first step.
  auto const worst = std::max_element(funnel.steps.begin() + 1, funnel.steps.end(),
                                      [&](auto const& a, auto const& b) { return died(a) < died(b); });
  return died(*worst) > 0 ? static_cast<std::size_t>(worst - funnel.steps.begin()) : 0;
}

/// Returns the finding: how many initiatives and how much forecast value go live, and where most value is lost.
std::string finding(Funnel const& funnel, std::string const& currency) {
  FunnelTotals const& listed = funnel.steps.front();
  FunnelTotals const& live = funnel.steps.back();
  std::string text = fmt::format("Of {} initiatives {} go live; of {} forecast value, {}.",
                                 format_compact(listed.initiatives, OutputKind::count, currency),
                                 format_compact(live.initiatives, OutputKind::count, currency),
                                 format_compact(listed.value, OutputKind::money, currency),
                                 format_compact(live.value, OutputKind::money, currency));
  std::size_t const worst = worst_step(funnel);
  if (worst == 0) return text;
  return text + fmt::format(" Most value is lost before it is {}: {}.", step_name(worst),
                            format_compact(funnel.steps[worst].value_died, OutputKind::money, currency));
}

/// Returns one measure by step: the amount that reached it, and the amount lost since the step before.
Grid steps_grid(Of<Funnel> const& found, char const* head, OutputKind kind, Estimate FunnelTotals::*reached,
                Estimate FunnelTotals::*died) {
  Grid grid{{scenario_column(), {"step", false, true}, {head, true, true}, {"lost before it", true, true}}, {}, true};
  for (std::size_t step = 0; step < funnel_steps; ++step) {
    FunnelTotals const& each = found.finding.steps[step];
    grid.rows.push_back({{{found.scenario},
                          {step_name(step)},
                          estimate_cell(each.*reached, kind, found.currency),
                          step == 0 ? GridCell{} : estimate_cell(each.*died, kind, found.currency)}});
  }
  return grid;
}

/// Returns how often each initiative reached the steps from first to last. The table has the forecast where it begins
/// with approval, else the owner.
Grid initiatives_grid(Of<Funnel> const& found, FunnelStep first, FunnelStep last) {
  bool const forecast = first == FunnelStep::approved;
  Grid grid{{scenario_column(), {"initiative"}}, {}, true};
  grid.columns.push_back(forecast ? GridColumn{"forecast value", true, true} : GridColumn{"of"});
  auto const from = static_cast<std::size_t>(first);
  auto const to = static_cast<std::size_t>(last);
  for (std::size_t step = from; step <= to; ++step) grid.columns.push_back({step_name(step), true, true});
  for (FunnelRow const& row : found.finding.initiatives) {
    GridRow& line =
        grid.rows.emplace_back(GridRow{{{found.scenario}, GridCell{found.titles.initiative(row.initiative)}}});
    line.cells.push_back(forecast ? estimate_cell(row.value, OutputKind::money, found.currency)
                                  : GridCell{found.titles.silo(row.owner)});
    for (std::size_t step = from; step <= to; ++step) line.cells.push_back(chance_cell(row.reached[step]));
  }
  return grid;
}

/// Returns one scenario's page; without blocks where it has no initiatives.
Page page_of(Of<Funnel> const& found) {
  Funnel const& funnel = found.finding;
  Page page{
      found.scenario + ": from approval to effect on customers, means over " + replications_text(funnel.replications),
      {}};
  if (funnel.initiatives.empty()) return page;
  page.blocks = {
      Paragraph{finding(funnel, found.currency), Tone::strong},
      steps_grid(found, "initiatives", OutputKind::count, &FunnelTotals::initiatives, &FunnelTotals::initiatives_died),
      steps_grid(found, "value", OutputKind::money, &FunnelTotals::value, &FunnelTotals::value_died),
      Paragraph{fmt::format("{} of {} initiatives have a forecast; the value of the others is unknown.",
                            funnel.forecast, funnel.initiatives.size())},
      Heading{"Share of replications that reached each step"},
      initiatives_grid(found, FunnelStep::approved, FunnelStep::funded),
      initiatives_grid(found, FunnelStep::prioritised, FunnelStep::live)};
  return page;
}

/// Returns a list of steps: means per replication, values in the currency.
Json steps_json(Funnel const& funnel) {
  Json steps = Json::array();
  for (std::size_t step = 0; step < funnel_steps; ++step) {
    FunnelTotals const& each = funnel.steps[step];
    steps.add(Json::object()
                  .set("step", step_name(step))
                  .set("initiatives", to_json(each.initiatives))
                  .set("initiatives_died", to_json(each.initiatives_died))
                  .set("value", to_json(each.value))
                  .set("value_died", to_json(each.value_died)));
  }
  return steps;
}

/// Returns a list of initiatives; "reached" has the share of replications by step.
Json initiatives_json(Funnel const& funnel) {
  Json initiatives = Json::array();
  for (FunnelRow const& row : funnel.initiatives) {
    Json reached = Json::object();
    for (std::size_t step = 0; step < funnel_steps; ++step) reached.set(step_name(step), to_json(row.reached[step]));
    initiatives.add(Json::object()
                        .set("initiative", row.initiative)
                        .set("owner", row.owner)
                        .set("forecast_value", to_json(row.value))
                        .set("reached", std::move(reached)));
  }
  return initiatives;
}

/// Returns the JSON of one scenario.
Json json_of(Funnel const& funnel) {
  return Json::object()
      .set("replications", static_cast<std::uint64_t>(funnel.replications))
      .set("with_forecast", funnel.forecast)
      .set("steps", steps_json(funnel))
      .set("initiatives", initiatives_json(funnel));
}

/// Explains the steps as funnel_track() decides them.
constexpr char const* note =
    "Value: forecast customer value less cost, where above zero, at the planning date that began the initiative, else "
    "at the last date that did not choose it. Approved: it was considered, and its owner's forecast favours it. "
    "Funded: a full budget could pay for it alone. Prioritised: begun. Moving: delivered, or not late at the end. "
    "Live: delivered. Shares of replications have Wilson's interval.";

}  // namespace

Report funnel_report(std::vector<Of<Funnel>> const& found) {
  std::vector<ScenarioPart> parts;
  for (Of<Funnel> const& each : found) parts.push_back({each.scenario, page_of(each), json_of(each.finding)});
  return report_of(std::move(parts), "From approval to effect on customers", {note},
                   "The scenario has no [initiative].");
}

}  // namespace silowalk::inline report
