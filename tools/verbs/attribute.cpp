#include <fmt/core.h>

#include <cstdio>

#include "engine/analysis/whatif/attribution.h"
#include "engine/analysis/whatif/counterfactual.h"
#include "engine/base/complaint.h"
#include "engine/report/attribute_report.h"
#include "tools/evaluated_run.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/verbs.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {
namespace {

constexpr int usual_orders = 40;

CommandLine command_line() {
  CommandLine line(
      {"silowalk attribute FILE [--levers SET [--lever NAME ...] [--output NAME ...]] [--silos] [-o OUT.h5]",
       "Without levers (or with --silos): how many customers would have stayed had a silo's losses been nil, beside "
       "the\n"
       "churn that the books attribute to it.\n"
       "With --levers: says how much of a difference is owed to each of several levers (named sets of overrides in a "
       "file:\n"
       "scenarios/levers/README.md). Every coalition of levers is simulated with the same random numbers, 2^k of them, "
       "and\n"
       "each lever gets its Shapley share: what it adds, averaged over all orders in which they may be switched on. "
       "The\n"
       "shares add up to the whole difference to the last cent; beside them stand what the lever does alone and what "
       "it\n"
       "does last, and which levers help or hinder each other. With more than 12 levers, or with --orders, some "
       "orders\n"
       "are drawn at random, and what that costs in certainty is told apart from what the replications cost.",
       "  silowalk attribute company.toml\n"
       "  silowalk attribute company.toml --levers scenarios/levers/four_culprits.toml -o bill.h5\n"
       "  silowalk attribute company.toml --levers mine.toml --output lost --output silo.care.load --json"});
  declare_scenario_options(line);
  line.options()("levers", po::value<std::string>()->value_name("SET"), "a file of levers")(
      "lever", po::value<Arguments>()->value_name("NAME"), "only this lever of the file; may be given many times")(
      "output", po::value<Arguments>()->value_name("NAME"),
      "whose difference; may be given many times; default: value_at_close and lost")(
      "orders", po::value<WholeNumber>()->value_name("N"),
      "draw N orders and their reverses instead of counting all; default beyond 12 levers: 20")(
      "silos", "with --levers: the counterfactual of each silo, too")("from", po::value<WholeNumber>()->value_name("M"),
                                                                      "first month of the window; default 0")(
      "to", po::value<WholeNumber>()->value_name("M"), "the month before which it ends; default: the horizon's end");
  declare_run_settings(line);
  return line;
}

Window window_of(CommandLine const& line) {
  Window window;
  window.from = static_cast<int>(bounded_number(line, "from", 0, 0, 1200));
  if (line.has("to")) window.to = static_cast<int>(bounded_number(line, "to", 0, 1, 1200));
  return window;
}

Levers requested_levers(CommandLine const& line) {
  std::vector<Complaint> warnings;
  if (line.has("out"))
    keep_inputs(line.get<std::string>("out"), {line.get<Arguments>("FILE").front(), line.get<std::string>("levers")});
  Levers levers =
      read_levers(line.get<Arguments>("FILE").front(), requested_overrides(line), line.get<std::string>("levers"),
                  line.has("lever") ? line.get<Arguments>("lever") : Arguments{}, &warnings);
  if (!warnings.empty()) std::fputs(describe(warnings).c_str(), stderr);
  refuse_unsound(levers.base());
  refuse_unsound(levers.with((Coalition{1} << levers.levers().size()) - 1));
  return levers;
}

int pairs_of_orders(CommandLine const& line, Levers const& levers) {
  if (line.has("orders")) return static_cast<int>(bounded_number(line, "orders", 0, 2, 100'000));
  return levers.levers().size() > static_cast<std::size_t>(most_exact_levers) ? usual_orders / 2 : 0;
}

/// What is asked: shares of levers, the counterfactual of silos, or both; and the plan of it.
struct Question {
  std::string name;
  std::optional<Levers> levers;
  AttributionPlan coalitions;  ///< without levers: the scenario alone; counterfactuals stand behind
  std::optional<CounterfactualPlan> silos;
  std::vector<std::string> outputs;  ///< whose difference is shared out, then those of the counterfactual
  std::size_t shared = 0;            ///< of the first kind
};

std::vector<AttributedOutput> attribute_all(Question const& question, EvaluatedRun const& run) {
  std::vector<AttributedOutput> found;
  for (std::size_t output = 0; output < question.shared; ++output) {
    std::vector<Series> worth;
    for (std::size_t i = 0; i < question.coalitions.coalitions.size(); ++i) worth.push_back(run.series[i][output]);
    NamedOutput const& named = run.outputs.front()[output];
    found.push_back({named, attribute(question.coalitions, worth, named.kind())});
  }
  return found;
}

Question read_question(CommandLine const& line, RunSettings const& settings) {
  Question question;
  Scenario base;
  if (line.has("levers")) {
    question.levers = requested_levers(line);
    base = question.levers->base();
  } else {
    for (char const* option : {"lever", "orders", "output"})
      if (line.has(option)) throw UsageError(fmt::format("--{} goes with --levers SET", option));
    base = read_requested_scenario(line);
    refuse_unsound(base);
  }
  question.name = base.name.empty() ? line.get<Arguments>("FILE").front() : base.name;
  std::uint64_t const seed = settings.seed.value_or(base.seed);
  if (question.levers) {
    question.coalitions =
        plan_attribution(*question.levers, seed, settings.replications, pairs_of_orders(line, *question.levers));
    question.outputs = line.has("output") ? line.get<Arguments>("output") : Arguments{"value_at_close", "lost"};
    question.shared = question.outputs.size();
  } else {
    Plan& plan = question.coalitions.plan;
    plan.seed = seed;
    plan.replications = settings.replications;
    plan.scenarios.push_back(plan_scenario(question.name, base, seed));
  }
  if (!question.levers || line.has("silos")) {
    question.silos = add_counterfactuals(question.coalitions.plan, 0);
    for (std::string& each : counterfactual_outputs(base)) question.outputs.push_back(std::move(each));
  }
  return question;
}

/// How many of the scenarios had to be simulated, where some are the same company.
std::string companies_text(std::vector<std::size_t> const& first_of) {
  std::size_t different = 0;
  for (std::size_t i = 0; i < first_of.size(); ++i) different += first_of[i] == i ? 1 : 0;
  return different == first_of.size() ? "" : fmt::format(" ({} different companies)", different);
}

std::string heading(Question const& question) {
  Plan const& plan = question.coalitions.plan;
  std::string text = question.name;
  if (question.levers) {
    text += fmt::format(": {} levers{}{}", question.levers->levers().size(),
                        question.levers->name().empty() ? "" : " of ", question.levers->name());
  }
  text += fmt::format("\n{} scenarios{} x {} replications, seed {}\n\n", plan.scenarios.size(),
                      companies_text(same_companies(plan)), plan.replications, plan.seed);
  if (!question.levers) return text;
  for (Lever const& lever : question.levers->levers())
    if (!lever.title.empty()) text += fmt::format("  {}: {}\n", lever.name, lever.title);
  return text + "\n";
}

std::string closing(Question const& question) {
  AttributionPlan const& plan = question.coalitions;
  std::string text;
  if (question.levers)
    text =
        "A share is Shapley's: what the lever adds, averaged over all orders of switching them on. Shares are rounded "
        "so\n"
        "that they add up to the whole. Alone: with all others off; last: with all others on. An interaction is "
        "Shapley's\n"
        "index of a pair: above zero the two need each other, below zero each does part of what the other does; only\n"
        "those whose interval is clear of zero are shown.\n";
  if (!plan.orders.empty())
    text = fmt::format(
        "Shares are means over {} orders (half of them drawn at random, half their reverses). The error of "
        "sampling is\n"
        "that of the orders, the error of replications that of chance in the histories; both are standard "
        "errors.\n",
        plan.orders.size());
  return text +
         "Intervals: Student's t over replications, 95 % each, of paired histories; of chance only, inputs taken as "
         "known.\n";
}

CounterfactualAccount account_of(Question const& question, EvaluatedRun const& run) {
  return counterfactuals(*question.silos, run.series, question.shared);
}

std::string answer_text(Question const& question, EvaluatedRun const& run) {
  std::string text = heading(question);
  if (question.levers) text += levers_text(*question.levers, attribute_all(question, run));
  if (question.silos) {
    std::vector<NamedOutput> const& outputs = run.outputs.front();
    text += counterfactual_text(account_of(question, run), outputs[question.shared], outputs[question.shared + 1]);
  }
  text += closing(question);
  if (!run.assumptions.empty()) text += "Taken for granted:\n";
  for (std::string const& each : run.assumptions) text += fmt::format("  - {}\n", each);
  return text;
}

Json levers_of(Levers const& levers) {
  Json names = Json::array();
  for (Lever const& lever : levers.levers())
    names.add(Json::object()
                  .set("name", lever.name)
                  .set("title", lever.title)
                  .set("source", lever.source)
                  .set("paths", lever.paths));
  return names;
}

Json answer_json(Question const& question, EvaluatedRun const& run) {
  AttributionPlan const& plan = question.coalitions;
  Json json = Json::object()
                  .set("scenario", question.name)
                  .set("replications", static_cast<std::uint64_t>(plan.plan.replications))
                  .set("seed", plan.plan.seed);
  if (question.levers)
    json.set("set", question.levers->name())
        .set("levers", levers_of(*question.levers))
        .set("method", plan.orders.empty() ? "all orders" : "sampled orders")
        .set("orders", static_cast<std::uint64_t>(plan.orders.size()))
        .set("coalitions", static_cast<std::uint64_t>(plan.coalitions.size()))
        .set("outputs", levers_json(*question.levers, attribute_all(question, run)));
  if (question.silos) json.set("counterfactual", counterfactual_json(account_of(question, run)));
  return json;
}

}  // namespace

int run_attribute(Arguments const& arguments) {
  CommandLine line = command_line();
  if (!line.parse(arguments)) return exit_ok;
  RunSettings const settings = read_run_settings(line);
  Question const question = read_question(line, settings);
  std::optional<EvaluatedRun> const run =
      run_and_evaluate(question.coalitions.plan, settings, question.outputs, window_of(line));
  if (!run) return exit_interrupted;
  std::string const text = settings.json ? answer_json(question, *run).text() + "\n" : answer_text(question, *run);
  write_text("", text, false);
  return exit_ok;
}

}  // namespace silowalk::inline tools
