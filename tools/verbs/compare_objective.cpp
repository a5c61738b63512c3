#include "tools/verbs/compare_objective.h"

#include <fmt/core.h>

#include <cmath>

#include "engine/report/compare_report.h"
#include "engine/report/table.h"
#include "engine/report/words.h"
#include "engine/statistics/wording.h"

namespace silowalk::inline tools {
namespace {

std::string number(double value) { return worded(value, OutputKind::count, ""); }

std::string difference_words(std::optional<double> const& value) {
  if (!value) return "-";
  return (*value > 0 ? "+" : *value < 0 ? "-" : "") + number(std::abs(*value));
}

std::string interval_words(Estimate const& found) {
  if (!found.low) return "-";
  return difference_words(found.low) + " .. " + difference_words(found.high);
}

std::string weight_words(ObjectiveTerm const& term) {
  if (term.is_range()) return fmt::format("{} .. {}", format_number(term.least), format_number(term.most));
  return format_number(term.middle());
}

class RescoredReport {
 public:
  explicit RescoredReport(Rescored const& all) : all_(all) {}

  std::string text() const {
    std::string text =
        fmt::format("{} scenarios scored again, {} replication{} each with the same luck, months {} to {}\n\n",
                    all_.scenarios.size(), all_.replications, all_.replications == 1 ? "" : "s", all_.from, all_.to);
    for (std::size_t s = 0; s < all_.scenarios.size(); ++s)
      text +=
          fmt::format("  {}  {}{}\n", scenario_letter(s), all_.scenarios[s], s == all_.baseline ? " (baseline)" : "");
    for (ScoredObjective const& each : all_.objectives) text += "\n" + page(each);
    return text +
           fmt::format(
               "\nMore of an objective is better. Ranges stand at their middle; a winner throughout wins at every\n"
               "combination of their ends, and so at every weight between. Intervals: Student's t over paired\n"
               "replications, {:.4g} % together over {} differences (segments: over {}). Of chance only, inputs\n"
               "taken as known.\n",
               100 * all_.scrutiny.level, all_.scrutiny.comparisons, all_.segment_scrutiny.comparisons);
  }

 private:
  std::string page(ScoredObjective const& scored) const {
    return scored.objective.text + "\n  " + verdict(scored) + "\n\n" + differences(scored) + terms(scored) +
           segments(scored);
  }

  std::string verdict(ScoredObjective const& scored) const {
    std::string text = scored.winner ? scenario_letter(*scored.winner) + " wins" : "nobody wins yet";
    if (scored.corners == 0) return text + ".";
    if (scored.winner_throughout)
      return fmt::format("{} wins, whatever the weights within their ranges.",
                         scenario_letter(*scored.winner_throughout));
    text += scored.winner ? " at the middle of the ranges, but not throughout" : "";
    text += fmt::format(": of {} combinations of their ends", scored.corners);
    for (std::size_t s = 0; s < all_.scenarios.size(); ++s)
      text += fmt::format("{} {} wins {}", s == 0 ? "" : ",", scenario_letter(s), scored.corners_won[s]);
    return text + ".";
  }

  std::string differences(ScoredObjective const& scored) const {
    Table table({"scenario", "mean", "less the baseline", "interval", "", "best"});
    for (std::size_t s = 0; s < all_.scenarios.size(); ++s) {
      std::string const best = scored.best.empty() ? "-" : probability_words(scored.best[s]);
      std::string const mean = scored.values[s].mean ? number(*scored.values[s].mean) : "-";
      ObjectiveDifference const* const found = of(scored.differences, s);
      if (found == nullptr)
        table.add({scenario_letter(s), mean, "", "", "", best});
      else
        table.add({scenario_letter(s), mean, difference_words(found->contrast.paired.difference.mean),
                   interval_words(found->contrast.paired.difference), std::string(word_of(found->finding)), best});
    }
    return table.text();
  }

