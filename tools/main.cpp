#include <fmt/core.h>

#include <exception>
#include <new>

#include "engine/base/complaint.h"
#include "engine/scenario/confined.h"
#include "tools/exit_code.h"
#include "tools/help.h"
#include "tools/options.h"
#include "tools/standard_streams.h"
#include "tools/verbs.h"

namespace silowalk::inline tools {
namespace {

/// Runs the verb that the arguments name, or prints help or the version. Returns the exit code; throws what the verb
/// throws.
int run(Arguments arguments) {
  if (arguments.size() > 1 && arguments.front() == "--confined") {
    confine_to(arguments[1]);
    arguments.erase(arguments.begin(), arguments.begin() + 2);
  }
  if (arguments.empty()) throw UsageError("no verb given\n\n" + overview());
  std::string const first = arguments.front();
  arguments.erase(arguments.begin());
  if (first == "--version") {
    write_standard_output(fmt::format("silowalk {}\n", SILOWALK_VERSION));
    return exit_ok;
  }
  if (first == "--help" || first == "-h") {
    write_standard_output(overview());
    return exit_ok;
  }
  if (first == "help") return run_help(arguments);
  return find_verb(first).run(arguments);
}

/// Runs the program. Turns exceptions into a message on standard error and an exit code.
int guarded(int argc, char** argv) {
  try {
    return run(Arguments(argv + (argc > 0 ? 1 : 0), argv + argc));
  } catch (UsageError const& error) {
    say(fmt::format("silowalk: {}\n", error.what()));
    return exit_usage;
  } catch (InvalidRequest const& error) {
    say(fmt::format("silowalk: {}\n", error.what()));
    return exit_usage;
  } catch (InvalidInput const& error) {
    say(error.what());
    return exit_invalid;
  } catch (RuntimeFailure const& error) {
    say(fmt::format("silowalk: error: {}\n", error.what()));
    return exit_failure;
  }
}

}  // namespace
}  // namespace silowalk::inline tools

/// Messages of the standard library are not for users: all that can be meant is memory, or a defect.
int main(int argc, char** argv) {
  using namespace silowalk;
  prepare_standard_streams();
  try {
    return guarded(argc, argv);
  } catch (std::bad_alloc const&) {
    write_standard_error("silowalk: error: out of memory\n");
  } catch (std::exception const& error) {
    write_standard_error("silowalk: error: a defect of silowalk: ");
    write_standard_error(std::string_view(error.what()));
    write_standard_error("\n");
  }
  return exit_failure;
}
