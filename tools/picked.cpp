#include "tools/picked.h"

#include <fmt/core.h>

#include <algorithm>
#include <limits>

#include "engine/analysis/replay/customer_name.h"
#include "engine/base/complaint.h"
#include "engine/base/text.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {

std::size_t scenario_of(ResultsFile const& file, CommandLine const& line) {
  if (line.has("scenario")) return file.scenario_named(line.get<std::string>("scenario"));
  auto const& scenarios = file.header().scenarios;
  if (scenarios.size() == 1) return 0;
  std::string names;
  for (std::size_t i = 0; i < scenarios.size(); ++i)
    names += fmt::format("\n  {}: {}", scenario_letter(i), scenarios[i].name);
  throw UsageError(fmt::format("--scenario is missing; '{}' has:{}", file.path(), names));
}

std::uint32_t small_number(CommandLine const& line, std::string const& option) {
  std::uint64_t const value = line.get<WholeNumber>(option).value;
  if (value > std::numeric_limits<std::uint32_t>::max())
    throw UsageError(fmt::format("--{}: {} is too large", option, value));
  return static_cast<std::uint32_t>(value);
}

Pick parse_pick(std::string const& word) {
  // The words stand in the order of the enumerators of Pick.
  auto const& words = pick_words();
  auto const found = std::find(words.begin(), words.end(), word);
  if (found != words.end()) return static_cast<Pick>(found - words.begin());
  throw UsageError(fmt::format("--pick {}: must be one of {}{}", word, joined(words), guess_among(word, words)));
}

std::uint16_t segment_named(std::string const& name, TallyAxes const& axes) {
  // The parser of customer names reports unknown segments with a guess, so the same message serves here.
  return parse_customer_name(name + ":0", axes).segment;
}

PickRequest read_pick_request(CommandLine const& line, TallyAxes const& axes, std::uint64_t seed) {
  PickRequest request;
  request.count = small_number(line, "n");
  request.seed = seed;
  request.replication = small_number(line, "replication");
  if (line.has("segment")) request.segment = segment_named(line.get<std::string>("segment"), axes);
  return request;
}

void declare_customer_options(CommandLine& line) {
  line.options()("replication", po::value<WholeNumber>()->value_name("R")->default_value(WholeNumber{0}, "0"),
                 "replication to show, from 0")("customer", po::value<Arguments>()->value_name("ID"),
                                                "show this customer; repeatable; example: one_year:17")(
      "n,n", po::value<WholeNumber>()->value_name("N")->default_value(WholeNumber{1}, "1"),
      "number of customers to pick")("segment", po::value<std::string>()->value_name("S"),
                                     "pick only among the customers of this segment; default: all");
}

}  // namespace silowalk::inline tools
