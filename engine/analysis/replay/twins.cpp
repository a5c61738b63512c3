#include "engine/analysis/replay/twins.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/complaint.h"

namespace silowalk::inline analysis {
namespace {

/// Returns the name of the visited touchpoint: scenarios number touchpoints differently.
std::string const& name_at(Scenario const& scenario, Visit const& visit) {
  return scenario.touchpoints[visit.touchpoint].name;
}

/// The first number of a visit at which anything, or only the way, differs, and in what.
struct Found {
  std::size_t visit = 0;
  Aspect aspect = Aspect::onward;
};

/// Returns whether the ways part at a visit: another outcome or context, another next touchpoint, or leaving.
bool parts_ways(Visit const& a, Visit const& b, Scenario const& in_a, Scenario const& in_b) {
  if (a.outcome != b.outcome || a.context_lost != b.context_lost) return true;
  bool const goes_on_a = a.then == Visit::Then::visit;
  bool const goes_on_b = b.then == Visit::Then::visit;
  if (goes_on_a != goes_on_b) return true;
  if (goes_on_a) return in_a.touchpoints[a.next].name != in_b.touchpoints[b.next].name;
  // Beyond the horizon, and how a journey ends, are ways too.
  return a.then != b.then;
}

/// Returns what makes the ways part at a visit: as first_aspect(), but small differences of time and trust do not
/// count.
Aspect parting_aspect(Visit const& a, Visit const& b) {
  if (a.context_lost != b.context_lost) return Aspect::context;
  bool const served_a = a.outcome != Outcome::abandoned && a.outcome != Outcome::turned_away;
  bool const served_b = b.outcome != Outcome::abandoned && b.outcome != Outcome::turned_away;
  if (served_a != served_b) return Aspect::served;
  return a.outcome != b.outcome ? Aspect::outcome : Aspect::onward;
}

/// Returns the touchpoint from which the customer came; none at the first visit of a newcomer.
std::optional<std::uint16_t> touchpoint_before(Story const& story, std::size_t visit) {
  if (visit > 0) return story.visits[visit - 1].touchpoint;
  return story.beginning.dwelling ? std::optional<std::uint16_t>(story.beginning.touchpoint) : std::nullopt;
}

/// Returns the first visit that differs in anything; none where all common visits are alike.
std::optional<Found> find_first(Story const& a, Story const& b, TwinScenarios const& twins) {
  std::size_t const both = std::min(a.visits.size(), b.visits.size());
  for (std::size_t i = 0; i < both; ++i) {
    if (auto const aspect = first_aspect(a.visits[i], b.visits[i], *twins.a, *twins.b)) return Found{i, *aspect};
  }
  return std::nullopt;
}

/// Returns the first visit at which the ways part; none where they never do.
std::optional<Found> find_parting(Story const& a, Story const& b, TwinScenarios const& twins) {
  std::size_t const both = std::min(a.visits.size(), b.visits.size());
  for (std::size_t i = 0; i < both; ++i) {
    if (parts_ways(a.visits[i], b.visits[i], *twins.a, *twins.b))
      return Found{i, parting_aspect(a.visits[i], b.visits[i])};
  }
  return std::nullopt;
}

/// Returns the divergence with its cause.
Divergence traced(Found const& found, Twin const& twin, TwinScenarios const& twins) {
  Divergence divergence{found.visit, found.aspect, {}, false};
  divergence.cause = cause_of(found.aspect, twins, twin.a.story.visits[found.visit], twin.b.story.visits[found.visit],
                              touchpoint_before(twin.a.story, found.visit));
  return divergence;
}

/// Returns the name under B's segment numbers. Throws InvalidInput where B lacks the segment.
CustomerName in_other(CustomerName const& name, PastRun const& a, PastRun const& b) {
  return parse_customer_name(to_text(name, a.model().axes()), b.model().axes());
}

}  // namespace

std::vector<Step> align(Story const& a, Scenario const& in_a, Story const& b, Scenario const& in_b) {
  std::size_t const n = a.visits.size();
  std::size_t const m = b.visits.size();
  std::vector<std::size_t> common((n + 1) * (m + 1));  // of what remains from (i, j) on
  auto const at = [&](std::size_t i, std::size_t j) -> std::size_t& { return common[i * (m + 1) + j]; };
  auto const same = [&](std::size_t i, std::size_t j) {
    return name_at(in_a, a.visits[i]) == name_at(in_b, b.visits[j]);
  };
  // From the end, so that the steps can be read off from the beginning (Wagner and Fischer 1974).
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t j = m; j-- > 0;)
      at(i, j) = same(i, j) ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
  }
  std::vector<Step> steps;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < n && j < m) {
    if (same(i, j) && at(i, j) == at(i + 1, j + 1) + 1)
      steps.push_back({i++, j++});
    else if (at(i + 1, j) >= at(i, j + 1))
      steps.push_back({i++, std::nullopt});
    else
      steps.push_back({std::nullopt, j++});
  }
  while (i < n) steps.push_back({i++, std::nullopt});
  while (j < m) steps.push_back({std::nullopt, j++});
  return steps;
}

