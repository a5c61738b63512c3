#include "engine/report/results/promises_report.h"

#include <fmt/core.h>

#include <algorithm>

#include "engine/base/text.h"
#include "engine/report/cells.h"
#include "engine/report/words.h"

namespace silowalk::inline report {
namespace {

/// Returns how many rows a page shows.
std::size_t rows_shown(CustomerPromises const& found, std::size_t most) { return std::min(most, found.rows.size()); }

/// Returns where promises are broken most, by what is at stake there.
Grid stakes_grid(Of<CustomerPromises> const& found, std::size_t rows) {
  Grid grid{{scenario_column(), {"touchpoint"}, {"of"}, {"segment"}, {"hole", true, true}, {"at stake", true, true}},
            {},
            true};
  for (std::size_t i = 0; i < rows; ++i) {
    CustomerPromiseRow const& row = found.finding.rows[i];
    grid.rows.push_back({{{found.scenario},
                          GridCell{found.titles.touchpoint(row.touchpoint)},
                          GridCell{found.titles.silo(row.silo)},
                          GridCell{found.titles.segment(row.segment)},
                          estimate_cell(row.hole, OutputKind::share, ""),
                          estimate_cell(row.at_stake, OutputKind::money, found.currency)}});
  }
  return grid;
}

/// Returns which promises are broken, as shares of visits.
Grid ways_grid(Of<CustomerPromises> const& found, std::size_t rows) {
  Grid grid{{scenario_column(),
             {"touchpoint"},
             {"segment"},
             {"visits", true, true},
             {"not done", true, true},
             {"as written", true, true},
             {"too late", true, true},
             {"not known", true, true},
             {"walked out", true, true}},
            {},
            true};
  auto const share = [](Estimate const& value) { return mean_cell(value, OutputKind::share, ""); };
  for (std::size_t i = 0; i < rows; ++i) {
    CustomerPromiseRow const& row = found.finding.rows[i];
    grid.rows.push_back({{{found.scenario},
                          GridCell{found.titles.touchpoint(row.touchpoint)},
                          GridCell{found.titles.segment(row.segment)},
                          mean_cell(row.visits, OutputKind::count, ""),
                          share(row.broken[0]),
                          number_cell(row.designed, OutputKind::share, ""),
                          // Without a tolerance no wait is too late: the cell is "-", not zero.
                          row.waits ? share(row.broken[1]) : GridCell{"-"},
                          share(row.broken[2]),
                          mean_cell(row.left, OutputKind::count, "")}});
  }
  return grid;
}

/// Returns the finding: what is at stake in all, and where most of it. Precondition: there is a row.
std::string finding(Of<CustomerPromises> const& found) {
  CustomerPromiseRow const& worst = found.finding.rows.front();
  return fmt::format("At stake in all {}; most of it at {} ({}) for {}: {}.",
                     format_compact(found.finding.at_stake, OutputKind::money, found.currency),
                     found.titles.touchpoint(worst.touchpoint), found.titles.silo(worst.silo),
                     found.titles.segment(worst.segment),
                     format_compact(worst.at_stake, OutputKind::money, found.currency));
}

/// Returns one scenario's page; without blocks where nobody visited anything.
Page page_of(Of<CustomerPromises> const& found, std::size_t most) {
  CustomerPromises const& promises = found.finding;
  if (promises.rows.empty()) return {};
  std::size_t const rows = rows_shown(promises, most);
  Page page{fmt::format("{}: promise less delivery ({} simulated again, 95 % interval)", found.scenario,
                        plural(promises.replications, "replication")),
            {Paragraph{finding(found), Tone::strong}, stakes_grid(found, rows), Heading{"Which promise is broken"},
             ways_grid(found, rows)}};
  if (rows < promises.rows.size())
    page.blocks.emplace_back(
        Paragraph{plural(promises.rows.size() - rows, "more row") + " with less at stake: --format csv or --json."});
  return page;
}

/// Returns the JSON of one scenario, every row. Shares are of visits, money in the currency.
Json json_of(CustomerPromises const& found) {
  Json holes = Json::array();
  for (CustomerPromiseRow const& row : found.rows) {
    Json hole = Json::object();
    hole.set("touchpoint", row.touchpoint)
        .set("silo", row.silo)
        .set("segment", row.segment)
        .set("visits", to_json(row.visits))
        .set("hole", to_json(row.hole))
        .set("not_done_as_written", row.designed);
    for (std::size_t way = 0; way < ways_to_break; ++way)
      hole.set(std::string(broken_names.names[way]), to_json(row.broken[way]));
    hole.set("walked_out", to_json(row.left)).set("at_stake", to_json(row.at_stake));
    holes.add(std::move(hole));
  }
  return Json::object()
      .set("replications", static_cast<std::uint64_t>(found.replications))
      .set("at_stake", to_json(found.at_stake))
      .set("holes", std::move(holes));
}

/// Explains the columns.
constexpr char const* note =
    "Promised: every visit is done (it succeeds, or the failure is recovered), in time (within the stated tolerance, "
    "by the clock of `tolerance_by`) "
    "and known (the context is not lost). Hole: visits that broke a promise. As written: not done by the success and "
    "recovery of the scenario's text; the excess comes from fatigue, queues and side effects. Walked out: customers "
    "lost by an exit from such a visit. At stake, over the horizon: the worth of those customers, and of those whom "
    "the trust lost there drives away (to first order). Intervals of all columns: --format csv or --json.";

}  // namespace

Report promises_report(std::vector<Of<CustomerPromises>> const& found, std::size_t most) {
  std::vector<ScenarioPart> parts;
  for (auto const& each : found) parts.push_back({each.scenario, page_of(each, most), json_of(each.finding)});
  return report_of(std::move(parts), "Promise less delivery", {note}, "No customer visited any touchpoint.");
}

}  // namespace silowalk::inline report
