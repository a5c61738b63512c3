#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/base/distributions/family.h"
#include "engine/base/exact_units.h"
#include "engine/base/units.h"
#include "engine/scenario/language/values.h"

namespace silowalk::inline scenario {
namespace {

/// Returns the rule of a duration that stands for a distribution, or for one of its values.
constexpr ValueRule duration_rule(Range const& range) { return {Type::duration, range, "\"2 days\"", ""}; }
constexpr Range some_values{0, 365250, false, false, true};  ///< days; as ranges::time: a thousand years

/// Returns each kind once. Forms of one kind stand together.
std::vector<std::string> kind_names() {
  std::vector<std::string> names;
  for (DistributionForm const& form : distribution_forms())
    if (names.empty() || names.back() != form.kind) names.emplace_back(form.kind);
  return names;
}

/// Returns whether the form has a parameter of this name.
bool has(DistributionForm const& form, std::string_view key) {
  return std::find(form.keys.begin(), form.keys.end(), key) != form.keys.end();
}

/// Returns, of the forms of this kind, the one of which the table has most keys: complaints then refer to the form that
/// the author most likely meant.
DistributionForm const* closest_form(std::string const& kind, Node const& node) {
  DistributionForm const* best = nullptr;
  std::size_t most = 0;  ///< keys of `best` that the table has
  for (DistributionForm const& form : distribution_forms()) {
    if (form.kind != kind) continue;
    std::size_t present = 0;
    for (std::string_view key : form.keys) present += node.member(key) != nullptr ? 1 : 0;
    if (best == nullptr || present > most) {
      best = &form;
      most = present;
    }
  }
  return best;
}

/// Joins by commas, for complaints.
std::string listed(std::vector<std::string_view> const& keys) {
  std::string out;
  for (std::string_view key : keys) out += (out.empty() ? "" : ", ") + std::string(key);
  return out;
}

/// Returns nullptr for an unknown name. Precondition where the result is used without a check: `name` is a key of a
/// form, all of which have a row.
DistributionKey const* distribution_key(std::string_view name) {
  for (DistributionKey const& key : distribution_keys())
    if (key.name == name) return &key;
  return nullptr;
}

}  // namespace

/// A number without a unit is refused by number(), as for any duration.
bool Values::distribution(Node const& node, std::string const& path, Distribution& out) {
  if (node.is_table()) return distribution_table(node, path, out);
  if (node.is_array()) {
    complaints_.error(node.where, fmt::format("{} must be a duration or a distribution, not a list", path),
                      "a list of values is written { distribution = \"empirical\", values = [...] }");
    return false;
  }
  double value = 0;
  if (!number(node, duration_rule(some_values), path, value)) return false;
  out = Distribution::constant(value);
  return true;
}

/// Returns the form that the table is written in; nullptr (with a complaint) where there is none.
DistributionForm const* Values::distribution_form(Node const& node, std::string const& path) {
  Node const* kind = node.find("distribution");
  std::vector<std::string> const kinds = kind_names();
  std::string all;
  for (std::string const& name : kinds) all += (all.empty() ? "" : ", ") + name;
  if (kind == nullptr) {
    complaints_.error(node.where, fmt::format("{} has no key `distribution`", path), "distribution = one of " + all);
    return nullptr;
  }
  if (!kind->is_text()) {
    complaints_.error(kind->where, fmt::format("{}.distribution must be a text, not {}", path, kind_of(*kind)),
                      "one of " + all);
    return nullptr;
  }
  DistributionForm const* form = closest_form(kind->text, node);
  if (form == nullptr)
    complaints_.error(kind->where, fmt::format("there is no distribution '{}'", kind->text), "known are " + all,
                      complaints_.guess(kind->text, kinds));
  return form;
}

/// Checks that the table has the form's keys only; returns a `unit` of empirical values.
bool Values::distribution_keys_fit(Node const& node, DistributionForm const& form, std::string& unit) {
  bool ok = true;
  for (Member const& member : node.members) {
    if (member.key == "distribution" || has(form, member.key)) continue;
    if (member.key == "unit" && form.kind == "empirical" && member.value.is_text()) {
      unit = member.value.text;
      continue;
    }
    std::vector<std::string> const names(form.keys.begin(), form.keys.end());
    // A key of another distribution is not a misspelling: a guess would mislead.
    bool const known = distribution_key(member.key) != nullptr;
    std::string const what = known ? fmt::format("'{}' does not go with this {} distribution", member.key, form.kind)
                                   : fmt::format("unknown key '{}' in a {} distribution", member.key, form.kind);
    complaints_.error(member.where, what, "it has " + listed(form.keys),
                      known ? "" : complaints_.guess(member.key, names));
    ok = false;
  }
  return ok;
}

/// Reports all that is wrong with the table, not only the first mistake.
bool Values::distribution_table(Node const& node, std::string const& path, Distribution& out) {
  DistributionForm const* form = distribution_form(node, path);
  if (form == nullptr) return false;
  if (form->keys.front() == "csv") return false;  // its file could not be read and has its own complaint
  std::string unit;
  bool ok = distribution_keys_fit(node, *form, unit);
  std::vector<double> parameters;
  std::vector<double> values;
  for (std::string_view name : form->keys) {
    Node const* given = node.find(name);
    if (given == nullptr) {
      complaints_.error(node.where, fmt::format("{} lacks '{}'", path, name),
                        fmt::format("a {} distribution is written {}", form->kind, form->example));
      ok = false;
      continue;
    }
    std::string const at = fmt::format("{}.{}", path, name);
    DistributionKey const* key = distribution_key(name);
    if (key->type == Type::parts) {
      ok = quantities(*given, unit, at, values) && ok;
    } else {
      parameters.push_back(0);
      ok = number(*given, {key->type, key->range, "", ""}, at, parameters.back()) && ok;
    }
  }
  if (!ok) return false;
  if (form->make == nullptr) return empirical(node, *form, path, std::move(values), out);
  return distribution_of(node, *form, path, parameters, out);
}

/// Makes the distribution and checks it as a whole. Each parameter is sound; what they make together may not be (a rate
/// of 1e-300, a shape times a scale). Precondition: one parameter for each key of the form, in its order.
bool Values::distribution_of(Node const& node, DistributionForm const& form, std::string const& path,
                             std::vector<double> const& parameters, Distribution& out) {
  if (!form.order.empty() && !std::is_sorted(parameters.begin(), parameters.end())) {
    complaints_.error(node.where, fmt::format("{} is out of order", path), std::string(form.order));
    return false;
  }
  out = form.make(parameters);
  if ((out.a > 0 || family_of(out.kind).from_zero) && out.a <= some_values.high) return true;
  complaints_.error(node.where, fmt::format("{} is absurd: its mean or scale is {} days", path, shortest(out.a)),
                    fmt::format("it must be more than 0 and at most {}", readable_duration(some_values.high)));
  return false;
}

/// Sorts the values, since the sampler needs them in ascending order. Quantiles must be so already: out of order, they
/// contradict themselves.
bool Values::empirical(Node const& node, DistributionForm const& form, std::string const& path,
                       std::vector<double> values, Distribution& out) {
  bool const quantile = form.keys.front() == "quantiles";
  if (quantile && !std::is_sorted(values.begin(), values.end())) {
    complaints_.error(node.find("quantiles")->where, fmt::format("{}.quantiles must ascend", path));
    return false;
  }
  if (quantile && values.size() < 2) {
    complaints_.error(node.find("quantiles")->where, fmt::format("{}.quantiles are too few", path),
                      "at least the least and the most");
    return false;
  }
  std::sort(values.begin(), values.end());
  out = {Distribution::Kind::empirical, 0, 0, 0, std::move(values), quantile};
  return true;
}

/// Reads a list of durations; numbers take the unit of the table. It stops at the first mistake: a list from a file can
/// have millions.
bool Values::quantities(Node const& node, std::string const& unit, std::string const& path, std::vector<double>& out) {
  if (!node.is_array() || node.items.empty()) {
    complaints_.error(node.where, fmt::format("{} must be a list of durations", path),
                      "for example [\"2 min\", \"3 min\"], or [2, 3] with unit = \"min\"");
    return false;
  }
  bool ok = true;
  out.reserve(node.items.size());
  for (std::size_t i = 0; i < node.items.size() && ok; ++i) {
    Node item = node.items[i];
    if (item.is_number() && !unit.empty()) item = text_node(shortest(item.number) + " " + unit, item.where);
    double value = 0;
    ok = number(item, duration_rule(some_values), fmt::format("{}.{}", path, i), value);
    out.push_back(value);
  }
  return ok;
}

/// Values of an empirical distribution share one unit: a unit for each would make the text much longer.
std::string print_distribution(Distribution const& d, PrintUnits units) {
  if (d.kind == Distribution::Kind::constant) return print_number(Type::duration, d.a, units);
  if (d.kind == Distribution::Kind::empirical) {
    ExactList const list = units == PrintUnits::base ? durations_in_days(d.values) : exact_durations(d.values);
    return fmt::format("{{ distribution = \"empirical\", {} = [{}], unit = \"{}\" }}",
                       d.interpolated ? "quantiles" : "values", list.numbers, list.unit);
  }
  DistributionForm const& form = canonical_form(d.kind);
  double const parameters[] = {d.a, d.b, d.c};
  std::string out = fmt::format("{{ distribution = \"{}\"", form.kind);
  for (std::size_t i = 0; i < form.keys.size(); ++i) {
    bool const time = distribution_key(form.keys[i])->type == Type::duration;
    out += fmt::format(", {} = {}", form.keys[i],
                       time ? print_number(Type::duration, parameters[i], units) : shortest(parameters[i]));
  }
  return out + " }";
}

}  // namespace silowalk::inline scenario
