#include "engine/scenario/outputs.h"

#include <fmt/format.h>

#include "engine/base/complaint.h"
#include "engine/base/text.h"

namespace silowalk::inline scenario {
namespace {

using enum OutputSubject;
using enum OutputUnit;

struct Address {
  OutputSubject of = company;
  std::string entity;
  std::string name;
  bool ok = true;
};

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
  if (kind == "segment")
    address.of = segment;
  else if (kind == "touchpoint")
    address.of = touchpoint;
  else if (kind == "silo")
    address.of = silo;
  else if (kind == "initiative")
    address.of = initiative;
  else
    address.ok = false;
  return address;
}

std::string_view word(OutputSubject of) {
  switch (of) {
    case company:
      return "company";
    case segment:
      return "segment";
    case touchpoint:
      return "touchpoint";
    case silo:
      return "silo";
    case initiative:
      return "initiative";
  }
  return "";
}

std::vector<std::string> output_names(OutputSubject of) {
  std::vector<std::string> names;
  for (OutputInfo const& info : known_outputs())
    if (info.of == (of == segment ? company : of)) names.emplace_back(info.name);
  return names;
}

template <class T>
std::vector<std::string> names_of(std::vector<T> const& entities) {
  std::vector<std::string> names;
  for (T const& entity : entities) names.push_back(entity.name);
  return names;
}

std::vector<std::string> entity_names(Scenario const& scenario, OutputSubject of) {
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
      {company, "customers", count, "heads at close of the window"},
      {company, "new", count, "customers won"},
      {company, "lost", count, "customers lost"},
      {company, "ended", count, "customers whose journey ended without loss"},
      {company, "churn_rate", per_year, "lost per customer-year"},
      {company, "revenue", money, "subscriptions and visits"},
      {company, "cost", money, "agents, visits and initiatives"},
      {company, "margin", money, "revenue less cost"},
      {company, "value", money, "discounted margin within the horizon"},
      {company, "value_at_close", money, "value and what the customers still there are worth"},
      {company, "lifetime_value", money, "per customer acquired"},
      {touchpoint, "visits", count, "visits"},
      {touchpoint, "success_rate", share, "of visits"},
      {touchpoint, "failure_rate", share, "of visits"},
      {touchpoint, "recovered_rate", share, "of visits"},
      {touchpoint, "abandoned_rate", share, "of visits"},
      {touchpoint, "turned_away_rate", share, "of visits"},
      {touchpoint, "answered_in_time_rate", share, "of visits: waited at most `answer_within`"},
      {touchpoint, "wait_mean", duration, "mean open time waited: abandoners count, those turned away do not"},
      {touchpoint, "wait_p50", duration, "median wait"},
      {touchpoint, "wait_p90", duration, "wait that nine in ten stay below"},
      {touchpoint, "wait_p99", duration, "wait that 99 in 100 stay below"},
      {touchpoint, "survey_mean", score, "recorded score, 0 to 10"},
      {touchpoint, "survey_count", count, "recorded scores"},
      {touchpoint, "trust_lost", log_odds, "sum over visits"},
      {touchpoint, "revenue", money, "of visits"},
      {touchpoint, "cost", money, "of visits"},
      {silo, "agents", agents, "mean number"},
      {silo, "load", share, "work offered over capacity"},
      {silo, "resignations", count, "agents who left"},
      {silo, "survey_mean", score, "recorded score, 0 to 10"},
      {silo, "churn_booked", count, "customers lost at its touchpoints"},
      {silo, "churn_attributed", count, "customers lost by it, by the accounting rule"},
      {silo, "cost", money, "agents and visits"},
      {silo, "spend", money, "on initiatives"},
      {initiative, "started_share", share, "of replications in which it was started"},
      {initiative, "delivered_share", share, "of replications in which it was delivered"},
      {initiative, "start_month", month, "mean, where started"},
      {initiative, "spend", money, "one-off and running"},
  };
  return rows;
}

OutputInfo const* find_output(OutputSubject of, std::string_view name) {
  OutputSubject const looked_up = of == segment ? company : of;
  for (OutputInfo const& info : known_outputs())
    if (info.of == looked_up && info.name == name) return &info;
  return nullptr;
}

OutputInfo const* output_info(std::string const& output) {
  Address const address = parse_address(output);
  return address.ok ? find_output(address.of, address.name) : nullptr;
}

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
      return {fmt::format("there is no {} '{}'", word(address.of), address.entity), fmt::format("in '{}'", output),
              near.empty() ? "" : fmt::format("{}.{}.{}", word(address.of), near, address.name)};
    }
  }
  if (find_output(address.of, address.name) == nullptr) {
    std::vector<std::string> const names = output_names(address.of);
    return {fmt::format("'{}' is no output of a {}", address.name, word(address.of)), "known are " + joined(names),
            nearest(address.name, names)};
  }
  return {};
}

}  // namespace silowalk::inline scenario
