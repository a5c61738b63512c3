#include "engine/experiment/earlier_results.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "engine/base/complaint.h"

namespace silowalk::inline experiment {
namespace {

/// Returns whether the plan has this scenario word for word under this name, or drops it.
bool covers(Plan const& plan, ScenarioResults const& results) {
  if (plan.replaced == results.digest) return true;
  return std::any_of(plan.scenarios.begin(), plan.scenarios.end(), [&](PlannedScenario const& each) {
    return each.name == results.name && each.digest == results.digest;
  });
}

/// Returns the reason why a file cannot be continued by this plan; "" where it can.
/// A file of exactly this plan is continued even where it is not complete.
std::string why_not_continued(ResultsHeader const& earlier, Plan const& plan) {
  if (results_digest(earlier.seed, earlier.scenarios) != earlier.digest)
    return "it is damaged: its digest does not match; silowalk verify tells more";
  if (earlier.plan == plan.digest()) return "";
  if (!earlier.complete) return "it is not complete";
  if (earlier.engine_version != SILOWALK_VERSION) return "made by another version: " + earlier.engine_version;
  if (earlier.seed != plan.seed) return fmt::format("it belongs to another run, of seed {}", earlier.seed);
  for (ScenarioResults const& each : earlier.scenarios) {
    if (covers(plan, each)) continue;
    return fmt::format(
        "it belongs to another run: it has a scenario '{}' that is not, or not the same, in this one; --add keeps what "
        "it has, --replace '{}' simulates that one again",
        each.name, each.name);
  }
  return "";
}

/// Returns whether a scenario's numbers can be read and give their digest.
bool is_usable(ResultsFile const& file, std::size_t scenario) {
  try {
    return file.is_sound(scenario);
  } catch (RuntimeFailure const&) {
    return false;
  }
}

/// Returns the digests of the scenarios that cannot be used, and says which they are.
std::set<Digest> damaged_in(ResultsFile const& file, std::function<void(std::string const&)> const& warn) {
  std::set<Digest> damaged;
  for (std::size_t i = 0; i < file.header().scenarios.size(); ++i) {
    if (is_usable(file, i)) continue;
    ScenarioResults const& each = file.header().scenarios[i];
    damaged.insert(each.digest);
    if (warn)
      warn(fmt::format("scenario '{}' in '{}' is damaged: its numbers do not match their digest; it is simulated again",
                       each.name, file.path()));
  }
  return damaged;
}

}  // namespace

// A file that cannot be read counts as a user's: it is kept unless `force` is given.
std::optional<EarlierResults> find_earlier(Plan const& plan, std::string const& output, bool force,
                                           std::function<void(std::string const&)> const& warn) {
  if (force || !std::filesystem::exists(output)) return std::nullopt;
  std::string reason;
  try {
    ResultsFile file(output);
    reason = why_not_continued(file.header(), plan);
    if (reason.empty()) {
      std::set<Digest> damaged = damaged_in(file, warn);
      return EarlierResults{std::move(file), std::move(damaged)};
    }
  } catch (RuntimeFailure const& error) {
    reason = error.what();
  }
  throw RuntimeFailure(
      fmt::format("'{}' exists already and is kept ({}); give --force to overwrite it", output, reason));
}

bool suffices(ResultsHeader const& header, Plan const& plan) {
  if (!header.complete || header.plan != plan.digest()) return false;
  if (!plan.precision) return header.scenarios.front().replications >= plan.replications;
  return header.precision && header.precision->rule == *plan.precision && header.precision->outputs == plan.outputs;
}

std::uint32_t replications_in(ResultsHeader const& header) {
  std::uint32_t most = 0;
  for (ScenarioResults const& each : header.scenarios) most = std::max(most, each.replications);
  return most;
}

}  // namespace silowalk::inline experiment
