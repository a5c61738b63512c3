#include "engine/journey/check.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdio>

#include "engine/base/complaint.h"
#include "engine/journey/closed_forms.h"
#include "engine/journey/load.h"
#include "engine/report/check_report.h"
#include "engine/simulation/walk/simulate.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/verbs.h"

namespace silowalk::inline tools {
namespace {

Json to_json(std::vector<Complaint> const& complaints) {
  Json list = Json::array();
  for (Complaint const& each : complaints) {
    list.add(Json::object()
                 .set("severity", each.severity == Complaint::Severity::error ? "error" : "warning")
                 .set("file", each.where.file)
                 .set("line", each.where.line)
                 .set("column", each.where.column)
                 .set("what", each.what)
                 .set("why", each.why)
                 .set("guess", each.guess));
  }
  return list;
}

/// True where it is sound. For people the answer is written here, for programs it is left in `report`.
bool check(Scenario const& scenario, bool json, Json& report) {
  std::vector<Complaint> const complaints = check_journey(scenario);
  bool const sound = std::none_of(complaints.begin(), complaints.end(),
                                  [](Complaint const& each) { return each.severity == Complaint::Severity::error; });
  report.set("sound", sound).set("complaints", to_json(complaints));
  if (!json && !complaints.empty()) std::fputs(describe(complaints).c_str(), stderr);
  if (!sound) return false;
  if (!scenario.initiatives.empty()) Model const acts(scenario);  // refuses effects that cannot act
  JourneyGraph const graph(scenario);
  CheckedScenario const findings{scenario, graph, closed_forms(scenario, graph)};
  if (!json) write_text("", check_report(findings, complaints.size()), false);
  add_findings(findings, report);
  return true;
}

}  // namespace

int run_check(Arguments const& arguments) {
  CommandLine line(
      {"silowalk check FILE [--set PATH=VALUE ...] [--json]",
       "Says whether a scenario is sound (names resolve, shares sum, every journey can end, nothing is\n"
       "unreachable, no silo is offered more work than it can do in the long run) and what its journey looks\n"
       "like: silos and their load, handoffs, touchpoints that nobody can avoid, and, as far as closed forms\n"
       "hold, expected visits, time and money by segment. Nothing is simulated.\n"
       "Exit code 0: sound, perhaps with warnings; 3: it has errors.",
       "  silowalk check company.toml\n"
       "  silowalk check company.toml --set silo.care.agents=9 --json"});
  declare_scenario_options(line);
  line.options()("json", "as JSON, for programs");
  if (!line.parse(arguments)) return exit_ok;

  bool const json = line.has("json");
  Json report = Json::object();
  bool sound = false;
  try {
    sound = check(read_requested_scenario(line), json, report);
  } catch (InvalidInput const& error) {
    if (!json) throw;
    report.set("sound", false).set("complaints", to_json(error.complaints()));
  }
  if (json) write_text("", report.text() + "\n", false);
  return sound ? exit_ok : exit_invalid;
}

}  // namespace silowalk::inline tools
