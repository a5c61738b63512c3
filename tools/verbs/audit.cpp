#include "engine/analysis/audit/audit.h"

#include "engine/analysis/audit/silo_card.h"
#include "engine/journey/sound.h"
#include "engine/report/scenario/audit_report.h"
#include "engine/report/scenario/card_report.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/verbs.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {
namespace {

/// Returns the command line of the verb with all options declared, before parsing.
CommandLine audit_command_line() {
  CommandLine line(
      {"silowalk audit FILE [--set PATH=VALUE ...] [--coverage SHARE] [--per-sponsor N] [--level P]\n"
       "       [--card SILO ... | --card all] [--format text|md|html|json|csv] [-o FILE]",
       "Reports whether a company has a strategy. Nothing is simulated. The report covers:\n"
       "  - goals without work, and work without goals;\n"
       "  - how much of the journey, of the customers' time and of what is at stake both act on;\n"
       "  - seams between silos without an owner;\n"
       "  - whether the levels of management rank the same things first (Kendall's W);\n"
       "  - budgets, agents and guardrails that the work breaks, month by month;\n"
       "  - findings that come too late, overloaded sponsors, and work that no survey shows.\n"
       "Shares are closed forms at baseline trust, without queues.\n"
       "With --card: reports one page per silo instead: its priorities, goals, guardrails, initiatives and seams,\n"
       "what others do at its touchpoints, and what it is accountable for (exit code 0).\n"
       "Exit code 0: no gaps; 5: gaps; 3: the scenario has errors.",
       "  silowalk audit company.toml\n"
       "  silowalk audit company.toml --coverage 0.8 --json\n"
       "  silowalk audit company.toml --card care -o care.html\n"
       "  silowalk audit company.toml > audit.txt || test $? = 5"});
  declare_scenario_options(line);
  line.options()("coverage", po::value<double>()->value_name("SHARE"),
                 "minimum share of what is at stake that a goal and an initiative both act on; default: 0.5")(
      "per-sponsor", po::value<WholeNumber>()->value_name("N"),
      "maximum number of initiatives at once for one sponsor; default: 3")(
      "level", po::value<double>()->value_name("P"),
      "significance level of the agreement of priorities (Kendall's W); default: 0.05")(
      "card", po::value<Arguments>()->value_name("SILO"),
      "report the card of this silo instead; repeatable; 'all' reports every silo");
  declare_output_options(line);
  return line;
}

/// Returns an option from 0 to 1. Throws UsageError. The comparison is negated so that NaN is refused.
double share_of(CommandLine const& line, std::string const& option, double usual) {
  if (!line.has(option)) return usual;
  double const share = line.get<double>(option);
  if (!(share >= 0 && share <= 1)) throw UsageError("--" + option + ": must be a share from 0 to 1");
  return share;
}

/// Returns the thresholds of the audit; those not given keep the engine's defaults.
AuditRules rules_of(CommandLine const& line) {
  AuditRules rules;
  rules.coverage = share_of(line, "coverage", rules.coverage);
  rules.level = share_of(line, "level", rules.level);
  auto const usual = static_cast<std::uint64_t>(rules.most_per_sponsor);
  rules.most_per_sponsor = static_cast<int>(bounded_number(line, "per-sponsor", usual, 0, 1'000'000));
  return rules;
}

}  // namespace

/// Runs `silowalk audit`. Returns exit_gaps where gaps were found, unless cards were asked for.
int run_audit(Arguments const& arguments) {
  CommandLine line = audit_command_line();
  if (!line.parse(arguments)) return exit_ok;
  OutputRequest const request = read_output_request(line);
  AuditRules const rules = rules_of(line);
  Scenario const scenario = read_requested_scenario(line);
  refuse_unsound(scenario);
  Audit const found = audit(scenario, rules);
  Titles const titles = titles_for(scenario, request.format);
  if (line.has("card")) {
    std::vector<SiloCard> const cards = silo_cards(scenario, found, line.get<Arguments>("card"));
    write_report(cards_report(scenario, cards, found.shares_known, titles), request);
    return exit_ok;
  }
  // A terminal shows the most important rows; all other formats have every row.
  AuditReportOptions options;
  options.titles = titles;
  options.every_row = request.format != Format::text;
  write_report(audit_report(scenario, found, options), request);
  return found.gaps.empty() ? exit_ok : exit_gaps;
}

}  // namespace silowalk::inline tools
