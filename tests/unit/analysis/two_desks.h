#pragma once

#include <string>

namespace silowalk::toy {

/// Returns the TOML text of two desks that hand over to each other and lose trust; only the left one has a queue.
/// There is no warm-up, whose losses a counterfactual without losses would keep.
/// `more` is appended; `handoff` is the probability that a handoff loses the context.
inline std::string desks(std::string const& more = "", std::string const& handoff = "0.3") {
  std::string const next =
      "next.success = [ { to = \"OTHER\", after = \"6 days\", handoff = " + handoff +
      " } ]\nnext.failure = [ { to = \"OTHER\", share = 0.9, after = \"2 days\", handoff = " + handoff +
      " }, { to = \"gone\", elasticity = -0.8 } ]\n" + "next.abandoned = [ { to = \"OTHER\", after = \"1 day\" } ]\n";
  auto const to = [&](std::string const& other) {
    std::string text = next;
    for (std::size_t at = text.find("OTHER"); at != std::string::npos; at = text.find("OTHER", at))
      text.replace(at, 5, other);
    return text;
  };
  return R"(
name = "Two desks"
[horizon]
months = 4
[segment.all]
customers = 300
arrivals  = "3 per day"
entry     = "left"
revenue   = "20 per month"
memory    = "60 days"
churn     = { rate = "0.05 per month", sensitivity = 0.9 }
[silo.a]
agents = 1
[silo.b]
[touchpoint.left]
silo     = "a"
handling = { distribution = "exponential", mean = "15 min" }
patience = { distribution = "exponential", mean = "30 min" }
success  = 0.8
trust    = { gain = 0.1, loss = 0.9, wait = 0.5, tolerance = "10 min", handoff = 0.4 }
)" + to("right") +
         R"([touchpoint.right]
silo    = "b"
success = 0.7
trust   = { gain = 0.1, loss = 0.6, handoff = 0.3 }
)" + to("left").substr(0, to("left").find("next.abandoned")) +
         "[exit.gone]\n" + more;
}

}  // namespace silowalk::toy
