// An example program that uses the library: reads a company from a text, runs 8 replications on two threads and prints
// how many customers were lost. It needs the installed package and nothing else.

#include <iostream>
#include <vector>

#include "engine/base/complaint.h"
#include "engine/experiment/plan.h"
#include "engine/experiment/run.h"
#include "engine/scenario/read.h"
#include "engine/simulation/walk/simulate.h"
#include "engine/statistics/estimate.h"
#include "engine/statistics/named_output.h"

constexpr char const* corner_shop = R"(
name = "Corner shop"

[horizon]
months = 12

[segment.regular]
customers = 100
entry = "counter"
churn = { rate = "0.02 per month" }

[silo.sales]

[touchpoint.counter]
silo = "sales"
next.success = [{ to = "counter", share = 0.9, after = "7 days" }, { to = "moved", share = 0.1 }]

[exit.moved]
kind = "churn"
)";

int main() try {
  silowalk::Scenario const shop = silowalk::parse_scenario(corner_shop, "corner-shop.toml");
  silowalk::Plan plan;
  plan.replications = 8;
  plan.scenarios.push_back(silowalk::plan_scenario("shop", shop, plan.seed));
  std::vector<silowalk::Model> const models{silowalk::Model(shop)};

  silowalk::MemoryStore store;
  silowalk::RunOptions options;
  options.threads = 2;
  silowalk::run(plan, models, store, options);

  silowalk::NamedOutput const lost("lost", {}, silowalk::frame_of(shop, models[0].axes()), "here");
  silowalk::Series series;
  for (silowalk::Tally const& tally : store.tallies(plan.scenarios[0].digest)) series.push_back(lost.of(tally));
  std::cout << shop.name << ": " << shop.silos.size() << " silo, " << *silowalk::estimate(series).mean
            << " of 100 lost in a year, over " << series.size() << " replications\n";
} catch (silowalk::InvalidInput const& mistakes) {
  std::cerr << mistakes.what() << '\n';
  return 3;
}
