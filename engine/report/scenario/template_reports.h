#pragma once

#include <string>

#include "engine/report/report.h"
#include "engine/scenario/templates.h"

namespace silowalk::inline report {

/// Returns the list of templates: name, company, and what each is about.
/// JSON: `templates`, each with `name`, `company`, `about` and `usual`.
Report templates_report();

/// Returns what `silowalk new` has written, and the commands to type next. `folder` is the path as the user gave it.
/// JSON: `template`, `file`, `next` (the commands).
Report new_company_report(CompanyTemplate const& chosen, std::string const& folder);

/// Returns a word for the command line of a POSIX shell, in single quotes where it needs them.
std::string shell_word(std::string const& text);

}  // namespace silowalk::inline report
