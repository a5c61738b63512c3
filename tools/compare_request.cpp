#include "tools/compare_request.h"

#include <stdexcept>

#include "engine/base/complaint.h"
#include "engine/report/format.h"
#include "tools/shown_outputs.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {
namespace {

/// Returns how --invented simulates. Precondition: --invented was given. Two replications are the least that give an
/// interval.
RunSettings read_invented(CommandLine const& line) {
  RunSettings settings;
  if (line.has("keep")) settings.output = line.get<std::string>("keep");
  settings.replications = static_cast<std::uint32_t>(bounded_number(line, "invented", 8, 2, 10'000'000));
  settings.threads = requested_threads(line);
  settings.force = line.has("force");
  return settings;
}

/// Throws UsageError where options contradict each other.
void check_options(CommandLine const& line) {
  if (!line.has("invented") && (line.has("keep") || line.has("threads") || line.has("one-at-a-time")))
    throw UsageError("--keep, --threads and --one-at-a-time need --invented: nothing else is simulated");
  if (line.has("invented") && line.get<Arguments>("FILE").size() > 1)
    throw UsageError("--invented takes one results file: its simulations need one seed");
  if (!line.has("objective")) return;
  for (std::string const other : {"measure", "by", "smallest-that-matters", "invented", "one-page"}) {
    if (line.has(other))
      throw UsageError("--" + other + " cannot be combined with --objective, which names its own outputs");
  }
}

/// Returns the outputs to compare. With --by and without --measure, the first usual output of the company is put in
/// front, since the first output decides: without it, a segment or silo would decide.
std::vector<std::string> output_names(CompareRequest const& request, OutputFrame const& frame) {
  if (!request.by) return request.outputs.empty() ? usual_outputs() : request.outputs;
  OutputChoice choice;
  choice.outputs = request.outputs;
  choice.by = request.by;
  choice.window = request.window;
  std::vector<std::string> names = chosen_names(choice, frame);
  if (request.outputs.empty()) names.insert(names.begin(), usual_outputs().front());
  return names;
}

/// Parses the amount in the unit of the deciding output. Throws UsageError instead of std::invalid_argument, because
/// the text comes from the command line.
SmallestThatMatters read_smallest(std::string const& text, NamedOutput const& output) {
  try {
    return parse_smallest_that_matters(text, output);
  } catch (std::invalid_argument const& error) {
    throw UsageError("--smallest-that-matters " + text + ": " + error.what());
  }
}

}  // namespace

