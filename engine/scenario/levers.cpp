#include "engine/scenario/levers.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/scenario/checks/checks.h"
#include "engine/scenario/compare.h"
#include "engine/scenario/language/load.h"
#include "engine/scenario/language/overrides.h"
#include "engine/scenario/language/reader.h"
#include "engine/scenario/language/toml.h"
#include "engine/scenario/lever_set.h"

namespace silowalk::inline scenario {
namespace {

/// A change with its place in the scenario's tree.
struct Step {
  Change change;
  std::vector<std::string> steps;  ///< of PathTarget
  std::size_t lever = 0;           ///< place in Bench::levers
};

/// Returns the names of a kind of entity, in the order of the tree.
std::vector<std::string> names_in(Node const& tree, std::string_view kind) {
  std::vector<std::string> names;
  if (Node const* node = tree.find(kind))
    for (Member const& member : node->members) names.push_back(member.key);
  return names;
}

/// Replaces every `mark` in `text` by `name`; returns whether there was one.
bool replace_all(std::string& text, std::string const& mark, std::string const& name) {
  bool found = false;
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + name.size())) {
    text.replace(at, mark.size(), name);
    found = true;
  }
  return found;
}

/// Replaces `mark` in all texts of a value, keys excepted.
void replace_in(Node& node, std::string const& mark, std::string const& name) {
  if (node.is_text()) replace_all(node.text, mark, name);
  for (Node& item : node.items) replace_in(item, mark, name);
  for (Member& member : node.members) replace_in(member.value, mark, name);
}

/// Returns one lever for each silo (or other kind) of the scenario where `each` is set; else the lever itself.
std::vector<WrittenLever> spread(WrittenLever const& lever, Node const& tree, Complaints& complaints) {
  if (!lever.each) return {lever};
  std::string const kind(each_names[*lever.each]);
  std::string const mark = "{" + kind + "}";
  std::vector<WrittenLever> out;
  bool used = false;
  for (std::string const& name : names_in(tree, kind)) {
    WrittenLever one = lever;
    one.name += "." + name;
    if (!replace_all(one.title, mark, name) && !one.title.empty()) one.title += ", " + name;
    for (Change& change : one.set) {
      used = replace_all(change.path, mark, name) || used;
      replace_in(change.value, mark, name);
    }
    out.push_back(std::move(one));
  }
  if (used || lever.set.empty()) return out;
  Change const& first = lever.set.front();
  complaints.error(
      first.places.front().where,
      fmt::format("lever.{} is made for each {}, but none of its paths contains {}", lever.name, kind, mark),
      fmt::format("every {} would get the same lever", kind), fmt::format("{}.{}.KEY", kind, mark));
  return {};
}

/// Expands a path whose second word is `*` to one change for every silo (or whatever kind the first word names).
std::vector<Change> spread(Change const& change, Node const& tree) {
  std::size_t const dot = change.path.find('.');
  if (dot == std::string::npos || change.path.compare(dot, 2, ".*") != 0) return {change};
  if (change.path.size() > dot + 2 && change.path[dot + 2] != '.') return {change};
  std::vector<Change> out;
  for (std::string const& name : names_in(tree, change.path.substr(0, dot))) {
    Change one = change;
    one.path.replace(dot + 1, 1, name);
    for (Change::Place& place : one.places)
      if (place.from > dot + 1) place.from += name.size() - 1;
    out.push_back(std::move(one));
  }
  return out;
}

/// Returns whether both write the same node, or one writes within the other's. Their order would then decide.
bool overlap(Step const& a, Step const& b) {
  std::size_t const shared = std::min(a.steps.size(), b.steps.size());
  return std::equal(a.steps.begin(), a.steps.begin() + static_cast<std::ptrdiff_t>(shared), b.steps.begin());
}

/// Returns "levers.toml:12".
std::string place_text(Location const& where) { return fmt::format("{}:{}", where.file, where.line); }

}  // namespace

