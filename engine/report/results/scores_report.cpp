#include "engine/report/results/scores_report.h"

#include <fmt/core.h>

#include "engine/base/text.h"
#include "engine/report/words.h"

namespace silowalk::inline report {
namespace {

/// Words for ScoreOf, in its order.
constexpr std::array<char const*, scores_of> score_titles{"touchpoint", "journey", "journey's end"};
/// Headings for Voice, in its order.
constexpr std::array<char const*, voices> voice_titles{"All visits: the score felt", "Recorded: answered surveys only"};

/// Returns which score predicts losses better, where the interval of the difference excludes zero; "-" without an
/// interval. `of`: the score that is compared with the touchpoint's.
std::string verdict(Estimate const& ahead, std::size_t of) {
  if (!ahead.low) return "-";
  if (*ahead.low > 0) return score_titles[of];
  return *ahead.high < 0 ? "touchpoint" : "undecided";
}

/// Returns a difference of concordances with its interval; "-" where it is not defined.
std::string format_ahead(Estimate const& ahead) {
  if (!ahead.mean) return "-";
  if (!ahead.low) return fmt::format("{:+.3f}", *ahead.mean);
  return fmt::format("{:+.3f} ({:+.3f} .. {:+.3f})", *ahead.mean, *ahead.low, *ahead.high);
}

/// Returns a mean with so many digits as text; CSV has the interval.
GridCell number_of(Estimate const& value, int digits) {
  return {value.mean ? fmt::format("{:.{}f}", *value.mean, digits) : "-",
          Tone::plain,
          std::nullopt,
          value.mean,
          value.low,
          value.high};
}

/// Returns the name of the touchpoint; the last row is of all of them.
GridCell touchpoint_cell(ForetellingRow const& row, Titles const& titles) {
  return row.touchpoint.empty() ? GridCell{"(all together)"} : GridCell{titles.touchpoint(row.touchpoint)};
}

/// Adds a row for each score of one touchpoint. The touchpoint's own score has nothing to be ahead of.
void add_rows(Grid& grid, Of<Foretelling> const& found, std::size_t voice, ForetellingRow const& row) {
  for (std::size_t of = 0; of < scores_of; ++of) {
    Estimate const& ahead = row.ahead[of];
    GridCell by{format_ahead(ahead), Tone::plain, std::nullopt, ahead.mean, ahead.low, ahead.high};
    grid.rows.push_back({{{found.scenario},
                          {std::string(voice_names.names[voice])},
                          touchpoint_cell(row, found.titles),
                          GridCell{found.titles.silo(row.silo)},
                          {score_titles[of]},
                          number_of(row.score[of], 2),
                          number_of(row.concordance[of], 3),
                          of == 0 ? GridCell{} : std::move(by),
                          of == 0 ? GridCell{} : GridCell{verdict(ahead, of)}}});
  }
}

/// Returns the scores of one voice. Touchpoints without a concordance are left out: nobody with a score was lost there.
Grid scores_grid(Of<Foretelling> const& found, std::size_t voice) {
  Grid grid{{scenario_column(),
             {"voice", false, false, true},
             {"touchpoint"},
             {"of"},
             {"score of", false, true},
             {"mean", true, true},
             {"foretells", true, true},
             {"ahead of touchpoint by", true, true},
             {"better", true, true}},
            {},
            true};
  for (ForetellingRow const& row : found.finding.rows[voice]) {
    if (row.concordance[0].mean) add_rows(grid, found, voice, row);
  }
  return grid;
}

/// Adds the section of one voice: the finding of all touchpoints together, then the table.
void add_voice(Page& page, Of<Foretelling> const& found, std::size_t voice) {
  page.blocks.emplace_back(Heading{voice_titles[voice]});
  Grid grid = scores_grid(found, voice);
  if (grid.rows.empty()) {
    page.blocks.emplace_back(Paragraph{"No customer with a score was lost."});
    return;
  }
  Estimate const& ahead = found.finding.rows[voice].back().ahead[static_cast<std::size_t>(ScoreOf::journey)];
  page.blocks.emplace_back(
      Paragraph{fmt::format("All touchpoints together, the journey's score is ahead by {}. Better: {}.",
                            format_ahead(ahead), verdict(ahead, static_cast<std::size_t>(ScoreOf::journey))),
                Tone::strong});
  page.blocks.emplace_back(std::move(grid));
}

/// Returns one scenario's page.
Page page_of(Of<Foretelling> const& found) {
  Foretelling const& foretelling = found.finding;
  Page page{fmt::format("{}: which score predicts who leaves? ({} simulated again, {} landmarks {} months apart)",
                        found.scenario, plural(foretelling.replications, "replication"), foretelling.landmarks,
                        foretelling.months),
            {}};
  for (std::size_t voice = 0; voice < voices; ++voice) add_voice(page, found, voice);
  page.blocks.emplace_back(Paragraph{fmt::format("Intervals are widened for the number of comparisons ({:.4g} % each).",
                                                 100 * foretelling.single_level)});
  return page;
}

/// Returns one row. Scores are in points, concordances from 0 to 1.
Json row_json(ForetellingRow const& row) {
  Json scores = Json::object();
  Json concordance = Json::object();
  Json ahead = Json::object();
  for (std::size_t of = 0; of < scores_of; ++of) {
    scores.set(std::string(score_names.names[of]), to_json(row.score[of]));
    concordance.set(std::string(score_names.names[of]), to_json(row.concordance[of]));
    if (of > 0) ahead.set(std::string(score_names.names[of]), to_json(row.ahead[of]));
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

/// Returns the JSON of one scenario, rows by voice.
Json json_of(Foretelling const& found) {
  Json result = Json::object();
  result.set("months", found.months)
      .set("landmarks", found.landmarks)
      .set("replications", static_cast<std::uint64_t>(found.replications))
      .set("single_level", found.single_level);
  for (std::size_t voice = 0; voice < voices; ++voice) {
    Json rows = Json::array();
    for (ForetellingRow const& row : found.rows[voice]) rows.add(row_json(row));
    result.set(std::string(voice_names.names[voice]), std::move(rows));
  }
  return result;
}

/// Explains the scores and the measure.
constexpr char const* note =
    "Customers with a score at the touchpoint in the months before a landmark have three scores: that score, the mean "
    "of the last score at each touchpoint that they visited (the journey's), and the last score of all (its end). "
    "Foretells: of two customers of one segment, one lost in the months after the landmark and one not, how often the "
    "lost one had the lower score; chance gives .5. Ahead: paired by replication. No score is called better while the "
    "interval contains zero.";

}  // namespace

Report scores_report(std::vector<Of<Foretelling>> const& found) {
  std::vector<ScenarioPart> parts;
  for (Of<Foretelling> const& each : found) parts.push_back({each.scenario, page_of(each), json_of(each.finding)});
  return report_of(std::move(parts), "Which score predicts who leaves?", {note}, "The file has no scenario.");
}

}  // namespace silowalk::inline report