  /// What each term adds to each difference; not where there is only one.
  std::string terms(ScoredObjective const& scored) const {
    if (scored.objective.terms.size() < 2) return "";
    std::vector<std::string> heads{"of it", "weight"};
    for (ObjectiveDifference const& each : scored.differences)
      heads.push_back(fmt::format("{} - {}", scenario_letter(each.scenario), scenario_letter(all_.baseline)));
    Table table(heads);
    for (std::size_t t = 0; t < scored.objective.terms.size(); ++t) {
      ObjectiveTerm const& term = scored.objective.terms[t];
      std::vector<std::string> row{term.output, weight_words(term)};
      for (ObjectiveDifference const& each : scored.differences)
        row.push_back(fmt::format("{} ({})", difference_words(each.terms[t].mean), interval_words(each.terms[t])));
      table.add(std::move(row));
    }
    return "\n" + table.text();
  }

  std::string segments(ScoredObjective const& scored) const {
    if (scored.segments.size() < 2) return "";
    std::vector<std::string> heads{"segment"};
    for (ObjectiveDifference const& each : scored.differences) {
      heads.push_back(fmt::format("{} - {}", scenario_letter(each.scenario), scenario_letter(all_.baseline)));
      heads.emplace_back("");
    }
    Table table(heads);
    for (ObjectiveSegment const& segment : scored.segments) {
      std::vector<std::string> row{segment.segment};
      for (ObjectiveDifference const& each : segment.differences) {
        row.push_back(fmt::format("{} ({})", difference_words(each.contrast.paired.difference.mean),
                                  interval_words(each.contrast.paired.difference)));
        row.emplace_back(word_of(each.finding));
      }
      table.add(std::move(row));
    }
    return "\n" + table.text();
  }

  static ObjectiveDifference const* of(std::vector<ObjectiveDifference> const& list, std::size_t scenario) {
    for (ObjectiveDifference const& each : list) {
      if (each.scenario == scenario) return &each;
    }
    return nullptr;
  }

  Rescored const& all_;
};

Json difference_json(ObjectiveDifference const& each) {
  Json terms = Json::array();
  for (Estimate const& term : each.terms) terms.add(to_json(term));
  return Json::object()
      .set("difference", to_json(each.contrast.paired.difference))
      .set("level", each.contrast.level)
      .set("finding", word_of(each.finding))
      .set("terms", std::move(terms));
}

Json differences_json(Rescored const& all, std::vector<ObjectiveDifference> const& list) {
  Json json = Json::object();
  for (ObjectiveDifference const& each : list) json.set(all.scenarios[each.scenario], difference_json(each));
  return json;
}

Json name_or_null(Rescored const& all, std::optional<std::size_t> const& scenario) {
  return scenario ? Json(all.scenarios[*scenario]) : Json();
}

Json objective_json(Rescored const& all, ScoredObjective const& scored) {
  Json terms = Json::array();
  for (ObjectiveTerm const& term : scored.objective.terms)
    terms.add(Json::object().set("output", term.output).set("least", term.least).set("most", term.most));
  Json values = Json::object();
  Json best = Json::object();
  Json corners = Json::object();
  for (std::size_t s = 0; s < all.scenarios.size(); ++s) {
    values.set(all.scenarios[s], to_json(scored.values[s]));
    if (!scored.best.empty()) best.set(all.scenarios[s], scored.best[s]);
    corners.set(all.scenarios[s], scored.corners_won[s]);
  }
  Json segments = Json::object();
  for (ObjectiveSegment const& each : scored.segments)
    segments.set(each.segment, differences_json(all, each.differences));
  return Json::object()
      .set("objective", scored.objective.text)
      .set("terms", std::move(terms))
      .set("values", std::move(values))
      .set("differences", differences_json(all, scored.differences))
      .set("best", std::move(best))
      .set("winner", name_or_null(all, scored.winner))
      .set("winner_throughout", name_or_null(all, scored.winner_throughout))
      .set("corners", scored.corners)
      .set("corners_won", std::move(corners))
      .set("segments", std::move(segments));
}

}  // namespace

std::string rescored_text(Rescored const& all) { return RescoredReport(all).text(); }

Json rescored_json(Rescored const& all) {
  Json objectives = Json::array();
  for (ScoredObjective const& each : all.objectives) objectives.add(objective_json(all, each));
  return Json::object()
      .set("scenarios", Json(all.scenarios))
      .set("baseline", all.scenarios[all.baseline])
      .set("replications", static_cast<std::uint64_t>(all.replications))
      .set("from", all.from)
      .set("to", all.to)
      .set("objectives", std::move(objectives));
}

}  // namespace silowalk::inline tools
