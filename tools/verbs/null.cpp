#include <fmt/core.h>

#include "engine/analysis/whatif/random_plans.h"
#include "engine/report/attribute_report.h"
#include "engine/statistics/wording.h"
#include "tools/evaluated_run.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/run_request.h"
#include "tools/verbs.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {
namespace {

CommandLine command_line() {
  CommandLine line(
      {"silowalk null FILE [--plans N] [--tolerance 10%] [--output NAME] [-o OUT.h5] [--replications N] [--json]",
       "Asks whether a plan is more than playing about: its percentile among N random plans of the same cost. A plan "
       "is\n"
       "the months at which initiatives start (rule `plan`). A random one takes each initiative with chance 1/2, to "
       "start\n"
       "in any month of the horizon, and counts where it costs the same within the tolerance. All are simulated with\n"
       "the same random numbers.",
       "  silowalk null company.toml --plans 200 --replications 20\n"
       "  silowalk null company.toml --set organisation.rule=plan --set \"initiative.bill_explainer.start=month 1\""});
  declare_scenario_options(line);
  line.options()("plans", po::value<WholeNumber>()->value_name("N"), "random plans; default 100")(
      "tolerance", po::value<std::string>()->value_name("P"), "how far costs may differ; default 10%")(
      "output", po::value<std::string>()->value_name("NAME"),
      "the measure, of which more is better; default: value_at_close");
  declare_run_settings(line);
  return line;
}

struct Answer {
  std::string name;
  RandomPlans plans;
  Plan plan;
  double tolerance = 0.1;
  NamedOutput measure;
  Percentile place;
};

std::string answer_text(Answer const& answer) {
  Percentile const& place = answer.place;
  std::size_t const count = answer.plans.drawn.size();
  std::string text = fmt::format("{}: the plan among {} random plans of its cost, {} replications each, seed {}\n\n",
                                 answer.name, count, answer.plan.replications, answer.plan.seed);
  text += fmt::format("  cost             {}, random ones within {:g} % ({} drawn to find them)\n",
                      worded(answer.plans.own_cost, OutputKind::money, answer.measure.currency()),
                      100 * answer.tolerance, answer.plans.tried);
  text += fmt::format("  {:<15}  {} ({})\n", answer.measure.name(),
                      place.own.mean ? said(*place.own.mean, answer.measure) : "-",
                      interval_text(place.own, answer.measure));
  text += fmt::format("  over their mean  {} ({})\n",
                      place.advantage.mean ? said(*place.advantage.mean, answer.measure) : "-",
                      interval_text(place.advantage, answer.measure));
  text += fmt::format("  percentile       {:.1f} ({:.1f} .. {:.1f})\n\n", 100 * place.share, 100 * place.interval.low,
                      100 * place.interval.high);
  text += fmt::format("{} random plans are worse, {} better, {} cannot be told from it.\n", place.worse, place.better,
                      place.undecided);
  return text +
         "The percentile's interval covers that only so many plans were drawn (Wilson's interval) and that each is "
         "known\n"
         "from so many replications (plans that cannot be told apart count either way); it errs on the wide side. "
         "Costs\n"
         "are those of initiatives within the horizon, agents' effort left out. Other intervals: Student's t, 95 %, "
         "of\n"
         "paired histories; of chance only, inputs taken as known.\n";
}

Json answer_json(Answer const& answer) {
  Percentile const& place = answer.place;
  return Json::object()
      .set("scenario", answer.name)
      .set("replications", static_cast<std::uint64_t>(answer.plan.replications))
      .set("seed", answer.plan.seed)
      .set("plans", static_cast<std::uint64_t>(answer.plans.drawn.size()))
      .set("tried", answer.plans.tried)
      .set("tolerance", answer.tolerance)
      .set("cost", answer.plans.own_cost)
      .set("costs", answer.plans.costs)
      .set("output", answer.measure.name())
      .set("unit", answer.measure.unit())
      .set("own", estimate_json(place.own))
      .set("advantage", estimate_json(place.advantage))
      .set("percentile",
           Json::object().set("share", place.share).set("low", place.interval.low).set("high", place.interval.high))
      .set("worse", place.worse)
      .set("better", place.better)
      .set("undecided", place.undecided);
}

}  // namespace

int run_null(Arguments const& arguments) {
  CommandLine line = command_line();
  if (!line.parse(arguments)) return exit_ok;
  RunSettings const settings = read_run_settings(line);
  auto const count = static_cast<std::size_t>(bounded_number(line, "plans", 100, 1, 100'000));
  double const tolerance =
      line.has("tolerance") ? parse_share_option("tolerance", line.get<std::string>("tolerance")) : 0.1;
  std::string const measure = requested_measure(line);
  Scenario const scenario = read_requested_scenario(line);
  refuse_unsound(scenario);
  std::uint64_t const seed = settings.seed.value_or(scenario.seed);
  RandomPlans const plans = draw_plans(scenario, count, tolerance, seed);
  Plan const plan = plan_of_plans(scenario, plans, seed, settings.replications);
  std::optional<EvaluatedRun> const run = run_and_evaluate(plan, settings, {measure}, {});
  if (!run) return exit_interrupted;
  std::vector<Series> values;
  for (auto const& each : run->series) values.push_back(each.front());
  Answer const answer{scenario.name.empty() ? line.get<Arguments>("FILE").front() : scenario.name,
                      plans,
                      plan,
                      tolerance,
                      run->outputs.front().front(),
                      place_among(values)};
  write_text("", settings.json ? answer_json(answer).text() + "\n" : answer_text(answer), false);
  return exit_ok;
}

}  // namespace silowalk::inline tools
