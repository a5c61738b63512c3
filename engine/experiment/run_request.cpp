#include "engine/experiment/run_request.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "engine/archive/read_results.h"
#include "engine/base/complaint.h"
#include "engine/journey/sound.h"

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

/// Plans a scenario under its own name.
PlannedScenario plan_named(NamedScenario const& named, std::uint64_t seed) {
  PlannedScenario planned = plan_scenario(named.name, named.scenario, seed);
  planned.written = named.written;
  return planned;
}

/// Plans a scenario that a results file has, word for word. Throws RuntimeFailure where this version would print it
/// differently: its blocks would count as those of another one.
PlannedScenario plan_kept(ScenarioResults const& kept, std::uint64_t seed, std::string const& path) {
  PlannedScenario planned = plan_named({kept.name, *kept.scenario, kept.written}, seed);
  if (planned.digest == kept.digest) return planned;
  throw RuntimeFailure(
      fmt::format("cannot add to '{}': this version reads its scenario '{}' in another way", path, kept.name));
}

/// Puts the scenarios of a results file at the start of the plan, with its seed and its number of replications. The
/// one that is replaced is left out; returns its place, where there is one.
std::optional<std::size_t> keep_scenarios(Plan& plan, RunRequest const& request) {
  ResultsFile const file(request.output);
  ResultsHeader const& header = file.header();
  if (request.seed.value_or(header.seed) != header.seed) {
    throw InvalidRequest(fmt::format("'{}' has seed {}: what is added to it must have the same seed, not {}",
                                     request.output, header.seed, *request.seed));
  }
  plan.seed = header.seed;
  std::optional<std::size_t> place;
  if (request.replaced) place = file.scenario_named(*request.replaced);
  for (std::size_t i = 0; i < header.scenarios.size(); ++i) {
    ScenarioResults const& each = header.scenarios[i];
    // All scenarios of a file have the same number.
    plan.replications = request.replications.value_or(each.replications);
    if (i == place) {
      plan.replaced = each.digest;
    } else {
      plan.scenarios.push_back(plan_kept(each, header.seed, request.output));
    }
  }
  return place;
}

template <class Matches>
bool has_scenario(Plan const& plan, Matches const& matches) {
  return std::any_of(plan.scenarios.begin(), plan.scenarios.end(), matches);
}

/// Returns whether the plan has this scenario word for word.
bool has_text_of(Plan const& plan, PlannedScenario const& planned) {
  return has_scenario(plan, [&](PlannedScenario const& other) { return other.digest == planned.digest; });
}

/// Returns whether the plan has a scenario of this name.
bool has_name_of(Plan const& plan, PlannedScenario const& planned) {
  return has_scenario(plan, [&](PlannedScenario const& other) { return other.name == planned.name; });
}

/// Plans the scenario as "Status quo, silo.care.agents=8": its name and the overrides with which it was read. The name
/// is part of its text too, since pages of customers take it from there.
PlannedScenario plan_variant(NamedScenario const& added, std::vector<Override> const& overrides, std::uint64_t seed) {
  NamedScenario variant = added;
  for (Override const& each : overrides)
    if (each.path != "name") variant.name += fmt::format(", {}={}", each.path, each.value);
  if (variant.name != added.name) variant.scenario.name = variant.name;
  return plan_named(variant, seed);
}

/// Adds a scenario to a plan that has those of a results file. One that the plan has word for word is left out, unless
/// it replaces another at `place`. Throws InvalidRequest for a name that is taken.
void add_to_kept(Plan& plan, NamedScenario const& added, RunRequest const& request, std::optional<std::size_t> place) {
  PlannedScenario planned = plan_named(added, plan.seed);
  if (!has_text_of(plan, planned) && has_name_of(plan, planned))
    planned = plan_variant(added, request.overrides, plan.seed);
  if (!place && has_text_of(plan, planned)) return;
  if (has_name_of(plan, planned))
    throw InvalidRequest(
        fmt::format("'{}' has another scenario that is called '{}': give --replace '{}' to simulate this one in its "
                    "place, or rename it (--set name=...)",
                    request.output, planned.name, planned.name));
  std::size_t const at = place.value_or(plan.scenarios.size());
  plan.scenarios.insert(plan.scenarios.begin() + static_cast<std::ptrdiff_t>(at), std::move(planned));
}

/// Adds a scenario to a plan of new ones. Throws InvalidRequest for a name that is taken.
void add_scenario(Plan& plan, NamedScenario const& added) {
  PlannedScenario planned = plan_named(added, plan.seed);
  if (has_name_of(plan, planned))
    throw InvalidRequest(fmt::format("two scenarios are called '{}': rename one (--set name=...)", planned.name));
  plan.scenarios.push_back(std::move(planned));
}

/// Returns the files of a scenario; none, with a warning, where a results file cannot hold them.
std::shared_ptr<WrittenScenario const> storable(WrittenScenario written, std::string const& file,
                                                std::vector<Complaint>& warnings) {
  if (is_storable(written)) return std::make_shared<WrittenScenario const>(std::move(written));
  Complaint complaint;
  complaint.severity = Complaint::Severity::warning;
  complaint.where.file = file;
  complaint.what =
      fmt::format("this scenario is too long to be stored as it was written ({} MiB)", most_written_bytes >> 20U);
  complaint.why = "the results file has its canonical form alone";
  warnings.push_back(std::move(complaint));
  return nullptr;
}

}  // namespace

std::vector<NamedScenario> read_named_scenarios(std::vector<std::string> const& files,
                                                std::vector<Override> const& overrides,
                                                std::vector<Complaint>& warnings) {
  std::vector<SoundScenario> scenarios = read_sound_scenarios(files, overrides, warnings);
  std::vector<NamedScenario> named;
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    std::string name = scenarios[i].scenario.name;
    if (name.empty()) name = std::filesystem::path(files[i]).stem().string();
    named.push_back({std::move(name), std::move(scenarios[i].scenario),
                     storable(std::move(scenarios[i].written), files[i], warnings)});
  }
  return named;
}

Plan plan_of(RunRequest const& request, std::function<void(std::string const&)> const& warn) {
  Plan plan;
  plan.replications = request.replications.value_or(usual_replications);
  plan.precision = request.precision;
  if (plan.precision)
    plan.outputs =
        request.outputs.empty() ? std::vector<std::string>{"churn_rate", "revenue", "cost"} : request.outputs;
  if (request.replaced || (request.add && std::filesystem::exists(request.output))) {
    std::optional<std::size_t> const place = keep_scenarios(plan, request);
    for (NamedScenario const& each : request.scenarios) add_to_kept(plan, each, request, place);
    return plan;
  }
  plan.seed = seed_of(request, warn);
  for (NamedScenario const& each : request.scenarios) add_scenario(plan, each);
  return plan;
}

}  // namespace silowalk::inline experiment
