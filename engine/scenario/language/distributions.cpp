#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/portable_math.h"
#include "engine/base/units.h"
#include "engine/scenario/language/values.h"

namespace silowalk::inline scenario {
namespace {

constexpr ValueRule duration_rule(Range const& range) { return {Type::duration, range, "\"2 days\"", ""}; }
constexpr Range some_values{0, 365250, false, false, true};

std::vector<std::string> kind_names() {
  std::vector<std::string> names;
  for (DistributionForm const& form : distribution_forms())
    if (names.empty() || names.back() != form.kind) names.emplace_back(form.kind);
  return names;
}

bool has(DistributionForm const& form, std::string_view key) {
  return std::find(form.keys.begin(), form.keys.end(), key) != form.keys.end();
}

/// Of the ways to write this kind, the one of which the table has most keys.
DistributionForm const* closest_form(std::string const& kind, Node const& node) {
  DistributionForm const* best = nullptr;
  std::size_t most = 0;
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

std::string listed(std::vector<std::string_view> const& keys) {
  std::string out;
  for (std::string_view key : keys) out += (out.empty() ? "" : ", ") + std::string(key);
  return out;
}

DistributionKey const* distribution_key(std::string_view name) {
  for (DistributionKey const& key : distribution_keys())
    if (key.name == name) return &key;
  return nullptr;
}

/// gamma(1 + 1 / shape) by Stirling's series after shifting the argument above 12: its error is below 1e-15 there.
double gamma_of_one_plus(double x) {
  double z = 1 + x;
  double product = 1;
  while (z < 12) {
    product *= z;
    z += 1;
  }
  double const w = 1 / (z * z);
  double const series =
      (1.0 / 12 - w * (1.0 / 360 - w * (1.0 / 1260 - w * (1.0 / 1680 - w * (1.0 / 1188 - w * (691.0 / 360360)))))) / z;
  double const log_gamma = (z - 0.5) * portable_log(z) - z + 0.91893853320467274178 + series;
  return portable_exp(log_gamma) / product;
}

struct Parameters {
  double value = 0, mean = 0, rate = 0, min = 0, mode = 0, max = 0, sd = 0, cv = 0, median = 0, sigma = 0, shape = 0,
         scale = 0, phases = 1;

  double* find(std::string_view name) {
    struct Entry {
      std::string_view name;
      double* at;
    };
    Entry const entries[] = {{"value", &value},   {"mean", &mean},   {"rate", &rate},   {"min", &min},
                             {"mode", &mode},     {"max", &max},     {"sd", &sd},       {"cv", &cv},
                             {"median", &median}, {"sigma", &sigma}, {"shape", &shape}, {"scale", &scale},
                             {"phases", &phases}};
    for (Entry const& entry : entries)
      if (entry.name == name) return entry.at;
    return nullptr;
  }
};

/// Canonical parameters. What has no spread is a constant, so that nothing later divides by it.
Distribution canonical(DistributionForm const& form, Parameters const& p) {
  using Kind = Distribution::Kind;
  bool const first = form.keys.front() == "mean";
  if (form.kind == "exponential") return Distribution::exponential(first ? p.mean : 1 / p.rate);
  if (form.kind == "uniform" && p.min < p.max) return {Kind::uniform, p.min, p.max, 0, {}, false};
  if (form.kind == "triangular" && p.min < p.max) return {Kind::triangular, p.min, p.mode, p.max, {}, false};
  if (form.kind == "uniform" || form.kind == "triangular") return Distribution::constant(p.min);
  if (form.kind == "normal")
    return p.sd > 0 ? Distribution{Kind::normal, p.mean, p.sd, 0, {}, false} : Distribution::constant(p.mean);
  if (form.kind == "lognormal" || form.kind == "gamma") {
    Kind const kind = form.kind == "gamma" ? Kind::gamma : Kind::lognormal;
    double mean = p.mean;
    double cv = p.cv;
    if (!first && kind == Kind::lognormal) {
      mean = p.median * portable_exp(p.sigma * p.sigma / 2);
      cv = std::sqrt(portable_expm1(p.sigma * p.sigma));
    } else if (!first) {
      mean = p.shape * p.scale;
      cv = 1 / std::sqrt(p.shape);
    }
    return cv > 0 ? Distribution{kind, mean, cv, 0, {}, false} : Distribution::constant(mean);
  }
  if (form.kind == "erlang") return {Kind::erlang, p.mean, p.phases, 0, {}, false};
  if (form.kind == "weibull")
    return {Kind::weibull, first ? p.mean / gamma_of_one_plus(1 / p.shape) : p.scale, p.shape, 0, {}, false};
  return Distribution::constant(p.value);
}

}  // namespace

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

/// The form that the table is written in; nullptr (with a complaint) where there is none.
DistributionForm const* Values::distribution_form(Node const& node, std::string const& path) {
  Node const* kind = node.find("distribution");
  std::vector<std::string> const kinds = kind_names();
  std::string all;
  for (std::string const& name : kinds) all += (all.empty() ? "" : ", ") + name;
  if (kind == nullptr) {
    complaints_.error(node.where, fmt::format("{} does not say which distribution it is", path),
                      "distribution = one of " + all);
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

/// No keys but the form's; a `unit` of empirical values is handed back.
bool Values::distribution_keys_fit(Node const& node, DistributionForm const& form, std::string& unit) {
  bool ok = true;
  for (Member const& member : node.members) {
    if (member.key == "distribution" || has(form, member.key)) continue;
    if (member.key == "unit" && form.kind == "empirical" && member.value.is_text()) {
      unit = member.value.text;
      continue;
    }
    std::vector<std::string> const names(form.keys.begin(), form.keys.end());
    bool const known = distribution_key(member.key) != nullptr;
    std::string const what = known ? fmt::format("'{}' does not go with this {} distribution", member.key, form.kind)
                                   : fmt::format("unknown key '{}' in a {} distribution", member.key, form.kind);
    complaints_.error(member.where, what, "it has " + listed(form.keys),
                      known ? "" : complaints_.guess(member.key, names));
    ok = false;
  }
  return ok;
}

bool Values::distribution_table(Node const& node, std::string const& path, Distribution& out) {
  DistributionForm const* form = distribution_form(node, path);
  if (form == nullptr) return false;
  if (form->keys.front() == "csv") return false;  // its file could not be read, and had its complaint
  std::string unit;
  bool ok = distribution_keys_fit(node, *form, unit);
  Parameters parameters;
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
    double* target = parameters.find(name);
    if (target != nullptr)
      ok = number(*given, {key->type, key->range, "", ""}, at, *target) && ok;
    else
      ok = quantities(*given, unit, at, values) && ok;
  }
  if (!ok) return false;
  if (form->kind == "empirical") return empirical(node, *form, path, std::move(values), out);
  bool const ordered = form->kind == "triangular"
                           ? parameters.min <= parameters.mode && parameters.mode <= parameters.max
                           : parameters.min <= parameters.max;
  if (!ordered) {
    complaints_.error(node.where, fmt::format("{} is out of order", path),
                      form->kind == "triangular" ? "min <= mode <= max" : "min may not be more than max");
    return false;
  }
  out = canonical(*form, parameters);
  // Each parameter was sound; what they make together may not be (a rate of 1e-300, a shape times a scale).
  bool const positive = out.kind == Distribution::Kind::constant || out.kind == Distribution::Kind::uniform ||
                        out.kind == Distribution::Kind::triangular || out.a > 0;
  if (positive && out.a <= some_values.high) return true;
  complaints_.error(node.where, fmt::format("{} is absurd: its mean or scale is {} days", path, shortest(out.a)),
                    fmt::format("it must be more than 0 and at most {}", readable_duration(some_values.high)));
  return false;
}

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

std::string print_distribution(Distribution const& d) {
  using Kind = Distribution::Kind;
  auto const time = [](double days) { return print_number(Type::duration, days); };
  switch (d.kind) {
    case Kind::constant:
      return time(d.a);
    case Kind::exponential:
      return fmt::format("{{ distribution = \"exponential\", mean = {} }}", time(d.a));
    case Kind::uniform:
      return fmt::format("{{ distribution = \"uniform\", min = {}, max = {} }}", time(d.a), time(d.b));
    case Kind::triangular:
      return fmt::format("{{ distribution = \"triangular\", min = {}, mode = {}, max = {} }}", time(d.a), time(d.b),
                         time(d.c));
    case Kind::normal:
      return fmt::format("{{ distribution = \"normal\", mean = {}, sd = {} }}", time(d.a), time(d.b));
    case Kind::lognormal:
      return fmt::format("{{ distribution = \"lognormal\", mean = {}, cv = {} }}", time(d.a), shortest(d.b));
    case Kind::gamma:
      return fmt::format("{{ distribution = \"gamma\", mean = {}, cv = {} }}", time(d.a), shortest(d.b));
    case Kind::erlang:
      return fmt::format("{{ distribution = \"erlang\", mean = {}, phases = {} }}", time(d.a), shortest(d.b));
    case Kind::weibull:
      return fmt::format("{{ distribution = \"weibull\", scale = {}, shape = {} }}", time(d.a), shortest(d.b));
    case Kind::empirical:
      break;
  }
  std::string list;
  for (double value : d.values) list += (list.empty() ? "" : ", ") + shortest(value);
  return fmt::format("{{ distribution = \"empirical\", {} = [{}], unit = \"days\" }}",
                     d.interpolated ? "quantiles" : "values", list);
}

}  // namespace silowalk::inline scenario
