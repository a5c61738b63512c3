#include "engine/report/strategy/commitments_report.h"

#include <fmt/core.h>

#include "engine/base/text.h"
#include "engine/report/cells.h"
#include "engine/report/words.h"

namespace silowalk::inline report {
namespace {

// In the order of PromiseCounts::Kind, like the keys.
constexpr std::array<char const*, PromiseCounts::kinds> words{"looked at",   "committed", "delivered", "in time",
                                                              "months late", "dropped",   "on noise"};
constexpr std::array<char const*, PromiseCounts::kinds> keys{
    "looked_at", "committed", "delivered", "delivered_in_time", "late_months", "dropped", "on_noise"};

/// A column that names the owner of the promises in a row.
struct NameColumn {
  char const* head;               ///< head of the column
  std::string PromiseRow::*name;  ///< member that holds the name
  /// Returns its title. A leader may be a silo.
  std::string (Titles::*title)(std::string const&) const = &Titles::silo;
};

/// The promises of the rows, and how rows are named in the first and in the second table.
struct Ledger {
  Of<CommitmentLedger> const& found;    ///< must outlive the object
  std::vector<PromiseRow> const& rows;  ///< of `found`
  std::vector<NameColumn> names;        ///< of the first table
  std::vector<NameColumn> names_again;  ///< of the second table
};

/// Returns a table with these names and kinds of counts; `spend`: with what was spent.
Grid grid_of(Ledger const& ledger, std::vector<NameColumn> const& names, std::vector<PromiseCounts::Kind> const& kinds,
             bool spend) {
  Grid grid{{scenario_column()}, {}, true};
  for (NameColumn const& each : names) grid.columns.push_back({each.head});
  for (PromiseCounts::Kind const kind : kinds) grid.columns.push_back({words[kind], true, true});
  if (spend) grid.columns.push_back({"spend", true, true});
  for (PromiseRow const& row : ledger.rows) {
    GridRow& cells = grid.rows.emplace_back(GridRow{{{ledger.found.scenario}}});
    for (NameColumn const& each : names)
      cells.cells.push_back(GridCell{(ledger.found.titles.*each.title)(row.*each.name)});
    for (PromiseCounts::Kind const kind : kinds)
      cells.cells.push_back(spread_cell(row.estimates[kind], OutputKind::count, ""));
    if (spend) cells.cells.push_back(spread_cell(row.spend, OutputKind::money, ledger.found.currency));
  }
  return grid;
}

/// Adds what was promised and kept, then what else became of the promises.
void add_tables(Page& page, char const* heading, Ledger const& ledger) {
  using Kind = PromiseCounts::Kind;
  page.blocks.emplace_back(Heading{heading});
  page.blocks.emplace_back(grid_of(ledger, ledger.names, {Kind::committed, Kind::delivered, Kind::in_time}, true));
  page.blocks.emplace_back(
      grid_of(ledger, ledger.names_again, {Kind::looked_at, Kind::on_noise, Kind::dropped, Kind::late_months}, false));
}

/// Returns one scenario's page; without blocks where it has no initiatives.
Page page_of(Of<CommitmentLedger> const& found) {
  CommitmentLedger const& ledger = found.finding;
  if (ledger.initiatives.empty()) return {};
  Page page{fmt::format("{}: commitments, means over {}", found.scenario,
                        // Every initiative has the same replications.
                        replications_text(ledger.initiatives.front().counts.size())),
            {}};
  NameColumn const who{"who promised", &PromiseRow::owner};
  NameColumn const whom{"whom", &PromiseRow::leader};
  NameColumn const what{"initiative", &PromiseRow::initiative, &Titles::initiative};
  add_tables(page, "By silo", {found, ledger.silos, {who}, {who}});
  add_tables(page, "By who promised whom", {found, ledger.matrix, {who, whom}, {who, whom}});
  add_tables(page, "By initiative", {found, ledger.initiatives, {what, who}, {what, whom}});
  return page;
}

/// Returns a list of rows; sums have no initiative, and sums by silo no leader.
Json rows_json(std::vector<PromiseRow> const& rows) {
  Json list = Json::array();
  for (PromiseRow const& row : rows) {
    Json each = Json::object();
    if (!row.initiative.empty()) each.set("initiative", row.initiative);
    each.set("owner", row.owner);
    if (!row.leader.empty()) each.set("leader", row.leader);
    for (std::size_t kind = 0; kind < keys.size(); ++kind) each.set(keys[kind], to_json(row.estimates[kind]));
    each.set("spend", to_json(row.spend));
    list.add(std::move(each));
  }
  return list;
}

/// Returns the JSON of one scenario.
Json json_of(CommitmentLedger const& ledger) {
  return Json::object()
      .set("initiatives", rows_json(ledger.initiatives))
      .set("matrix", rows_json(ledger.matrix))
      .set("silos", rows_json(ledger.silos));
}

/// Explains the intervals.
constexpr char const* note =
    "After ±: half of the 95 % interval (Student's t over replications); in parentheses: its ends, where it is cut at "
    "zero. On noise: begun as a quick fix for a drop that chance alone explains.";

}  // namespace

Report commitments_report(std::vector<Of<CommitmentLedger>> const& found) {
  std::vector<ScenarioPart> parts;
  for (auto const& each : found) parts.push_back({each.scenario, page_of(each), json_of(each.finding)});
  return report_of(std::move(parts), "Commitments", {note}, "The scenario has no [initiative].");
}

}  // namespace silowalk::inline report
