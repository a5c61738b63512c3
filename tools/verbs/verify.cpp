#include "engine/archive/verify_results.h"
#include "engine/report/results/verify_report.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/verbs.h"

namespace silowalk::inline tools {

/// Runs `silowalk verify`. Returns exit_failure where a digest does not match, exit_incomplete where parts are missing.
int run_verify(Arguments const& arguments) {
  CommandLine line(
      {"silowalk verify OUT.h5 [--format text|md|html|json|csv] [-o FILE]",
       "Computes the digest of the results again from the numbers in the file, and compares it with the digest that\n"
       "the file records. The digest covers the content (scenarios, axes, every number), not the bytes of the file:\n"
       "the same run has the same digest on any machine.\n"
       "Exit code 0: the digests match; 1: they differ, or the file cannot be read; 4: the run is not complete.",
       "  silowalk verify out.h5\n"
       "  silowalk verify out.h5 --json"});
  line.positional("FILE", 1, 1);
  declare_output_options(line);
  if (!line.parse(arguments)) return exit_ok;
  OutputRequest const request = read_output_request(line);
  Verification const found = verify_results(line.get<Arguments>("FILE").front());
  write_report(verify_report(found), request);
  // The parts of an unfinished run can be sound, each of them, and still be no complete answer.
  if (found.parts) return exit_incomplete;
  if (!found.file.matches) return exit_failure;
  return found.complete ? exit_ok : exit_incomplete;
}

}  // namespace silowalk::inline tools
