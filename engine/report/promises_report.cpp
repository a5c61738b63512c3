#include "engine/report/promises_report.h"

#include <fmt/core.h>

#include "engine/report/table.h"
#include "engine/report/words.h"
#include "engine/statistics/wording.h"

namespace silowalk::inline report {
namespace {

constexpr std::size_t most_rows = 20;  // --json has all

std::string share(Estimate const& value) { return value.mean ? worded(*value.mean, OutputKind::share, "") : "-"; }

std::string table_of(CustomerPromises const& found, std::string const& currency) {
  Table table({"touchpoint", "of", "segment", "visits", "hole", "not done", "as written", "too late", "not known",
               "walked out", "at stake"});
  for (std::size_t i = 0; i < found.rows.size() && i < most_rows; ++i) {
    CustomerPromiseRow const& row = found.rows[i];
    table.add({row.touchpoint, row.silo, row.segment, worded(*row.visits.mean, OutputKind::count, ""),
               format_estimate(row.hole, OutputKind::share, ""), share(row.broken[0]),
               worded(row.designed, OutputKind::share, ""), row.waits ? share(row.broken[1]) : "-",
               share(row.broken[2]), worded(*row.left.mean, OutputKind::count, ""),
               format_estimate(row.at_stake, OutputKind::money, currency)});
  }
  std::string const rest =
      found.rows.size() > most_rows ? fmt::format("  and {} more: --json\n", found.rows.size() - most_rows) : "";
  return table.text() + rest;
}

}  // namespace

std::string promises_text(std::string const& scenario, CustomerPromises const& found, std::string const& currency) {
  return fmt::format(
      "{}: promise less delivery ({} replication{} walked again, 95 % interval)\n\n{}\n"
      "Promised: that every visit is done (succeeds, or is mended before it is felt), in time (within the tolerance\n"
      "that is written) and known (no story told twice). Hole: visits that broke a promise. As written: not done by "
      "the\n"
      "success and recovery of the scenario's text; more than that is what fatigue, queues and side effects add.\n"
      "Walked out: customers lost by a way out from such a visit. At stake, over the horizon: the worth of those, and "
      "of\n"
      "those whom the trust lost there drives away (to first order). In all {}.\n",
      scenario, found.replications, found.replications == 1 ? "" : "s", table_of(found, currency),
      format_estimate(found.at_stake, OutputKind::money, currency));
}

Json promises_json(CustomerPromises const& found) {
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
      hole.set(std::string(broken_names[way]), to_json(row.broken[way]));
    hole.set("walked_out", to_json(row.left)).set("at_stake", to_json(row.at_stake));
    holes.add(std::move(hole));
  }
  return Json::object()
      .set("replications", static_cast<std::uint64_t>(found.replications))
      .set("at_stake", to_json(found.at_stake))
      .set("holes", std::move(holes));
}

}  // namespace silowalk::inline report
