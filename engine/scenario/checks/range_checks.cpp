#include "engine/scenario/checks/range_checks.h"

#include <fmt/format.h>

#include <cmath>

#include "engine/base/units.h"
#include "engine/scenario/language/values.h"
#include "engine/scenario/numbers.h"

namespace silowalk::inline scenario {
namespace {

/// The mean of a distribution is computed from its parameters, so that it can differ from a bound in the last digits.
constexpr double rounding = 1e-9;

/// Returns the place of a range in its table: that of the innermost table that is written.
Mark mark_of(Node const& table, std::string_view key) {
  Node const* node = table.find("range");
  if (node == nullptr) return table.where;
  Mark mark = node->where;
  while (!key.empty()) {
    std::size_t const dot = key.find('.');
    Member const* const member = node->member(key.substr(0, dot));
    if (member == nullptr) return mark;
    mark = member->where;
    node = &member->value;
    key = dot == std::string_view::npos ? "" : key.substr(dot + 1);
  }
  return mark;
}

/// Returns a value as it is written; the mean of a distribution is computed, so that it is rounded.
std::string shown(Type type, double value) {
  return type == Type::distribution ? readable_duration(value) : print_number(type, value);
}

/// Checks the ranges of one entity. `path`: "touchpoint.counter".
template <class T>
void check_entity(Part part, Node const& table, std::string const& path, T const& entity, Complaints& complaints) {
  for (PlausibleRange const& range : entity.range) {
    std::optional<double> const value = number_at(entity, range.key);
    if (!value) {
      complaints.error(mark_of(table, range.key), fmt::format("{}.{} has a range and no value", path, range.key),
                       fmt::format("state {} as well", range.key));
      continue;
    }
    double const slack = rounding * std::abs(*value);
    if (*value >= range.low - slack && *value <= range.high + slack) continue;
    Type const type = find_number(part, range.key)->type;
    complaints.error(mark_of(table, range.key),
                     fmt::format("{}.{} is {}, outside its range", path, range.key, shown(type, *value)),
                     fmt::format("it must lie between {} and {}", shown(type, range.low), shown(type, range.high)));
  }
}

/// Checks the ranges of all entities of a kind.
template <class T>
void check_kind(Part part, Node const& tree, std::string const& kind, std::vector<T> const& entities,
                Complaints& complaints) {
  for (std::size_t i = 0; i < entities.size(); ++i)
    check_entity(part, tree.find(kind)->members[i].value, kind + "." + entities[i].name, entities[i], complaints);
}

}  // namespace

void check_ranges(Node const& tree, Scenario const& scenario, Complaints& complaints) {
  check_kind(Part::segment, tree, "segment", scenario.segments, complaints);
  check_kind(Part::silo, tree, "silo", scenario.silos, complaints);
  check_kind(Part::touchpoint, tree, "touchpoint", scenario.touchpoints, complaints);
  check_kind(Part::initiative, tree, "initiative", scenario.initiatives, complaints);
}

}  // namespace silowalk::inline scenario