void find_divergence(Twin& twin, TwinScenarios const& twins) {
  Story const& a = twin.a.story;
  Story const& b = twin.b.story;
  if (!same_beginning(a.beginning, b.beginning, *twins.a, *twins.b)) {
    twin.first = Divergence{0, Aspect::beginning, cause_of_beginning(twins, a.beginning), false};
    twin.parting = twin.first;
    return;
  }
  if (auto const found = find_first(a, b, twins)) twin.first = traced(*found, twin, twins);
  if (auto const found = find_parting(a, b, twins)) {
    twin.parting = traced(*found, twin, twins);
    // Nothing acts on this visit itself: it follows from the first difference.
    if (twin.parting->cause.kind != Cause::Kind::direct && found->visit != twin.first->visit) {
      twin.parting->cause = twin.first->cause;
      twin.parting->inherited = true;
    }
  }
}

TwinScenarios twin_scenarios(PastRun const& a, PastRun const& b, std::uint32_t replication) {
  return {&a.scenario(), &b.scenario(), scenario_differences(a.scenario(), b.scenario()), a.decisions(replication),
          b.decisions(replication)};
}

std::vector<Twin> walk_twins(PastRun const& a, PastRun const& b, std::uint32_t replication,
                             std::vector<CustomerName> const& names) {
  // Checked before A is simulated.
  b.check_replication(replication);
  std::vector<CustomerName> there;
  for (CustomerName const& name : names) there.push_back(in_other(name, a, b));
  std::vector<Walk> in_a = walk_customers(a, replication, names);
  std::vector<Walk> in_b = walk_customers(b, replication, there);
  TwinScenarios const scenarios = twin_scenarios(a, b, replication);
  std::vector<Twin> twins;
  for (std::size_t i = 0; i < names.size(); ++i) {
    Twin& twin = twins.emplace_back();
    twin.customer = in_a[i].customer;
    twin.why = in_a[i].why;
    twin.a = std::move(in_a[i]);
    twin.b = std::move(in_b[i]);
    twin.steps = align(twin.a.story, a.scenario(), twin.b.story, b.scenario());
    find_divergence(twin, scenarios);
  }
  return twins;
}

std::vector<Twin> walk_picked_twins(PastRun const& a, PastRun const& b, PickRequest const& request, bool lost_in_a) {
  bool const one_sided = request.how == Pick::lost_only_there;
  // Lost only in A: those who stay in B and are lost in A.
  PastRun const& from = one_sided && lost_in_a ? b : a;
  PastRun const& other = one_sided && lost_in_a ? a : b;
  std::vector<Walk> const picked = walk_picked(from, request, one_sided ? &other : nullptr);
  std::vector<CustomerName> names;
  for (Walk const& each : picked) {
    CustomerName const name = each.story.name();
    names.push_back(&from == &a ? name : in_other(name, b, a));
  }
  std::vector<Twin> twins = names.empty() ? std::vector<Twin>{} : walk_twins(a, b, request.replication, names);
  for (std::size_t i = 0; i < twins.size(); ++i) twins[i].why = picked[i].why;
  return twins;
}

}  // namespace silowalk::inline analysis
