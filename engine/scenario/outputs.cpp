#include "engine/scenario/outputs.h"

#include <fmt/format.h>

#include <optional>

#include "engine/base/complaint.h"
#include "engine/base/text.h"
#include "engine/scenario/resolve.h"

namespace silowalk::inline scenario {
namespace {

using enum OutputOf;
using enum OutputKind;
using enum Better;

/// The parts of an output's name: KIND.ENTITY.NAME, or NAME alone for the company.
struct Address {
  OutputOf of = company;
  std::string entity;
  std::string name;
  bool ok = true;  ///< false: it is not of either form
};

/// Names hold no dots, so a full name has exactly two.
Address parse_address(std::string const& output) {
  std::size_t const first = output.find('.');
  if (first == std::string::npos) return {company, "", output, true};
  std::size_t const last = output.rfind('.');
  std::string const kind = output.substr(0, first);
  Address address;
  if (last == first || output.find('.', first + 1) != last) address.ok = false;
  if (address.ok) {
    address.entity = output.substr(first + 1, last - first - 1);
    address.name = output.substr(last + 1);
  }
  std::optional<OutputOf> const of = output_of_names.find(kind);
  if (of && *of != company)
    address.of = *of;
  else
    address.ok = false;
  return address;
}

/// Returns the outputs that a kind of entity has, in the order of the table.
std::vector<std::string> output_names(OutputOf of) {
  std::vector<std::string> names;
  for (OutputInfo const& info : known_outputs())
    if (info.of == (of == segment ? company : of)) names.emplace_back(info.name);
  return names;
}

/// Returns what can stand in the place of NAME; nothing for the company.
std::vector<std::string> entity_names(Scenario const& scenario, OutputOf of) {
  switch (of) {
    case company:
      return {};
    case segment:
      return names_of(scenario.segments);
    case touchpoint:
      return names_of(scenario.touchpoints);
    case silo:
      return names_of(scenario.silos);
    case initiative:
      return names_of(scenario.initiatives);
  }
  return {};
}

}  // namespace

std::vector<OutputInfo> const& known_outputs() {
  static std::vector<OutputInfo> const rows = {
      {company, "customers", count, "head", higher, "customers at the close of the window"},
      {company, "new", count, "head", higher, "customers won"},
      {company, "lost", count, "head", lower, "customers lost"},
      {company, "ended", count, "head", neither, "customers whose journey ended without loss"},
      {company, "churn_rate", yearly_rate, "1/year", lower, "customers lost per customer-year"},
      {company, "revenue", money, "currency", higher, "revenue of subscriptions and visits"},
      {company, "cost", money, "currency", lower, "cost of agents, visits and initiatives"},
      {company, "margin", money, "currency", higher, "revenue less cost"},
      {company, "value", money, "currency", higher, "discounted margin within the horizon"},
      {company, "value_at_close", money, "currency", higher, "value plus the worth of the remaining customers"},
      {company, "lifetime_value", money, "currency", higher, "lifetime value per customer acquired"},
      {touchpoint, "visits", count, "1", neither, "number of visits"},
      {touchpoint, "success_rate", share, "1", higher, "share of visits that succeed"},
      {touchpoint, "failure_rate", share, "1", lower, "share of visits that fail"},
      {touchpoint, "recovered_rate", share, "1", neither, "share of visits whose failure is recovered"},
      {touchpoint, "abandoned_rate", share, "1", lower, "share of visits abandoned in the queue"},
      {touchpoint, "turned_away_rate", share, "1", lower, "share of visits turned away"},
      {touchpoint, "answered_in_time_rate", share, "1", higher,
       "share of visits answered within `answer_within`, in open time"},
      {touchpoint, "wait_mean", duration, "day", lower,
       "mean wait, by `tolerance_by`; customers who abandon count, those turned away do not"},
      {touchpoint, "wait_p50", duration, "day", lower, "median wait"},
      {touchpoint, "wait_p90", duration, "day", lower, "90 % of waits are below this"},
      {touchpoint, "wait_p99", duration, "day", lower, "99 % of waits are below this"},
      {touchpoint, "survey_mean", score, "point", higher, "recorded score, 0 to 10"},
      {touchpoint, "survey_count", count, "1", neither, "number of recorded scores"},
      {touchpoint, "trust_lost", log_odds, "log-odds", lower, "trust lost, summed over visits"},
      {touchpoint, "revenue", money, "currency", higher, "revenue of visits"},
      {touchpoint, "cost", money, "currency", lower, "cost of visits"},
      {silo, "agents", agents, "agent", neither, "mean number of agents"},
      {silo, "load", share, "1", lower, "offered work divided by capacity"},
      {silo, "resignations", count, "1", lower, "agents who resigned"},
      {silo, "survey_mean", score, "point", higher, "recorded score, 0 to 10"},
      {silo, "churn_booked", count, "head", lower, "customers lost at its touchpoints"},
      {silo, "churn_attributed", count, "head", lower, "customers lost that the accounting rule attributes to it"},
      {silo, "cost", money, "currency", lower, "cost of agents and visits"},
      {silo, "spend", money, "currency", neither, "spend on initiatives"},
      {initiative, "started_share", share, "1", neither, "share of replications in which it was started"},
      {initiative, "delivered_share", share, "1", neither, "share of replications in which it was delivered"},
      {initiative, "start_month", count, "month", neither, "mean start, in replications in which it was started"},
      {initiative, "spend", money, "currency", neither, "one-off and running costs"},
  };
  return rows;
}

OutputInfo const* find_output(OutputOf of, std::string_view name) {
  OutputOf const looked_up = of == segment ? company : of;
  for (OutputInfo const& info : known_outputs())
    if (info.of == looked_up && info.name == name) return &info;
  return nullptr;
}

OutputInfo const* output_info(std::string const& output) {
  Address const address = parse_address(output);
  return address.ok ? find_output(address.of, address.name) : nullptr;
}

// From left to right: the form, the entity, the output; the first mistake is reported.
OutputProblem check_output_name(Scenario const& scenario, std::string const& output) {
  Address const address = parse_address(output);
  if (!address.ok)
    return {fmt::format("'{}' is not a named output", output),
            "write churn_rate, segment.X.revenue, touchpoint.X.wait_mean, silo.X.load or initiative.X.spend", ""};
  if (address.of != company) {
    std::vector<std::string> const names = entity_names(scenario, address.of);
    bool found = false;
    for (std::string const& name : names) found = found || name == address.entity;
    if (!found) {
      std::string const near = nearest(address.entity, names);
      return {fmt::format("there is no {} '{}'", output_of_names[address.of], address.entity),
              fmt::format("in '{}'", output),
              near.empty() ? "" : fmt::format("{}.{}.{}", output_of_names[address.of], near, address.name)};
    }
  }
  if (find_output(address.of, address.name) == nullptr) {
    std::vector<std::string> const names = output_names(address.of);
    return {fmt::format("'{}' is no output of a {}", address.name, output_of_names[address.of]),
            "known are " + joined(names), nearest(address.name, names)};
  }
  return {};
}

}  // namespace silowalk::inline scenario
