#include "engine/archive/verify_results.h"

#include <filesystem>

#include "engine/archive/read_results.h"

namespace silowalk::inline archive {
Verification verify_results(std::string const& path) {
  Verification found;
  found.file.name = path;
  // A stopped run has no file yet; its parts are all there is to check.
  if (!std::filesystem::exists(path) && std::filesystem::exists(path + ".parts")) {
    found.parts = inspect_parts(path + ".parts");
    return found;
  }
  ResultsFile const file = ResultsFile::unsealed(path);
  ResultsHeader const& header = file.header();
  // Computed once per scenario and reused for the file's digest: recompute() of the file would read everything again.
  std::vector<ScenarioResults> scenarios = header.scenarios;
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    scenarios[i].results = file.recompute(i);
    bool const sealed = file.is_sealed(i);
    found.scenarios.push_back({scenarios[i].name, scenarios[i].replications, scenarios[i].results,
                               sealed && scenarios[i].results == header.scenarios[i].results, sealed});
  }
  found.file.digest = results_digest(header.seed, scenarios);
  // A broken seal of a scenario is one of the file too: whoever trusts the file trusts all of it.
  found.file.sealed = file.is_sealed();
  found.file.matches = found.file.sealed && found.file.digest == header.digest;
  found.complete = header.complete;
  return found;
}

}  // namespace silowalk::inline archive
