#include <gtest/gtest.h>

#include "engine/journey/presence.h"
#include "tests/oracles/oracle.h"

/// What is at stake in `audit`, from closed forms, against the ledger of the simulation: customers who leave because a
/// touchpoint cost them trust, as a share of all who leave.
namespace silowalk {
namespace {

/// Half of the visits cost .1, every 20 days, fading over 60: trust is .15 too low on average. At a sensitivity of .05
/// that is .0075 of the hazard; what the closed form leaves out is of the order of .0075 of that again.
std::string const company = R"(
name = "At stake"
[horizon]
months  = 12
warm_up = "12 months"
[segment.all]
customers = 6000
entry     = "use"
memory    = "60 days"
churn     = { rate = "0.01 per month", sensitivity = 0.05 }
[silo.one]
[silo.two]
[touchpoint.use]
silo    = "one"
success = 0.5
trust   = { loss = 0.1 }
next.success = [ { to = "ask", after = { distribution = "exponential", mean = "10 days" }, handoff = 0.4 } ]
next.failure = [ { to = "ask", after = { distribution = "exponential", mean = "10 days" } } ]
[touchpoint.ask]
silo  = "two"
trust = { handoff = 0.2 }
next.success = [ { to = "use", after = { distribution = "exponential", mean = "10 days" } } ]
)";

TEST(AtStake, IsWhatTheAccountsSay) {
  Scenario const scenario = parse_scenario(company, "stake.toml");
  JourneyGraph const graph(scenario);
  Presence const found = presence(scenario, graph, closed_forms(scenario, graph));
  double const driven = found.places.at(0).driven_away;
  EXPECT_EQ(found.places.at(1).driven_away, 0);  // lost contexts count against the silo that hands over
  double const all = found.customers * scenario.segments[0].churn.rate;
  double const truth = driven / (all + driven);
  oracle::Histories const seen(scenario, 20);
  oracle::expect_ratio("losses on the account of silo one", seen.sum("one", SiloField::churn_attributed),
                       seen.sum("all", SegmentField::lost), truth, 0.01 * truth);
}

}  // namespace
}  // namespace silowalk