CommandLine compare_command_line() {
  CommandLine line(
      {"silowalk compare OUT.h5 [MORE.h5] [--baseline NAME] [--measure NAME ...] [--by segment|silo|touchpoint]\n"
       "       [--from M] [--to M] [--smallest-that-matters AMOUNT] [--first-look N]\n"
       "       [--invented N [--one-at-a-time] [--keep KEPT.h5]] [--one-page] [--format text|md|html|json|csv] [-o "
       "FILE]\n"
       "silowalk compare OUT.h5 [MORE.h5] --objective 'value_at_close - 500..2000*lost' [--objective ...] [--baseline "
       "NAME]\n"
       "       [--from M] [--to M] [--first-look N] [--format text|md|html|json|csv] [-o FILE]",
       "Compares the scenarios of one or two results files. Scenarios of one seed have common random numbers and are\n"
       "compared replication by replication; those of another seed are independent samples.\n"
       "Reports which scenario wins and how certain that is, what differs, who is worse off and where, silos whose\n"
       "own score rises while value falls, goals, and what became of the customers.\n"
       "No scenario wins while the interval of the difference contains zero. Intervals are widened for the number of\n"
       "outputs and scenarios. The first --measure decides.\n"
       "--objective scores the same runs by a weighted sum of outputs, where more is better. A weight can be a range:\n"
       "the report shows whether one scenario wins at every weight within it.\n"
       "Only --invented simulates.",
       "  silowalk run company.toml one_company.toml -o out.h5\n"
       "  silowalk compare out.h5\n"
       "  silowalk compare out.h5 --measure churn_rate --smallest-that-matters '0.5 % per year' --from 12\n"
       "  silowalk compare out.h5 --by silo --format csv -o silos.csv\n"
       "  silowalk compare out.h5 --one-page -o decision.html\n"
       "  silowalk compare out.h5 --objective 'margin - 500*lost' --objective '-lost'"});
  line.positional("FILE", 1, 2);
  line.options()("baseline", po::value<std::string>()->value_name("NAME"),
                 "scenario that the others are compared with, by name or letter; default: the first one in the file")(
      "measure", po::value<Arguments>()->value_name("NAME"),
      "output to compare, such as churn_rate or silo.X.load; repeatable, the first one decides; default: "
      "value_at_close, churn_rate, customers, revenue, cost, margin")(
      "by", po::value<std::string>()->value_name("KIND"),
      "compare the outputs of each segment, silo or touchpoint; --measure then names them without the first two words, "
      "as in --by silo --measure load")(
      "smallest-that-matters", po::value<std::string>()->value_name("AMOUNT"),
      "differences of up to this much in the deciding output do not matter; default: none; examples: '10000', '30 s', "
      "'0.5 % per year'; '1 %' is 0.01 of a share, and 1 % of the baseline of any other output")(
      "first-look", po::value<WholeNumber>()->value_name("N"),
      "number of replications at the first comparison, if the file was extended since (2 N, 4 N, ...): widens the "
      "intervals for every look; not needed for a run with --precision")(
      "invented", po::value<WholeNumber>()->value_name("N"),
      "report how the deciding difference moves when all assumed inputs (no `source`, or one that says 'assumed' or "
      "'invented') are 20 % higher, and 20 % lower, or at the ends of their `range`; simulates N replications of every "
      "scenario, twice")(
      "one-at-a-time",
      "with --invented: report also which of these inputs move the difference most, each table moved alone; simulates "
      "N replications of every scenario twice for each table, and prints first how long that takes")(
      "keep", po::value<std::string>()->value_name("KEPT.h5"),
      "with --invented: keep the simulations in this results file")(
      "one-page",
      "report one page only: the verdict, every output once, the three worst side effects, dashboards and goals")(
      "objective", po::value<Arguments>()->value_name("SUM"),
      "score the runs by this sum of outputs, each with a weight or a range of weights, or by all sums of a file "
      "FILE.toml; repeatable; example: 'margin - 500..2000*lost'")(
      "threads", po::value<WholeNumber>()->value_name("N"),
      "with --invented: number of threads; default: as many as this process may use");
  declare_window_options(line);
  declare_output_options(line);
  return line;
}

CompareRequest read_compare_request(CommandLine const& line) {
  // Contradictions are reported before values are read, so that the first message names the real mistake.
  check_options(line);
  CompareRequest request;
  request.output = read_output_request(line);
  request.files = line.get<Arguments>("FILE");
  if (line.has("baseline")) request.baseline = line.get<std::string>("baseline");
  request.window = read_window(line);
  if (line.has("first-look"))
    request.first_look = static_cast<std::uint32_t>(bounded_number(line, "first-look", 2, 2, 10'000'000));
  if (line.has("measure")) request.outputs = line.get<Arguments>("measure");
  if (line.has("by")) request.by = parse_by(line.get<std::string>("by"));
  if (line.has("smallest-that-matters")) request.smallest = line.get<std::string>("smallest-that-matters");
  if (line.has("objective")) request.objectives = read_objectives(line.get<Arguments>("objective"));
  if (line.has("invented")) request.invented = read_invented(line);
  request.one_at_a_time = line.has("one-at-a-time");
  request.one_page = line.has("one-page");
  return request;
}

ComparisonQuestion comparison_question(CompareRequest const& request, ResultsFile const& file) {
  ComparisonQuestion question;
  question.baseline = request.baseline;
  question.window = request.window;
  question.first_look = request.first_look;
  // Names of outputs depend on the axes of the baseline: other scenarios may lack a silo or a touchpoint.
  std::size_t const baseline = request.baseline ? file.scenario_named(*request.baseline) : 0;
  OutputFrame const& frame = file.header().scenarios.at(baseline).frame;
  question.outputs = output_names(request, frame);
  if (request.smallest)
    question.smallest =
        read_smallest(*request.smallest, NamedOutput(question.outputs.front(), request.window, frame, "--measure"));
  return question;
}

ObjectiveQuestion objective_question(CompareRequest const& request) {
  ObjectiveQuestion question;
  question.objectives = request.objectives;
  question.baseline = request.baseline;
  question.window = request.window;
  question.first_look = request.first_look;
  return question;
}

}  // namespace silowalk::inline tools
