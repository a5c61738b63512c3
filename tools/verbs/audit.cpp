#include "engine/analysis/audit/audit.h"
#include "engine/analysis/audit/silo_card.h"

#include "engine/base/complaint.h"
#include "engine/journey/check.h"
#include "engine/report/audit_report.h"
#include "engine/report/card_report.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/verbs.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {
namespace {

double share_of(CommandLine const& line, std::string const& option) {
  double const share = line.get<double>(option);
  if (!(share >= 0 && share <= 1)) throw UsageError("--" + option + " is a share from 0 to 1");
  return share;
}

AuditRules rules_of(CommandLine const& line) {
  AuditRules rules;
  if (line.has("coverage")) rules.coverage = share_of(line, "coverage");
  if (line.has("level")) rules.level = share_of(line, "level");
  if (line.has("per-sponsor")) {
    std::uint64_t const most = line.get<WholeNumber>("per-sponsor").value;
    if (most > 1'000'000) throw UsageError("--per-sponsor: nobody carries so much");
    rules.most_per_sponsor = static_cast<int>(most);
  }
  return rules;
}

/// Errors only: what `check` warns of does not keep a company from having a strategy.
void expect_sound(Scenario const& scenario) {
  std::vector<Complaint> errors;
  for (Complaint& each : check_journey(scenario)) {
    if (each.severity == Complaint::Severity::error) errors.push_back(std::move(each));
  }
  if (!errors.empty()) throw InvalidInput(std::move(errors));
}

/// The silos asked for, in the order asked for; 'all' is every silo, in the scenario's order.
std::vector<std::string> silos_asked_for(Scenario const& scenario, std::vector<std::string> const& cards) {
  std::vector<std::string> silos;
  for (std::string const& card : cards) {
    if (card != "all") silos.push_back(card);
    if (card != "all") continue;
    for (Silo const& each : scenario.silos) silos.push_back(each.name);
  }
  return silos;
}

void show_cards(Scenario const& scenario, Audit const& found, std::vector<std::string> const& cards, bool as_json) {
  Json list = Json::array();
  std::string text;
  for (std::string const& silo : silos_asked_for(scenario, cards)) {
    SiloCard const card = silo_card(scenario, found, silo);
    if (as_json) list.add(card_json(card, found.shares_known));
    if (!as_json && !text.empty()) text += "\n";
    if (!as_json) text += card_text(scenario.name, card, found.shares_known, scenario.currency);
  }
  write_text("", as_json ? Json::object().set("cards", std::move(list)).text() + "\n" : text, false);
}

}  // namespace

int run_audit(Arguments const& arguments) {
  CommandLine line(
      {"silowalk audit FILE [--set PATH=VALUE ...] [--coverage SHARE] [--per-sponsor N] [--level P]\n"
       "       [--card SILO ... | --card all] [--json]",
       "Does this company have a strategy? Goals without work and work without goals; how much of the journey, of\n"
       "the customers' time and of what is at stake both act on; seams between silos that nobody answers for;\n"
       "whether levels of management put the same things first (Kendall's W); budgets, agents and guardrails that\n"
       "the work breaks, month by month; findings that come too late; sponsors with too much to carry; work that\n"
       "no survey shows. Shares are closed forms at baseline trust without queues. Nothing is simulated.\n"
       "With --card: one screen for a silo instead, to print and to pin up: its priorities, goals, guardrails and\n"
       "initiatives, what others do at its touchpoints, what it is accountable for, its seams (exit code 0).\n"
       "Exit code 0: no gaps; 5: gaps; 3: the scenario has errors.",
       "  silowalk audit company.toml\n"
       "  silowalk audit company.toml --coverage 0.8 --json\n"
       "  silowalk audit company.toml --card care\n"
       "  silowalk audit company.toml > audit.txt || test $? = 5"});
  declare_scenario_options(line);
  line.options()("coverage", po::value<double>()->value_name("SHARE"),
                 "least share of what is at stake that a goal and an initiative both act on; default 0.5")(
      "per-sponsor", po::value<WholeNumber>()->value_name("N"),
      "pieces of work at once that one sponsor can carry; default 3")(
      "level", po::value<double>()->value_name("P"),
      "priorities agree where chance would agree as much in less than this share of cases; default 0.05")(
      "card", po::value<Arguments>()->value_name("SILO"),
      "the card of this silo instead; 'all': of each; may be given many times")("json", "as JSON, for programs");
  if (!line.parse(arguments)) return exit_ok;
  AuditRules const rules = rules_of(line);
  Scenario const scenario = read_requested_scenario(line);
  expect_sound(scenario);
  Audit const found = audit(scenario, rules);
  if (line.has("card")) {
    show_cards(scenario, found, line.get<Arguments>("card"), line.has("json"));
    return exit_ok;
  }
  write_text("", line.has("json") ? audit_json(scenario, found).text() + "\n" : audit_report(scenario, found), false);
  return found.gaps.empty() ? exit_ok : exit_gaps;
}

}  // namespace silowalk::inline tools
