#pragma once

#include <string>
#include <vector>

#include "engine/analysis/audit/audit_result.h"
#include "engine/scenario/scenario.h"

/// One silo on one screen: its priorities, guardrails, work, goals, and the handoffs from and to it. From the scenario
/// alone; nothing is simulated.
namespace silowalk::inline analysis {

/// Plain values: copies of the parts of a scenario that concern one silo.
struct SiloCard {
  struct Place {                  ///< one of its touchpoints
    std::string touchpoint;       ///< name of the touchpoint
    double at_stake = 0;          ///< share of what is at stake in the company (CoverageShares)
    bool surveyed = false;        ///< survey scores from there reach the company
    std::vector<std::string> by;  ///< initiatives that act on it, of any owner
  };
  struct Work {  ///< an initiative and the goals that count on it
    Initiative initiative;
    std::vector<std::string> goals;  ///< that name it
  };
  struct Target {  ///< a goal that concerns the silo
    Goal goal;
    bool of_outcome = false;  ///< its output is of the silo or one of its touchpoints
  };

  Silo silo;
  Rule rule = Rule::plan;                         ///< the silo's own, else the organisation's
  double cycle = 0;                               ///< days
  bool pooled = false;                            ///< one purse for all: `budget` is what the silo brings to it
  Coverage coverage;                              ///< shares of the company at its touchpoints
  std::vector<Place> places;                      ///< most at stake first
  std::vector<PriorityFinding::Item> priorities;  ///< of those that levels rank: its work, and goals it serves
  std::vector<Target> goals;                      ///< on its outcomes, or that name its work
  std::vector<Guardrail> guardrails;  ///< on its decisions, its parameters and outcomes; company-wide ones, too
  std::vector<Work> work;             ///< that it owns
  std::vector<Work> elsewhere;        ///< that others own and that takes its agents or acts on its touchpoints
  std::vector<SeamFinding> seams;     ///< with it at either end; most contexts lost first
};

/// Returns the card of a silo. Precondition: `found` is the audit of the same scenario. Throws InvalidInput, with a
/// guess, where there is no such silo.
SiloCard silo_card(Scenario const& scenario, Audit const& found, std::string const& silo);

/// Returns the cards of these silos in this order; "all" stands for every silo, in the scenario's order.
std::vector<SiloCard> silo_cards(Scenario const& scenario, Audit const& found, std::vector<std::string> const& silos);

}  // namespace silowalk::inline analysis
