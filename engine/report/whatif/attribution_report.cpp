#include "engine/report/whatif/attribution_report.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "engine/base/text.h"
#include "engine/report/cells.h"
#include "engine/report/whatif/answer_notes.h"
#include "engine/report/whatif/counterfactual_report.h"
#include "engine/report/words.h"
#include "engine/statistics/wording.h"

namespace silowalk::inline report {
namespace {

// The largest are shown; the JSON has all.
constexpr std::size_t most_interactions = 10;

/// Returns whole units of the last decimal as a decimal number: 123456 -> "1234.56" for a grain of two decimals.
std::string format_units(std::int64_t units, Grain const& grain) {
  return fmt::format("{:.{}f}", static_cast<double>(units) / std::pow(10.0, grain.decimals), grain.decimals);
}

/// Returns whether the interval excludes zero; false without an interval.
bool clear_of_zero(Estimate const& estimate) { return estimate.low && (*estimate.low > 0 || *estimate.high < 0); }

/// Returns a part as a percentage of the whole difference; "-" where the interval of the whole contains zero, since the
/// quotient of two such numbers means nothing.
GridCell part_cell(Estimate const& part, Estimate const& whole) {
  if (!clear_of_zero(whole)) return {"-"};
  if (*part.mean == 0) return {"0", Tone::plain, std::nullopt, 0};
  double const share = *part.mean / *whole.mean;
  return {fmt::format("{:.1f} %", 100 * share), Tone::plain, std::nullopt, share};
}

GridCell interval_cell(Estimate const& estimate, NamedOutput const& output) {
  return {estimate.low ? worded(*estimate.low, output) + " .. " + worded(*estimate.high, output) : "-"};
}

/// Returns the name of a lever by its number in the set.
std::string const& name_of(LeversAnswer const& answer, std::size_t lever) { return answer.levers.levers()[lever].name; }

/// Returns the share with the interval `both` where there is one, else with its own.
// `both` covers the sample of orders as well as replications; without a sample there is none.
Estimate whole_error(LeverShare const& share) {
  Estimate estimate = share.share;
  if (!share.both) return estimate;
  estimate.low = share.both->low;
  estimate.high = share.both->high;
  return estimate;
}

/// Names the lever with the largest share in size, with its sign. "" where all shares are zero.
std::string format_largest(LeversAnswer const& answer, AttributedOutput const& found) {
  std::vector<LeverShare> const& shares = found.attribution.shares;
  auto const size = [](LeverShare const& each) { return std::abs(each.share.mean.value_or(0)); };
  auto const largest = std::max_element(shares.begin(), shares.end(),
                                        [&](LeverShare const& a, LeverShare const& b) { return size(a) < size(b); });
  if (largest == shares.end() || size(*largest) == 0) return "";
  return fmt::format(" Largest share: {}, {}.", name_of(answer, static_cast<std::size_t>(largest - shares.begin())),
                     format_compact(whole_error(*largest), found.output));
}

/// Returns the outputs without and with all levers, their difference, and how many replications are left out.
Paragraph difference_paragraph(LeversAnswer const& answer, AttributedOutput const& found) {
  Attribution const& a = found.attribution;
  NamedOutput const& output = found.output;
  std::string text =
      fmt::format("{} with no lever, {} with all: a difference of {}.{}", number_cell(a.none.mean, output).text,
                  number_cell(a.all.mean, output).text, format_compact(a.total, output), format_largest(answer, found));
  if (a.left_out > 0)
    text += fmt::format(" {} left out: the output is not defined in them.", plural(a.left_out, "replication"));
  return {text};
}

/// Returns a column of numbers that is never cut.
GridColumn numbers(std::string head) { return {std::move(head), true, true}; }

/// Returns the first columns of a table of shares: lever, share, interval.
std::vector<GridColumn> share_columns(AttributedOutput const& found, Titles const& titles) {
  GridColumn shares = numbers(fmt::format("share ({})", found.output.unit()));
  shares.intervals = true;
  return {GridColumn{titles.path(found.output.name())}, shares, numbers("95 % interval")};
}

/// Returns the first cells of a row of shares.
std::vector<GridCell> share_cells(std::string const& name, Estimate const& share, AttributedOutput const& found) {
  return {{name}, mean_cell(share, found.output), interval_cell(share, found.output)};
}

/// Returns a row for each lever and a last row with their total.
Grid exact_shares(LeversAnswer const& answer, AttributedOutput const& found, Titles const& titles) {
  Attribution const& a = found.attribution;
  Grid grid{share_columns(found, titles), {}, true};
  grid.columns.push_back(numbers("of all"));
  auto const add = [&](std::string const& name, Estimate const& share) {
    GridRow& row = grid.rows.emplace_back(GridRow{share_cells(name, share, found)});
    row.cells.push_back(part_cell(share, a.total));
  };
  for (std::size_t i = 0; i < a.shares.size(); ++i) add(name_of(answer, i), a.shares[i].share);
  add("all together", a.total);
  return grid;
}

/// Returns what each lever does with all others off, and with all others on.
Grid alone_and_last(LeversAnswer const& answer, AttributedOutput const& found, Titles const& titles) {
  Grid grid{{GridColumn{titles.path(found.output.name())}, estimate_column("alone"), estimate_column("last")}, {}};
  std::vector<LeverShare> const& shares = found.attribution.shares;
  for (std::size_t i = 0; i < shares.size(); ++i)
    grid.rows.push_back({{{name_of(answer, i)},
                          estimate_cell(shares[i].alone, found.output),
                          estimate_cell(shares[i].last, found.output)}});
  return grid;
}

/// Returns shares from sampled orders, with their two standard errors apart.
Grid sampled_shares(LeversAnswer const& answer, AttributedOutput const& found, Titles const& titles) {
  Attribution const& a = found.attribution;
  Grid grid{share_columns(found, titles), {}, true};
  for (char const* head : {"SE replications", "SE orders", "of all"}) grid.columns.push_back(numbers(head));
  auto const add = [&](std::string const& name, LeverShare const& share) {
    GridRow& row = grid.rows.emplace_back(GridRow{share_cells(name, whole_error(share), found)});
    row.cells.push_back(number_cell(share.share.standard_error, found.output));
    row.cells.push_back(number_cell(share.sampling_error, found.output));
    row.cells.push_back(part_cell(share.share, a.total));
  };
  for (std::size_t i = 0; i < a.shares.size(); ++i) add(name_of(answer, i), a.shares[i]);
  LeverShare total{};
  total.share = a.total;
  total.sampling_error = 0;
  add("all together", total);
  return grid;
}

/// Returns those whose interval excludes zero, the largest first.
std::vector<LeverPair> clear_pairs(Attribution const& attribution) {
  // Pairs whose interaction may be chance are left out.
  std::vector<LeverPair> pairs = attribution.pairs;
  std::erase_if(pairs, [](LeverPair const& pair) { return !clear_of_zero(pair.interaction); });
  std::stable_sort(pairs.begin(), pairs.end(), [](LeverPair const& a, LeverPair const& b) {
    return std::abs(*a.interaction.mean) > std::abs(*b.interaction.mean);
  });
  pairs.resize(std::min(pairs.size(), most_interactions));
  return pairs;
}

/// Returns the interactions that are clear of zero, or a sentence that there are none.
PageBlock interactions_block(LeversAnswer const& answer, AttributedOutput const& found) {
  std::vector<LeverPair> const pairs = clear_pairs(found.attribution);
  if (pairs.empty()) return Paragraph{"No two levers help or hinder each other: no interaction is clear of zero."};
  Grid grid{{{"interaction"}, estimate_column("index")}, {}};
  for (LeverPair const& pair : pairs)
    grid.rows.push_back({{{name_of(answer, static_cast<std::size_t>(pair.first)) + " with " +
                           name_of(answer, static_cast<std::size_t>(pair.second))},
                          estimate_cell(pair.interaction, found.output)}});
  return grid;
}

/// Adds one output: its difference, the shares and, where all orders were counted, what levers do alone, last and
/// together.
void add_output(Page& page, LeversAnswer const& answer, AttributedOutput const& found, Titles const& titles) {
  page.blocks.emplace_back(Heading{fmt::format("{} ({})", titles.path(found.output.name()), found.output.unit())});
  page.blocks.emplace_back(difference_paragraph(answer, found));
  // Sampled orders say nothing of levers alone or of pairs.
  if (answer.orders > 0) {
    page.blocks.emplace_back(sampled_shares(answer, found, titles));
    return;
  }
  page.blocks.emplace_back(exact_shares(answer, found, titles));
  page.blocks.emplace_back(alone_and_last(answer, found, titles));
  if (!found.attribution.pairs.empty()) page.blocks.emplace_back(interactions_block(answer, found));
}

/// Adds the titles of levers, then each output.
void add_levers(Page& page, LeversAnswer const& answer, Titles const& titles) {
  Items legend;
  for (Lever const& lever : answer.levers.levers())
    if (!lever.title.empty()) legend.texts.push_back(fmt::format("{}: {}", lever.name, lever.title));
  if (!legend.texts.empty()) page.blocks.emplace_back(std::move(legend));
  for (AttributedOutput const& each : answer.outputs) add_output(page, answer, each, titles);
}

/// Returns the notes on shares. They differ by method: counted or sampled orders.
std::vector<std::string> notes_on_levers(LeversAnswer const& answer) {
  if (answer.orders > 0)
    return {fmt::format(
        "A share is the Shapley value of a lever: what it adds, averaged over {} orders of switching levers on. Half "
        "of the orders are drawn at random, half are their reverses. SE: standard errors, of chance in the histories "
        "(replications) and of the sample of orders; the interval covers both.",
        answer.orders)};
  return {
      "A share is the Shapley value of a lever: what it adds, averaged over all orders of switching levers on. Shares "
      "add up to the whole; --json has them to the last decimal.",
      "Alone: all other levers off. Last: all other levers on. An interaction is the Shapley interaction index of two "
      "levers: above zero they need each other, below zero each does part of what the other does. Only interactions "
      "clear of zero are shown."};
}

/// Returns the title; without levers the page is about silos.
std::string heading_of(AttributionAnswer const& answer) {
  if (!answer.levers) return answer.basis.name + ": what each silo costs in customers";
  Levers const& levers = answer.levers->levers;
  return fmt::format("{}: {}{}{}", answer.basis.name, plural(levers.levers().size(), "lever"),
                     levers.name().empty() ? "" : " of ", levers.name());
}

/// Returns the page.
Page page_of(AttributionAnswer const& answer, Titles const& titles) {
  Page page{heading_of(answer), {}};
  page.blocks.emplace_back(Paragraph{format_basis(answer.basis)});
  std::vector<std::string> notes;
  if (answer.levers) {
    add_levers(page, *answer.levers, titles);
    notes = notes_on_levers(*answer.levers);
  }
  if (answer.silos) {
    add_counterfactuals(page, *answer.silos, titles);
    for (std::string& each : notes_on_counterfactuals()) notes.push_back(std::move(each));
  }
  add_notes(page, std::move(notes), answer.basis, titles);
  return page;
}

/// Returns a list of {"name", "title", "source", "paths"}.
Json levers_json(Levers const& levers) {
  Json list = Json::array();
  for (Lever const& lever : levers.levers())
    list.add(Json::object()
                 .set("name", lever.name)
                 .set("title", lever.title)
                 .set("source", lever.source)
                 .set("paths", lever.paths));
  return list;
}

/// Returns {"low", "high"}, or null.
Json interval_json(std::optional<Interval> const& interval) {
  return interval ? Json::object().set("low", interval->low).set("high", interval->high) : Json();
}

/// Returns one share. "told" is the share as the page shows it, rounded so that shares add up.
Json share_json(LeverShare const& share, Attribution const& all) {
  Json json = to_json(share.share).set("told", format_units(share.rounded, all.grain));
  if (all.orders > 0)
    return json.set("sampling_error", Json(share.sampling_error)).set("both", interval_json(share.both));
  return json.set("alone", to_json(share.alone)).set("last", to_json(share.last));
}

/// Returns a list of interactions, all pairs.
Json interactions_json(LeversAnswer const& answer, Attribution const& all) {
  Json list = Json::array();
  for (LeverPair const& pair : all.pairs)
    list.add(to_json(pair.interaction)
                 .set("first", name_of(answer, static_cast<std::size_t>(pair.first)))
                 .set("second", name_of(answer, static_cast<std::size_t>(pair.second))));
  return list;
}

/// Returns one output: without levers, with all, the difference, shares and interactions, in base units.
Json output_json(LeversAnswer const& answer, AttributedOutput const& found) {
  Attribution const& a = found.attribution;
  Json shares = Json::object();
  for (std::size_t i = 0; i < a.shares.size(); ++i) shares.set(name_of(answer, i), share_json(a.shares[i], a));
  return Json::object()
      .set("unit", found.output.unit())
      .set("none", to_json(a.none))
      .set("all", to_json(a.all))
      .set("total", to_json(a.total).set("told", format_units(a.rounded_total, a.grain)))
      .set("shares", std::move(shares))
      .set("interactions", interactions_json(answer, a));
}

/// Adds the levers, how they were attributed, and the outputs.
void add_levers(Json& json, LeversAnswer const& answer) {
  Json outputs = Json::object();
  for (AttributedOutput const& each : answer.outputs) outputs.set(each.output.name(), output_json(answer, each));
  json.set("set", answer.levers.name())
      .set("levers", levers_json(answer.levers))
      .set("method", answer.orders == 0 ? "all orders" : "sampled orders")
      .set("orders", static_cast<std::uint64_t>(answer.orders))
      .set("coalitions", static_cast<std::uint64_t>(answer.coalitions))
      .set("outputs", std::move(outputs));
}

}  // namespace

Report attribution_report(AttributionAnswer const& answer, Titles const& titles) {
  Json json = basis_json(answer.basis);
  if (answer.levers) add_levers(json, *answer.levers);
  if (answer.silos) json.set("counterfactual", to_json(*answer.silos));
  return {page_of(answer, titles), std::move(json)};
}

}  // namespace silowalk::inline report
