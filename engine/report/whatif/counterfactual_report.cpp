#include "engine/report/whatif/counterfactual_report.h"

#include <fmt/core.h>

#include <utility>

#include "engine/report/cells.h"
#include "engine/report/words.h"

namespace silowalk::inline report {
namespace {

/// Returns a row: what the ledger attributes, and what the counterfactual gives back.
GridRow row_of(GridCell name, Counterfactual const& each, CounterfactualAnswer const& answer) {
  return {{std::move(name), estimate_cell(each.attributed, answer.lost), estimate_cell(each.stayed, answer.lost),
           estimate_cell(each.regained, answer.value)}};
}

/// Returns a row for each silo, then all silos at once, then what no silo lost.
Grid silos_grid(CounterfactualAnswer const& answer, Titles const& titles) {
  Grid grid{{{"silo"},
             estimate_column("attributed"),
             estimate_column("would have stayed"),
             estimate_column("value regained")},
            {},
            true};
  for (Counterfactual const& each : answer.account.silos)
    grid.rows.push_back(row_of(GridCell{titles.silo(each.silo)}, each, answer));
  grid.rows.push_back(row_of({"all silos at once"}, answer.account.all, answer));
  grid.rows.push_back({{{"no silo"}, estimate_cell(answer.account.baseline, answer.lost)}});
  return grid;
}

/// Returns one silo's estimates. "stayed_beyond_attributed" is paired by replication.
Json counterfactual_json(Counterfactual const& each) {
  return Json::object()
      .set("attributed", to_json(each.attributed))
      .set("stayed", to_json(each.stayed))
      .set("value_regained", to_json(each.regained))
      .set("stayed_beyond_attributed", to_json(each.beyond));
}

}  // namespace

void add_counterfactuals(Page& page, CounterfactualAnswer const& answer, Titles const& titles) {
  page.blocks.emplace_back(Heading{"Customers lost through silos"});
  page.blocks.emplace_back(Paragraph{fmt::format(
      "Customers lost: {}; of them, {} would have stayed if no silo had cost any trust.",
      format_compact(answer.account.lost, answer.lost), format_compact(answer.account.all.stayed, answer.lost))});
  page.blocks.emplace_back(silos_grid(answer, titles));
}

std::vector<std::string> notes_on_counterfactuals() {
  return {
      "Attributed is an accounting rule: it divides the losses that occurred. Would have stayed compares with a second "
      "simulation of the same customers and random numbers, in which the silo costs no trust from month 0 on.",
      "The two differ if losses of several silos act together, or if customers who stay are lost later for another "
      "reason. The ledger also contains customers who leave by a churn route after a failure, and the losses of the "
      "warm-up; the second simulation has both unchanged."};
}

Json to_json(CounterfactualAnswer const& answer) {
  Json silos = Json::object();
  for (Counterfactual const& each : answer.account.silos) silos.set(each.silo, counterfactual_json(each));
  return Json::object()
      .set("lost", to_json(answer.account.lost))
      .set("baseline", to_json(answer.account.baseline))
      .set("silos", std::move(silos))
      .set("all_silos", counterfactual_json(answer.account.all));
}

}  // namespace silowalk::inline report
