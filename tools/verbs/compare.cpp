#include <fmt/core.h>

#include <limits>

#include "engine/analysis/results/comparison.h"
#include "engine/archive/read_results.h"
#include "engine/base/units.h"
#include "engine/report/compare_report.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/shown_outputs.h"
#include "tools/verbs.h"
#include "tools/verbs/compare_invented.h"
#include "tools/verbs/compare_objective.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {
namespace {

CommandLine compare_command_line() {
  CommandLine line(
      {"silowalk compare OUT.h5 [--baseline NAME] [--output NAME ...] [--by segment|silo|touchpoint] [--from M] [--to "
       "M]\n"
       "       [--smallest-that-matters AMOUNT] [--first-look N] [--invented N [--one-at-a-time] [-o KEPT.h5]]\n"
       "       [--one-page] [--json]\n"
       "silowalk compare OUT.h5 --objective 'value_at_close - 500..2000*lost' [--objective ...] [--baseline NAME]\n"
       "       [--from M] [--to M] [--first-look N] [--json]",
       "Compares the scenarios of a results file, replication by replication, since they met the same luck: who wins\n"
       "and how sure that is, what differs, who is worse off and where, silos whose own score rises while value "
       "falls,\n"
       "goals, and what became of the customers. Nobody is named a winner while an interval contains zero; intervals\n"
       "are widened for the number of outputs and scenarios looked at. Nothing is simulated, but for --invented.\n"
       "The first --output decides (default: value_at_close, churn_rate, customers, revenue, cost, margin).\n"
       "With --objective, what the company wants is data: the same runs are scored by weights on outputs, more being\n"
       "better; a weight that nobody agrees on is a range, and it is said whether somebody wins whatever it is.",
       "  silowalk run company.toml one_company.toml -o out.h5\n"
       "  silowalk compare out.h5\n"
       "  silowalk compare out.h5 --output churn_rate --smallest-that-matters '0.5 % per year' --from 12\n"
       "  silowalk compare out.h5 --by silo --json\n"
       "  silowalk compare out.h5 --objective 'margin - 500*lost' --objective '-lost'"});
  line.positional("FILE", 1, 1);
  line.options()("baseline", po::value<std::string>()->value_name("NAME"),
                 "the scenario that the others are compared with; default: the first of the file")(
      "output", po::value<Arguments>()->value_name("NAME"),
      "churn_rate, segment.X.revenue, silo.X.load, ...; may be given many times, the first one decides")(
      "by", po::value<std::string>()->value_name("KIND"),
      "the outputs of each segment, silo or touchpoint; --output then names them without the first two words")(
      "from", po::value<WholeNumber>()->value_name("M"), "first month of the window; default 0")(
      "to", po::value<WholeNumber>()->value_name("M"), "the month before which it ends; default: the horizon's end")(
      "smallest-that-matters", po::value<std::string>()->value_name("AMOUNT"),
      "differences of up to this much in the deciding output do not matter: '10000', '30 s', '0.5 % per year', a share "
      "of 0.01 as '1 %'; of other outputs, '1 %' is 1 % of the baseline")(
      "first-look", po::value<WholeNumber>()->value_name("N"),
      "the file was first looked at with N replications and may have been extended since (2 N, 4 N, ...): the price of "
      "every look is paid in the intervals; with a run by --precision this is known")(
      "invented", po::value<WholeNumber>()->value_name("N"),
      "say how the deciding difference moves when all inputs whose `source` says 'invented' are 20 % higher, and 20 % "
      "lower: simulates N replications of every scenario, twice")(
      "one-at-a-time",
      "with --invented: say also which of these inputs move the difference most, each table moved alone; simulates N "
      "replications of every scenario twice for each, and says beforehand how long that takes")(
      "out,o", po::value<std::string>()->value_name("KEPT.h5"), "keep the simulations of --invented here")(
      "one-page", "the verdict, every output once, the three worst side effects, dashboards and goals")(
      "objective", po::value<Arguments>()->value_name("SUM"),
      "score the runs by this sum of outputs, each with a weight or a range of weights; may be given many times")(
      "threads", po::value<WholeNumber>()->value_name("N"), "of --invented; default: as many as this process may use")(
      "json", "as JSON");
  return line;
}

int month_of(CommandLine const& line, std::string const& option) {
  std::uint64_t const month = line.get<WholeNumber>(option).value;
  if (month > static_cast<std::uint64_t>(std::numeric_limits<int>::max())) {
    throw UsageError("--" + option + ": there are no so many months");
  }
  return static_cast<int>(month);
}

/// In the unit of the deciding output; "USD 5000" and "5000 USD" are fine.
SmallestThatMatters parse_smallest(std::string text, NamedOutput const& output) {
  std::string const given = text;
  for (std::string const& word : {output.currency() + " ", " " + output.currency()}) {
    std::size_t const at = text.find(word);
    if (output.kind() == OutputKind::money && at != std::string::npos) text.erase(at, word.size());
  }
  SmallestThatMatters smallest;
  bool const relative = text.ends_with('%') && output.kind() != OutputKind::share;
  smallest.of_mean = relative;
  Measured measured = parse_number(text);
  if (relative || output.kind() == OutputKind::share) {
    measured = parse_share(text);
  } else if (output.kind() == OutputKind::duration) {
    measured = parse_duration(text);
  } else if (output.kind() == OutputKind::yearly_rate && !measured.ok()) {
    measured = parse_yearly(text);
  }
  if (!measured.ok() || measured.value < 0) {
    throw UsageError(fmt::format("--smallest-that-matters {}: {}{}; {} is in {}", given,
                                 measured.ok() ? "it cannot be negative" : measured.why,
                                 measured.guess.empty() ? "" : fmt::format(" (did you mean '{}'?)", measured.guess),
                                 output.name(), output.unit()));
  }
  smallest.amount = measured.value;
  return smallest;
}

/// The names that are asked for in the baseline; with --by, the deciding output of the company comes first.
std::vector<std::string> names_asked_for(CommandLine const& line, OutputFrame const& frame, Window const& window) {
  OutputChoice choice;
  choice.window = window;
  if (line.has("output")) choice.outputs = line.get<Arguments>("output");
  if (!line.has("by")) return choice.outputs.empty() ? usual_outputs() : choice.outputs;
  choice.by = parse_by(line.get<std::string>("by"));
  std::vector<std::string> names = chosen_names(choice, frame);
  if (choice.outputs.empty()) names.insert(names.begin(), usual_outputs().front());
  return names;
}

std::optional<std::uint32_t> first_look_of(CommandLine const& line) {
  if (!line.has("first-look")) return std::nullopt;
  std::uint64_t const first = line.get<WholeNumber>("first-look").value;
  if (first < 2 || first > 10'000'000) throw UsageError(fmt::format("--first-look {}: it is 2 to 10000000", first));
  return static_cast<std::uint32_t>(first);
}

Window window_of(CommandLine const& line) {
  Window window;
  if (line.has("from")) window.from = month_of(line, "from");
  if (line.has("to")) window.to = month_of(line, "to");
  return window;
}

ObjectiveQuestion objectives_of(CommandLine const& line) {
  for (std::string const other : {"output", "by", "smallest-that-matters", "invented", "one-page"}) {
    if (line.has(other)) throw UsageError("--" + other + " does not go with --objective: it names its outputs itself");
  }
  ObjectiveQuestion question;
  for (std::string const& each : line.get<Arguments>("objective")) question.objectives.push_back(parse_objective(each));
  if (line.has("baseline")) question.baseline = line.get<std::string>("baseline");
  question.window = window_of(line);
  question.first_look = first_look_of(line);
  return question;
}

ComparisonQuestion question_of(CommandLine const& line, ResultsFile const& file) {
  ComparisonQuestion question;
  if (line.has("baseline")) question.baseline = line.get<std::string>("baseline");
  question.window = window_of(line);
  question.first_look = first_look_of(line);
  std::size_t const baseline = question.baseline ? file.scenario_named(*question.baseline) : 0;
  OutputFrame const& frame = file.header().scenarios.at(baseline).frame;
  question.outputs = names_asked_for(line, frame, question.window);
  if (line.has("smallest-that-matters")) {
    NamedOutput const decides(question.outputs.front(), question.window, frame, "--output");
    question.smallest = parse_smallest(line.get<std::string>("smallest-that-matters"), decides);
  }
  return question;
}

RunSettings settings_of_invented(CommandLine const& line, ResultsFile const& file) {
  RunSettings settings;
  if (line.has("out")) settings.output = line.get<std::string>("out");
  settings.replications = static_cast<std::uint32_t>(bounded_number(line, "invented", 8, 2, 10'000'000));
  settings.seed = file.header().seed;
  settings.threads = requested_threads(line);
  return settings;
}

}  // namespace

