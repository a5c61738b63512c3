#include <fmt/format.h>

#include "engine/base/text.h"
#include "engine/scenario/language/values.h"

/// @file
/// Reads and prints the plausible ranges of a table.

namespace silowalk::inline scenario {
namespace {

/// Returns the paths of all numbers of a table. `above`: the path of the table and a point, or "".
std::vector<std::string> numbers_of(Part part, std::string const& above = "") {
  std::vector<std::string> paths;
  for (Key const* key : keys_of(part)) {
    if (key->type == Type::part)
      for (std::string& path : numbers_of(key->part, above + std::string(key->name) + "."))
        paths.push_back(std::move(path));
    else if (find_number(part, key->name) != nullptr)
      paths.push_back(above + std::string(key->name));
  }
  return paths;
}

/// Returns the row by which a bound is read: that of the key; the mean of a distribution is a duration.
ValueRule rule_of_bound(Key const& key) {
  if (key.type == Type::distribution) return {Type::duration, ranges::time, "\"5 min\"", ""};
  return {key.type, key.range, key.example, key.detail};
}

}  // namespace

bool Values::plausible_bounds(Node const& node, Key const& key, std::string const& path, PlausibleRange& out) {
  if (!node.is_array() || node.items.size() != 2) {
    complaints_.error(node.where, fmt::format("{} must be a list of two values", path),
                      "the lowest and the highest plausible one: [low, high]");
    return false;
  }
  ValueRule const rule = rule_of_bound(key);
  bool const low = number(node.items[0], rule, path + ".0", out.low);
  bool const high = number(node.items[1], rule, path + ".1", out.high);
  if (!low || !high) return false;
  if (out.low <= out.high) return true;
  complaints_.error(node.where, fmt::format("the low end of {} is above its high end", path),
                    "it is written as [low, high]",
                    fmt::format("[{}, {}]", print_number(rule.type, out.high), print_number(rule.type, out.low)));
  return false;
}

bool Values::plausible(Node const& node, Part part, std::string const& path, std::string const& above,
                       std::vector<PlausibleRange>& out) {
  if (!node.is_table()) {
    complaints_.error(node.where, fmt::format("{} must be a table, not {}", path, kind_of(node)),
                      "one range for each key, as in range.success = [0.8, 0.95]");
    return false;
  }
  bool sound = true;
  for (Member const& member : node.members) {
    PlausibleRange one{above + member.key, 0, 0};
    std::string const inner = fmt::format("{}.{}", path, member.key);
    Key const* const key = find_number(part, one.key);
    if (key != nullptr && plausible_bounds(member.value, *key, inner, one)) {
      out.push_back(std::move(one));
    } else if (key == nullptr && member.value.is_table()) {
      sound = plausible(member.value, part, inner, one.key + ".", out) && sound;
    } else {
      sound = false;
      if (key == nullptr)
        complaints_.error(member.where, fmt::format("'{}' is no number of {}", one.key, part_info(part).article),
                          "a range is that of one of its numbers; those in lists have none",
                          complaints_.guess(one.key, numbers_of(part)));
    }
  }
  return sound;
}

std::string print_plausible(Part part, std::vector<PlausibleRange> const& ranges, PrintUnits units) {
  std::vector<std::string> texts;
  for (PlausibleRange const& each : ranges) {
    Key const* const key = find_number(part, each.key);
    if (key == nullptr) continue;
    Type const type = rule_of_bound(*key).type;
    texts.push_back(fmt::format("{} = [{}, {}]", each.key, print_number(type, each.low, units),
                                print_number(type, each.high, units)));
  }
  return texts.empty() ? "{}" : "{ " + joined(texts) + " }";
}

}  // namespace silowalk::inline scenario