// The last place that begins at or before the column: places are in the order of the path.
Mark Change::place_of(int column) const {
  auto const offset = static_cast<std::size_t>(std::max(1, column) - 1);
  Place const* at = &places.front();
  for (Place const& place : places)
    if (place.from <= offset) at = &place;
  Mark where = at->where;
  // Within a quoted key the columns of the file advance as the offsets of the path do.
  bool const last = at == &places.back();
  if (last && offset > at->from) where.column += static_cast<int>(offset - at->from);
  return where;
}

/// The shared state behind Levers. Filled by the functions below while Levers is constructed; constant from then on.
struct Levers::Bench {
  Sources sources;  ///< of the scenario, its bases and tables, and the file of levers
  Node tree;        ///< of the scenario, overrides applied
  Scenario base;
  std::string name;
  std::string about;
  std::string scenario_file;  ///< for messages
  std::vector<Lever> levers;
  std::vector<Step> steps;  ///< of all levers, in their order

  void read_base(LeverTexts const& texts, std::vector<Override> const& overrides, std::vector<Complaint>* warnings);
  LeverSet read_set(LeverTexts const& texts, Complaints& complaints);
  void settle(LeverSet const& set, Complaints& complaints);
  void add_lever(WrittenLever const& lever, Complaints& complaints);
  void find_overlaps(Complaints& complaints) const;
  void keep_only(std::vector<std::string> const& wanted);
  void keep(std::vector<bool> const& kept);
  std::vector<Complaint> try_each(LeverSet const& set, Complaints& complaints);
  Scenario build(Coalition on, Complaints& complaints) const;
};

/// Sets `base`, `tree` and `scenario_file`. Throws InvalidInput where the scenario is not sound.
void Levers::Bench::read_base(LeverTexts const& texts, std::vector<Override> const& overrides,
                              std::vector<Complaint>* warnings) {
  base = parse_scenario(texts.scenario, texts.scenario_file, overrides, warnings);
  scenario_file = texts.scenario_file;
  Complaints complaints(sources);  // parse_scenario has reported everything already
  tree = *load_tree(texts.scenario, texts.scenario_file, sources, complaints);
  apply_overrides(tree, overrides, sources, complaints);
}

/// Reads the file of levers, without applying it. Throws InvalidInput where it cannot be read to its end.
LeverSet Levers::Bench::read_set(LeverTexts const& texts, Complaints& complaints) {
  int const file = sources.add(texts.set_file, texts.set);
  Node written;
  if (!parse_toml(sources, file, complaints, written)) throw InvalidInput(complaints.errors());
  written.where = {file, 0, 0};
  LeverSet set = read_lever_tree(written, sources, complaints);
  if (complaints.error_count() > 0) throw InvalidInput(complaints.errors());
  for (std::size_t i = 0; i < set.levers.size(); ++i)  // one for each table of the file
    if (set.levers[i].set.empty())
      complaints.error(written.find("lever")->members[i].where,
                       fmt::format("lever.{} overrides nothing", set.levers[i].name), "its `set` is empty",
                       "set = { \"organisation.rule\" = \"enterprise\" }");
  name = set.name;
  about = set.about;
  return set;
}

/// Adds a lever and its resolved steps. A path that does not resolve is a complaint, and left out.
void Levers::Bench::add_lever(WrittenLever const& lever, Complaints& complaints) {
  std::size_t const number = levers.size();
  Lever& added = levers.emplace_back(Lever{lever.name, lever.title, lever.source, {}, lever.where});
  for (Change const& written : lever.set) {
    for (Change& change : spread(written, tree)) {
      PathTarget const target = find_path(tree, change.path, complaints);
      if (target.key == nullptr) {
        complaints.error(change.place_of(target.column), target.what, target.why, target.guess);
        continue;
      }
      added.paths.push_back(change.path);
      steps.push_back({std::move(change), target.steps, number});
    }
  }
}

