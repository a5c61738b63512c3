#include "engine/report/commitments_report.h"

#include <fmt/core.h>

#include "engine/report/table.h"
#include "engine/statistics/wording.h"

namespace silowalk::inline report {
namespace {

constexpr char const* words[] = {"looked at",   "committed", "delivered", "in time",
                                 "months late", "dropped",   "on noise"};
constexpr char const* keys[] = {"looked_at",   "committed", "delivered", "delivered_in_time",
                                "late_months", "dropped",   "on_noise"};

std::string mean_and_interval(Estimate const& e) {
  if (!e.mean) return "-";
  if (!e.low || *e.low == *e.high) return fmt::format("{:.2f}", *e.mean);
  return fmt::format("{:.2f} ({:.2f} .. {:.2f})", *e.mean, *e.low, *e.high);
}

std::vector<std::string> cells(std::vector<std::string> named, PromiseRow const& row, std::string const& currency) {
  for (Estimate const& each : row.estimates) named.push_back(mean_and_interval(each));
  named.push_back(row.spend.mean ? worded(*row.spend.mean, OutputKind::money, currency) : "-");
  return named;
}

std::vector<std::string> heads(std::vector<std::string> first) {
  for (char const* const each : words) first.emplace_back(each);
  first.emplace_back("spend");
  return first;
}

Json estimate_json(Estimate const& e) {
  Json out = Json::object();
  out.set("mean", e.mean ? Json(*e.mean) : Json());
  out.set("low", e.low ? Json(*e.low) : Json());
  out.set("high", e.high ? Json(*e.high) : Json());
  return out;
}

Json rows_json(std::vector<PromiseRow> const& rows) {
  Json list = Json::array();
  for (PromiseRow const& row : rows) {
    Json each = Json::object();
    if (!row.initiative.empty()) each.set("initiative", Json(row.initiative));
    each.set("owner", Json(row.owner));
    if (!row.leader.empty()) each.set("leader", Json(row.leader));
    for (std::size_t kind = 0; kind < row.estimates.size(); ++kind)
      each.set(keys[kind], estimate_json(row.estimates[kind]));
    each.set("spend", estimate_json(row.spend));
    list.add(std::move(each));
  }
  return list;
}

}  // namespace

std::string commitments_text(std::string const& scenario, CommitmentLedger const& ledger, std::string const& currency) {
  if (ledger.initiatives.empty()) return "";
  Table initiatives(heads({"initiative", "of", "to"}));
  for (PromiseRow const& row : ledger.initiatives)
    initiatives.add(cells({row.initiative, row.owner, row.leader}, row, currency));
  Table matrix(heads({"who promised", "whom"}));
  for (PromiseRow const& row : ledger.matrix) matrix.add(cells({row.owner, row.leader}, row, currency));
  Table silos(heads({"silo"}));
  for (PromiseRow const& row : ledger.silos) silos.add(cells({row.owner}, row, currency));
  std::size_t const replications = ledger.initiatives.front().counts.size();
  return fmt::format("{}: commitments, means over {} replication{} (95 % interval)\n\n{}\n{}\n{}", scenario,
                     replications, replications == 1 ? "" : "s", initiatives.text(), matrix.text(), silos.text());
}

Json commitments_json(CommitmentLedger const& ledger) {
  Json out = Json::object();
  out.set("initiatives", rows_json(ledger.initiatives));
  out.set("matrix", rows_json(ledger.matrix));
  out.set("silos", rows_json(ledger.silos));
  return out;
}

}  // namespace silowalk::inline report
