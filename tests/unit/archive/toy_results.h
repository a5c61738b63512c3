#pragma once

#include <stdlib.h>

#include <filesystem>
#include <string>

#include "engine/archive/results.h"
#include "engine/archive/write_results.h"
#include "tests/unit/statistics/toy_tally.h"

namespace silowalk::toy {

/// A temporary directory that its destructor removes. An empty path where it could not be created.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "silowalk-XXXXXX").string();
    if (mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(Folder const&) = delete;
  Folder& operator=(Folder const&) = delete;
  std::string operator/(std::string const& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

/// Returns the tally of a replication, the same at every call.
inline Tally replication(std::size_t scenario, std::uint32_t number) { return random(axes(), scenario + 1, number); }

/// Returns the tallies of replications first to first + count - 1.
inline std::vector<Tally> replications(std::size_t scenario, std::uint32_t first, std::uint32_t count) {
  std::vector<Tally> some;
  for (std::uint32_t i = 0; i < count; ++i) some.push_back(replication(scenario, first + i));
  return some;
}

/// Returns the text of a scenario that has axes(months) and, but for the discount, frame(months). It is never
/// simulated, and not ASCII.
inline std::string text(std::string const& name, int months = 3, std::string const& discount = "8 % per year") {
  return "name = \"" + name + "\"\n# caf\u00e9\ncurrency = \"EUR\"\n[horizon]\nmonths = " + std::to_string(months) +
         "\nstart = 2026-03-01\ndiscount = \"" + discount + "\"\n" + R"([segment.private]
customers = 10
entry     = "order"
revenue   = "9 per month"
churn     = { rate = "0.03 per month" }
[segment.business]
customers = 10
entry     = "order"
revenue   = "9 per month"
churn     = { rate = "0.03 per month" }
[silo.sales]
title = "Verkauf & Läden"
[silo.care]
[touchpoint.order]
silo    = "sales"
success = 0.9
next.success = [ { to = "order", share = 0.9, after = "9 days" }, { to = "care_call", share = 0.1, after = "9 days" } ]
next.failure = [ { to = "order", after = "9 days" } ]
[touchpoint.care_call]
silo    = "care"
success = 0.9
next.success = [ { to = "order", after = "9 days" } ]
next.failure = [ { to = "gone" } ]
[exit.gone]
kind = "churn"
[initiative.bill_explainer]
owner    = "care"
duration = "30 days"
effects  = [ { on = "touchpoint.order.success", log_odds = 0.1 } ]
)";
}

/// Gives a scenario a name, a horizon and no discount.
inline void undiscounted(ScenarioResults& scenario, std::string const& name, int months = 3) {
  scenario.name = name;
  scenario.frame = frame(months);
  scenario.frame.discount = 0;
  scenario.text = text(name, months, "0 % per year");
  scenario.digest = digest_of(scenario.text);
}

/// Returns the header of two scenarios with `count` replications each. Their texts are not ASCII.
inline ResultsHeader header(std::uint32_t count) {
  ResultsHeader header;
  header.engine_version = "0.1.0";
  header.seed = 42;
  header.complete = true;
  header.plan = digest_of("a plan");
  for (std::string const name : {"as is", "as-is"}) {  // both names give the same group name
    ScenarioResults each;
    each.name = name;
    each.text = text(name);
    each.digest = digest_of(each.text);
    each.frame = frame();
    each.assumptions = {"worth per head is made up", "nothing is ignored"};
    each.worth = {12.5, 300, 0};
    each.replications = count;
    each.start = *parse_date("2026-03-01");
    each.titles.silos = {"Verkauf & L\u00e4den", "care", "(company)"};
    header.scenarios.push_back(each);
  }
  return header;
}

}  // namespace silowalk::toy
