#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/scenario.h"
#include "engine/statistics/concordance.h"

/// The result of an audit: whether a company has a strategy, from its scenario alone. Plain values. Nothing is
/// simulated. Shares are from 0 to 1, times in days, rates per day unless noted.
namespace silowalk::inline analysis {

/// The thresholds of an audit.
struct AuditRules {
  double coverage = 0.5;     ///< least share of what is at stake that both a goal and an initiative act on
  int most_per_sponsor = 3;  ///< pieces of work at once that one sponsor can carry
  double level = 0.05;       ///< priorities agree where chance alone would agree as much more rarely than this
};

/// Shares of the company, each from 0 to 1.
struct CoverageShares {
  double touchpoints = 0;  ///< of their number
  double customers = 0;    ///< of their time
  double revenue = 0;      ///< of revenue from visits and subscriptions, as Presence has it
  double at_stake = 0;     ///< of Presence::Place::at_stake; of revenue where nothing is at stake
};

/// The part of the company on which something acts, and how much of it goals and work act on.
struct Coverage {
  std::string name = {};    ///< a silo, a goal, an initiative
  CoverageShares all = {};  ///< what belongs to it
  /// Of the same, what a goal, an initiative, and both act on. Filled for silos and the company.
  CoverageShares with_goal = {};
  CoverageShares with_work = {};
  CoverageShares with_both = {};
};

/// A goal and the work for it.
struct GoalFinding {
  std::string name;               ///< as in the scenario
  std::string owner;              ///< who answers for it; empty: nobody
  std::string output;             ///< named output of its target
  std::vector<std::string> work;  ///< its initiatives, and those of the goals that serve it; each once
};

/// The handoffs from one silo to another, per day.
struct SeamFinding {
  std::string from;         ///< name of a silo
  std::string to;           ///< name of another silo
  std::string owner;        ///< empty: it has no owner
  bool loses = false;       ///< contexts can be lost there, so it should have an owner
  double crossed = 0;       ///< customers per day
  double context_lost = 0;  ///< contexts lost per day
};

/// The priorities of all levels of the organisation, and how far the levels agree.
struct PriorityFinding {
  std::vector<std::string> levels;  ///< names of levels of management, in the order of the scenario
  struct Item {
    std::string name;      ///< an initiative or a goal
    double mean_rank = 0;  ///< over levels; 1 is the first
  };
  std::vector<Item> items;  ///< by mean rank
  std::optional<Concordance> agreement;
  /// Set where even full agreement could be chance, so that nothing can be told: how many things these levels would
  /// have to put in order.
  std::optional<std::size_t> needed;
};

/// A limit that work breaks, first and for how long.
struct Breach {
  enum class Kind {
    budget,
    agents,
    load,
    strain,
    spend_guardrail,
    agents_guardrail,
    load_guardrail,
    parameter_guardrail,
    attention,  ///< more pieces of work under way than their owner can keep moving
  };
  /// What is under way: all that has a date (rule `plan`); one piece of work alone, of those that have none and wait to
  /// be chosen; or all of these at once, from month 0.
  enum class Of { plan, alone, all };
  Kind kind = Kind::budget;     ///< the limit that is broken
  Of of = Of::plan;             ///< which selection of work breaks it
  std::string who = {};         ///< a silo; (company) for a pooled purse; the path of a guarded parameter
  std::string initiative = {};  ///< of Of::alone
  int month = 0;                ///< the first
  int months = 0;               ///< how many in all
  double needed = 0;    ///< money since the planning date, agents, load, pieces of work: the most; a parameter's worst
  double there_is = 0;  ///< the limit, in the unit of `needed`
};

/// How fast the company learns and acts, in days.
struct Timing {
  double cycle = 0;    ///< days between planning dates
  double lag = 0;      ///< days from a finding to the planning date that can use it
  double missed = 0;   ///< share of findings that come too late for the next planning date: lag / cycle, at most 1
  double decided = 0;  ///< mean time from a change in the world to the first decision that sees it: cycle / 2 + lag
  std::vector<std::string> deaf;  ///< listening paths whose delay, with the lag, is as long as the cycle
  double felt = 0;                ///< mean time from a decision to the full effect of the work it starts
  struct Late {
    std::string initiative;  ///< name of the work
    std::string goal;        ///< name of the goal that counts on it
    double felt = 0;         ///< days after month 0 at which its effect is whole, on average
    int due = 0;             ///< month at whose beginning the goal is judged
  };
  std::vector<Late> late;           ///< work whose full effect comes after its goal is judged
  std::vector<std::string> unseen;  ///< work whose effect the planning date after the one that starts it cannot see
};

/// The load of one sponsor.
struct SponsorFinding {
  std::string name = {};  ///< as written in the scenario
  int at_once = 0;        ///< most pieces of work under way at the same time
  int goals = 0;          ///< that the same person owns
};

/// Work or a touchpoint whose effect no survey shows.
struct InvisibleWork {
  std::string name;     ///< an initiative or a touchpoint
  std::string owner;    ///< the silo that owns it
  double at_stake = 0;  ///< share of what is at stake where it acts
};

/// One thing that a company with a strategy would not have.
struct Gap {
  std::string kind;                   ///< "goal-without-work": a word for programs
  std::string what;                   ///< a sentence for people
  std::vector<std::string> subjects;  ///< names
};

/// All findings of an audit.
struct Audit {
  AuditRules rules;  ///< that gaps were found by
  std::vector<GoalFinding> goals;
  std::vector<std::string> work_without_goal;  ///< initiatives that no goal names
  bool shares_known =
      false;  ///< false: the journeys could not be solved, and all shares but those of touchpoints are 0
  std::vector<std::string> not_exact;   ///< why the shares are not exactly what a simulation will show
  std::vector<Coverage> silos;          ///< by silo of the scenario
  std::vector<Coverage> by_goal;        ///< by goal of the scenario; `all` alone is filled
  std::vector<Coverage> by_initiative;  ///< by initiative of the scenario; `all` alone is filled
  std::vector<Coverage> by_touchpoint;  ///< by touchpoint of the scenario; `all` alone is filled
  Coverage company;                     ///< all touchpoints
  std::vector<SeamFinding> seams;       ///< by contexts lost, most first
  PriorityFinding priorities;
  int planned =
      0;  ///< initiatives that begin on their date (rule `plan`); the others wait to be chosen, or never begin
  std::vector<std::string> never_begins;  ///< no date, and rule `plan` starts what has one
  std::vector<Breach> breaches;           ///< by selection of work, then in the order of checks
  Timing timing;
  std::vector<SponsorFinding> sponsors;         ///< the busiest first
  std::vector<std::string> unsponsored;         ///< initiatives without a sponsor
  std::vector<InvisibleWork> invisible_work;    ///< acts on no touchpoint that is surveyed; most at stake first
  std::vector<InvisibleWork> invisible_places;  ///< touchpoints without a survey; most at stake first
  std::vector<Gap> gaps;                        ///< none: it has a strategy
};

}  // namespace silowalk::inline analysis
