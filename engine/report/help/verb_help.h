#pragma once

#include <string>
#include <vector>

#include "engine/base/enum_names.h"

/// The help of the program as data: one source for the overview, the man pages and the completions of shells.
namespace silowalk::inline report {

/// The steps of the workflow, in order. Every verb belongs to one of them.
enum class VerbGroup { write, run, look, ask, trust };
inline constexpr auto verb_group_names = enum_names<VerbGroup>("write", "run", "look", "ask", "trust");

/// An option of a verb.
struct OptionHelp {
  std::string name;    ///< "output", without dashes
  std::string letter;  ///< "o"; "" where it has none
  std::string value;   ///< "FILE", the name of its value; "" for a flag
  std::string about;
};

/// A verb, as its help describes it. Texts are plain: each writer escapes them for its format.
struct VerbHelp {
  std::string name;
  VerbGroup group = VerbGroup::write;
  std::string summary;   ///< one line, in lower case, without a full stop
  std::string synopsis;  ///< "silowalk check FILE [--set PATH=VALUE ...]"
  std::string about;     ///< paragraphs, with the line breaks of the terminal
  std::string examples;  ///< command lines, one a line; a line that is indented deeper continues the one before
  std::vector<OptionHelp> options;
};

/// The whole program.
struct ProgramHelp {
  std::string version;          ///< "0.1.0"
  std::vector<VerbHelp> verbs;  ///< in the order of the table of verbs
  VerbHelp help;                ///< `silowalk help` itself, which is no row of that table
};

}  // namespace silowalk::inline report
