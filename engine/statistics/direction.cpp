#include "engine/statistics/direction.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace silowalk::inline statistics {
namespace {

constexpr std::array<std::string_view, 10> higher{
    "customers",      "new",          "revenue",
    "margin",         "value",        "value_at_close",
    "lifetime_value", "success_rate", "answered_in_time_rate",
    "survey_mean",
};
constexpr std::array<std::string_view, 15> lower{
    "lost",         "churn_rate",     "cost",
    "failure_rate", "abandoned_rate", "turned_away_rate",
    "wait_mean",    "wait_p50",       "wait_p90",
    "wait_p99",     "trust_lost",     "load",
    "resignations", "churn_booked",   "churn_attributed",
};

}  // namespace

Better better_of(NamedOutput const& output) {
  std::string const& name = output.name();
  std::string_view const last = std::string_view(name).substr(name.rfind('.') + 1);
  if (std::find(higher.begin(), higher.end(), last) != higher.end()) return Better::higher;
  if (std::find(lower.begin(), lower.end(), last) != lower.end()) return Better::lower;
  return Better::neither;
}

}  // namespace silowalk::inline statistics
