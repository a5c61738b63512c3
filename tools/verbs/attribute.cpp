#include <fmt/core.h>

#include <cstdio>

#include "engine/base/complaint.h"
#include "engine/evidence/attribution.h"
#include "tools/evaluated_run.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/verbs.h"
#include "tools/verbs/attribute_report.h"

namespace po = boost::program_options;

namespace silowalk {
namespace {

constexpr int usual_orders = 40;

CommandLine command_line() {
  CommandLine line(
      {"silowalk attribute FILE --levers SET [--lever NAME ...] [--output NAME ...] [-o OUT.h5] [--replications N]",
       "Says how much of a difference is owed to each of several levers (named sets of overrides in a file:\n"
       "scenarios/levers/README.md). Every coalition of levers is simulated with the same random numbers, 2^k of them, "
       "and\n"
       "each lever gets its Shapley share: what it adds, averaged over all orders in which they may be switched on. "
       "The\n"
       "shares add up to the whole difference to the last cent; beside them stand what the lever does alone and what "
       "it\n"
       "does last, and which levers help or hinder each other. With more than 12 levers, or with --orders, some "
       "orders\n"
       "are drawn at random, and what that costs in certainty is told apart from what the replications cost.",
       "  silowalk attribute company.toml --levers scenarios/levers/four_culprits.toml -o bill.h5\n"
       "  silowalk attribute company.toml --levers mine.toml --output lost --output silo.care.load --json"});
  declare_scenario_options(line);
  line.options()("levers", po::value<std::string>()->value_name("SET"), "a file of levers (needed)")(
      "lever", po::value<Arguments>()->value_name("NAME"), "only this lever of the file; may be given many times")(
      "output", po::value<Arguments>()->value_name("NAME"),
      "whose difference; may be given many times; default: value_at_close and lost")(
      "orders", po::value<WholeNumber>()->value_name("N"),
      "draw N orders and their reverses instead of counting all; default beyond 12 levers: 20")(
      "from", po::value<WholeNumber>()->value_name("M"), "first month of the window; default 0")(
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
  if (!line.has("levers")) throw UsageError("which levers? give --levers SET (scenarios/levers has some)");
  std::vector<Complaint> warnings;
  Levers levers =
      read_levers(line.get<Arguments>("FILE").front(), requested_overrides(line), line.get<std::string>("levers"),
                  line.has("lever") ? line.get<Arguments>("lever") : Arguments{}, &warnings);
  if (!warnings.empty()) std::fputs(describe(warnings).c_str(), stderr);
  return levers;
}

int pairs_of_orders(CommandLine const& line, Levers const& levers) {
  if (line.has("orders")) return static_cast<int>(bounded_number(line, "orders", 0, 2, 100'000));
  return levers.levers().size() > static_cast<std::size_t>(most_exact_levers) ? usual_orders / 2 : 0;
}

std::vector<AttributedOutput> attribute_all(AttributionPlan const& plan, EvaluatedRun const& run) {
  std::vector<AttributedOutput> found;
  for (std::size_t output = 0; output < run.outputs.front().size(); ++output) {
    std::vector<Series> worth;
    for (std::size_t i = 0; i < plan.coalitions.size(); ++i) worth.push_back(run.series[i][output]);
    NamedOutput const& named = run.outputs.front()[output];
    found.push_back({named, attribute(plan, worth, named.kind())});
  }
  return found;
}

std::string heading(CommandLine const& line, Levers const& levers, AttributionPlan const& plan) {
  Scenario const& base = levers.base();
  std::string text = fmt::format("{}: {} levers{}{}\n{} coalitions x {} replications, seed {}\n\n",
                                 base.name.empty() ? line.get<Arguments>("FILE").front() : base.name,
                                 levers.levers().size(), levers.name().empty() ? "" : " of ", levers.name(),
                                 plan.coalitions.size(), plan.plan.replications, plan.plan.seed);
  for (Lever const& lever : levers.levers())
    if (!lever.title.empty()) text += fmt::format("  {}: {}\n", lever.name, lever.title);
  return text + "\n";
}

std::string closing(AttributionPlan const& plan) {
  std::string text =
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

Json report_json(CommandLine const& line, Levers const& levers, AttributionPlan const& plan) {
  Json names = Json::array();
  for (Lever const& lever : levers.levers())
    names.add(Json::object()
                  .set("name", lever.name)
                  .set("title", lever.title)
                  .set("source", lever.source)
                  .set("paths", lever.paths));
  return Json::object()
      .set("scenario", levers.base().name.empty() ? line.get<Arguments>("FILE").front() : levers.base().name)
      .set("set", levers.name())
      .set("levers", std::move(names))
      .set("method", plan.orders.empty() ? "all orders" : "sampled orders")
      .set("orders", static_cast<std::uint64_t>(plan.orders.size()))
      .set("coalitions", static_cast<std::uint64_t>(plan.coalitions.size()))
      .set("replications", static_cast<std::uint64_t>(plan.plan.replications))
      .set("seed", plan.plan.seed);
}

}  // namespace

int run_attribute(Arguments const& arguments) {
  CommandLine line = command_line();
  if (!line.parse(arguments)) return exit_ok;
  RunSettings const settings = read_run_settings(line);
  std::vector<std::string> const outputs =
      line.has("output") ? line.get<Arguments>("output") : Arguments{"value_at_close", "lost"};
  Levers const levers = requested_levers(line);
  AttributionPlan const plan = plan_attribution(levers, settings.seed.value_or(levers.base().seed),
                                                settings.replications, pairs_of_orders(line, levers));
  std::optional<EvaluatedRun> const run = run_and_evaluate(plan.plan, settings, outputs, window_of(line));
  if (!run) return exit_interrupted;
  std::vector<AttributedOutput> const found = attribute_all(plan, *run);
  if (settings.json) {
    Json json = report_json(line, levers, plan).set("outputs", levers_json(levers, found));
    write_text("", json.text() + "\n", false);
    return exit_ok;
  }
  std::string granted;
  for (std::string const& each : run->assumptions) granted += fmt::format("  - {}\n", each);
  if (!granted.empty()) granted = "Taken for granted:\n" + granted;
  write_text("", heading(line, levers, plan) + levers_text(levers, found) + closing(plan) + granted, false);
  return exit_ok;
}

}  // namespace silowalk
