#include <fmt/core.h>

#include <cstdio>
#include <exception>

#include "engine/base/complaint.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/verbs.h"

namespace silowalk::inline tools {
namespace {

std::string overview() {
  std::string text =
      "silowalk simulates customer journeys across the silos of a company.\n\n"
      "usage: silowalk VERB [ARGUMENTS]\n\nVerbs:\n";
  for (Verb const& verb : verbs()) text += fmt::format("  {:<9}  {}\n", verb.name, verb.summary);
  text +=
      "\n'silowalk VERB --help' describes a verb and its options; 'silowalk --version' prints the version.\n"
      "Exit codes: 0 success, 1 run-time failure, 2 usage error, 3 invalid input, 4 incomplete results, 5 audit gaps,\n"
      "75 interrupted (run the same command again to continue).\n";
  return text;
}

Verb const& find_verb(std::string const& name) {
  std::vector<std::string> names;
  for (Verb const& verb : verbs()) {
    if (verb.name == name) return verb;
    names.emplace_back(verb.name);
  }
  std::string const guess = nearest(name, names);
  throw UsageError(fmt::format("unknown verb '{}'{}\n'silowalk --help' lists the verbs", name,
                               guess.empty() ? "" : fmt::format("; did you mean '{}'?", guess)));
}

int run(Arguments arguments) {
  if (arguments.empty()) throw UsageError("no verb given\n\n" + overview());
  std::string const first = arguments.front();
  arguments.erase(arguments.begin());
  if (first == "--version") {
    write_text("", fmt::format("silowalk {}\n", SILOWALK_VERSION), false);
    return exit_ok;
  }
  if (first == "--help" || first == "-h" || (first == "help" && arguments.empty())) {
    write_text("", overview(), false);
    return exit_ok;
  }
  if (first == "help") return find_verb(arguments.front()).run({"--help"});
  return find_verb(first).run(arguments);
}

}  // namespace
}  // namespace silowalk::inline tools

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
