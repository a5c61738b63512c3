#include "engine/experiment/repair.h"

#include <fmt/core.h>

#include <filesystem>
#include <utility>

#include "engine/archive/file.h"
#include "engine/archive/read_results.h"
#include "engine/archive/write_results.h"
#include "engine/base/complaint.h"
#include "engine/experiment/planned_results.h"

namespace silowalk::inline experiment {
namespace {

/// Returns why a scenario is not whole; "" where it is.
std::string damage_of(ResultsFile const& file, std::size_t scenario) {
  try {
    if (!file.is_sealed(scenario)) return "its texts, axes or units were changed";
    if (!file.is_sound(scenario)) return "its numbers do not match their digest";
    return "";
  } catch (RuntimeFailure const& error) {
    return error.what();
  }
}

/// Throws RuntimeFailure where no file may be written to `to`, or the versions differ.
void check_repair(ResultsFile const& file, std::string const& to, bool force) {
  expect_place_for(to);
  std::error_code ignored;
  if (std::filesystem::exists(to, ignored) && (!force || std::filesystem::equivalent(file.path(), to, ignored)))
    throw RuntimeFailure(fmt::format("'{}' exists already: name another file for what is saved", to));
  if (file.header().engine_version != SILOWALK_VERSION)
    throw RuntimeFailure(fmt::format("'{}' was written by silowalk {} and this is {}: repair it with that version",
                                     file.path(), file.header().engine_version, SILOWALK_VERSION));
}

/// Sorts the scenarios into those that are whole, by place in the file, and those that are not.
std::vector<std::size_t> whole_in(ResultsFile const& file, Repair& repair) {
  std::vector<std::size_t> whole;
  auto const& scenarios = file.header().scenarios;
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    std::string const reason = damage_of(file, i);
    if (reason.empty()) {
      whole.push_back(i);
      repair.saved.push_back(scenarios[i].name);
    } else {
      repair.lost.push_back({scenarios[i].name, reason, scenarios[i].replications});
    }
  }
  return whole;
}

}  // namespace

Repair repair_results(std::string const& from, std::string const& to, bool force) {
  Repair repair;
  repair.to = to;
  std::vector<UnreadableScenario> unreadable;
  ResultsFile const file = ResultsFile::unsealed(from, &unreadable);
  check_repair(file, to, force);
  std::vector<std::size_t> const whole = whole_in(file, repair);
  for (UnreadableScenario const& each : unreadable) repair.lost.push_back({each.group, each.reason, 0});
  if (whole.empty()) throw RuntimeFailure(fmt::format("'{}': no scenario is whole: nothing can be saved", from));
  Plan plan;
  plan.seed = file.header().seed;
  ResultsHeader header = file.header();
  header.scenarios.clear();
  if (!repair.lost.empty()) header.precision.reset();
  for (std::size_t const place : whole) {
    ScenarioResults const& kept = file.header().scenarios[place];
    plan.scenarios.push_back({kept.name, *kept.scenario, kept.text, kept.digest, kept.written});
    header.scenarios.push_back(planned_results(plan.scenarios.back(), Model(*kept.scenario)));
    header.scenarios.back().replications = kept.replications;
  }
  header.plan = plan.digest();
  repair.digest = write_results(to, header, [&](std::size_t scenario, std::uint32_t first, std::uint32_t count) {
    return file.tallies(whole[scenario], first, count);
  });
  return repair;
}

}  // namespace silowalk::inline experiment
