#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/analysis/whatif/evaluator.h"
#include "engine/simulation/walk/simulate.h"

namespace silowalk::toy {

/// Returns the value of an output in one scenario of the plan, by the names of both.
using FakeValue = std::function<double(std::string const& scenario, std::string const& output)>;

/// An evaluator for tests, without simulation. Replication r of a scenario has its value + r, so that all paired
/// differences are exact and have no variance. Keeps all requests in `asked`.
struct FakeEvaluator {
  FakeValue value;
  std::vector<EvaluationRequest> asked = {};

  EvaluatedRun evaluate(EvaluationRequest const& request) {
    asked.push_back(request);
    EvaluatedRun run;
    run.assumptions = {"nothing is simulated"};
    run.replications = request.plan.replications;
    for (PlannedScenario const& each : request.plan.scenarios) {
      OutputFrame const frame = frame_of(each.scenario, Model(each.scenario).axes());
      auto& outputs = run.outputs.emplace_back();
      auto& series = run.series.emplace_back();
      for (std::string const& name : request.outputs) {
        outputs.emplace_back(name, request.window, frame);
        Series& values = series.emplace_back();
        for (std::uint32_t r = 0; r < request.plan.replications; ++r) values.emplace_back(value(each.name, name) + r);
      }
    }
    return run;
  }

  /// Returns this object as a function. It refers to the object, which must outlive it.
  Evaluator evaluator() {
    return [this](EvaluationRequest const& request) { return evaluate(request); };
  }
};

/// An evaluator whose run is always stopped before its end.
inline std::optional<EvaluatedRun> stopped(EvaluationRequest const&) { return std::nullopt; }

}  // namespace silowalk::toy
