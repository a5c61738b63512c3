#pragma once

#include <string>
#include <vector>

#include "engine/report/help/verb_help.h"

/// Scripts that complete verbs and options in a shell. Names of files are completed by the shell itself.
namespace silowalk::inline report {

/// Returns the words that an option accepts, from a description of the form "text, md, json; default: text".
/// Empty for a description of another form.
std::vector<std::string> choices_of(OptionHelp const& option);

/// Returns a script for the folder bash-completion/completions.
std::string bash_completion(ProgramHelp const& program);
/// Returns a function for the folder zsh/site-functions; its file is _silowalk.
std::string zsh_completion(ProgramHelp const& program);
/// Returns a script for the folder fish/vendor_completions.d.
std::string fish_completion(ProgramHelp const& program);

}  // namespace silowalk::inline report
