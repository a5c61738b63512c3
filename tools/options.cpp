#include "tools/options.h"

#include <fmt/core.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "engine/archive/text_file.h"
#include "engine/base/complaint.h"
#include "engine/experiment/executor.h"
#include "engine/scenario/language/mistakes/guesses.h"
#include "engine/scenario/outputs.h"
#include "tools/standard_streams.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {
namespace {

/// The only argument with which help_of() calls a verb. No user can pass it: an argument cannot hold a zero byte.
constexpr std::string_view description_request("--describe\0", 11);

/// Leaves parse() with what help_of() has asked for.
struct Described {
  VerbHelp help;
};

/// Returns whether the last word of "churn_rate", "silo.care.load" or "load" is the name of an output.
bool is_output_name(std::string const& text) {
  std::string const last = text.substr(text.find_last_of('.') + 1);
  auto const& known = known_outputs();
  return std::any_of(known.begin(), known.end(), [&](OutputInfo const& each) { return each.name == last; });
}

/// Returns "replications" for "--replications".
std::string bare_name(std::string const& option) {
  return option.substr(std::min(option.find_first_not_of('-'), option.size()));
}

/// The value of an option that is a whole number, where it is none. Boost adds the name of the option.
class NotWhole : public po::validation_error {
 public:
  explicit NotWhole(std::string text)
      : po::validation_error(po::validation_error::invalid_option_value, "", text), text_(std::move(text)) {}
  std::string const& text() const { return text_; }

 private:
  std::string text_;
};

/// `unit`: the name of the value in the help. M is a month.
std::string describe(NotWhole const& error, std::string const& unit) {
  std::string const option = error.get_option_name();
  std::string const whole = without_thousands(error.text());
  std::string const what =
      unit == "M" ? "it is a month, counted from 0 at the start of the horizon" : "it is a whole number";
  return fmt::format("{} {}: {}, for example {} {}", option, error.text(), what, option, whole.empty() ? "12" : whole);
}

}  // namespace

void validate(boost::any& target, std::vector<std::string> const& tokens, WholeNumber*, int) {
  po::validators::check_first_occurrence(target);
  std::string const& text = po::validators::get_single_string(tokens);
  WholeNumber number;
  // from_chars() accepts neither a sign nor a space before an unsigned number, and reports an overflow; std::stoull
  // would wrap -1.
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number.value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) {
    throw NotWhole(text);
  }
  target = boost::any(number);
}

CommandLine::CommandLine(Usage usage) : usage_(std::move(usage)) {
  visible_.add_options()("help,h", "print this help");
}

void CommandLine::positional(std::string const& name, int least, int most) {
  positionals_.push_back({name, least, most});
}

std::string CommandLine::help() const {
  std::ostringstream options;
  options << visible_;
  std::string text = fmt::format("usage: {}\n\n{}\n\n{}", usage_.synopsis, usage_.about, options.str());
  if (!usage_.examples.empty()) text += fmt::format("\nExamples:\n{}\n", usage_.examples);
  return text;
}

VerbHelp CommandLine::description() const {
  VerbHelp verb;
  verb.synopsis = usage_.synopsis;
  verb.about = usage_.about;
  verb.examples = usage_.examples;
  for (auto const& each : visible_.options()) {
    // Boost keeps the letter with its dash, and the value with its default: "FILE (=-)".
    std::string const letter = each->canonical_display_name(po::command_line_style::allow_dash_for_short);
    std::string const value = each->format_parameter();
    verb.options.push_back({each->long_name(), letter.size() == 2 && letter[1] != '-' ? letter.substr(1) : "",
                            value.substr(0, value.find(" (=")), each->description()});
  }
  return verb;
}

std::string CommandLine::guess_for(std::string const& option) const {
  // Names are compared without the dashes that the option may have.
  std::string const bare = bare_name(option);
  std::vector<std::string> known;
  for (auto const& each : visible_.options()) known.push_back(each->long_name());
  std::string const guess = nearest(bare, known);
  return guess.empty() ? "" : fmt::format("; did you mean '--{}'?", guess);
}

void CommandLine::check_positionals() const {
  for (Positional const& each : positionals_) {
    // Boost checks the upper bound itself, by max_count; a lower bound it does not know.
    int const given = has(each.name) ? static_cast<int>(get<Arguments>(each.name).size()) : 0;
    if (given < each.least) throw UsageError(fmt::format("{} is missing\nusage: {}", each.name, usage_.synopsis));
  }
}

// Scripts of earlier versions must keep their meaning. --output NAME is a measure where the verb has one and NAME is an
// output; a path that ends in .h5 is a file to keep simulations in.
std::string CommandLine::current_name(std::string const& option, std::string const& value) const {
  auto const declared = [this](char const* name) { return visible_.find_nothrow(name, false) != nullptr; };
  bool const names_file = option == "-o" || option == "--out" || option == "--output";
  if (option == "--output" && declared("measure") && (declared("out") || is_output_name(value))) return "--measure";
  if (names_file && declared("keep") && value.ends_with(".h5")) return "--keep";
  return option == "--out" && !declared("out") ? "--output" : option;
}

