#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/archive/read_results.h"
#include "engine/archive/write_results.h"
#include "engine/experiment/plan.h"
#include "engine/simulation/walk/simulate.h"
#include "tests/unit/archive/toy_results.h"

/// A complete run, small enough for a test: scenarios are simulated and written to a results file.
namespace silowalk::toy {

/// Simulates with seed 11 and writes FOLDER/run.h5, and returns its path. `version`: the engine version in the header,
/// to test files of other versions.
inline std::string write_run(Folder const& folder, std::vector<Scenario> const& scenarios, std::uint32_t replications,
                             std::string const& version = "0.1.0") {
  ResultsHeader header;
  header.engine_version = version;
  header.seed = 11;
  header.complete = true;
  std::vector<Model> models;
  for (Scenario const& each : scenarios) {
    Scenario written = each;
    written.organisation.written = true;  // else the canonical text would lack the organisation
    PlannedScenario const planned = plan_scenario(each.name, written, header.seed);
    models.emplace_back(planned.scenario);
    ScenarioResults& results = header.scenarios.emplace_back();
    results.name = planned.name;
    results.text = planned.text;
    results.digest = planned.digest;
    results.frame = frame_of(planned.scenario, models.back().axes());
    results.worth = models.back().worth();
    results.worth.resize(results.frame.axes.segments.size());
    results.replications = replications;
  }
  std::string const path = folder / "run.h5";
  write_results(path, header, [&](std::size_t scenario, std::uint32_t first, std::uint32_t count) {
    std::vector<Tally> tallies;
    for (std::uint32_t i = 0; i < count; ++i) tallies.push_back(simulate(models[scenario], header.seed, first + i));
    return tallies;
  });
  return path;
}

}  // namespace silowalk::toy
