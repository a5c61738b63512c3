#pragma once

#include <boost/any.hpp>
#include <boost/program_options.hpp>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/scenario/read.h"
#include "engine/scenario/scenario.h"
#include "tools/verbs.h"

namespace silowalk::inline tools {

/// The command line cannot be understood: exit code 2.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A whole number from 0 to 2^64 - 1, written in digits only: "-1", "1e6", "0x10" and " 7" are refused, never wrapped
/// or rounded. Use as the type of an option: boost::program_options::value<WholeNumber>().
struct WholeNumber {
  std::uint64_t value = 0;
};
void validate(boost::any& target, std::vector<std::string> const& tokens, WholeNumber*, int);

/// What the help of a verb says.
struct Usage {
  std::string synopsis;  ///< "silowalk check FILE [--set PATH=VALUE ...]"
  std::string about;     ///< what it does, why one would want it
  std::string examples;  ///< command lines, one a line, each with a comment
};

/// The options of one verb: declared, parsed, asked. No prefixes are guessed (a script must not change its meaning when
/// an option is added); an unknown option is answered with the nearest known one.
class CommandLine {
 public:
  explicit CommandLine(Usage usage);

  /// Declare options in Boost.Program_options' way: options()("json", "as JSON").
  boost::program_options::options_description_easy_init options() { return visible_.add_options(); }
  /// Declare the next thing that stands without a dash; `most` of -1 is "as many as there are".
  void positional(std::string const& name, int least, int most);

  /// False when help was asked for (and printed). Throws UsageError.
  bool parse(Arguments const& arguments);

  bool has(std::string const& name) const { return values_.count(name) > 0; }
  template <class T>
  T const& get(std::string const& name) const {
    return values_[name].as<T>();
  }
  std::string help() const;

 private:
  struct Positional {
    std::string name;
    int least;
    int most;
  };
  void check_positionals() const;
  /// Options of earlier versions are read by their current names: --output NAME as --measure NAME, -o KEPT.h5 as --keep
  /// KEPT.h5 where the file is a report's, --out FILE as --output FILE.
  Arguments with_current_names(Arguments arguments) const;
  std::string current_name(std::string const& option, std::string const& value) const;
  std::string guess_for(std::string const& option) const;

  Usage usage_;
  boost::program_options::options_description visible_{"Options", 100};
  std::vector<Positional> positionals_;
  boost::program_options::variables_map values_;
};

/// A whole number of an option from `least` to `most`; `usual` where it was not given. Throws UsageError.
std::uint64_t bounded_number(CommandLine const& line, std::string const& option, std::uint64_t usual,
                             std::uint64_t least, std::uint64_t most);

/// --threads, or as many as this process may use and no more than a scheduler granted it. Throws UsageError.
int requested_threads(CommandLine const& line);
/// The --set overrides.
std::vector<Override> requested_overrides(CommandLine const& line);

/// Declares FILE and --set, which every verb that reads one scenario has.
void declare_scenario_options(CommandLine& line);
/// Reads FILE with its --set overrides; warnings of the reader go to standard error. Throws InvalidInput.
Scenario read_requested_scenario(CommandLine const& line);

/// Throws UsageError where the output is one of the files that are read: --force would replace it.
void keep_inputs(std::string const& output, Arguments const& inputs);

/// Writes text to a file, or to standard output where `path` is "" or "-". A file that exists is refused without
/// `force`. Throws RuntimeFailure.
void write_text(std::string const& path, std::string const& text, bool force);

}  // namespace silowalk::inline tools
