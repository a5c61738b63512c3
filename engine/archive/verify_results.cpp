#include "engine/archive/verify_results.h"

#include <filesystem>

#include "engine/archive/read_results.h"
#include "engine/archive/seal.h"

namespace silowalk::inline archive {
namespace {

/// Adds what the seals say. Precondition: `found` has all scenarios of the file.
void check_seals(std::string const& path, Verification& found) {
  BrokenSeals const broken = broken_seals(h5::open_file(path).id());
  auto const check = [](CheckedDigest& checked, bool is_broken) {
    checked.sealed = !is_broken;
    checked.matches = checked.matches && checked.sealed;
  };
  for (std::size_t i = 0; i < found.scenarios.size(); ++i) check(found.scenarios[i], broken.groups.at(i));
  // A broken seal of a group is one of the file too: whoever trusts the file trusts all of it.
  check(found.file, broken.any());
}

}  // namespace

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
    Digest const stored = scenarios[i].results;
    scenarios[i].results = file.recompute(i);
    found.scenarios.push_back(
        {scenarios[i].name, scenarios[i].replications, scenarios[i].results, scenarios[i].results == stored});
  }
  found.file.digest = results_digest(header.seed, scenarios);
  found.file.matches = found.file.digest == header.digest;
  found.complete = header.complete;
  check_seals(path, found);
  return found;
}

}  // namespace silowalk::inline archive
