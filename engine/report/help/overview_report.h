#pragma once

#include "engine/report/help/verb_help.h"
#include "engine/report/report.h"

namespace silowalk::inline report {

/// Returns what a step of the workflow is for, as a sentence without its full stop.
std::string_view purpose_of(VerbGroup group);

/// An exit code of the program. Invariant: `code` is one of tools/exit_code.h.
struct ExitCodeHelp {
  int code;
  std::string_view meaning;
};
/// Returns all exit codes, ascending.
std::vector<ExitCodeHelp> exit_codes();

/// Returns the overview of the program: the workflow, all verbs by their step of it, and the exit codes.
/// JSON: `version`; `verbs`, each with `name`, `group`, `summary`, `synopsis` and `options` (`name`, `letter`, `value`,
/// `about`); `exit_codes`.
Report overview_report(ProgramHelp const& program);

}  // namespace silowalk::inline report
