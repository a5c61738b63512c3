#include "engine/report/comparison/comparison_report.h"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/text.h"
#include "engine/report/comparison/comparison_json.h"
#include "engine/report/comparison/comparison_tables.h"
#include "engine/report/comparison/comparison_verdict.h"
#include "engine/report/comparison/difference_words.h"
#include "engine/report/comparison/invented_report.h"
#include "engine/report/strategy/goals_comparison.h"
#include "engine/report/wait_note.h"

namespace silowalk::inline report {
namespace {

// The page must be read at once; the JSON has all.
constexpr std::size_t most_side_effects = 12;  // of one scenario; --json has all
constexpr std::size_t most_on_one_page = 3;
constexpr std::size_t most_doubted = 6;
// As in Doubts::few_replications.
constexpr std::uint32_t enough_replications = 30;

/// Appends blocks to a page.
void add(Page& page, std::vector<PageBlock> blocks) {
  for (PageBlock& block : blocks) page.blocks.push_back(std::move(block));
}

/// Adds the title, the verdict, the legend of scenarios, and the deciding difference.
void add_opening(Page& page, Comparison const& all, std::optional<InventedMoves> const& invented,
                 Titles const& titles) {
  page.title = fmt::format("{} scenarios compared: {}, months {} to {}", all.scenarios.size(),
                           format_replications_each(all.replications, all.independent), all.from, all.to);
  std::string verdict = format_verdict(all, titles);
  if (!verdict.empty()) page.blocks.emplace_back(Paragraph{std::move(verdict), Tone::strong});
  page.blocks.emplace_back(scenario_items(all.scenarios, all.baseline));
  std::string independent = format_independent(all.independent);
  if (!independent.empty()) page.blocks.emplace_back(Paragraph{std::move(independent)});
  page.blocks.emplace_back(Heading{"Difference in " + titles.path(all.outputs.front().output.name())});
  page.blocks.emplace_back(verdict_items(all));
  if (invented) add(page, invented_blocks(*invented, all, titles));
}

/// Adds a table for each scenario but the baseline.
void add_differences(Page& page, Comparison const& all, Titles const& titles) {
  for (std::size_t s = 0; s < all.scenarios.size(); ++s) {
    if (s == all.baseline) continue;
    page.blocks.emplace_back(Heading{"What differs: " + format_pair(s, all.baseline)});
    page.blocks.emplace_back(differences_grid(all, s, titles));
  }
}

/// Adds the outputs that are worse, at most `most` of each scenario.
void add_worse(Page& page, Comparison const& all, std::size_t most, bool percentages, Titles const& titles) {
  page.blocks.emplace_back(
      Heading{fmt::format("Who is worse off, and where ({} examined)",
                          plural(static_cast<std::uint64_t>(all.side_scrutiny.comparisons), "difference"))});
  for (std::size_t s = 0; s < all.scenarios.size(); ++s) {
    if (s != all.baseline) add(page, worse_blocks(all, s, most, percentages, titles));
  }
}

/// Adds silos whose own score and the company's value part.
void add_dashboards(Page& page, Comparison const& all, Titles const& titles) {
  page.blocks.emplace_back(Heading{"Dashboards against value"});
  add(page, dashboard_blocks(all, titles));
}

/// Adds goals and guardrails; nothing where no scenario has any. Uses the letters of scenarios, like the other tables,
/// so that columns stay narrow.
void add_goals(Page& page, Comparison const& all, Titles const& titles) {
  std::vector<AnsweredScenario> answered;
  for (std::size_t s = 0; s < all.scenarios.size(); ++s) answered.push_back({scenario_letter(s), all.goals[s], titles});
  std::vector<PageBlock> blocks = goals_compared_blocks(answered);
  if (blocks.empty()) return;
  page.blocks.emplace_back(Heading{"Goals and guardrails (Wilson's 95 % intervals over replications)"});
  add(page, std::move(blocks));
}

/// Returns whether the statement balances; else the number of imbalances (counted up to 100) and the first of them, in
/// heads or millionths of the currency.
std::string format_balance(AssetStatement const& statement) {
  if (statement.imbalances.empty()) return fmt::format("balances in all {} rows", statement.checked);
  AssetImbalance const& first = statement.imbalances.front();
  return fmt::format("DOES NOT BALANCE in {}{} of {} rows, first in replication {}, month {}, segment {}, by {}",
                     statement.imbalances.size(), statement.imbalances.size() < 100 ? "" : " or more",
                     statement.checked, first.replication, first.month, first.segment, first.by);
}

/// Adds the statement of each scenario.
void add_statements(Page& page, Comparison const& all, bool by_segment, Titles const& titles) {
  for (std::size_t s = 0; s < all.scenarios.size(); ++s) {
    page.blocks.emplace_back(Heading{fmt::format("Customer assets: {}, {} ({})", scenario_letter(s), all.scenarios[s],
                                                 format_balance(all.statements[s]))});
    page.blocks.emplace_back(statement_grid(all.statements[s], by_segment, titles));
  }
}

/// Reasons for doubt, each with its differences, in the order in which they were first added.
class DoubtList {
 public:
  /// Adds the reasons of one difference. `pair`: "B - A".
  void add(std::string const& output, std::string const& pair, Doubts doubts) {
    doubts.few_replications = false;  // true of all outputs alike: it would list every one
    std::string const entry = fmt::format("{} ({})", output, pair);
    for (std::string const& reason : doubt_reasons(doubts)) of(reason).push_back(entry);
  }
  /// Returns a line for each reason, with at most `most_doubted` differences.
  Items items() const {
    Items items;
    for (auto const& [reason, outputs] : reasons_)
      items.texts.push_back(reason + ": " + base::joined(outputs, ", ", "-", most_doubted));
    return items;
  }

