#include "engine/report/whatif/money_report.h"

#include <fmt/core.h>

#include <algorithm>

#include "engine/base/text.h"
#include "engine/report/cells.h"
#include "engine/report/whatif/answer_notes.h"
#include "engine/report/words.h"

namespace silowalk::inline report {
namespace {

// Without an estimate, rows would have no order.
/// A place without an estimate counts as 0 in the order of rows.
double worth_of_more(Marginal const& each) { return each.more ? each.more->mean.value_or(0) : 0; }

/// Returns whether the row is of one touchpoint, not of a whole silo.
bool is_touchpoint(Marginal const& each) { return each.place.kind == Place::Kind::touchpoint_quality; }

/// Returns the rows of agents, or those of quality: touchpoints first, then whole silos; within each the highest worth
/// first. Stable, so that rows of equal worth keep the order of the scenario.
std::vector<Marginal> sorted_marginals(MoneyAnswer const& answer, bool agents) {
  std::vector<Marginal> rows = answer.marginals;
  std::erase_if(rows,
                [agents](Marginal const& each) { return (each.place.kind == Place::Kind::silo_agents) != agents; });
  std::stable_sort(rows.begin(), rows.end(), [](Marginal const& a, Marginal const& b) {
    if (is_touchpoint(a) != is_touchpoint(b)) return is_touchpoint(a);
    return worth_of_more(a) > worth_of_more(b);
  });
  return rows;
}

/// Returns the place in words: "care_call (care)", "care, all its touchpoints", or a silo's name.
std::string format_place(Place const& place, Titles const& titles) {
  if (place.kind == Place::Kind::touchpoint_quality)
    return fmt::format("{} ({})", titles.touchpoint(place.name), titles.silo(place.silo));
  return titles.silo(place.name) + (place.kind == Place::Kind::silo_quality ? ", all its touchpoints" : "");
}

/// Adds the table of agents, or that of quality; nothing where it has no rows.
void add_marginals(Page& page, MoneyAnswer const& answer, bool agents, Titles const& titles) {
  std::vector<Marginal> const rows = sorted_marginals(answer, agents);
  if (rows.empty()) return;
  Grid grid{{{agents ? "one agent" : "a unit of quality"}, estimate_column("one more"), estimate_column("one less")},
            {},
            true};
  for (Marginal const& each : rows)
    grid.rows.push_back({{GridCell{format_place(each.place, titles)}, estimate_cell(each.more, answer.measure),
                          estimate_cell(each.less, answer.measure)}});
  page.blocks.emplace_back(Heading{fmt::format("Worth of {}, in {} ({})", agents ? "one agent" : "a unit of quality",
                                               answer.measure.name(), answer.measure.unit())});
  page.blocks.emplace_back(std::move(grid));
}

/// Returns the moves in words.
std::string format_moves(std::vector<Move> const& moves, Titles const& titles) {
  std::vector<std::string> texts;
  for (Move const& each : moves)
    texts.push_back(fmt::format("one from {} to {}", titles.silo(each.from), titles.silo(each.to)));
  return base::joined(texts);
}

/// Returns the finding on agents: which moves, and what they were worth when simulated.
std::string format_reallocation(MoneyAnswer const& answer, Titles const& titles) {
  Reallocation const& found = answer.reallocation;
  if (found.moves.empty()) return "No agent is worth more in another silo: no reallocation is suggested.";
  return fmt::format("Reallocation of agents, their number unchanged: {}. Simulated: {}.",
                     format_moves(found.moves, titles),
                     answer.simulated ? format_compact(*answer.simulated, answer.measure) : "-");
}

/// Returns the seed of the simulated reallocation, and its replications where the time was over before all.
std::string format_how_simulated(MoneyAnswer const& answer) {
  std::string text = fmt::format("with random numbers of its own, seed {}", answer.simulated_seed);
  if (answer.simulated_replications < answer.basis.planned)
    text += ", " + plural(answer.simulated_replications, "replication");
  return text;
}

/// The prediction adds up marginal values that were chosen because they are large, so that it is biased upwards. The
/// simulated value has other random numbers and lacks this bias.
void add_reallocation(Page& page, MoneyAnswer const& answer, Titles const& titles) {
  if (answer.reallocation.moves.empty()) return;
  Grid grid{{{"reallocation"}, estimate_column(answer.measure.name()), {"how", false, true}}, {}, true};
  grid.rows.push_back({{{"predicted"},
                        estimate_cell(answer.reallocation.predicted, answer.measure),
                        {"the marginal values added up"}}});
  grid.rows.push_back(
      {{{"simulated"}, estimate_cell(answer.simulated, answer.measure), {format_how_simulated(answer)}}});
  page.blocks.emplace_back(Heading{"Reallocation: " + format_moves(answer.reallocation.moves, titles)});
  page.blocks.emplace_back(std::move(grid));
}

/// Returns which initiatives are good for their owner and bad for the company. Both intervals must exclude zero.
std::string format_harmful(MoneyAnswer const& answer, Titles const& titles) {
  std::vector<std::string> names;
  for (InitiativeJudged const& each : answer.initiatives)
    if (each.good_for_owner_bad_for_company) names.push_back(titles.initiative(each.name));
  return "Good for their owner and bad for the company: " +
         base::joined(names, ", ", "no initiative whose intervals are both clear of zero") + ".";
}

/// Returns where one more agent is worth most. Precondition: `agents` is sorted and not empty.
std::string format_best_agent(std::vector<Marginal> const& agents, MoneyAnswer const& answer, Titles const& titles) {
  return fmt::format("One more agent is worth most in {}: {}.", titles.silo(agents.front().place.name),
                     format_compact(*agents.front().more, answer.measure));
}

/// Returns the findings, the most useful first.
Items findings(MoneyAnswer const& answer, Titles const& titles) {
  Items items{{format_reallocation(answer, titles)}};
  std::vector<Marginal> const agents = sorted_marginals(answer, true);
  if (!agents.empty() && agents.front().more) items.texts.push_back(format_best_agent(agents, answer, titles));
  if (!answer.initiatives.empty()) items.texts.push_back(format_harmful(answer, titles));
  return items;
}

/// Returns points with a sign; three decimals, since scores move little.
std::string format_points(double value) { return fmt::format("{:+.3f}", value); }

/// Returns a difference of scores in points; "-" without a mean.
GridCell points_cell(Estimate const& score) {
  if (!score.mean) return {"-"};
  std::string text = format_points(*score.mean);
  if (score.low) text += fmt::format(" ({} .. {})", format_points(*score.low), format_points(*score.high));
  return {text, Tone::plain, std::nullopt, score.mean, score.low, score.high};
}

/// Adds the initiatives; nothing where there are none.
void add_initiatives(Page& page, MoneyAnswer const& answer, Titles const& titles) {
  if (answer.initiatives.empty()) return;
  Grid grid{{{"initiative"}, {"owner"}, estimate_column("own score (points)"), estimate_column(answer.measure.name())},
            {},
            true};
  for (InitiativeJudged const& each : answer.initiatives)
    grid.rows.push_back({{GridCell{titles.initiative(each.name)}, GridCell{titles.silo(each.owner)},
                          points_cell(each.own_score), estimate_cell(each.measure, answer.measure)}});
  page.blocks.emplace_back(Heading{"Initiatives, each alone from month 0"});
  page.blocks.emplace_back(std::move(grid));
}

/// Returns the notes on units, initiatives and intervals.
std::vector<std::string> notes_on(MoneyAnswer const& answer) {
  return {
      fmt::format("A unit of quality is {:g} log-odds of success and costs nothing here: its worth is what it would "
                  "be worth paying for it. An agent counts in every shift and costs what the silo's agents cost.",
                  answer.unit_of_quality),
      "An initiative is started by rule `plan` and compared with no initiative. Its own score is the mean of its "
      "owner's surveys.",
      "Each interval holds by itself at 95 %: of many rows, some are clear of zero by chance."};
}

/// Returns the page.
Page page_of(MoneyAnswer const& answer, Titles const& titles) {
  Page page{fmt::format("{}: where {} is made and lost", answer.basis.name, answer.measure.name()), {}};
  page.blocks.emplace_back(
      Paragraph{fmt::format("{} is {}. {}", answer.measure.name(), format_compact(answer.as_it_is, answer.measure),
                            format_basis(answer.basis))});
  page.blocks.emplace_back(findings(answer, titles));
  add_marginals(page, answer, false, titles);
  add_marginals(page, answer, true, titles);
  add_reallocation(page, answer, titles);
  add_initiatives(page, answer, titles);
  add_notes(page, notes_on(answer), answer.basis, titles);
  return page;
}

/// Returns the estimate; null where there is none.
Json optional_json(std::optional<Estimate> const& estimate) { return estimate ? to_json(*estimate) : Json(); }

/// Returns the places of agents, or those of quality, in the order of the scenario.
Json marginals_json(MoneyAnswer const& answer, bool agents) {
  Json list = Json::array();
  for (Marginal const& each : answer.marginals) {
    if ((each.place.kind == Place::Kind::silo_agents) != agents) continue;
    list.add(Json::object()
                 .set(is_touchpoint(each) ? "touchpoint" : "silo", each.place.name)
                 .set("more", optional_json(each.more))
                 .set("less", optional_json(each.less)));
  }
  return list;
}

/// Returns the moves, what they were predicted to give, and what they gave.
Json reallocation_json(MoneyAnswer const& answer) {
  Json moves = Json::array();
  for (Move const& each : answer.reallocation.moves)
    moves.add(Json::object().set("from", each.from).set("to", each.to));
  return Json::object()
      .set("moves", std::move(moves))
      .set("predicted", to_json(answer.reallocation.predicted))
      .set("simulated", optional_json(answer.simulated));
}

/// Returns a list of initiatives, each alone.
Json initiatives_json(MoneyAnswer const& answer) {
  Json list = Json::array();
  for (InitiativeJudged const& each : answer.initiatives)
    list.add(Json::object()
                 .set("initiative", each.name)
                 .set("owner", each.owner)
                 .set("own_score", to_json(each.own_score))
                 .set("measure", to_json(each.measure))
                 .set("good_for_owner_bad_for_company", each.good_for_owner_bad_for_company));
  return list;
}

}  // namespace

Report money_report(MoneyAnswer const& answer, Titles const& titles) {
  Json json = basis_json(answer.basis);
  json.set("output", answer.measure.name())
      .set("unit", answer.measure.unit())
      .set("unit_of_quality", answer.unit_of_quality)
      .set("as_it_is", to_json(answer.as_it_is))
      .set("quality", marginals_json(answer, false))
      .set("agents", marginals_json(answer, true))
      .set("reallocation", reallocation_json(answer))
      .set("initiatives", initiatives_json(answer));
  return {page_of(answer, titles), std::move(json)};
}

}  // namespace silowalk::inline report
