#pragma once

#include <string>

#include "engine/report/help/verb_help.h"

namespace silowalk::inline report {

/// Returns silowalk(1) in the man macros of roff: the workflow, the verbs by their step of it, the exit codes.
std::string man_page(ProgramHelp const& program);

/// Returns silowalk-VERB(1): what the verb does, its options and its examples.
std::string man_page(ProgramHelp const& program, VerbHelp const& verb);

}  // namespace silowalk::inline report
