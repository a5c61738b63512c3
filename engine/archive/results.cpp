#include "engine/archive/results.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>

#include "engine/base/complaint.h"
#include "engine/base/text.h"

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

std::string scenario_letter(std::size_t scenario) {
  // 26 letters; a file rarely has more scenarios.
  return scenario < 26 ? std::string(1, static_cast<char>('A' + scenario)) : fmt::format("S{}", scenario + 1);
}

std::size_t scenario_named(std::vector<ScenarioResults> const& scenarios, std::string const& name,
                           std::string const& origin) {
  std::vector<std::string> names;
  std::vector<std::string> listed;
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    if (scenarios[i].name == name) return i;
    names.push_back(scenarios[i].name);
    listed.push_back(fmt::format("{}: {}", scenario_letter(i), scenarios[i].name));
  }
  for (std::size_t i = 0; i < scenarios.size(); ++i)
    if (scenario_letter(i) == name) return i;
  std::vector<std::string> longer;  // that begin with `name`
  std::copy_if(names.begin(), names.end(), std::back_inserter(longer),
               [&](std::string const& each) { return each.starts_with(name); });
  // Names can contain commas.
  reject(origin, fmt::format("there is no scenario '{}'", name), names.empty() ? "" : "it has " + joined(listed, "; "),
         longer.size() == 1 ? longer.front() : nearest(name, names));
}

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
