#include "engine/report/funnel_report.h"

#include <fmt/core.h>

#include "engine/report/goals_report.h"
#include "engine/report/table.h"
#include "engine/report/words.h"

namespace silowalk::inline report {
namespace {

std::string steps_text(Funnel const& funnel, std::string const& currency) {
  Table table({"step", "initiatives", "died before it", "value", "died before it"});
  for (std::size_t step = 0; step < funnel_steps; ++step) {
    FunnelTotals const& each = funnel.steps[step];
    bool const top = step == 0;
    table.add({std::string(funnel_step_names[step]), format_estimate(each.initiatives, OutputKind::count, currency),
               top ? "" : format_estimate(each.initiatives_died, OutputKind::count, currency),
               format_estimate(each.value, OutputKind::money, currency),
               top ? "" : format_estimate(each.value_died, OutputKind::money, currency)});
  }
  return table.text();
}

std::string initiatives_text(Funnel const& funnel, std::string const& currency) {
  std::vector<std::string> heads{"initiative", "of", "forecast value"};
  for (std::size_t step = 1; step < funnel_steps; ++step) heads.emplace_back(std::string(funnel_step_names[step]));
  Table table(heads);
  for (FunnelRow const& row : funnel.initiatives) {
    std::vector<std::string> cells{row.initiative, row.owner, format_estimate(row.value, OutputKind::money, currency)};
    for (std::size_t step = 1; step < funnel_steps; ++step) cells.push_back(format_chance(row.reached[step]));
    table.add(std::move(cells));
  }
  return table.text();
}

}  // namespace

std::string funnel_text(std::string const& scenario, Funnel const& funnel, std::string const& currency) {
  if (funnel.initiatives.empty()) return "";
  return fmt::format(
      "{}: from a yes to something that customers feel, means over {} replication{} (95 % interval)\n\n{}\n"
      "Value: forecasts above zero of customer value less cost, at the planning date that began it, else at the last\n"
      "that passed it over ({} of {} initiatives have one; nothing is known of the others). Approved: it came up, and\n"
      "the forecast that its chooser goes by speaks for it. Funded: a full purse could pay for it, were nothing else\n"
      "begun. Prioritised: begun. Moving: delivered, or not late at the end. Live: delivered.\n\n{}\n"
      "Shares of replications that got so far, with Wilson's interval.\n",
      scenario, funnel.replications, funnel.replications == 1 ? "" : "s", steps_text(funnel, currency), funnel.forecast,
      funnel.initiatives.size(), initiatives_text(funnel, currency));
}

Json funnel_json(Funnel const& funnel) {
  Json steps = Json::array();
  for (std::size_t step = 0; step < funnel_steps; ++step) {
    FunnelTotals const& each = funnel.steps[step];
    steps.add(Json::object()
                  .set("step", std::string(funnel_step_names[step]))
                  .set("initiatives", to_json(each.initiatives))
                  .set("initiatives_died", to_json(each.initiatives_died))
                  .set("value", to_json(each.value))
                  .set("value_died", to_json(each.value_died)));
  }
  Json initiatives = Json::array();
  for (FunnelRow const& row : funnel.initiatives) {
    Json reached = Json::object();
    for (std::size_t step = 0; step < funnel_steps; ++step)
      reached.set(std::string(funnel_step_names[step]), to_json(row.reached[step]));
    initiatives.add(Json::object()
                        .set("initiative", row.initiative)
                        .set("owner", row.owner)
                        .set("forecast_value", to_json(row.value))
                        .set("reached", std::move(reached)));
  }
  return Json::object()
      .set("replications", static_cast<std::uint64_t>(funnel.replications))
      .set("with_forecast", funnel.forecast)
      .set("steps", std::move(steps))
      .set("initiatives", std::move(initiatives));
}

}  // namespace silowalk::inline report
