#include <fmt/core.h>

#include <cstdio>
#include <exception>

#include "engine/base/complaint.h"
#include "tools/exit_code.h"
#include "tools/help.h"
#include "tools/options.h"
#include "tools/verbs.h"

namespace silowalk::inline tools {
namespace {

/// Runs the verb that the arguments name, or prints help or the version. Returns the exit code; throws what the verb
/// throws.
int run(Arguments arguments) {
  if (arguments.empty()) throw UsageError("no verb given\n\n" + overview());
  std::string const first = arguments.front();
  arguments.erase(arguments.begin());
  if (first == "--version") {
    write_text("", fmt::format("silowalk {}\n", SILOWALK_VERSION), false);
    return exit_ok;
  }
  if (first == "--help" || first == "-h") {
    write_text("", overview(), false);
    return exit_ok;
  }
  if (first == "help") return run_help(arguments);
  return find_verb(first).run(arguments);
}

}  // namespace
}  // namespace silowalk::inline tools

/// Turns exceptions into a message on standard error and an exit code.
int main(int argc, char** argv) {
  using namespace silowalk;
  try {
    return run(Arguments(argv + (argc > 0 ? 1 : 0), argv + argc));
  } catch (UsageError const& error) {
    fmt::print(stderr, "silowalk: {}\n", error.what());
    return exit_usage;
  } catch (InvalidRequest const& error) {
    fmt::print(stderr, "silowalk: {}\n", error.what());
    return exit_usage;
  } catch (InvalidInput const& error) {
    std::fputs(describe(error.complaints()).c_str(), stderr);
    return exit_invalid;
  } catch (std::exception const& error) {
    fmt::print(stderr, "silowalk: error: {}\n", error.what());
    return exit_failure;
  }
}
