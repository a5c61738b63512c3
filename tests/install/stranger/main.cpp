// What a stranger writes who has only the installed package: reads a company, asks for its name and its silos.

#include <iostream>

#include "engine/base/complaint.h"
#include "engine/scenario/read.h"

int main() {
  try {
    silowalk::Scenario const shop = silowalk::parse_scenario(R"(
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
)",
                                                             "corner-shop.toml");
    std::cout << shop.name << ": " << shop.silos.size() << " silo, canonical form of "
              << silowalk::print_scenario(shop).size() << " bytes\n";
  } catch (silowalk::InvalidInput const& mistakes) {
    std::cerr << mistakes.what() << '\n';
    return 3;
  }
}
