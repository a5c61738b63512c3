#include <fmt/core.h>

#include <algorithm>
#include <limits>

#include "engine/archive/read_results.h"
#include "engine/base/units.h"
#include "engine/report/commitments_report.h"
#include "engine/report/funnel_report.h"
#include "engine/report/goals_report.h"
#include "engine/report/promises_report.h"
#include "engine/report/scorecard_report.h"
#include "engine/report/scores_report.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/shown_outputs.h"
#include "tools/verbs.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {
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

/// What one scenario of a file says of itself: to people ("" for nothing), and to programs.
struct ScenarioPage {
  std::string text;
  Json json;
};

/// One page after the other; `nothing` where none says anything.
template <class PageOf>
void show_pages(ResultsFile const& file, OutputChoice const& choice, bool as_json, std::string const& nothing,
                PageOf const& page_of) {
  Json scenarios = Json::object();
  std::string text;
  std::size_t const only = choice.scenario ? file.scenario_named(*choice.scenario) : 0;
  for (std::size_t i = 0; i < file.header().scenarios.size(); ++i) {
    if (choice.scenario && i != only) continue;
    ScenarioPage page = page_of(i, file.header().scenarios[i]);
    if (!page.text.empty()) text += (text.empty() ? "" : "\n") + page.text;
    scenarios.set(file.header().scenarios[i].name, std::move(page.json));
  }
  if (as_json) text = Json::object().set("scenarios", std::move(scenarios)).text() + "\n";
  write_text("", text.empty() ? nothing : text, false);
}

constexpr char const* no_work = "There is no [initiative] in it.\n";

void show_commitments(ResultsFile const& file, OutputChoice const& choice, bool as_json) {
  show_pages(file, choice, as_json, no_work, [&](std::size_t i, ScenarioResults const& each) {
    CommitmentLedger const ledger = commitment_ledger(file, i);
    return ScenarioPage{commitments_text(each.name, ledger, each.frame.currency), commitments_json(ledger)};
  });
}

void show_funnel(ResultsFile const& file, OutputChoice const& choice, bool as_json) {
  show_pages(file, choice, as_json, no_work, [&](std::size_t i, ScenarioResults const& each) {
    Funnel const found = funnel(file, i);
    return ScenarioPage{funnel_text(each.name, found, each.frame.currency), funnel_json(found)};
  });
}

ScorecardRules scorecard_rules(CommandLine const& line) {
  ScorecardRules rules;
  if (!line.has("tolerance")) return rules;
  std::string const given = line.get<std::string>("tolerance");
  Measured const share = parse_share(given);
  if (!share.ok() || share.value < 0 || share.value > 1)
    throw UsageError("--tolerance " + given + ": it is a share, as '10 %'");
  rules.tolerance = share.value;
  return rules;
}

void show_scorecard(CommandLine const& line, ResultsFile const& file, OutputChoice const& choice) {
  ScorecardRules const rules = scorecard_rules(line);
  std::optional<std::size_t> baseline;
  if (line.has("baseline")) baseline = file.scenario_named(line.get<std::string>("baseline"));
  std::string const against = baseline ? line.get<std::string>("baseline") : "";
  std::string const nothing = "There is no scenario in it but the baseline.\n";
  show_pages(file, choice, line.has("json"), nothing, [&](std::size_t i, ScenarioResults const& each) {
    if (baseline == i) return ScenarioPage{"", Json()};
    Scorecard const card = scorecard(file, i, baseline, rules);
    return ScenarioPage{scorecard_text(each.name, against, card, rules, each.frame.currency),
                        scorecard_json(against, card)};
  });
}

/// How many replications are walked again.
std::uint32_t replications_of(CommandLine const& line, PastRun const& run) {
  auto const over = static_cast<std::uint32_t>(bounded_number(line, "over", 5, 1, 10'000'000));
  return std::min(over, run.replications());
}

void show_scores(CommandLine const& line, ResultsFile const& file, OutputChoice const& choice) {
  ForetellingRules rules;
  rules.months = static_cast<int>(bounded_number(line, "months", 3, 1, 1200));
  show_pages(file, choice, line.has("json"), "", [&](std::size_t i, ScenarioResults const& each) {
    PastRun const run(file, i);
    Foretelling const found = foretelling(run, replications_of(line, run), rules);
    return ScenarioPage{foretelling_text(each.name, found), foretelling_json(found)};
  });
}

void show_promises(CommandLine const& line, ResultsFile const& file, OutputChoice const& choice) {
  show_pages(file, choice, line.has("json"), "Nobody visited anything.\n",
             [&](std::size_t i, ScenarioResults const& each) {
               PastRun const run(file, i);
               CustomerPromises const found = customer_promises(run, replications_of(line, run));
               return ScenarioPage{promises_text(each.name, found, each.frame.currency), promises_json(found)};
             });
}

/// Which page is asked for instead of outputs; "" for none.
std::string page_asked_for(CommandLine const& line) {
  std::string page;
  for (std::string const option : {"goals", "commitments", "funnel", "scorecard", "scores", "promises"}) {
    if (!line.has(option)) continue;
    if (line.has("output") || line.has("by") || line.has("from") || line.has("to"))
      throw UsageError("--" + option + " goes with --scenario and --json only: it names its outputs and months itself");
    if (!page.empty()) throw UsageError(fmt::format("--{} and --{}: one at a time", page, option));
    page = option;
  }
  for (std::string const option : {"baseline", "tolerance"}) {
    if (line.has(option) && page != "scorecard") throw UsageError("--" + option + " goes with --scorecard");
  }
  if (line.has("over") && page != "scores" && page != "promises")
    throw UsageError("--over goes with --scores and --promises: everything else is of all replications");
  if (line.has("months") && page != "scores") throw UsageError("--months goes with --scores");
  return page;
}