/// Levers must commute: a coalition is a set, without an order in which a later lever could win. O(n^2) in paths.
void Levers::Bench::find_overlaps(Complaints& complaints) const {
  for (std::size_t b = 0; b < steps.size(); ++b) {
    for (std::size_t a = 0; a < b; ++a) {
      if (!overlap(steps[a], steps[b])) continue;
      bool const same = steps[a].lever == steps[b].lever;
      Location const first = sources.location(steps[a].change.places.front().where);
      complaints.error(steps[b].change.places.front().where,
                       fmt::format("'{}' is overridden by {} already", steps[b].change.path,
                                   same ? "the same lever" : "lever." + levers[steps[a].lever].name),
                       same ? place_text(first)
                            : place_text(first) +
                                  "; with both on, the value would be ambiguous: leave it to one "
                                  "of them, or make one lever of both");
      break;
    }
  }
}

/// Adds all levers of the set, one for each entity where `each` is set, and compares them with each other.
void Levers::Bench::settle(LeverSet const& set, Complaints& complaints) {
  for (WrittenLever const& written : set.levers)
    for (WrittenLever const& one : spread(written, tree, complaints)) add_lever(one, complaints);
  find_overlaps(complaints);
}

/// Drops the other levers, and renumbers the steps of those that stay.
void Levers::Bench::keep(std::vector<bool> const& kept) {
  std::vector<Lever> left;
  std::vector<std::size_t> number(levers.size());
  for (std::size_t i = 0; i < levers.size(); ++i) {
    number[i] = left.size();
    if (kept[i]) left.push_back(std::move(levers[i]));
  }
  std::erase_if(steps, [&](Step const& step) { return !kept[step.lever]; });
  for (Step& step : steps) step.lever = number[step.lever];
  levers = std::move(left);
}

/// Keeps the wanted levers; NAME also keeps all NAME.SILO that `each` made of it.
void Levers::Bench::keep_only(std::vector<std::string> const& wanted) {
  if (wanted.empty()) return;
  std::vector<bool> kept(levers.size());
  std::vector<Complaint> wrong;
  for (std::string const& name_wanted : wanted) {
    std::vector<std::string> known;
    bool found = false;
    for (std::size_t i = 0; i < levers.size(); ++i) {
      known.push_back(levers[i].name);
      bool const it = levers[i].name == name_wanted || levers[i].name.starts_with(name_wanted + ".");
      if (it) kept[i] = true;
      found = found || it;
    }
    if (found) continue;
    Complaint& complaint = wrong.emplace_back();
    complaint.where.file = "--lever";
    complaint.what = fmt::format("there is no lever '{}'", name_wanted);
    complaint.guess = nearest(name_wanted, known);
  }
  if (!wrong.empty()) throw InvalidInput(wrong);
  keep(kept);
}

/// Starts from the tree rather than from the scenario, so that units, ranges and names of a lever's values are checked
/// by the same reader as those of a file.
Scenario Levers::Bench::build(Coalition on, Complaints& complaints) const {
  Node changed = tree;
  for (Step const& step : steps) {
    if ((on >> step.lever & 1U) == 0) continue;
    if (!place_value(changed, step.steps, step.change.value.where, step.change.value))
      complaints.error(step.change.places.front().where,
                       fmt::format("'{}' leads through a value that is not a table", step.change.path));
  }
  express_working_time(changed, sources, complaints);
  Scenario scenario = read_tree(changed, sources, complaints);
  check_names(changed, scenario, complaints);
  return scenario;
}

