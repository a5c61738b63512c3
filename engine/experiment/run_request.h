#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/experiment/plan.h"
#include "engine/scenario/override.h"

/// The request of a run, and the plan of a request.
namespace silowalk::inline experiment {

/// A scenario and the name under which results keep it.
struct NamedScenario {
  std::string name;                                          ///< unique among those of the file and of the request
  Scenario scenario;                                         ///< read and checked
  std::shared_ptr<WrittenScenario const> written = nullptr;  ///< for the results file; none: not to be stored
};

/// Reads scenarios, each under its own name, or that of its file where it has none. Throws InvalidInput with the errors
/// of all files where one cannot be simulated. Warnings are appended to `warnings`: one says where the files of a
/// scenario are too large to be stored as they were written.
std::vector<NamedScenario> read_named_scenarios(std::vector<std::string> const& files,
                                                std::vector<Override> const& overrides,
                                                std::vector<Complaint>& warnings);

/// What to simulate and where the results go: plain values.
struct RunRequest {
  std::vector<NamedScenario> scenarios;       ///< read and checked
  std::string output;                         ///< path of the results file
  std::optional<std::uint32_t> replications;  ///< none: 100, or with `add` as many as the file has
  std::optional<PrecisionRule> precision;     ///< instead of `replications`
  std::vector<std::string> outputs;           ///< to which the precision applies; none: churn_rate, revenue, cost
  std::optional<std::uint64_t> seed;          ///< none: that of the first scenario, or with `add` that of the file
  bool add = false;                           ///< keep the scenarios of the file and add these to them
  /// Overrides that the scenarios were read with. They name a scenario whose own name the file has already.
  std::vector<Override> overrides;
  /// Name or letter of the scenario of the file in whose place the request's only scenario is simulated; none: none.
  std::optional<std::string> replaced;
  bool force = false;  ///< overwrite the file, and discard parts of another run
};

/// Returns the plan of a request. With `add`, the scenarios of the file come first, in its order; scenarios that it has
/// word for word are not added again. A scenario whose name the file has for another text is called "NAME, PATH=VALUE"
/// after its overrides. With `replaced`, the scenarios of the file are kept but for that one, whose place the request's
/// scenario takes. `warn` (may be empty) is called with a sentence where scenarios differ in their seeds.
/// Preconditions: at least one scenario, or `add` with an existing file; one scenario with `replaced`.
/// Throws InvalidRequest where two scenarios have one name or the file has another seed; InvalidInput where the file
/// lacks `replaced`; RuntimeFailure where the file cannot be read, or where this version prints its scenarios
/// differently.
Plan plan_of(RunRequest const& request, std::function<void(std::string const&)> const& warn);

}  // namespace silowalk::inline experiment
