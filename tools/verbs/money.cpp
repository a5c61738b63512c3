#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "engine/analysis/whatif/money.h"
#include "engine/base/complaint.h"
#include "engine/report/attribute_report.h"
#include "engine/report/table.h"
#include "tools/evaluated_run.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/verbs.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {
namespace {

constexpr double unit_of_quality = 0.1;  // log-odds

CommandLine command_line() {
  CommandLine line(
      {"silowalk money FILE [--output NAME] [-o OUT.h5] [--replications N] [--set PATH=VALUE ...] [--json]",
       "Follows the money: at every touchpoint and silo, what one more unit of quality (0.1 log-odds of success) and\n"
       "one more agent would be worth, and what one less would lose, all with the same random numbers; the\n"
       "reallocation of agents that this suggests, heads staying the same, with the gain predicted from those values\n"
       "and the gain simulated anew; and each initiative taken on alone: what it does to its owner's own score and to\n"
       "the company, so that work that is good for its owner and bad for the company shows.",
       "  silowalk money company.toml\n"
       "  silowalk money company.toml --replications 400 -o money.h5 --output customers"});
  declare_scenario_options(line);
  line.options()("output", po::value<std::string>()->value_name("NAME"),
                 "the measure: value_at_close (the default), value, margin, revenue, customers or lifetime_value");
  declare_run_settings(line);
  return line;
}

struct Answer {
  MoneyPlan plan;
  NamedOutput measure;
  Estimate base;
  std::vector<Marginal> marginals;
  Reallocation reallocation;
  std::optional<Estimate> simulated;
  std::uint64_t simulated_seed = 0;
  std::vector<InitiativeJudged> initiatives;
};

std::vector<Series> column(EvaluatedRun const& run, std::size_t output) {
  std::vector<Series> series;
  for (auto const& scenario : run.series) series.push_back(scenario[output]);
  return series;
}

/// The reallocation against the company as it is, under luck of its own: so that having been chosen does not flatter
/// it. False: stopped, and can be continued.
bool simulate_reallocation(Scenario const& scenario, RunSettings settings, std::string const& measure, Answer& answer) {
  if (answer.reallocation.moves.empty()) return true;
  if (settings.output) {
    std::filesystem::path path(*settings.output);
    settings.output =
        path.replace_filename(path.stem().string() + "-reallocation" + path.extension().string()).string();
  }
  Plan plan;
  plan.seed = answer.simulated_seed = answer.plan.plan.seed + 1;
  plan.replications = settings.replications;
  plan.scenarios.push_back(plan_scenario("as it is", scenario, plan.seed));
  plan.scenarios.push_back(plan_scenario("reallocated", reallocated(scenario, answer.reallocation.moves), plan.seed));
  std::optional<EvaluatedRun> const run = run_and_evaluate(plan, settings, {measure}, {});
  if (!run) return false;
  answer.simulated = paired_difference(run->series[0][0], run->series[1][0]).difference;
  return true;
}

std::string place_text(Place const& place) {
  if (place.kind == Place::Kind::touchpoint_quality) return fmt::format("{} ({})", place.name, place.silo);
  return place.kind == Place::Kind::silo_quality ? place.name + ", all its touchpoints" : place.name;
}

std::string mean_text(std::optional<Estimate> const& estimate, NamedOutput const& output) {
  return estimate && estimate->mean ? said(*estimate->mean, output) : "-";
}

std::string marginal_table(Answer const& answer, bool agents) {
  std::vector<Marginal> rows = answer.marginals;
  std::erase_if(rows,
                [agents](Marginal const& each) { return (each.place.kind == Place::Kind::silo_agents) != agents; });
  if (rows.empty()) return "";
  std::stable_sort(rows.begin(), rows.end(), [](Marginal const& a, Marginal const& b) {
    auto const worth = [](Marginal const& each) { return each.more && each.more->mean ? *each.more->mean : 0.0; };
    bool const whole = a.place.kind != Place::Kind::touchpoint_quality;
    bool const other = b.place.kind != Place::Kind::touchpoint_quality;
    return whole != other ? other : worth(a) > worth(b);
  });
  Table table({agents ? "one agent" : "a unit of quality", "one more", "95 % interval", "one less", "95 % interval"});
  for (Marginal const& each : rows)
    table.add({place_text(each.place), mean_text(each.more, answer.measure),
               each.more ? interval_text(*each.more, answer.measure) : "-", mean_text(each.less, answer.measure),
               each.less ? interval_text(*each.less, answer.measure) : "-"});
  return table.text() + "\n";
}

std::string reallocation_text(Answer const& answer) {
  if (answer.reallocation.moves.empty())
    return "No agent is worth more in another silo: no reallocation is suggested.\n\n";
  std::string moves;
  for (Move const& each : answer.reallocation.moves)
    moves += fmt::format("{}one from {} to {}", moves.empty() ? "" : ", ", each.from, each.to);
  return fmt::format(
      "Reallocation, heads staying the same: {}\n"
      "  predicted  {}  ({})  the values above, added up\n"
      "  simulated  {}  ({})  with luck of its own (seed {})\n\n",
      moves, mean_text(answer.reallocation.predicted, answer.measure),
      interval_text(answer.reallocation.predicted, answer.measure), mean_text(answer.simulated, answer.measure),
      answer.simulated ? interval_text(*answer.simulated, answer.measure) : "-", answer.simulated_seed);
}

std::string points(std::optional<double> value) { return value ? fmt::format("{:+.3f}", *value) : "-"; }

std::string initiatives_text(Answer const& answer) {
  if (answer.initiatives.empty()) return "";
  Table table({"initiative, alone from month 0", "its owner", "own score, points", "95 % interval",
               answer.measure.name(), "95 % interval"});
  std::string bad;
  for (InitiativeJudged const& each : answer.initiatives) {
    table.add({each.name, each.owner, points(each.own_score.mean),
               each.own_score.low ? points(each.own_score.low) + " .. " + points(each.own_score.high) : "-",
               mean_text(each.measure, answer.measure), interval_text(each.measure, answer.measure)});
    if (each.good_for_owner_bad_for_company) bad += (bad.empty() ? "" : ", ") + each.name;
  }
  return table.text() + "\nGood for their owner and bad for the company: " +
         (bad.empty() ? "none whose intervals are both clear of zero" : bad) + "\n\n";
}

std::string answer_text(Answer const& answer, std::string const& name, std::vector<std::string> const& assumptions) {
  Plan const& plan = answer.plan.plan;
  std::string text = fmt::format("{}: {} scenarios x {} replications, seed {}\n{} is {} ({})\n\n", name,
                                 plan.scenarios.size(), plan.replications, plan.seed, answer.measure.name(),
                                 mean_text(answer.base, answer.measure), interval_text(answer.base, answer.measure));
  text +=
      marginal_table(answer, false) + marginal_table(answer, true) + reallocation_text(answer) +
      initiatives_text(answer) +
      "A unit of quality is 0.1 log-odds of success, and costs nothing here: it is what it would be worth paying for. "
      "An\n"
      "agent counts in every shift and costs what the silo's agents cost. An initiative is tried as by rule `plan`,\n"
      "against taking on nothing; its own score is the mean of its owner's surveys.\n"
      "Intervals: Student's t over replications, 95 % each, of paired histories; of chance only, inputs taken as "
      "known.\n";
  if (!assumptions.empty()) text += "Taken for granted:\n";
  for (std::string const& each : assumptions) text += fmt::format("  - {}\n", each);
  return text;
}

Json optional_json(std::optional<Estimate> const& estimate) { return estimate ? estimate_json(*estimate) : Json(); }

Json answer_json(Answer const& answer, std::string const& name) {
  Json quality = Json::array();
  Json agents = Json::array();
  for (Marginal const& each : answer.marginals) {
    constexpr char const* kinds[] = {"touchpoint", "silo", "silo"};
    Json place = Json::object()
                     .set(kinds[static_cast<int>(each.place.kind)], each.place.name)
                     .set("more", optional_json(each.more))
                     .set("less", optional_json(each.less));
    (each.place.kind == Place::Kind::silo_agents ? agents : quality).add(std::move(place));
  }
  Json moves = Json::array();
  for (Move const& each : answer.reallocation.moves)
    moves.add(Json::object().set("from", each.from).set("to", each.to));
  Json initiatives = Json::array();
  for (InitiativeJudged const& each : answer.initiatives)
    initiatives.add(Json::object()
                        .set("initiative", each.name)
                        .set("owner", each.owner)
                        .set("own_score", estimate_json(each.own_score))
                        .set("measure", estimate_json(each.measure))
                        .set("good_for_owner_bad_for_company", each.good_for_owner_bad_for_company));
  return Json::object()
      .set("scenario", name)
      .set("replications", static_cast<std::uint64_t>(answer.plan.plan.replications))
      .set("seed", answer.plan.plan.seed)
      .set("output", answer.measure.name())
      .set("unit", answer.measure.unit())
      .set("unit_of_quality", unit_of_quality)
      .set("as_it_is", estimate_json(answer.base))
      .set("quality", std::move(quality))
      .set("agents", std::move(agents))
      .set("reallocation", Json::object()
                               .set("moves", std::move(moves))
                               .set("predicted", estimate_json(answer.reallocation.predicted))
                               .set("simulated", optional_json(answer.simulated)))
      .set("initiatives", std::move(initiatives));
}

}  // namespace

