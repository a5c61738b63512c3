#pragma once

#include "engine/analysis/whatif/attribution_answer.h"
#include "engine/analysis/whatif/money_answer.h"
#include "engine/analysis/whatif/random_plans_answer.h"
#include "engine/scenario/read.h"
#include "tests/unit/analysis/fake_evaluator.h"
#include "tests/unit/analysis/two_desks.h"

/// What-if questions about small companies, and values for FakeEvaluator. The values are chosen so that answers can be
/// computed by hand.
namespace silowalk::toy {

/// A file of levers: one with a title, one without.
inline std::string const two_levers = R"(
name = "Two ways"
[lever.left]
title = "A better left desk"
set = { touchpoint.left.success = 0.95 }
[lever.right]
set = { touchpoint.right.success = 0.95 }
)";

/// Two levers in 3 replications with seed 7.
inline AttributionQuestion lever_question() {
  Levers const levers({desks(), "company.toml", two_levers, "set.toml"}, {}, {}, nullptr);
  AttributionQuestion question{levers.base().name, levers.base()};
  question.levers = levers;
  question.size = {3, 7};
  return question;
}

/// Lever left adds 10, right adds 20, and both together add 4 more (the interaction).
inline double worth_of_levers(std::string const& scenario, std::string const&) {
  double const left = scenario.find("left") != std::string::npos ? 10 : 0;
  double const right = scenario.find("right") != std::string::npos ? 20 : 0;
  return 100 + left + right + (left > 0 && right > 0 ? 4 : 0);
}

/// The counterfactual of each silo, without levers.
inline AttributionQuestion silo_question() {
  Scenario const base = parse_scenario(desks(), "desks.toml");
  AttributionQuestion question{base.name, base};
  question.size.replications = 3;
  return question;
}

/// Two silos with agents, and an initiative.
inline MoneyQuestion money_question() {
  std::string const text = desks(R"(
[initiative.smile]
owner   = "a"
effects = [ { on = "touchpoint.left.success", log_odds = 0.4 } ]
)");
  MoneyQuestion question{"Two desks", parse_scenario(text, "desks.toml", {{"silo.b.agents", "3", "here"}})};
  question.size = {3, 7};
  return question;
}

/// One more agent in a is worth 50, one less in b costs 5, and the reallocation of both is worth 40: not their sum.
inline double worth_of_places(std::string const& scenario, std::string const& output) {
  if (output != "value_at_close") return scenario == "smile alone" ? 0.2 : 0;
  if (scenario == "one more agent in a") return 1050;
  if (scenario == "one less agent in b") return 995;
  return scenario == "reallocated" ? 1040 : 1000;
}

/// Two initiatives of equal cost, only one of which has a start: 5 random plans of the same cost.
inline RandomPlansQuestion plans_question() {
  std::string const text = desks(R"(
[organisation]
rule = "plan"
[initiative.mend]
owner   = "a"
start   = "month 0"
cost    = { once = 1000 }
effects = [ { on = "touchpoint.left.success", log_odds = 0.4 } ]
[initiative.paint]
owner   = "b"
cost    = { once = 1000 }
effects = [ { on = "touchpoint.right.success", log_odds = 0.4 } ]
)");
  RandomPlansQuestion question{"Two desks", parse_scenario(text, "desks.toml")};
  question.plans = 5;
  question.size = {3, 7};
  return question;
}

}  // namespace silowalk::toy
