#include "engine/report/comparison/comparison_json.h"

#include "engine/base/enum_names.h"
#include "engine/report/comparison/difference_words.h"
#include "engine/report/strategy/goals_comparison.h"
#include "engine/report/strategy/goals_json.h"
#include "engine/report/words.h"

namespace silowalk::inline report {
namespace {

/// Returns one difference from the baseline, with "doubts", "finding" and "replications_to_decide" (null: decided, or
/// no feasible number).
Json difference_json(Difference const& difference) {
  Json json = to_json(difference.contrast);
  json.set("doubts", Json(doubt_reasons(difference.doubts))).set("finding", finding_names[difference.finding]);
  return json.set("replications_to_decide",
                  difference.replications ? Json(std::uint64_t{*difference.replications}) : Json());
}

constexpr auto better_names = enum_names<Better>("neither", "higher", "lower");

/// Returns one output: means and probabilities by scenario, differences of all but the baseline. "winner" is null while
/// it is open.
Json output_json(Comparison const& all, ComparedOutput const& one) {
  Json means = Json::object();
  Json best = Json::object();
  for (std::size_t s = 0; s < all.scenarios.size(); ++s) {
    means.set(all.scenarios[s], to_json(one.means[s]));
    // Probabilities are empty where neither direction is better.
    if (!one.best.empty()) best.set(all.scenarios[s], one.best[s]);
  }
  Json differences = Json::object();
  for (Difference const& each : one.differences) {
    // Over the replications of the difference; "means" has all values of each scenario.
    Json json = difference_json(each);
    json.set("means", Json::object()
                          .set(all.scenarios[all.baseline], to_json(each.base))
                          .set(all.scenarios[each.scenario], to_json(each.level)));
    differences.set(all.scenarios[each.scenario], std::move(json));
  }
  return Json::object()
      .set("better", better_names[one.better])
      .set("differences", std::move(differences))
      .set("means", std::move(means))
      .set("probability_best", std::move(best))
      .set("smallest_that_matters", one.smallest)
      .set("unit", one.output.unit())
      .set("winner", one.winner ? Json(all.scenarios[*one.winner]) : Json());
}

/// Returns what widens the intervals: the number of comparisons and of looks, and the resulting level of each interval.
/// Levels are probabilities.
Json scrutiny_json(Comparison const& all, Scrutiny const& scrutiny) {
  Json json = Json::object().set("adjustment", "Bonferroni").set("comparisons", scrutiny.comparisons);
  json.set("first_look", scrutiny.first_look ? Json(std::uint64_t{*scrutiny.first_look}) : Json());
  return json.set("level", scrutiny.level)
      .set("level_of_each", single_level(scrutiny, all.replications))
      .set("look", look_of(scrutiny, all.replications));
}

/// Returns all side effects, better ones too; the page has only those that are worse.
Json side_effects_json(Comparison const& all) {
  Json list = Json::array();
  for (SideEffect const& each : all.side_effects) {
    list.add(Json::object()
                 .set("difference", difference_json(each.difference))
                 .set("output", each.output.name())
                 .set("scenario", all.scenarios[each.difference.scenario])
                 .set("unit", each.output.unit())
                 .set("worse", each.worse));
  }
  return list;
}

/// Returns silo by silo whether its own score rises while the company's value falls.
Json dashboards_json(Comparison const& all) {
  Json list = Json::array();
  for (Dashboard const& each : all.dashboards) {
    list.add(Json::object()
                 .set("green_dashboard_red_journey", each.green_but_red)
                 .set("scenario", all.scenarios[each.scenario])
                 .set("silo", each.silo)
                 .set("survey_mean", to_json(each.score))
                 .set("value_at_close", to_json(each.value)));
  }
  return list;
}

/// Names of the lines of a statement, in the order of AssetLine.
constexpr char const* line_names[] = {"open", "joined", "lost", "ended", "revaluation", "close"};

/// Returns the statement by segment: heads as counts, value in the currency. "heads" has no revaluation, which
/// customers do not have. "segment" is null for the company.
Json statement_json(AssetStatement const& statement) {
  Json rows = Json::array();
  for (AssetRow const& row : statement.rows) {
    Json heads = Json::object();
    Json value = Json::object();
    for (std::size_t line = 0; line < asset_lines; ++line) {
      if (line != static_cast<std::size_t>(AssetLine::revaluation)) {
        heads.set(line_names[line], to_json(row.heads[line]));
      }
      value.set(line_names[line], to_json(row.value[line]));
    }
    rows.add(Json::object()
                 .set("heads", std::move(heads))
                 .set("segment", row.segment.empty() ? Json() : Json(row.segment))
                 .set("value", std::move(value)));
  }
  return Json::object()
      .set("balances", statement.imbalances.empty())
      .set("currency", statement.currency)
      .set("rows", std::move(rows))
      .set("rows_checked", statement.checked);
}

}  // namespace

Json to_json(Comparison const& all) {
  Json outputs = Json::object();
  for (ComparedOutput const& each : all.outputs) outputs.set(each.output.name(), output_json(all, each));
  Json statements = Json::object();
  Json goals = Json::object();
  for (std::size_t s = 0; s < all.scenarios.size(); ++s) {
    statements.set(all.scenarios[s], statement_json(all.statements[s]));
    goals.set(all.scenarios[s], goals_json(all.goals[s]));
  }
  Json json = Json::object();
  json.set("asset_statements", std::move(statements)).set("baseline", all.scenarios[all.baseline]);
  json.set("dashboards", dashboards_json(all)).set("decides", all.outputs.front().output.name());
  json.set("from", all.from).set("goals", std::move(goals));
  json.set("independent", independent_json(all.scenarios, all.independent)).set("outputs", std::move(outputs));
  json.set("replications", std::uint64_t{all.replications}).set("scenarios", Json(all.scenarios));
  json.set("scrutiny", Json::object()
                           .set("dashboards", scrutiny_json(all, all.dashboard_scrutiny))
                           .set("outputs", scrutiny_json(all, all.scrutiny))
                           .set("side_effects", scrutiny_json(all, all.side_scrutiny)));
  return json.set("side_effects", side_effects_json(all)).set("to", all.to);
}

}  // namespace silowalk::inline report
