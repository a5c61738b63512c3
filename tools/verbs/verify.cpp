#include <fmt/core.h>

#include <filesystem>

#include "engine/archive/part_folder.h"
#include "engine/archive/read_results.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/verbs.h"

namespace silowalk::inline tools {
namespace {

/// The run was stopped before its file was written: what is there?
int verify_parts(std::string const& path) {
  PartFolderContent const content = inspect_parts(path + ".parts");
  std::string text = fmt::format("not complete: '{}' holds {} sound part{} of run {}\n", path + ".parts", content.sound,
                                 content.sound == 1 ? "" : "s", content.run.empty() ? "(unknown)" : content.run);
  for (std::string const& name : content.damaged)
    text += fmt::format("damaged: {} (its block will be run again)\n", name);
  write_text("", text, false);
  return exit_incomplete;
}

}  // namespace

int run_verify(Arguments const& arguments) {
  CommandLine line(
      {"silowalk verify OUT.h5",
       "Computes the digest of the results again from what stands in the file, and prints it. The digest is\n"
       "of the content (scenarios, axes, every number), not of the file's bytes: the same run has the same\n"
       "digest on any machine.\n"
       "Exit code 0: it matches; 1: it does not, or something cannot be read; 4: the run is not complete.",
       "  silowalk verify out.h5"});
  line.positional("FILE", 1, 1);
  if (!line.parse(arguments)) return exit_ok;
  std::string const path = line.get<Arguments>("FILE").front();
  if (!std::filesystem::exists(path) && std::filesystem::exists(path + ".parts")) return verify_parts(path);
  ResultsFile const file(path);
  ResultsHeader const& header = file.header();
  std::vector<ScenarioResults> scenarios = header.scenarios;
  std::string text;
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    scenarios[i].results = file.recompute(i);
    bool const matches = scenarios[i].results == header.scenarios[i].results;
    text += fmt::format("{}  {}: {} replications{}\n", scenarios[i].results.hex(), scenarios[i].name,
                        scenarios[i].replications, matches ? "" : "; DOES NOT MATCH the digest in the file");
  }
  Digest const digest = results_digest(header.seed, scenarios);
  bool const matches = digest == header.digest;
  text += fmt::format("{}  {}: {}\n", digest.hex(), path,
                      !matches          ? "DOES NOT MATCH the digest in the file"
                      : header.complete ? "matches"
                                        : "matches, but the run is not complete");
  write_text("", text, false);
  if (!matches) return exit_failure;
  return header.complete ? exit_ok : exit_incomplete;
}

}  // namespace silowalk::inline tools
