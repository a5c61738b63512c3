// Whatever overrides are given, one a line, the scenario is read or refused; and what is accepted prints in a form that
// reads back to itself.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "engine/base/complaint.h"
#include "engine/scenario/read.h"

namespace {

constexpr char const* shop = R"(
[horizon]
months = 6
[segment.all]
customers = 10
entry     = "order"
churn     = { rate = "1 % per month", tenure = [ { from = "1 year", times = 0.5 } ] }
[silo.web]
[silo.care]
agents = 3
shifts = [ "mon-fri 09:00-17:00", { days = "sat", hours = "9-12", agents = 1 } ]
[touchpoint.order]
silo = "web"
next = [ { to = "order", share = 0.9, after = "30 days" }, { to = "help" } ]
[touchpoint.help]
silo     = "care"
handling = { distribution = "lognormal", mean = "9 min", cv = 0.8 }
success  = 0.8
next.success = [ { to = "order", after = { distribution = "empirical", values = [1, 2], unit = "days" } } ]
next.failure = [ { to = "gone" } ]
[exit.gone]
[initiative.calls]
owner   = "care"
effort  = { care = 1 }
effects = [ { on = "touchpoint.help.success", log_odds = 0.5 } ]
[organisation]
rule = "enterprise"
[goal.keep]
target = { output = "churn_rate", below = 0.3 }
[guardrail.wait]
output = "touchpoint.help.wait_mean"
below  = "6 min"
)";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace silowalk;
  std::string printed;
  try {
    std::istringstream lines(std::string(reinterpret_cast<char const*>(data), size));
    std::vector<Override> overrides;
    for (std::string line; std::getline(lines, line) && overrides.size() < 20;)
      overrides.push_back(parse_override(line));
    printed = print_scenario(parse_scenario(shop, "shop.toml", overrides));
  } catch (InvalidInput const& mistakes) {
    if (mistakes.complaints().empty()) std::abort();
    return 0;
  } catch (RuntimeFailure const&) {
    return 0;
  }
  if (print_scenario(parse_scenario(printed, "printed.toml")) != printed) std::abort();
  return 0;
}