int run_money(Arguments const& arguments) {
  CommandLine line = command_line();
  if (!line.parse(arguments)) return exit_ok;
  RunSettings const settings = read_run_settings(line);
  Scenario const scenario = read_requested_scenario(line);
  refuse_unsound(scenario);
  std::string const name = scenario.name.empty() ? line.get<Arguments>("FILE").front() : scenario.name;
  std::string const measure = requested_measure(line);
  MoneyPlan const plan =
      plan_money(scenario, settings.seed.value_or(scenario.seed), settings.replications, unit_of_quality);
  std::vector<std::string> outputs{measure};
  for (Silo const& silo : scenario.silos) outputs.push_back("silo." + silo.name + ".survey_mean");
  std::optional<EvaluatedRun> const run = run_and_evaluate(plan.plan, settings, outputs, {});
  if (!run) return exit_interrupted;
  std::vector<Series> const values = column(*run, 0);
  std::vector<std::vector<Series>> own_scores;
  for (auto const& each : run->series) own_scores.emplace_back(each.begin() + 1, each.end());
  Answer answer{plan,
                run->outputs.front().front(),
                estimate(values.front()),
                marginals(plan, values),
                suggest_reallocation(plan, values),
                {},
                0,
                judge_initiatives(plan, values, own_scores)};
  if (!simulate_reallocation(scenario, settings, measure, answer)) return exit_interrupted;
  write_text("", settings.json ? answer_json(answer, name).text() + "\n" : answer_text(answer, name, run->assumptions),
             false);
  return exit_ok;
}

}  // namespace silowalk::inline tools
