#include "engine/report/comparison/objective_report.h"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/text.h"
#include "engine/report/cells.h"
#include "engine/report/comparison/difference_words.h"
#include "engine/report/words.h"

namespace silowalk::inline report {
namespace {

/// Objectives add up outputs of any unit, so that their values have none.
/// Returns a mean without a unit.
GridCell mean_of(Estimate const& value) { return mean_cell(value, OutputKind::count, ""); }
/// Returns a difference without a unit.
GridCell difference_of(Estimate const& value) { return difference_cell(value, OutputKind::count, ""); }
/// Returns an interval without a unit.
GridCell interval_of(Estimate const& value) { return {format_interval(value, OutputKind::count, "")}; }

/// Returns a weight, or its range, in the unit of the objective per base unit of the output.
std::string format_weight(ObjectiveTerm const& term) {
  if (term.is_range()) return fmt::format("{} .. {}", format_number(term.least), format_number(term.most));
  return format_number(term.middle());
}

/// Returns how many combinations of the ends of ranges each scenario wins.
std::string format_corners(ScoredObjective const& scored) {
  std::vector<std::string> won;
  for (std::size_t s = 0; s < scored.corners_won.size(); ++s)
    won.push_back(fmt::format("{} wins {}", scenario_letter(s), scored.corners_won[s]));
  return fmt::format("of {} combinations of their ends {}", scored.corners, base::joined(won));
}

/// Returns which scenario wins, and whether the ranges matter.
std::string format_verdict(ScoredObjective const& scored) {
  std::string const winner = scored.winner ? scenario_letter(*scored.winner) + " wins" : "no scenario wins yet";
  if (scored.corners == 0) return winner + ".";
  if (scored.winner_throughout)
    return scenario_letter(*scored.winner_throughout) + " wins for all weights within their ranges.";
  return fmt::format("{}{}: {}.", winner, scored.winner ? " at the middle of the ranges, but not throughout" : "",
                     format_corners(scored));
}

/// Returns a scenario's difference; null for the baseline.
ObjectiveDifference const* find(std::vector<ObjectiveDifference> const& list, std::size_t scenario) {
  auto const found = std::find_if(list.begin(), list.end(),
                                  [&](ObjectiveDifference const& each) { return each.scenario == scenario; });
  return found == list.end() ? nullptr : &*found;
}

/// Returns a scenario's mean, difference and chance to be best. The baseline has no difference: its three cells stay
/// empty.
GridRow scenario_row(ScoredObjective const& scored, std::size_t scenario) {
  GridCell const best =
      scored.best.empty() ? GridCell{"-"}
                          : GridCell{format_probability(scored.best[scenario]), Tone::plain, {}, scored.best[scenario]};
  GridRow row{{{scenario_letter(scenario)}, mean_of(scored.values[scenario])}};
  ObjectiveDifference const* const found = find(scored.differences, scenario);
  if (found == nullptr) {
    row.cells.insert(row.cells.end(), 3, GridCell{});
  } else {
    row.cells.push_back(difference_of(found->contrast.paired.difference));
    row.cells.push_back(interval_of(found->contrast.paired.difference));
    row.cells.push_back({std::string(finding_names[found->finding])});
  }
  row.cells.push_back(best);
  return row;
}

/// Returns a row for each scenario.
Grid scenarios_grid(Rescored const& all, ScoredObjective const& scored) {
  Grid grid{{{"scenario"},
             {"mean", true, true},
             {"less the baseline", true, true},
             {"interval", true, true},
             {"finding", false, true},
             {"best", true, true}},
            {},
            true};
  for (std::size_t s = 0; s < all.scenarios.size(); ++s) grid.rows.push_back(scenario_row(scored, s));
  return grid;
}

/// Returns what each term adds to each difference. The rows of one pair add up to its difference.
Grid terms_grid(Rescored const& all, ScoredObjective const& scored) {
  Grid grid{
      {{"of it"}, {"weight", true}, {"scenarios"}, {"difference", true, true}, {"interval", true, true}}, {}, true};
  for (std::size_t t = 0; t < scored.objective.terms.size(); ++t) {
    ObjectiveTerm const& term = scored.objective.terms[t];
    for (ObjectiveDifference const& each : scored.differences)
      grid.rows.push_back({{{term.output},
                            {format_weight(term)},
                            {format_pair(each.scenario, all.baseline)},
                            difference_of(each.terms[t]),
                            interval_of(each.terms[t])}});
  }
  return grid;
}

/// Returns the differences by segment, all segments below each other.
Grid segments_grid(Rescored const& all, ScoredObjective const& scored) {
  Grid grid{
      {{"segment"}, {"scenarios"}, {"difference", true, true}, {"interval", true, true}, {"finding", false, true}},
      {},
      true};
  for (ObjectiveSegment const& segment : scored.segments) {
    for (ObjectiveDifference const& each : segment.differences)
      grid.rows.push_back({{{segment.segment},
                            {format_pair(each.scenario, all.baseline)},
                            difference_of(each.contrast.paired.difference),
                            interval_of(each.contrast.paired.difference),
                            {std::string(finding_names[each.finding])}}});
  }
  return grid;
}

/// Adds one objective: verdict, scenarios, and where there are several, terms and segments.
void add_objective(Page& page, Rescored const& all, ScoredObjective const& scored) {
  Objective const& objective = scored.objective;
  page.blocks.emplace_back(Heading{objective.name.empty() ? objective.text : objective.name});
  if (!objective.name.empty())
    page.blocks.emplace_back(Paragraph{fmt::format("{} (source: {})", objective.text, objective.source)});
  page.blocks.emplace_back(Paragraph{format_verdict(scored), Tone::strong});
  page.blocks.emplace_back(scenarios_grid(all, scored));
  if (scored.objective.terms.size() > 1) page.blocks.emplace_back(terms_grid(all, scored));
  if (scored.segments.size() > 1) page.blocks.emplace_back(segments_grid(all, scored));
}

/// Returns the methods, for the end of the page.
std::string format_method(Rescored const& all) {
  return fmt::format(
      "More of an objective is better. Ranges stand at their middle; a winner throughout wins at every combination of "
      "their ends, and so at every weight between. Intervals: Student's t over paired replications, {:.4g} % together "
      "over {} (segments: over {}). They cover chance only; inputs are taken as known.",
      100 * all.scrutiny.level, plural(static_cast<std::uint64_t>(all.scrutiny.comparisons), "difference"),
      all.segment_scrutiny.comparisons);
}

/// Returns the page.
Page page_of(Rescored const& all) {
  Page page;
  page.title = fmt::format("{} scenarios by objective: {}, months {} to {}", all.scenarios.size(),
                           format_replications_each(all.replications, all.independent), all.from, all.to);
  page.blocks.emplace_back(scenario_items(all.scenarios, all.baseline));
  std::string independent = format_independent(all.independent);
  if (!independent.empty()) page.blocks.emplace_back(Paragraph{std::move(independent)});
  for (ScoredObjective const& each : all.objectives) add_objective(page, all, each);
  page.blocks.emplace_back(Paragraph{format_method(all), Tone::faint});
  return page;
}

/// Returns one difference; "terms" in the order of the objective's terms.
Json difference_json(ObjectiveDifference const& each) {
  Json terms = Json::array();
  for (Estimate const& term : each.terms) terms.add(to_json(term));
  return Json::object()
      .set("difference", to_json(each.contrast.paired.difference))
      .set("level", each.contrast.level)
      .set("finding", finding_names[each.finding])
      .set("terms", std::move(terms));
}

/// Returns {SCENARIO: difference}, without the baseline.
Json differences_json(Rescored const& all, std::vector<ObjectiveDifference> const& list) {
  Json json = Json::object();
  for (ObjectiveDifference const& each : list) json.set(all.scenarios[each.scenario], difference_json(each));
  return json;
}

/// Returns the name of a scenario; null where there is none.
Json name_or_null(Rescored const& all, std::optional<std::size_t> const& scenario) {
  return scenario ? Json(all.scenarios[*scenario]) : Json();
}

/// Returns a list of {"output", "least", "most"}: weights per base unit of the output.
Json terms_json(Objective const& objective) {
  Json terms = Json::array();
  for (ObjectiveTerm const& term : objective.terms)
    terms.add(Json::object().set("output", term.output).set("least", term.least).set("most", term.most));
  return terms;
}

/// Returns {SEGMENT: {SCENARIO: difference}}.
Json segments_json(Rescored const& all, ScoredObjective const& scored) {
  Json segments = Json::object();
  for (ObjectiveSegment const& each : scored.segments)
    segments.set(each.segment, differences_json(all, each.differences));
  return segments;
}

/// Returns one objective. Values have no unit. "corners" is 0 without ranges.
Json objective_json(Rescored const& all, ScoredObjective const& scored) {
  Json values = Json::object();
  Json best = Json::object();
  Json corners = Json::object();
  for (std::size_t s = 0; s < all.scenarios.size(); ++s) {
    values.set(all.scenarios[s], to_json(scored.values[s]));
    if (!scored.best.empty()) best.set(all.scenarios[s], scored.best[s]);
    corners.set(all.scenarios[s], scored.corners_won[s]);
  }
  return Json::object()
      .set("name", scored.objective.name.empty() ? Json() : Json(scored.objective.name))
      .set("objective", scored.objective.text)
      .set("source", scored.objective.source.empty() ? Json() : Json(scored.objective.source))
      .set("terms", terms_json(scored.objective))
      .set("values", std::move(values))
      .set("differences", differences_json(all, scored.differences))
      .set("best", std::move(best))
      .set("winner", name_or_null(all, scored.winner))
      .set("winner_throughout", name_or_null(all, scored.winner_throughout))
      .set("corners", scored.corners)
      .set("corners_won", std::move(corners))
      .set("segments", segments_json(all, scored));
}

/// Returns all objectives, value_at_close first.
Json json_of(Rescored const& all) {
  Json objectives = Json::array();
  for (ScoredObjective const& each : all.objectives) objectives.add(objective_json(all, each));
  return Json::object()
      .set("scenarios", Json(all.scenarios))
      .set("baseline", all.scenarios[all.baseline])
      .set("independent", independent_json(all.scenarios, all.independent))
      .set("replications", static_cast<std::uint64_t>(all.replications))
      .set("from", all.from)
      .set("to", all.to)
      .set("objectives", std::move(objectives));
}

}  // namespace

Report objective_report(Rescored const& rescored) { return {page_of(rescored), json_of(rescored)}; }

}  // namespace silowalk::inline report
