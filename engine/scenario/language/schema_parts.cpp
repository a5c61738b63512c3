#include <iterator>

#include "engine/base/enum_names.h"
#include "engine/scenario/language/schema.h"

namespace silowalk::inline scenario {
namespace {

/// In the order of the reference.
constexpr PartInfo parts_table[] = {
    {Part::root, "scenario", "a scenario", "The top of the file",
     "Before the first `[table]`, and the tables it holds."},
    {Part::horizon, "horizon", "the horizon", "[horizon]", "What is simulated, and from when."},
    {Part::segment, "segment", "a segment", "[segment.NAME]", "A kind of customer."},
    {Part::churn, "churn", "churn", "segment: churn = { ... }",
     "Customers who leave quietly while they dwell: rate x frailty x exp(-sensitivity x (trust - baseline))."},
    {Part::tenure, "tenure", "a step of tenure", "churn: tenure = [ { ... }, ... ]",
     "Before the first step the factor is 1."},
    {Part::silo, "silo", "a silo", "[silo.NAME]", "A department."},
    {Part::shift, "shift", "a shift", "silo: shifts = [ { ... }, ... ]",
     "Shifts of one silo may not overlap. `\"mon-fri 09:00-16:30\"` is short for `{ days = \"mon-fri\", hours = "
     "\"09:00-16:30\" }`."},
    {Part::attrition, "attrition", "attrition", "silo: attrition = { ... }", "Agents who resign, and are replaced."},
    {Part::touchpoint, "touchpoint", "a touchpoint", "[touchpoint.NAME]", "A step of the journey, owned by one silo."},
    {Part::trust, "trust", "trust", "touchpoint: trust = { ... }", "In log-odds."},
    {Part::survey, "survey", "a survey", "touchpoint: survey = { ... }",
     "The score is 10 x trust after the visit; only what is recorded is seen."},
    {Part::next, "next", "next", "touchpoint: next = { ... }",
     "Every outcome that can happen needs its routes. `next.success = [ ... ]` is the same thing, line by line."},
    {Part::route, "route", "a route", "next: success = [ { ... }, ... ]", "To a touchpoint or an exit."},
    {Part::exit, "exit", "an exit", "[exit.NAME]", "Where journeys end."},
    {Part::initiative, "initiative", "an initiative", "[initiative.NAME]", "A piece of work that a silo may take on."},
    {Part::initiative_cost, "initiative_cost", "the cost of an initiative", "initiative: cost = { ... }",
     "Bought from the owner's budget."},
    {Part::effect, "effect", "an effect", "initiative: effects = [ { ... }, ... ]",
     "One of `log_odds` and `times`. Effects on one parameter add up (log_odds) or multiply (times)."},
    {Part::organisation, "organisation", "the organisation", "[organisation]", "How work is chosen."},
    {Part::planning, "planning", "planning", "organisation: planning = { ... }",
     "Planning dates begin at month 0. For `cycle`, \"12 months\" and \"1 year\" are the same."},
    {Part::priorities, "priorities", "a list of priorities", "organisation: priorities = [ { ... }, ... ]",
     "Nothing is simulated with them."},
    {Part::seam, "seam", "a seam", "organisation: seams = [ { ... }, ... ]",
     "The handoffs from one silo to another. Nothing is simulated with their owners."},
    {Part::coordinator, "coordinator", "the coordinator", "organisation: coordinator = { ... }",
     "Authority 0 is the same as no coordinator."},
    {Part::listening, "listening", "a listening path", "[listening.NAME]",
     "Silos know only what these bring them. An issue is known once a path has brought one case of it."},
    {Part::goal, "goal", "a goal", "[goal.NAME]", "What the company wants to reach."},
    {Part::target, "target", "a target", "goal: target = { ... }", "One or both of `below` and `above`."},
    {Part::guardrail, "guardrail", "a guardrail", "[guardrail.NAME]",
     "On an `output`: a decision whose forecast breaks it is refused (one or both of `below` and `above`). On "
     "decisions (`spend`, `agents`, or a `parameter` with `least` or `most`): never broken."},
    {Part::lever_set, "lever_set", "a file of levers", "The top of a file of levers",
     "Before the first `[lever.NAME]`."},
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

}  // namespace silowalk::inline scenario