 private:
  /// Returns the differences of a reason. Linear: there are few reasons.
  std::vector<std::string>& of(std::string const& reason) {
    for (auto& [known, outputs] : reasons_) {
      if (known == reason) return outputs;
    }
    return reasons_.emplace_back(reason, std::vector<std::string>{}).second;
  }
  std::vector<std::pair<std::string, std::vector<std::string>>> reasons_;
};

/// Returns the sentence on too few replications.
std::string format_few(Comparison const& all) {
  return fmt::format("only {}, fewer than {}: intervals assume that differences are near normal",
                     plural(all.replications, "replication"), enough_replications);
}

/// Returns the reasons for doubt in any difference that the page shows. Only side effects that are worse are listed:
/// the page has no others.
Items doubt_items(Comparison const& all, Titles const& titles) {
  DoubtList list;
  for (ComparedOutput const& output : all.outputs) {
    for (Difference const& each : output.differences)
      list.add(titles.path(output.output.name()), format_pair(each.scenario, all.baseline), each.doubts);
  }
  for (SideEffect const& each : all.side_effects) {
    if (each.worse)
      list.add(titles.path(each.output.name()), format_pair(each.difference.scenario, all.baseline),
               each.difference.doubts);
  }
  Items items = list.items();
  if (all.replications < enough_replications) items.texts.insert(items.texts.begin(), "all: " + format_few(all));
  return items;
}

/// Adds the reasons for doubt; nothing where there are none.
void add_doubts(Page& page, Comparison const& all, Titles const& titles) {
  Items items = doubt_items(all, titles);
  if (items.texts.empty()) return;
  page.blocks.emplace_back(Heading{"(!) Doubtful intervals"});
  page.blocks.emplace_back(std::move(items));
}

/// Returns the sentence on waits, with a blank before it; "" where the page has none. Side effects that are not worse
/// are not on the page. An output has the clock of the baseline; the waits of each scenario have its own.
std::string format_waits(Comparison const& all) {
  bool const shown = std::any_of(all.outputs.begin(), all.outputs.end(),
                                 [](ComparedOutput const& each) { return is_wait(each.output.name()); }) ||
                     std::any_of(all.side_effects.begin(), all.side_effects.end(),
                                 [](SideEffect const& each) { return each.worse && is_wait(each.output.name()); });
  WaitClocks waits;
  for (GoalsAnswer const& each : all.goals) waits.add(each);
  if (shown) std::for_each(all.wait_clocks.begin(), all.wait_clocks.end(), [&](WaitClock each) { waits.add(each); });
  return also(waits);
}

/// Returns the sentence on repeated looks, and whether intervals are widened for them. Without that, looking until
/// there is a winner finds false ones.
std::string format_looks(Comparison const& all) {
  if (!all.scrutiny.first_look)
    return "If you add replications and look again, pass --first-look N; the intervals widen.";
  return fmt::format("They are widened for look {} since {}.", look_of(all.scrutiny, all.replications),
                     plural(*all.scrutiny.first_look, "replication"));
}

/// Returns the methods: Student's t (paired), Fieller's ratio, Bonferroni's correction, the multivariate t.
std::string format_method(Comparison const& all) {
  return fmt::format(
      "Intervals: Student's t over differences by replication, percentages by Fieller's ratio of means; {:.4g} % each, "
      "so that all hold together at {:.4g} % (Bonferroni over {}; worse off {:.4g} %, dashboards {:.4g} % each). A "
      "winner's "
      "intervals against every other scenario are clear of zero. Best: the probability that its mean is, by a "
      "multivariate t. +/-: half of a 95 % interval. {} Intervals cover chance only; inputs are taken as known.{}",
      100 * single_level(all.scrutiny, all.replications), 100 * all.scrutiny.level, all.scrutiny.comparisons,
      100 * single_level(all.side_scrutiny, all.replications),
      100 * single_level(all.dashboard_scrutiny, all.replications), format_looks(all), format_waits(all));
}

/// Returns the methods in two sentences, for the short page.
std::string format_short_method(Comparison const& all) {
  std::string const few = all.replications < enough_replications ? " All are doubtful: " + format_few(all) + "." : "";
  return fmt::format(
      "(!): a doubtful interval; the report without --one-page has the reason. Intervals hold together at {:.4g} %; "
      "they cover chance only, inputs are taken as known.{}{}",
      100 * all.scrutiny.level, few, format_waits(all));
}

/// Returns the short page: what a decision needs, without methods and statements.
Page one_page(Comparison const& all, std::optional<InventedMoves> const& invented, Titles const& titles) {
  Page page;
  add_opening(page, all, invented, titles);
  page.blocks.emplace_back(Heading{"What differs"});
  page.blocks.emplace_back(short_differences_grid(all, titles));
  add_worse(page, all, most_on_one_page, false, titles);
  add_dashboards(page, all, titles);
  add_goals(page, all, titles);
  page.blocks.emplace_back(Paragraph{format_short_method(all), Tone::faint});
  return page;
}

/// Returns the full page.
Page full_page(Comparison const& all, bool by_segment, std::optional<InventedMoves> const& invented,
               Titles const& titles) {
  Page page;
  add_opening(page, all, invented, titles);
  page.blocks.emplace_back(Heading{"Winners"});
  page.blocks.push_back(winners_block(all, titles));
  add_differences(page, all, titles);
  add_worse(page, all, most_side_effects, true, titles);
  add_dashboards(page, all, titles);
  add_goals(page, all, titles);
  add_statements(page, all, by_segment, titles);
  add_doubts(page, all, titles);
  page.blocks.emplace_back(Paragraph{format_method(all), Tone::faint});
  return page;
}

}  // namespace

Report comparison_report(Comparison const& comparison, ComparisonReportOptions const& options,
                         std::optional<InventedMoves> const& invented, Titles const& titles) {
  Json json = to_json(comparison);
  // Not part of to_json(): moves are simulated, a comparison only reads.
  json.set("invented", invented ? to_json(*invented, comparison) : Json());
  return {options.one_page ? one_page(comparison, invented, titles)
                           : full_page(comparison, options.by_segment, invented, titles),
          std::move(json)};
}

}  // namespace silowalk::inline report
