#include <limits>

#include "engine/archive/read_results.h"
#include "tools/commitments_table.h"
#include "tools/exit_code.h"
#include "tools/goals_table.h"
#include "tools/options.h"
#include "tools/shown_outputs.h"
#include "tools/verbs.h"

namespace po = boost::program_options;

namespace silowalk {
namespace {

int month_of(CommandLine const& line, std::string const& option) {
  std::uint64_t const month = line.get<WholeNumber>(option).value;
  if (month > static_cast<std::uint64_t>(std::numeric_limits<int>::max())) {
    throw UsageError("--" + option + ": there are no so many months");
  }
  return static_cast<int>(month);
}

OutputChoice choice_of(CommandLine const& line) {
  OutputChoice choice;
  if (line.has("output")) choice.outputs = line.get<Arguments>("output");
  if (line.has("by")) choice.by = parse_by(line.get<std::string>("by"));
  if (line.has("scenario")) choice.scenario = line.get<std::string>("scenario");
  if (line.has("from")) choice.window.from = month_of(line, "from");
  if (line.has("to")) choice.window.to = month_of(line, "to");
  return choice;
}

void show_goals(ResultsFile const& file, OutputChoice const& choice, bool as_json) {
  std::vector<AnsweredScenario> answered;
  std::size_t const only = choice.scenario ? file.scenario_named(*choice.scenario) : 0;
  for (std::size_t i = 0; i < file.header().scenarios.size(); ++i) {
    if (!choice.scenario || i == only) answered.push_back({file.header().scenarios[i].name, answer_goals(file, i)});
  }
  if (as_json) {
    Json scenarios = Json::object();
    for (AnsweredScenario const& each : answered) scenarios.set(each.name, goals_json(each.answer));
    write_text("", Json::object().set("scenarios", std::move(scenarios)).text() + "\n", false);
    return;
  }
  std::string const text = goals_text(answered);
  write_text("", text.empty() ? "There is no [goal] and no [guardrail] in it.\n" : text, false);
}

void show_commitments(ResultsFile const& file, OutputChoice const& choice, bool as_json) {
  Json scenarios = Json::object();
  std::string text;
  std::size_t const only = choice.scenario ? file.scenario_named(*choice.scenario) : 0;
  for (std::size_t i = 0; i < file.header().scenarios.size(); ++i) {
    if (choice.scenario && i != only) continue;
    ScenarioResults const& each = file.header().scenarios[i];
    CommitmentLedger const ledger = commitment_ledger(file, i);
    if (as_json)
      scenarios.set(each.name, commitments_json(ledger));
    else if (std::string const page = commitments_text(each.name, ledger, each.frame.currency); !page.empty())
      text += (text.empty() ? "" : "\n") + page;
  }
  if (as_json)
    text = Json::object().set("scenarios", std::move(scenarios)).text() + "\n";
  else if (text.empty())
    text = "There is no [initiative] in it.\n";
  write_text("", text, false);
}

}  // namespace

int run_show(Arguments const& arguments) {
  CommandLine line(
      {"silowalk show OUT.h5 [--output NAME ...] [--by segment|silo|touchpoint] [--from M] [--to M] [--scenario NAME] "
       "[--goals | --commitments] [--json]",
       "Prints named outputs of a results file as estimates over its replications: mean, 95 % interval (of chance\n"
       "only, inputs taken as known). In JSON: base units (days, the currency, heads, probabilities), the unit "
       "beside,\n"
       "standard error and quantiles, too. Same file, same bytes.\n"
       "With --goals: for every goal the chance that it is met (Wilson's interval over replications), where the "
       "children\n"
       "of a goal do not add up to it, how often every guardrail on an outcome is broken, and those on decisions,\n"
       "which no replication breaks.\n"
       "With --commitments: who promised what to whom, and what became of it.",
       "  silowalk show out.h5\n"
       "  silowalk show out.h5 --output churn_rate --output touchpoint.care_call.wait_mean --from 24 --to 36\n"
       "  silowalk show out.h5 --by silo --output load --json\n"
       "  silowalk show out.h5 --goals\n"
       "  silowalk show out.h5 --commitments"});
  line.positional("FILE", 1, 1);
  line.options()("output", po::value<Arguments>()->value_name("NAME"),
                 "churn_rate, segment.X.revenue, touchpoint.X.wait_mean, silo.X.load, ...; may be given many times")(
      "by", po::value<std::string>()->value_name("KIND"),
      "outputs of each segment, silo or touchpoint; --output then names them without the first two words")(
      "from", po::value<WholeNumber>()->value_name("M"), "first month of the window; default 0")(
      "to", po::value<WholeNumber>()->value_name("M"), "the month before which it ends; default: the horizon's end")(
      "scenario", po::value<std::string>()->value_name("NAME"), "of this scenario only")(
      "goals", "goals and guardrails instead of outputs")(
      "commitments", "what became of every initiative, by silo and leader, instead of outputs")("json", "as JSON");
  if (!line.parse(arguments)) return exit_ok;
  OutputChoice const choice = choice_of(line);
  for (std::string const option : {"goals", "commitments"}) {
    if (line.has(option) && (line.has("output") || line.has("by") || line.has("from") || line.has("to")))
      throw UsageError("--" + option + " goes with --scenario and --json only: it names its outputs and months itself");
  }
  if (line.has("goals") && line.has("commitments")) throw UsageError("--goals and --commitments: one at a time");
  ResultsFile const file(line.get<Arguments>("FILE").front());
  if (line.has("goals")) {
    show_goals(file, choice, line.has("json"));
    return exit_ok;
  }
  if (line.has("commitments")) {
    show_commitments(file, choice, line.has("json"));
    return exit_ok;
  }
  std::vector<ShownScenario> const shown = estimate_outputs(file, choice);
  write_text("", line.has("json") ? to_json(shown).text() + "\n" : to_text(shown, choice.window), false);
  return exit_ok;
}

}  // namespace silowalk