Arguments CommandLine::with_current_names(Arguments arguments) const {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string const token = arguments[i];
    // All that follows "--" is a file name, whatever it looks like.
    if (token == "--") break;
    std::size_t const equals = token.starts_with("--") ? token.find('=') : std::string::npos;
    std::string const value = equals != std::string::npos ? token.substr(equals + 1)
                              : i + 1 < arguments.size()  ? arguments[i + 1]
                                                          : "";
    std::string const option = token.substr(0, equals);
    // Only the name is replaced: a value joined by "=" stays in the same argument.
    arguments[i] = current_name(option, value) + token.substr(option.size());
  }
  return arguments;
}

bool CommandLine::parse(Arguments const& given) {
  if (given.size() == 1 && given.front() == description_request) throw Described{description()};
  Arguments const arguments = with_current_names(given);
  po::options_description all;
  po::positional_options_description order;
  all.add(visible_);
  for (Positional const& each : positionals_) {
    // Positionals are options without help, so that has() and get() read both kinds alike.
    all.add_options()(each.name.c_str(), po::value<Arguments>());
    order.add(each.name.c_str(), each.most);
  }
  // By default, Boost accepts any unique prefix of an option, which a later option could make ambiguous.
  int const style = po::command_line_style::default_style & ~po::command_line_style::allow_guessing;
  try {
    po::store(po::command_line_parser(arguments).options(all).positional(order).style(style).run(), values_);
  } catch (po::unknown_option const& error) {
    throw UsageError(fmt::format("unknown option '{}'{}\nusage: {}", error.get_option_name(),
                                 guess_for(error.get_option_name()), usage_.synopsis));
  } catch (po::too_many_positional_options_error const&) {
    throw UsageError(fmt::format("too many arguments\nusage: {}", usage_.synopsis));
  } catch (NotWhole const& error) {
    po::option_description const* option = visible_.find_nothrow(bare_name(error.get_option_name()), false);
    std::string const unit = option == nullptr ? "" : option->semantic()->name();
    throw UsageError(fmt::format("{}\nusage: {}", describe(error, unit.substr(0, unit.find(' '))), usage_.synopsis));
  } catch (po::error const& error) {
    throw UsageError(fmt::format("{}\nusage: {}", error.what(), usage_.synopsis));
  }
  if (has("help")) {
    write_text("", help(), false);
    return false;
  }
  check_positionals();
  return true;
}

VerbHelp help_of(Verb const& verb) {
  try {
    verb.run({std::string(description_request)});
  } catch (Described& described) {
    described.help.name = verb.name;
    described.help.group = verb.group;
    described.help.summary = verb.summary;
    return std::move(described.help);
  }
  throw std::logic_error(fmt::format("the verb {} does not parse its arguments", verb.name));
}

std::uint64_t bounded_number(CommandLine const& line, std::string const& option, std::uint64_t usual,
                             std::uint64_t least, std::uint64_t most) {
  // A default is not checked against the bounds: callers pass 0 as `usual` where absence has its own meaning.
  if (!line.has(option)) return usual;
  std::uint64_t const number = line.get<WholeNumber>(option).value;
  if (number < least || number > most)
    throw UsageError(fmt::format("--{} {}: must be from {} to {}", option, number, least, most));
  return number;
}

int requested_threads(CommandLine const& line) {
  int const usable = usable_threads();
  char const* const granted = std::getenv("SLURM_CPUS_PER_TASK");
  // A batch system may grant fewer processors than the process can see. atoi() returns 0 for text, which is ignored.
  int const limit = granted == nullptr ? 0 : std::atoi(granted);
  int const usual = limit > 0 ? std::min(usable, limit) : usable;
  return static_cast<int>(bounded_number(line, "threads", static_cast<std::uint64_t>(usual), 1, 4096));
}

std::vector<Override> requested_overrides(CommandLine const& line) {
  std::vector<Override> overrides;
  if (!line.has("set")) return overrides;
  for (std::string const& text : line.get<Arguments>("set")) overrides.push_back(parse_override(text));
  return overrides;
}

void declare_scenario_options(CommandLine& line) {
  line.positional("FILE", 1, 1);
  line.options()("set", po::value<Arguments>()->value_name("PATH=VALUE"),
                 "override one value of the scenario; repeatable; example: --set silo.care.agents=30");
}

void keep_inputs(std::string const& output, Arguments const& inputs) {
  for (std::string const& input : inputs) {
    // On an error, such as a file that does not exist, the paths count as different.
    std::error_code none;
    if (std::filesystem::equivalent(output, input, none))
      throw UsageError(fmt::format("'{}' is an input and would be overwritten: choose another output file", output));
  }
}

Scenario read_requested_scenario(CommandLine const& line, std::vector<Complaint>& warnings) {
  if (line.has("keep")) keep_inputs(line.get<std::string>("keep"), line.get<Arguments>("FILE"));
  return read_scenario(line.get<Arguments>("FILE").front(), requested_overrides(line), &warnings);
}

Scenario read_requested_scenario(CommandLine const& line) {
  std::vector<Complaint> warnings;
  Scenario scenario = read_requested_scenario(line, warnings);
  say(describe(warnings));
  return scenario;
}

void write_text(std::string const& path, std::string const& text, bool force) {
  if (path.empty() || path == "-") return write_standard_output(text);
  TextFile file(path, force);
  file.write(text);
  file.finish();
}

}  // namespace silowalk::inline tools
