#include "engine/report/scores_report.h"

#include <fmt/core.h>

#include "engine/report/table.h"
#include "engine/report/words.h"

namespace silowalk::inline report {
namespace {

std::size_t at(ScoreOf of) { return static_cast<std::size_t>(of); }

std::string number(Estimate const& value, int digits) {
  return value.mean ? fmt::format("{:.{}f}", *value.mean, digits) : "-";
}

std::string verdict(Estimate const& ahead) {
  if (!ahead.low) return "-";
  if (*ahead.low > 0) return "journey";
  return *ahead.high < 0 ? "touchpoint" : "undecided";
}

std::string ahead_words(Estimate const& ahead) {
  if (!ahead.mean) return "-";
  if (!ahead.low) return fmt::format("{:+.3f}", *ahead.mean);
  return fmt::format("{:+.3f} ({:+.3f} .. {:+.3f})", *ahead.mean, *ahead.low, *ahead.high);
}

std::string table_of(std::vector<ForetellingRow> const& rows) {
  Table table({"touchpoint", "of", "score", "journey's", "foretells", "journey's", "journey ahead by", "better",
               "its end ahead by", "better"});
  for (ForetellingRow const& row : rows) {
    if (!row.concordance[0].mean) continue;
    Estimate const& journey = row.ahead[at(ScoreOf::journey)];
    Estimate const& end = row.ahead[at(ScoreOf::journey_end)];
    table.add({row.touchpoint.empty() ? "(all together)" : row.touchpoint, row.silo,
               number(row.score[at(ScoreOf::touchpoint)], 2), number(row.score[at(ScoreOf::journey)], 2),
               number(row.concordance[at(ScoreOf::touchpoint)], 3), number(row.concordance[at(ScoreOf::journey)], 3),
               ahead_words(journey), verdict(journey), ahead_words(end), verdict(end)});
  }
  return table.empty() ? "  No customer with a score was lost.\n" : table.text();
}

Json row_json(ForetellingRow const& row) {
  Json scores = Json::object();
  Json concordance = Json::object();
  Json ahead = Json::object();
  for (std::size_t of = 0; of < scores_of; ++of) {
    scores.set(std::string(score_names[of]), to_json(row.score[of]));
    concordance.set(std::string(score_names[of]), to_json(row.concordance[of]));
    if (of > 0) ahead.set(std::string(score_names[of]), to_json(row.ahead[of]));
  }
  return Json::object()
      .set("touchpoint", row.touchpoint.empty() ? Json() : Json(row.touchpoint))
      .set("silo", row.silo)
      .set("customers", to_json(row.customers))
      .set("lost_share", to_json(row.lost))
      .set("score", std::move(scores))
      .set("concordance", std::move(concordance))
      .set("ahead_of_touchpoint", std::move(ahead));
}

}  // namespace

std::string foretelling_text(std::string const& scenario, Foretelling const& found) {
  return fmt::format(
      "{}: which score foretells who leaves? ({} replication{} walked again, {} landmarks {} months apart)\n\n"
      "What everybody felt\n\n{}\nWhat the company heard: answered surveys only\n\n{}\n"
      "Of customers with a score at the touchpoint in the months before a landmark: that score, and the mean of the\n"
      "last score at each touchpoint that they met (the journey's; its end: the last score of all). Foretells: of two\n"
      "customers of one segment, one lost in the months after the landmark and one not, how often the lost one had "
      "the\n"
      "lower score; a coin has .5. Ahead: paired by replication, intervals widened for all that is looked at\n"
      "({:.4g} % each). Nobody is called better while the interval contains zero.\n",
      scenario, found.replications, found.replications == 1 ? "" : "s", found.landmarks, found.months,
      table_of(found.rows[0]), table_of(found.rows[1]), 100 * found.single_level);
}

Json foretelling_json(Foretelling const& found) {
  Json result = Json::object();
  result.set("months", found.months)
      .set("landmarks", found.landmarks)
      .set("replications", static_cast<std::uint64_t>(found.replications))
      .set("single_level", found.single_level);
  for (std::size_t voice = 0; voice < voices; ++voice) {
    Json rows = Json::array();
    for (ForetellingRow const& row : found.rows[voice]) rows.add(row_json(row));
    result.set(std::string(voice_names[voice]), std::move(rows));
  }
  return result;
}

}  // namespace silowalk::inline report
