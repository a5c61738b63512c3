#include "engine/archive/results.h"

namespace silowalk::inline archive {
namespace {

/// Separates these digests from all others. Not results_format_version: a change would change every published digest.
constexpr char format_word[] = "silowalk-results 1";

/// Adds the count first, so that two lists beside each other cannot be mistaken for other two.
void add_names(Digester& digester, std::vector<std::string> const& names) {
  digester.number(names.size());
  for (std::string const& name : names) digester.text(name);
}

}  // namespace

// The order and the set of what is added are part of the format: a change would change every published digest.
Digest results_digest(ScenarioResults const& scenario, std::vector<Digest> const& of_variables) {
  Digester digester;
  digester.text(format_word);
  digester.text(scenario.name);
  digester.text(scenario.text);
  digester.number(scenario.replications);
  digester.text(scenario.frame.currency);
  digester.numbers(std::vector<double>{scenario.frame.discount, scenario.frame.length});
  TallyAxes const& axes = scenario.frame.axes;
  digester.number(static_cast<std::uint64_t>(axes.months));
  add_names(digester, axes.touchpoints);
  add_names(digester, axes.silos);
  add_names(digester, axes.segments);
  digester.numbers(scenario.worth);
  add_names(digester, scenario.assumptions);
  for (Digest const& each : of_variables) digester.digest(each);
  return digester.finish();
}

Digest results_digest(std::uint64_t seed, std::vector<ScenarioResults> const& scenarios) {
  Digester digester;
  digester.text(format_word);
  digester.number(seed);
  for (ScenarioResults const& each : scenarios) {
    digester.text(each.name);
    digester.digest(each.results);
  }
  return digester.finish();
}

}  // namespace silowalk::inline archive
