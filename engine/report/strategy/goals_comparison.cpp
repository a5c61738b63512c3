#include "engine/report/strategy/goals_comparison.h"

#include <algorithm>
#include <utility>

#include "engine/base/text.h"
#include "engine/report/cells.h"
#include "engine/report/strategy/goal_words.h"

namespace silowalk::inline report {
namespace {

/// A table with a row for each name and target, in the order of their first occurrence, and a cell for each scenario.
class ComparedGrid {
 public:
  /// `what`, `limit`: heads of the first two columns.
  ComparedGrid(std::string what, std::string limit, std::vector<AnsweredScenario> const& scenarios)
      : grid_{{{std::move(what)}, {std::move(limit)}}, {}, true} {
    for (AnsweredScenario const& each : scenarios) grid_.columns.push_back({each.name, true});
  }
  /// Sets one scenario's cell; adds the row where it is new. Cells never set are "-".
  void set(std::string const& name, std::string const& limit, std::size_t scenario, GridCell cell) {
    auto row = std::find_if(grid_.rows.begin(), grid_.rows.end(), [&](GridRow const& other) {
      return other.cells[0].text == name && other.cells[1].text == limit;
    });
    if (row == grid_.rows.end()) {
      GridRow fresh{std::vector<GridCell>(grid_.columns.size(), GridCell{"-"})};
      fresh.cells[0].text = name;
      fresh.cells[1].text = limit;
      row = grid_.rows.insert(grid_.rows.end(), std::move(fresh));
    }
    row->cells[scenario + 2] = std::move(cell);
  }
  /// Moves the table to the end of `blocks`, unless it is empty.
  void add_to(std::vector<PageBlock>& blocks) {
    if (!grid_.rows.empty()) blocks.emplace_back(std::move(grid_));
  }

 private:
  Grid grid_;
};

/// A sentence and the scenarios to which it applies.
struct SharedSentence {
  std::string text;
  std::vector<std::string> scenarios;
};

/// Adds the scenario to the sentence; adds the sentence where it is new.
void add_sentence(std::vector<SharedSentence>& sentences, std::string const& text, std::string const& scenario) {
  auto found = std::find_if(sentences.begin(), sentences.end(), [&](auto const& other) { return other.text == text; });
  if (found == sentences.end()) found = sentences.insert(sentences.end(), {text, {}});
  found->scenarios.push_back(scenario);
}

/// Returns the sentences on sums, each once with the scenarios to which it applies.
Items items_of(std::vector<AnsweredScenario> const& scenarios) {
  std::vector<SharedSentence> sentences;
  for (AnsweredScenario const& each : scenarios) {
    for (std::string const& line : format_sums(titled(each.answer, each.titles)))
      add_sentence(sentences, line, each.name);
  }
  Items items;
  for (SharedSentence const& each : sentences) items.texts.push_back(joined(each.scenarios) + ": " + each.text);
  return items;
}

}  // namespace

std::vector<PageBlock> goals_compared_blocks(std::vector<AnsweredScenario> const& scenarios) {
  ComparedGrid goals("chance of meeting", "target", scenarios);
  ComparedGrid guardrails("chance of breaking", "limit", scenarios);
  for (std::size_t s = 0; s < scenarios.size(); ++s) {
    GoalsAnswer const answer = titled(scenarios[s].answer, scenarios[s].titles);
    for (GoalAnswer const& each : answer.goals)
      goals.set(format_indented(each), format_target(each), s, chance_cell(each.met));
    for (GuardrailAnswer const& each : answer.guardrails)
      guardrails.set(each.guardrail.name, format_limit(each), s, chance_cell(each.breached));
  }
  std::vector<PageBlock> blocks;
  goals.add_to(blocks);
  Items items = items_of(scenarios);
  if (!items.texts.empty()) blocks.emplace_back(std::move(items));
  guardrails.add_to(blocks);
  return blocks;
}

std::string goals_compared_text(std::vector<AnsweredScenario> const& scenarios) {
  std::vector<PageBlock> blocks = goals_compared_blocks(scenarios);
  if (blocks.empty()) return "";
  // The page has no title, so that the text begins with an empty line.
  std::string const text = to_terminal({"", std::move(blocks)}, false);
  return text.substr(text.find_first_not_of('\n')) + "\n";
}

}  // namespace silowalk::inline report
