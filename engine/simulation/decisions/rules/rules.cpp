#include <array>

#include "engine/base/enum_names.h"
#include "engine/simulation/decisions/rules/enterprise.h"
#include "engine/simulation/decisions/rules/own_score.h"
#include "engine/simulation/decisions/rules/plan.h"
#include "engine/simulation/decisions/rules/quick_fix.h"
#include "engine/simulation/decisions/rules/rule.h"

namespace silowalk::inline simulation {
namespace {

/// A rule and its functions.
struct Row {
  Rule rule;               ///< in the order of the enumeration
  DecisionRule functions;  ///< null where the rule does not need one
};

constexpr std::array rows{
    Row{Rule::plan, {.start = &PlanRule::start}},
    Row{Rule::own_score, {.alignment = &OwnScoreRule::alignment}},
    Row{Rule::quick_fix, {.act = &QuickFixRule::act}},
    Row{Rule::enterprise, {.alignment = &EnterpriseRule::alignment}},
};

/// Returns whether the rows can be indexed by Rule.
constexpr bool in_order() {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].rule != static_cast<Rule>(i)) return false;
  }
  return true;
}
static_assert(rows.size() == enum_count<Rule>() && in_order(), "each rule has a row, in the order of Rule");

}  // namespace

DecisionRule const& rule_of(Rule rule) { return rows[static_cast<std::size_t>(rule)].functions; }

}  // namespace silowalk::inline simulation
