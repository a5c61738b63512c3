#include "engine/analysis/replay/census.h"

#include <algorithm>
#include <numeric>

namespace silowalk::inline analysis {

Census::Census(Scenario const& scenario)
    : scenario_(&scenario), prices_(scenario), horizon_(prices_.end()), roll_(scenario.segments.size()) {}

// Names are not known in advance: newcomers appear as they arrive.
std::size_t Census::place_of(std::uint16_t segment, std::uint32_t arrival) {
  std::size_t const place = roll_.add({segment, arrival});
  if (place == open_.size()) {
    open_.emplace_back();
    visits_at_.resize(roll_.size() * scenario_->touchpoints.size());
  }
  return place;
}

void Census::begin(Beginning const& beginning) {
  Open& open = open_[place_of(beginning.segment, beginning.arrival)];
  open.life.name = {beginning.segment, beginning.arrival};
  if (beginning.customer) open.joined = beginning.joined;
  open.then = beginning.then;
  open.next_time = beginning.next_time;
}

void Census::record(Visit const& visit) {
  std::size_t const place = place_of(visit.segment, visit.arrival);
  Open& open = open_[place];
  Life& life = open.life;
  if (visit.joined) open.joined = visit.end;
  open.then = visit.then;
  open.next_time = visit.next_time;
  life.trust = visit.trust_after;
  life.last_without_context = visit.context_lost;
  // Money is counted where it is due within the months of the tally; visits of the warm-up may be due after month 0.
  if (visit.end >= 0 && visit.end < horizon_) life.margin += visit.revenue - visit.cost;
  // Visits that began in the warm-up are not counted, although their end may be.
  if (visit.time < 0) return;
  bool const unserved = visit.outcome == Outcome::abandoned || visit.outcome == Outcome::turned_away;
  ++life.visits;
  ++visits_at_[place * scenario_->touchpoints.size() + visit.touchpoint];
  life.failures += visit.outcome == Outcome::failure ? 1 : 0;
  life.abandoned += unserved ? 1 : 0;
  life.contexts_lost += visit.context_lost ? 1 : 0;
  life.wait += visit.wait;
  life.longest_wait = std::max(life.longest_wait, visit.wait);
}

// An event beyond the horizon is drawn, but it is not part of the run.
void Census::close(Open& open) const {
  Life& life = open.life;
  using Then = Visit::Then;
  life.customer = open.joined && *open.joined < horizon_;
  life.left = horizon_;
  if (open.next_time < horizon_ && open.then != Then::visit && open.then != Then::beyond_horizon) {
    life.left = open.next_time;
    life.how = open.then == Then::quiet_churn  ? Ending::How::left_quietly
               : open.then == Then::churn_exit ? Ending::How::left_by_exit
                                               : Ending::How::ended;
  }
  life.there = life.left >= 0;
  life.lost =
      life.customer && life.there && (life.how == Ending::How::left_quietly || life.how == Ending::How::left_by_exit);
  if (!life.customer) return;
  double const from = std::max(0.0, *open.joined);
  if (life.left <= from) return;
  life.days = life.left - from;
  life.margin += prices_.subscription(life.name.segment, from, life.left);
}

// Lives are sorted by name, so that two censuses can be compared by search.
Lives Census::take() {
  std::vector<std::uint32_t> order(open_.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return open_[a].life.name < open_[b].life.name; });
  Lives result;
  result.touchpoints = scenario_->touchpoints.size();
  result.lives.reserve(open_.size());
  result.visits_at.reserve(visits_at_.size());
  for (std::uint32_t const place : order) {
    close(open_[place]);
    result.lives.push_back(open_[place].life);
    auto const from = visits_at_.begin() + static_cast<std::ptrdiff_t>(place * result.touchpoints);
    result.visits_at.insert(result.visits_at.end(), from, from + static_cast<std::ptrdiff_t>(result.touchpoints));
  }
  return result;
}

// The same code as for all customers, so that the two cannot disagree.
Life life_of(Story const& story, Scenario const& scenario, Prices const& prices) {
  Census census(scenario);
  census.begin(story.beginning);
  for (Visit const& visit : story.visits) census.record(visit);
  census.close(prices);
  return census.take().lives.front();
}

}  // namespace silowalk::inline analysis
