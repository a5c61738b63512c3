#include "engine/report/scenario/printed_scenario.h"

#include <fmt/core.h>

#include "engine/archive/read_results.h"
#include "engine/base/complaint.h"

namespace silowalk::inline report {
namespace {

/// Returns the place of the scenario that is asked for. Throws InvalidRequest where there are several and none is
/// named.
std::size_t chosen(ResultsFile const& file, PrintRequest const& request) {
  if (request.scenario) return file.scenario_named(*request.scenario);
  auto const& scenarios = file.header().scenarios;
  if (scenarios.size() == 1) return 0;
  std::string names;
  for (std::size_t i = 0; i < scenarios.size(); ++i)
    names += fmt::format("{}{}: {}", i == 0 ? "" : "; ", scenario_letter(i), scenarios[i].name);
  throw InvalidRequest(fmt::format("--scenario is missing; '{}' has {}", file.path(), names));
}

/// Returns what the author wrote of a scenario of a results file.
std::string written_in_results(PrintRequest const& request) {
  if (!request.overrides.empty())
    throw InvalidRequest("--set applies to scenario files: the scenarios of a results file are printed as they are");
  ResultsFile const file(request.file);
  return print_written(file.as_written(chosen(file, request)));
}

}  // namespace

std::string printed_scenario(PrintRequest const& request, std::vector<Complaint>& warnings) {
  if (request.as_written && is_hdf5_file(request.file)) return written_in_results(request);
  if (request.scenario) throw InvalidRequest("--scenario chooses one of a results file: it needs --as-written");
  WrittenScenario written;
  Scenario const scenario = read_scenario(request.file, request.overrides, &warnings, &written);
  return request.as_written ? print_written(written) : print_scenario(scenario);
}

}  // namespace silowalk::inline report