int run_compare(Arguments const& arguments) {
  CommandLine line = compare_command_line();
  if (!line.parse(arguments)) return exit_ok;
  if (!line.has("invented") && (line.has("out") || line.has("threads") || line.has("one-at-a-time"))) {
    throw UsageError("--out, --threads and --one-at-a-time go with --invented: nothing else is simulated");
  }
  ResultsFile const file(line.get<Arguments>("FILE").front());
  if (line.has("objective")) {
    Rescored const scored = rescore(file, objectives_of(line));
    write_text("", line.has("json") ? rescored_json(scored).text() + "\n" : rescored_text(scored), false);
    return exit_ok;
  }
  Comparison const comparison = compare_results(file, question_of(line, file));
  std::optional<InventedMoves> invented;
  if (line.has("invented")) {
    invented = move_invented(file, comparison, settings_of_invented(line, file), line.has("one-at-a-time"));
    if (!invented) return exit_interrupted;
  }
  if (line.has("json")) {
    Json json = comparison_json(comparison);
    json.set("invented", invented ? invented_json(*invented, comparison) : Json());
    write_text("", json.text() + "\n", false);
    return exit_ok;
  }
  std::string const moved = invented ? invented_text(*invented, comparison) : "";
  if (line.has("one-page")) {
    write_text("", comparison_one_page(comparison, moved), false);
    return exit_ok;
  }
  bool const by_segment = line.has("by") && line.get<std::string>("by") == "segment";
  write_text("", comparison_text(comparison, by_segment, moved), false);
  return exit_ok;
}

}  // namespace silowalk::inline tools
