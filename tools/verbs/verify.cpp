#include "engine/archive/verify_results.h"
#include "engine/experiment/repair.h"
#include "engine/report/results/repair_report.h"
#include "engine/report/results/verify_report.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/verbs.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {
namespace {

/// Saves what is whole. Returns exit_incomplete where something is lost.
int repair(CommandLine const& line, OutputRequest const& request) {
  if (!line.has("keep")) throw UsageError("--repair: no file for what is whole: add -o OUT.h5");
  Repair const done = repair_results(line.get<Arguments>("FILE").front(), line.get<std::string>("keep"), request.force);
  write_report(repair_report(done), request);
  return done.lost.empty() ? exit_ok : exit_incomplete;
}

}  // namespace

/// Runs `silowalk verify`. Returns exit_failure where a digest does not match, exit_incomplete where parts are missing.
int run_verify(Arguments const& arguments) {
  CommandLine line(
      {"silowalk verify OUT.h5 [--repair -o NEW.h5] [--format text|md|html|json|csv] [-o FILE]",
       "Computes the digest of the results again from the numbers in the file, and compares it with the digest that\n"
       "the file records. The digest covers the content (scenarios, axes, every number), not the bytes of the file:\n"
       "the same run has the same digest on any machine.\n"
       "--repair writes the scenarios that are whole to a new file, and reports what is lost, and why.\n"
       "Exit code 0: the digests match; 1: they differ, or the file cannot be read; 4: the run is not complete.",
       "  silowalk verify out.h5\n"
       "  silowalk verify out.h5 --json\n"
       "  silowalk verify damaged.h5 --repair -o whole.h5"});
  line.positional("FILE", 1, 1);
  line.options()("repair", "write the scenarios that are whole to the results file that -o names")(
      "keep", po::value<std::string>()->value_name("NEW.h5"), "with --repair: the same as -o NEW.h5");
  declare_output_options(line);
  if (!line.parse(arguments)) return exit_ok;
  OutputRequest const request = read_output_request(line);
  if (line.has("repair")) return repair(line, request);
  Verification const found = verify_results(line.get<Arguments>("FILE").front());
  write_report(verify_report(found), request);
  // The parts of an unfinished run can be sound, each of them, and still be no complete answer.
  if (found.parts) return exit_incomplete;
  if (!found.file.matches) return exit_failure;
  return found.complete ? exit_ok : exit_incomplete;
}

}  // namespace silowalk::inline tools
