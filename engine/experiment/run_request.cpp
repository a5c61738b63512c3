#include "engine/experiment/run_request.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "engine/archive/read_results.h"
#include "engine/base/complaint.h"
#include "engine/scenario/read.h"

namespace silowalk::inline experiment {
namespace {

constexpr std::uint32_t usual_replications = 100;

/// Returns the seed for all scenarios. One seed: with different random numbers they could not be compared pairwise.
std::uint64_t seed_of(RunRequest const& request, std::function<void(std::string const&)> const& warn) {
  if (request.seed) return *request.seed;
  std::uint64_t const first = request.scenarios.front().scenario.seed;
  bool const differ = std::any_of(request.scenarios.begin(), request.scenarios.end(),
                                  [&](NamedScenario const& each) { return each.scenario.seed != first; });
  if (differ && warn)
    warn(fmt::format("the scenarios have different seeds; all are run with {}, so that they can be compared", first));
  return first;
}

/// Puts the scenarios of a results file at the start of the plan, with its seed and its number of replications. A
/// scenario that this version would print differently is an error: its blocks would count as those of another one.
void keep_scenarios(Plan& plan, RunRequest const& request) {
  ResultsFile const file(request.output);
  ResultsHeader const& header = file.header();
  if (request.seed.value_or(header.seed) != header.seed) {
    throw InvalidRequest(fmt::format("'{}' has seed {}: what is added to it must have the same seed, not {}",
                                     request.output, header.seed, *request.seed));
  }
  plan.seed = header.seed;
  for (ScenarioResults const& each : header.scenarios) {
    plan.scenarios.push_back(plan_scenario(each.name, parse_scenario(each.text, request.output), header.seed));
    // All scenarios of a file have the same number.
    plan.replications = request.replications.value_or(each.replications);
    if (plan.scenarios.back().digest == each.digest) continue;
    throw RuntimeFailure(fmt::format("cannot add to '{}': this version reads its scenario '{}' in another way",
                                     request.output, each.name));
  }
}

template <class Matches>
bool has_scenario(Plan const& plan, Matches const& matches) {
  return std::any_of(plan.scenarios.begin(), plan.scenarios.end(), matches);
}

/// Adds a scenario to the plan. `kept`: the plan has the scenarios of a file; one that it has word for word is left
/// out.
/// Throws InvalidRequest for a name that is taken.
void add_scenario(Plan& plan, NamedScenario const& added, bool kept) {
  PlannedScenario planned = plan_scenario(added.name, added.scenario, plan.seed);
  if (kept && has_scenario(plan, [&](PlannedScenario const& other) { return other.digest == planned.digest; })) return;
  if (has_scenario(plan, [&](PlannedScenario const& other) { return other.name == planned.name; }))
    throw InvalidRequest(fmt::format("two scenarios are called '{}': rename one (--set name=...)", planned.name));
  plan.scenarios.push_back(std::move(planned));
}

}  // namespace

Plan plan_of(RunRequest const& request, std::function<void(std::string const&)> const& warn) {
  Plan plan;
  plan.replications = request.replications.value_or(usual_replications);
  plan.precision = request.precision;
  if (plan.precision)
    plan.outputs =
        request.outputs.empty() ? std::vector<std::string>{"churn_rate", "revenue", "cost"} : request.outputs;
  bool const kept = request.add && std::filesystem::exists(request.output);
  if (kept) {
    keep_scenarios(plan, request);
  } else {
    plan.seed = seed_of(request, warn);
  }
  for (NamedScenario const& each : request.scenarios) add_scenario(plan, each, kept);
  return plan;
}

}  // namespace silowalk::inline experiment
