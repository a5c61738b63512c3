#pragma once

#include <boost/any.hpp>
#include <boost/program_options.hpp>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/base/complaint.h"
#include "engine/report/help/verb_help.h"
#include "engine/scenario/read.h"
#include "engine/scenario/scenario.h"
#include "tools/verbs.h"

/// @file
/// The command line of a verb: how options are declared, parsed and read, and the options that several verbs share.
/// Only this layer knows Boost.Program_options.

namespace silowalk::inline tools {

/// The command line cannot be understood: exit code 2. The message names the option and, if one is near, a correction.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A whole number from 0 to 2^64 - 1, written in digits only: "-1", "1e6", "0x10" and " 7" are refused, never wrapped
/// or rounded. Use as the type of an option: boost::program_options::value<WholeNumber>().
struct WholeNumber {
  std::uint64_t value = 0;
};
/// Parses an option of this type; Boost.Program_options finds the function by its name. The last two arguments are the
/// tags that Boost passes to its overloads. Throws boost::program_options::error, which CommandLine::parse() turns into
/// UsageError.
void validate(boost::any& target, std::vector<std::string> const& tokens, WholeNumber*, int);

/// The texts of a verb's help.
struct Usage {
  std::string synopsis;  ///< "silowalk check FILE [--set PATH=VALUE ...]"
  std::string about;     ///< what it does and when to use it
  std::string examples;  ///< command lines, one a line
};

/// The options of one verb. Declare them, then call parse() once, then read them with has() and get().
/// Prefixes of options are not accepted: a script would change its meaning when an option is added. For an unknown
/// option, the error suggests the nearest known one.
class CommandLine {
 public:
  /// Makes a command line with --help alone. `usage` is kept for help and for error messages.
  explicit CommandLine(Usage usage);

  /// Declares options in the syntax of Boost.Program_options: options()("json", "as JSON").
  boost::program_options::options_description_easy_init options() { return visible_.add_options(); }
  /// Declares the next argument without a dash, given `least` to `most` times; `most` of -1 is unlimited. Only the last
  /// one can be unlimited.
  void positional(std::string const& name, int least, int most);

  /// Parses. False when help was requested; it is printed, and the verb should return exit_ok. Throws UsageError, and
  /// what help_of() catches where that has called the verb.
  bool parse(Arguments const& arguments);

  /// Returns whether the option was given or has a default value.
  bool has(std::string const& name) const { return values_.count(name) > 0; }
  /// Returns the value of an option. Preconditions: has(name), and T is its declared type; else Boost throws.
  template <class T>
  T const& get(std::string const& name) const {
    return values_[name].as<T>();
  }
  /// Returns the text of --help: usage, description, options, examples.
  std::string help() const;
  /// Returns what help() says, as data; the name, group and summary are left empty.
  VerbHelp description() const;

 private:
  /// An argument without a dash, as declared by positional().
  struct Positional {
    std::string name;
    int least;  ///< times that it must be given
    int most;   ///< times that it can be given; -1: no limit
  };
  /// Throws UsageError where a positional is given less often than declared. Boost itself refuses too many.
  void check_positionals() const;
  /// Options of earlier versions are read by their current names: --output NAME as --measure NAME, -o KEPT.h5 as --keep
  /// KEPT.h5 where the file is a report's, --out FILE as --output FILE.
  Arguments with_current_names(Arguments arguments) const;
  /// Returns the current name of one option of an earlier version, which depends on its value; else `option` unchanged.
  std::string current_name(std::string const& option, std::string const& value) const;
  /// Returns "; did you mean '--NAME'?" for the nearest declared option; "" where none is near.
  std::string guess_for(std::string const& option) const;

  Usage usage_;
  boost::program_options::options_description visible_{"Options", 100};
  std::vector<Positional> positionals_;
  boost::program_options::variables_map values_;
};

/// Returns the help of a verb as data. Precondition: the verb parses its command line before it does anything else.
VerbHelp help_of(Verb const& verb);

/// Returns a whole number of an option from `least` to `most`; `usual` where it was not given. Throws UsageError.
/// Precondition: the option was declared as WholeNumber.
std::uint64_t bounded_number(CommandLine const& line, std::string const& option, std::uint64_t usual,
                             std::uint64_t least, std::uint64_t most);

/// Returns --threads; by default as many as this process may use, and no more than SLURM_CPUS_PER_TASK where that is
/// set. Throws UsageError.
int requested_threads(CommandLine const& line);
/// Returns the --set overrides, in the order in which they were given.
std::vector<Override> requested_overrides(CommandLine const& line);

/// Declares FILE and --set, which every verb that reads one scenario has.
void declare_scenario_options(CommandLine& line);
/// Reads FILE with its --set overrides; warnings of the reader go to standard error. Throws InvalidInput.
Scenario read_requested_scenario(CommandLine const& line);
/// The same, with the warnings added to `warnings`.
Scenario read_requested_scenario(CommandLine const& line, std::vector<Complaint>& warnings);

/// Throws UsageError where the output is one of the input files, also under another path or as a link: --force would
/// replace what the user has written.
void keep_inputs(std::string const& output, Arguments const& inputs);

/// Writes text to a file, or to standard output where `path` is "" or "-". A file appears in full or not at all; one
/// that exists is refused without `force`. Throws RuntimeFailure.
void write_text(std::string const& path, std::string const& text, bool force);

}  // namespace silowalk::inline tools
