#include <algorithm>
#include <iterator>

#include "engine/base/enum_names.h"
#include "engine/scenario/language/schema.h"

namespace silowalk::inline scenario {
namespace {

/// In the order of the reference.
constexpr PartInfo parts_table[] = {
    {Part::root, "scenario", "a scenario", "The top of the file",
     "The keys before the first `[table]`, and the tables."},
    {Part::horizon, "horizon", "the horizon", "[horizon]", "The simulated period."},
    {Part::segment, "segment", "a segment", "[segment.NAME]", "A kind of customer."},
    {Part::churn, "churn", "churn", "segment: churn = { ... }",
     "Churn between visits. Hazard: rate x frailty x exp(-sensitivity x (trust - baseline))."},
    {Part::tenure, "tenure", "a step of tenure", "churn: tenure = [ { ... }, ... ]",
     "Before the first step the factor is 1."},
    {Part::silo, "silo", "a silo", "[silo.NAME]", "A department."},
    {Part::shift, "shift", "a shift", "silo: shifts = [ { ... }, ... ]",
     "Shifts of one silo may not overlap. `\"mon-fri 09:00-16:30\"` is short for `{ days = \"mon-fri\", hours = "
     "\"09:00-16:30\" }`."},
    {Part::attrition, "attrition", "attrition", "silo: attrition = { ... }", "Resignation and replacement of agents."},
    {Part::touchpoint, "touchpoint", "a touchpoint", "[touchpoint.NAME]", "A step of the journey, owned by one silo."},
    {Part::trust, "trust", "trust", "touchpoint: trust = { ... }", "Effect of a visit on trust, in log-odds."},
    {Part::survey, "survey", "a survey", "touchpoint: survey = { ... }",
     "The score is 10 x trust after the visit. Silos see only recorded scores."},
    {Part::next, "next", "next", "touchpoint: next = { ... }",
     "Every possible outcome needs routes. `next.success = [ ... ]` is an equivalent form."},
    {Part::route, "route", "a route", "next: success = [ { ... }, ... ]", "To a touchpoint or an exit."},
    {Part::exit, "exit", "an exit", "[exit.NAME]", "Where journeys end."},
    {Part::initiative, "initiative", "an initiative", "[initiative.NAME]", "Work that a silo can do."},
    {Part::initiative_cost, "initiative_cost", "the cost of an initiative", "initiative: cost = { ... }",
     "Paid from the owner's budget."},
    {Part::effect, "effect", "an effect", "initiative: effects = [ { ... }, ... ]",
     "Exactly one of `log_odds` and `times`. Effects on the same parameter add up (log_odds) or multiply (times)."},
    {Part::organisation, "organisation", "the organisation", "[organisation]", "How work is chosen."},
    {Part::planning, "planning", "planning", "organisation: planning = { ... }",
     "The first planning date is month 0. For `cycle`, \"12 months\" and \"1 year\" are equal."},
    {Part::priorities, "priorities", "a list of priorities", "organisation: priorities = [ { ... }, ... ]",
     "They do not affect the simulation."},
    {Part::seam, "seam", "a seam", "organisation: seams = [ { ... }, ... ]",
     "The handoffs from one silo to another. Their owners do not affect the simulation."},
    {Part::coordinator, "coordinator", "the coordinator", "organisation: coordinator = { ... }",
     "Authority 0 is equivalent to no coordinator."},
    {Part::listening, "listening", "a listening path", "[listening.NAME]",
     "Silos know only what these paths report. An issue is known once a path has reported one case of it."},
    {Part::goal, "goal", "a goal", "[goal.NAME]", "A goal of the company."},
    {Part::target, "target", "a target", "goal: target = { ... }", "`below`, `above`, or both."},
    {Part::guardrail, "guardrail", "a guardrail", "[guardrail.NAME]",
     "On an `output` (`below`, `above`, or both): a decision whose forecast breaks the limit is refused. On decisions "
     "(`spend`, `agents`, or a `parameter` with `least` or `most`): the limit is never broken."},
    {Part::lever_set, "lever_set", "a file of levers", "The top of a file of levers",
     "The keys before the first `[lever.NAME]`."},
    {Part::lever, "lever", "a lever", "[lever.NAME]", "A named set of overrides that can be on or off."},
};

static_assert(std::size(parts_table) == enum_count<Part>(), "a part has no row");

}  // namespace

std::span<PartInfo const> schema_parts() { return parts_table; }

PartInfo const& part_info(Part part) {
  for (PartInfo const& info : parts_table)
    if (info.part == part) return info;
  return parts_table[0];
}

std::vector<std::string> key_names(Part part) {
  std::vector<std::string> out;
  for (Key const* key : keys_of(part)) out.emplace_back(key->name);
  return out;
}

std::vector<std::string> split_choices(std::string_view detail) {
  std::vector<std::string> out;
  std::size_t from = 0;
  while (from <= detail.size()) {
    std::size_t const bar = std::min(detail.find('|', from), detail.size());
    out.emplace_back(detail.substr(from, bar - from));
    from = bar + 1;
  }
  return out;
}

Key const* find_number(Part part, std::string_view path) {
  std::size_t const dot = path.find('.');
  Key const* const key = find_key(part, path.substr(0, dot));
  if (key == nullptr) return nullptr;
  if (dot != std::string_view::npos)
    return key->type == Type::part ? find_number(key->part, path.substr(dot + 1)) : nullptr;
  return is_numeric(key->type) ? key : nullptr;
}

bool is_numeric(Type type) {
  switch (type) {
    case Type::whole:
    case Type::number:
    case Type::duration:
    case Type::rate:
    case Type::money:
    case Type::money_rate:
    case Type::probability:
    case Type::distribution:
      return true;
    default:
      return false;
  }
}

bool is_name(std::string_view name) {
  if (name.empty() || name.size() > longest_name) return false;
  for (char c : name) {
    bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter && !(c >= '0' && c <= '9') && c != '_' && c != '-') return false;
  }
  return true;
}

}  // namespace silowalk::inline scenario