/// False where outputs are asked for.
bool show_page(std::string const& page, CommandLine const& line, ResultsFile const& file, OutputChoice const& choice) {
  if (page == "goals") show_goals(file, choice, line.has("json"));
  if (page == "commitments") show_commitments(file, choice, line.has("json"));
  if (page == "funnel") show_funnel(file, choice, line.has("json"));
  if (page == "scorecard") show_scorecard(line, file, choice);
  if (page == "scores") show_scores(line, file, choice);
  if (page == "promises") show_promises(line, file, choice);
  return !page.empty();
}

}  // namespace

int run_show(Arguments const& arguments) {
  CommandLine line(
      {"silowalk show OUT.h5 [--output NAME ...] [--by segment|silo|touchpoint] [--from M] [--to M] [--scenario NAME] "
       "[--goals | --commitments | --funnel | --scorecard [--baseline NAME] [--tolerance SHARE] |\n"
       "        --scores [--months N] [--over K] | --promises [--over K]] [--json]",
       "Prints named outputs of a results file as estimates over its replications: mean, 95 % interval (of chance\n"
       "only, inputs taken as known). In JSON: base units (days, the currency, heads, probabilities), the unit "
       "beside,\n"
       "standard error and quantiles, too. Same file, same bytes.\n"
       "With --goals: for every goal the chance that it is met (Wilson's interval over replications), where the "
       "children\n"
       "of a goal do not add up to it, how often every guardrail on an outcome is broken, and those on decisions,\n"
       "which no replication breaks.\n"
       "With --commitments: who promised what to whom, and what became of it.\n"
       "With --funnel: how many initiatives, and how much forecast value, are approved, funded, prioritised, moving "
       "and\n"
       "live, and at which step the rest dies.\n"
       "With --scorecard: three legs of every silo (money, people, what it does to customers) against their start or\n"
       "against a baseline, and which breaks first.\n"
       "With --scores: which foretells who leaves, the score of a touchpoint or of the journey. With --promises: what\n"
       "customers are promised less what they get, by touchpoint and segment, most value at stake first. Both walk "
       "some\n"
       "replications again, as long as running them took.",
       "  silowalk show out.h5\n"
       "  silowalk show out.h5 --output churn_rate --output touchpoint.care_call.wait_mean --from 24 --to 36\n"
       "  silowalk show out.h5 --by silo --output load --json\n"
       "  silowalk show out.h5 --goals\n"
       "  silowalk show out.h5 --commitments\n"
       "  silowalk show out.h5 --scorecard --baseline 'Telecom, status quo'\n"
       "  silowalk show out.h5 --scores --over 10\n"
       "  silowalk show out.h5 --promises --scenario 'Telecom, status quo'"});
  line.positional("FILE", 1, 1);
  line.options()("output", po::value<Arguments>()->value_name("NAME"),
                 "churn_rate, segment.X.revenue, touchpoint.X.wait_mean, silo.X.load, ...; may be given many times")(
      "by", po::value<std::string>()->value_name("KIND"),
      "outputs of each segment, silo or touchpoint; --output then names them without the first two words")(
      "from", po::value<WholeNumber>()->value_name("M"), "first month of the window; default 0")(
      "to", po::value<WholeNumber>()->value_name("M"), "the month before which it ends; default: the horizon's end")(
      "scenario", po::value<std::string>()->value_name("NAME"), "of this scenario only")(
      "goals", "goals and guardrails instead of outputs")(
      "commitments", "what became of every initiative, by silo and leader, instead of outputs")(
      "funnel", "how far initiatives get, and where value dies, instead of outputs")(
      "scorecard", "financial, people and customer leg of every silo, instead of outputs")(
      "baseline", po::value<std::string>()->value_name("NAME"),
      "of --scorecard: hold against this scenario; default: each silo's own first three months")(
      "tolerance", po::value<std::string>()->value_name("SHARE"),
      "of --scorecard: a leg breaks when it is worse by more than this; default '10 %'")(
      "scores", "which score foretells who leaves, instead of outputs")(
      "promises", "what customers are promised less what they get, instead of outputs")(
      "months", po::value<WholeNumber>()->value_name("N"),
      "of --scores: scores of so many months against losses of as many after them; default 3")(
      "over", po::value<WholeNumber>()->value_name("K"),
      "of --scores and --promises: replications walked again (0 to K - 1); default 5")("json", "as JSON");
  if (!line.parse(arguments)) return exit_ok;
  OutputChoice const choice = choice_of(line);
  std::string const page = page_asked_for(line);
  ResultsFile const file(line.get<Arguments>("FILE").front());
  if (show_page(page, line, file, choice)) return exit_ok;
  std::vector<ShownScenario> const shown = estimate_outputs(file, choice);
  write_text("", line.has("json") ? to_json(shown).text() + "\n" : to_text(shown, choice.window), false);
  return exit_ok;
}

}  // namespace silowalk::inline tools