/// Tries each lever alone. Returns the complaints about scenarios that it makes invalid. Drops levers that change
/// nothing, with a warning where they are optional or made by `each`, else with an error.
std::vector<Complaint> Levers::Bench::try_each(LeverSet const& set, Complaints& complaints) {
  std::vector<bool> kept(levers.size(), true);
  std::vector<Complaint> unsound;
  for (std::size_t i = 0; i < levers.size(); ++i) {
    if (levers[i].paths.empty()) continue;  // reported already
    Complaints alone(sources);
    Scenario const scenario = build(Coalition{1} << i, alone);
    if (alone.error_count() > 0) {
      std::vector<Complaint> const found = alone.errors();
      unsound.insert(unsound.end(), found.begin(), found.end());
      continue;
    }
    if (!same_scenario(scenario, base)) continue;
    std::string const family = levers[i].name.substr(0, levers[i].name.find('.'));
    bool forgiven = false;
    for (WrittenLever const& written : set.levers)
      forgiven = forgiven || (written.name == family && (written.optional || written.each));
    Mark const where = std::find_if(steps.begin(), steps.end(), [i](Step const& step) { return step.lever == i; })
                           ->change.places.front()
                           .where;
    std::string const what = fmt::format("lever.{} overrides nothing in '{}'", levers[i].name, scenario_file);
    std::string const why = "the scenario has all these values already";
    if (forgiven)
      complaints.warning(where, what, why + "; it is left out");
    else
      complaints.error(where, what, why, "optional = true");
    kept[i] = false;
  }
  if (std::none_of(kept.begin(), kept.end(), [](bool is) { return is; }) && complaints.error_count() == 0 &&
      unsound.empty())
    complaints.error(steps.front().change.places.front().where, "no lever is left",
                     fmt::format("none of them overrides anything in '{}'", scenario_file));
  keep(kept);
  return unsound;
}

// Unwanted levers are dropped before they are tried, so that a scenario which only they make invalid does not count.
// Paths and overlaps are checked for all.
Levers::Levers(LeverTexts const& texts, std::vector<Override> const& overrides, std::vector<std::string> const& only,
               std::vector<Complaint>* warnings) {
  auto bench = std::make_shared<Bench>();
  bench->read_base(texts, overrides, warnings);
  Complaints complaints(bench->sources);
  LeverSet const set = bench->read_set(texts, complaints);
  bench->settle(set, complaints);
  bench->keep_only(only);
  if (bench->levers.size() > most_levers) {
    reject(texts.set_file, fmt::format("these are {} levers", bench->levers.size()),
           fmt::format("at most {}; --lever chooses some of them", most_levers));
  }
  std::vector<Complaint> const unsound = bench->try_each(set, complaints);
  std::vector<Complaint> wrong = complaints.errors();
  wrong.insert(wrong.end(), unsound.begin(), unsound.end());
  if (!wrong.empty()) throw InvalidInput(std::move(wrong));
  if (warnings != nullptr) {
    std::vector<Complaint> const found = complaints.warnings();
    warnings->insert(warnings->end(), found.begin(), found.end());
  }
  bench_ = std::move(bench);
}

std::string const& Levers::name() const { return bench_->name; }
std::string const& Levers::about() const { return bench_->about; }
std::vector<Lever> const& Levers::levers() const { return bench_->levers; }
Scenario const& Levers::base() const { return bench_->base; }

// The coalition is named in each complaint: every lever alone was sound.
Scenario Levers::with(Coalition on) const {
  Complaints complaints(bench_->sources);
  Scenario scenario = bench_->build(on, complaints);
  if (complaints.error_count() == 0) return scenario;
  std::vector<Complaint> errors = complaints.errors();
  for (Complaint& each : errors) each.what += fmt::format(" with {} on", name_of(on));
  throw InvalidInput(errors);
}

std::string Levers::name_of(Coalition on) const {
  constexpr std::size_t longest = 200;
  std::string names;
  std::string numbers;
  for (std::size_t i = 0; i < bench_->levers.size(); ++i) {
    if ((on >> i & 1U) == 0) continue;
    names += (names.empty() ? "" : " + ") + bench_->levers[i].name;
    numbers += (numbers.empty() ? "levers " : ",") + std::to_string(i + 1);
  }
  if (names.empty()) return "(none)";
  return names.size() <= longest ? names : numbers;
}

Levers read_levers(std::string const& scenario_path, std::vector<Override> const& overrides,
                   std::string const& set_path, std::vector<std::string> const& only,
                   std::vector<Complaint>* warnings) {
  return Levers({read_file(scenario_path), scenario_path, read_file(set_path), set_path}, overrides, only, warnings);
}

}  // namespace silowalk::inline scenario
