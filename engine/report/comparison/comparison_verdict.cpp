#include "engine/report/comparison/comparison_verdict.h"

#include <fmt/core.h>

#include <algorithm>

#include "engine/report/comparison/difference_words.h"
#include "engine/statistics/wording.h"

namespace silowalk::inline report {
namespace {

/// Returns that no scenario wins, and why: no difference, none that matters, or too little evidence. The three call for
/// different decisions; only the last calls for more replications.
std::string format_no_winner(std::vector<Difference> const& differences) {
  auto const all = [&](auto const& is) {
    return std::all_of(differences.begin(), differences.end(),
                       [&](Difference const& each) { return is(each.finding); });
  };
  if (all([](Finding finding) { return finding == Finding::identical; }))
    return "no scenario wins: the scenarios do not differ at all.";
  if (all([](Finding finding) { return finding == Finding::identical || finding == Finding::negligible; }))
    return "no scenario wins: no difference matters.";
  return "no scenario wins yet.";
}

/// Returns what a finding says about the decision, in words.
std::string format_meaning(ComparedOutput const& one, Difference const& each) {
  std::string const smallest = worded(one.smallest, one.output);
  switch (each.finding) {
    case Finding::identical:
      return "the same in every replication";
    case Finding::negligible:
      return fmt::format("no difference that matters (within {})", smallest);
    case Finding::higher:
    case Finding::lower:
      return one.smallest > 0 ? fmt::format("clear of the {} that matter", smallest) : "clear of zero";
    case Finding::higher_a_little:
    case Finding::lower_a_little:
      return fmt::format("clear of zero, but perhaps less than the {} that matter", smallest);
    case Finding::undecided:
      return "which contains zero";
    case Finding::unknown:
      break;
  }
  return "with too few replications for an interval";
}

/// Returns whether more replications could change the finding.
bool wants_more(Finding finding) {
  return finding == Finding::undecided || finding == Finding::higher_a_little || finding == Finding::lower_a_little;
}

/// Returns how many replications would decide. Precondition: the finding is open.
std::string format_replications(Difference const& each, std::uint32_t replications) {
  if (!each.replications) return "No feasible number of replications would decide a difference so small.";
  return fmt::format(
      "To decide with 80 % probability, if the difference is as large as it seems, run with --replications {} ({} "
      "more).",
      *each.replications, *each.replications - replications);
}

/// Returns a sentence for one difference: its size, its interval, its meaning, and what to do.
std::string format_sentence(Comparison const& all, ComparedOutput const& one, Difference const& each) {
  std::string const pair = format_pair(each.scenario, all.baseline);
  Estimate const& found = each.contrast.paired.difference;
  if (!found.mean) return pair + ": not defined in both";
  OutputKind const kind = one.output.kind();
  std::string text = fmt::format("{}: {} ({}), {}", pair, format_difference(*found.mean, kind, one.output.currency()),
                                 format_interval(found, kind, one.output.currency()), format_meaning(one, each));
  if (wants_more(each.finding)) text += ". " + format_replications(each, all.replications);
  return text;
}

/// Returns the table of winners without rows; its columns are scenarios.
Grid empty_winners(std::size_t scenarios) {
  Grid grid{{{"output"}, {"winner"}}, {}};
  for (std::size_t s = 0; s < scenarios; ++s) grid.columns.push_back({scenario_letter(s) + " best", true});
  return grid;
}

/// Returns the winner of an output, and the probability of each scenario to be best.
GridRow winner_row(ComparedOutput const& each, Titles const& titles) {
  GridRow row{{GridCell{titles.path(each.output.name())}, {each.winner ? scenario_letter(*each.winner) : "none yet"}}};
  for (double const chance : each.best) row.cells.push_back({format_probability(chance), Tone::plain, {}, chance});
  return row;
}

}  // namespace

std::string format_verdict(Comparison const& comparison, Titles const& titles) {
  ComparedOutput const& decides = comparison.outputs.front();
  if (decides.better == Better::neither) return "";
  return fmt::format(
      "{} ({} is better): {}", titles.path(decides.output.name()), decides.better == Better::higher ? "more" : "less",
      decides.winner ? scenario_letter(*decides.winner) + " wins." : format_no_winner(decides.differences));
}

Items verdict_items(Comparison const& comparison) {
  Items items;
  ComparedOutput const& decides = comparison.outputs.front();
  for (Difference const& each : decides.differences) items.texts.push_back(format_sentence(comparison, decides, each));
  return items;
}

PageBlock winners_block(Comparison const& comparison, Titles const& titles) {
  Grid grid = empty_winners(comparison.scenarios.size());
  for (ComparedOutput const& each : comparison.outputs) {
    // An output that is neither better nor worse can have no winner.
    if (each.better != Better::neither && !each.best.empty()) grid.rows.push_back(winner_row(each, titles));
  }
  if (!grid.rows.empty()) return grid;
  if (comparison.replications < 2) return Paragraph{"One replication cannot separate effect from chance: run more."};
  return Paragraph{"None of the outputs is better when it is higher or lower."};
}

}  // namespace silowalk::inline report
