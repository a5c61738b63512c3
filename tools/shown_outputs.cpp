#include "tools/shown_outputs.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <limits>

#include "engine/base/complaint.h"
#include "engine/statistics/named_output.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {
namespace {

/// Returns a month. Throws UsageError beyond the range of int. Precondition: the option was given.
int month_of(CommandLine const& line, std::string const& option) {
  std::uint64_t const month = line.get<WholeNumber>(option).value;
  if (month > static_cast<std::uint64_t>(std::numeric_limits<int>::max()))
    throw UsageError("--" + option + ": beyond the horizon");
  return static_cast<int>(month);
}

}  // namespace

OutputOf parse_by(std::string const& word) {
  if (word == "segment") return OutputOf::segment;
  if (word == "silo") return OutputOf::silo;
  if (word == "touchpoint") return OutputOf::touchpoint;
  throw UsageError(fmt::format("--by {}: must be segment, silo or touchpoint{}", word,
                               guess_among(word, {"segment", "silo", "touchpoint"})));
}

void declare_choice_options(CommandLine& line) {
  line.options()("measure", po::value<Arguments>()->value_name("NAME"),
                 "output to print, such as churn_rate or touchpoint.X.wait_mean; repeatable")(
      "by", po::value<std::string>()->value_name("KIND"),
      "print the outputs of each segment, silo or touchpoint; --measure then names them without the first two words, "
      "as in --by silo --measure load")("from", po::value<WholeNumber>()->value_name("M"),
                                        "first month of the window; default: 0")(
      "to", po::value<WholeNumber>()->value_name("M"),
      "month before which the window ends; default: end of the horizon")(
      "scenario", po::value<std::string>()->value_name("NAME"),
      "print only this scenario, given by name or letter; default: all");
}

OutputChoice read_output_choice(CommandLine const& line) {
  OutputChoice choice;
  if (line.has("measure")) choice.outputs = line.get<Arguments>("measure");
  if (line.has("by")) choice.by = parse_by(line.get<std::string>("by"));
  if (line.has("scenario")) choice.scenario = line.get<std::string>("scenario");
  if (line.has("from")) choice.window.from = month_of(line, "from");
  if (line.has("to")) choice.window.to = month_of(line, "to");
  return choice;
}

}  // namespace silowalk::inline tools
