#include "engine/report/whatif/null_report.h"

#include <fmt/core.h>

#include "engine/base/text.h"
#include "engine/report/cells.h"
#include "engine/report/whatif/answer_notes.h"
#include "engine/report/words.h"
#include "engine/statistics/wording.h"

namespace silowalk::inline report {
namespace {

/// Returns a percentile from 0 to 100 with its interval; "-" where no random plan can be compared.
std::string format_percentile(Percentile const& place) {
  if (!place.share) return "-";
  return fmt::format("{:.1f} ({:.1f} .. {:.1f})", 100 * *place.share, 100 * place.interval.low,
                     100 * place.interval.high);
}

/// Returns where the plan stands, and how many random plans are clearly worse or better.
Paragraph finding(RandomPlansAnswer const& answer) {
  Percentile const& place = answer.place;
  std::string const& measure = answer.measure.name();
  std::string const all = plural(answer.plans.drawn.size(), "random plan");
  if (!place.share)
    return {fmt::format("The plan cannot be compared with {}: in no replication do two plans have a value of {}.", all,
                        measure)};
  std::string const left_out =
      place.left_out == 0
          ? ""
          : fmt::format(" {} of {} are left out: in no replication do they and the plan both have a value of {}.",
                        place.left_out, all, measure);
  return {
      fmt::format("By {}, the plan is at percentile {} of {} of the same cost: {} are worse, {} better, {} cannot "
                  "be distinguished from it.{}",
                  measure, format_percentile(place), plural(place.compared(), "random plan"), place.worse, place.better,
                  place.undecided, left_out)};
}

/// Returns the plan's cost in the currency.
GridCell cost_cell(RandomPlansAnswer const& answer) {
  return {worded(answer.plans.own_cost, OutputKind::money, answer.measure.currency()), Tone::plain, std::nullopt,
          answer.plans.own_cost};
}

/// Returns the percentile as a text of 0 to 100, and as shares from 0 to 1 for CSV.
GridCell percentile_cell(Percentile const& place) {
  return {format_percentile(place), Tone::plain, std::nullopt, place.share, place.interval.low, place.interval.high};
}

/// Returns a number of plans.
GridCell count_cell(int count) { return {std::to_string(count), Tone::plain, std::nullopt, count}; }

/// Returns the figures of the plan, one a row: their units differ.
Grid figures(RandomPlansAnswer const& answer) {
  Percentile const& place = answer.place;
  Grid grid{{{"figure"}, estimate_column("the plan")},
            {{{{"cost"}, cost_cell(answer)}},
             {{{answer.measure.name()}, estimate_cell(place.own, answer.measure)}},
             {{{"over the mean of random plans"}, estimate_cell(place.advantage, answer.measure)}},
             {{{"percentile"}, percentile_cell(place)}},
             {{{"random plans that are worse"}, count_cell(place.worse)}},
             {{{"random plans that are better"}, count_cell(place.better)}},
             {{{"undecided"}, count_cell(place.undecided)}}},
            true};
  if (place.left_out > 0) grid.rows.push_back({{{"left out, without a value"}, count_cell(place.left_out)}});
  return grid;
}

/// Returns the notes on costs and on the interval.
std::vector<std::string> notes_on(RandomPlansAnswer const& answer) {
  return {fmt::format("Random plans cost the same within {:g} %; {} were drawn to find them. Costs are those of "
                      "initiatives within the horizon, without agents' effort.",
                      100 * answer.tolerance, answer.plans.tried),
          "The interval of the percentile covers the sample of plans (Wilson's interval) and the error of "
          "replications: plans that cannot be distinguished from it count either way. It is conservative."};
}

/// Returns the page.
Page page_of(RandomPlansAnswer const& answer) {
  Page page{fmt::format("{}: the plan among {} of its cost", answer.basis.name,
                        plural(answer.plans.drawn.size(), "random plan")),
            {}};
  page.blocks.emplace_back(finding(answer));
  page.blocks.emplace_back(Paragraph{format_basis(answer.basis)});
  page.blocks.emplace_back(figures(answer));
  add_notes(page, notes_on(answer), answer.basis);
  return page;
}

}  // namespace

Report null_report(RandomPlansAnswer const& answer) {
  Percentile const& place = answer.place;
  Json json = basis_json(answer.basis);
  json.set("plans", static_cast<std::uint64_t>(answer.plans.drawn.size()))
      .set("tried", answer.plans.tried)
      .set("tolerance", answer.tolerance)
      .set("cost", answer.plans.own_cost)
      .set("costs", answer.plans.costs)
      .set("output", answer.measure.name())
      .set("unit", answer.measure.unit())
      .set("own", to_json(place.own))
      .set("advantage", to_json(place.advantage))
      .set("percentile",
           Json::object().set("share", place.share).set("low", place.interval.low).set("high", place.interval.high))
      .set("worse", place.worse)
      .set("better", place.better)
      .set("undecided", place.undecided)
      .set("left_out", place.left_out);
  return {page_of(answer), std::move(json)};
}

}  // namespace silowalk::inline report
