#include "tools/shown_outputs.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <limits>

#include "engine/base/complaint.h"
#include "engine/statistics/named_output.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {

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
      "as in --by silo --measure load");
  declare_window_options(line);
  line.options()("scenario", po::value<std::string>()->value_name("NAME"),
                 "print only this scenario, given by name or letter; default: all");
}

void declare_window_options(CommandLine& line) {
  line.options()("from", po::value<WholeNumber>()->value_name("M"), "first month of the window; default: 0")(
      "to", po::value<WholeNumber>()->value_name("M"),
      "month before which the window ends; default: end of the horizon");
}

Window read_window(CommandLine const& line) {
  constexpr std::uint64_t most = std::numeric_limits<int>::max();
  Window window;
  window.from = static_cast<int>(bounded_number(line, "from", 0, 0, most));
  if (line.has("to")) window.to = static_cast<int>(bounded_number(line, "to", 0, 0, most));
  return window;
}

OutputChoice read_output_choice(CommandLine const& line) {
  OutputChoice choice;
  if (line.has("measure")) choice.outputs = line.get<Arguments>("measure");
  if (line.has("by")) choice.by = parse_by(line.get<std::string>("by"));
  if (line.has("scenario")) choice.scenario = line.get<std::string>("scenario");
  choice.window = read_window(line);
  return choice;
}

}  // namespace silowalk::inline tools
