#include "engine/analysis/replay/story.h"

#include <algorithm>

namespace silowalk::inline analysis {
namespace {

/// What follows a visit, or the beginning where there was none.
struct Last {
  Visit::Then then;
  std::uint16_t next;
  double time;
};

/// Returns the last known event of a story.
Last last_of(Story const& story) {
  if (story.visits.empty()) return {story.beginning.then, story.beginning.next, story.beginning.next_time};
  Visit const& visit = story.visits.back();
  return {visit.then, visit.next, visit.next_time};
}

}  // namespace

std::optional<double> joined_at(Story const& story) {
  if (story.beginning.customer) return story.beginning.joined;
  for (Visit const& visit : story.visits) {
    if (visit.joined) return visit.end;
  }
  return std::nullopt;
}

Ending ending_of(Story const& story, Scenario const& scenario) {
  double const horizon = horizon_end(scenario);
  Last const last = last_of(story);
  Ending ending;
  ending.time = horizon;
  std::optional<double> const joined = joined_at(story);
  ending.customer = joined && *joined < horizon;
  if (!story.visits.empty()) {
    ending.touchpoint = story.visits.back().touchpoint;
    ending.accounts = story.visits.back().accounts;
  } else if (story.beginning.dwelling) {
    ending.touchpoint = story.beginning.touchpoint;
  }
  // What lies beyond the horizon is no part of the story.
  if (last.time >= horizon) return ending;
  using Then = Visit::Then;
  if (last.then == Then::visit || last.then == Then::beyond_horizon) return ending;
  ending.time = last.time;
  if (last.then == Then::quiet_churn) {
    ending.how = Ending::How::left_quietly;
  } else {
    ending.how = last.then == Then::churn_exit ? Ending::How::left_by_exit : Ending::How::ended;
    ending.exit = last.next;
  }
  // A prospect who leaves is no loss, so that nothing is attributed.
  if (ending.lost())
    ending.attributed = story.visits.empty() ? story.beginning.attributed : story.visits.back().attributed;
  return ending;
}

StoryMoney money_of(Story const& story, Ending const& ending, Prices const& prices) {
  StoryMoney money;
  double const horizon = prices.end();
  for (Visit const& visit : story.visits) {
    // Money counts where it is due within the horizon, as in the tally.
    if (visit.end < 0 || visit.end >= horizon) continue;
    money.revenue += visit.revenue;
    money.cost += visit.cost;
  }
  if (std::optional<double> const joined = joined_at(story)) {
    double const from = std::max(0.0, *joined);
    if (ending.time > from) money.subscription = prices.subscription(story.beginning.segment, from, ending.time);
  }
  return money;
}

StoryKeeper::StoryKeeper(std::vector<CustomerName> wanted) : wanted_(std::move(wanted)) {
  // Sorted and unique, so that names are found by bisection.
  std::sort(wanted_.begin(), wanted_.end());
  wanted_.erase(std::unique(wanted_.begin(), wanted_.end()), wanted_.end());
  stories_.resize(wanted_.size());
}

bool StoryKeeper::wants(std::uint16_t segment, std::uint32_t arrival) const {
  return std::binary_search(wanted_.begin(), wanted_.end(), CustomerName{segment, arrival});
}

Story* StoryKeeper::of(CustomerName const& name) {
  auto const found = std::lower_bound(wanted_.begin(), wanted_.end(), name);
  if (found == wanted_.end() || *found != name) return nullptr;
  std::optional<Story>& story = stories_[static_cast<std::size_t>(found - wanted_.begin())];
  if (!story) story.emplace();
  return &*story;
}

void StoryKeeper::begin(Beginning const& beginning) {
  if (Story* const story = of({beginning.segment, beginning.arrival})) story->beginning = beginning;
}

void StoryKeeper::record(Visit const& visit) {
  if (Story* const story = of({visit.segment, visit.arrival})) story->visits.push_back(visit);
}

std::vector<Story> StoryKeeper::take() {
  std::vector<Story> result;
  for (std::optional<Story>& each : stories_) {
    if (each) result.push_back(std::move(*each));
  }
  return result;
}

}  // namespace silowalk::inline analysis
