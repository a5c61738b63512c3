#include "engine/analysis/replay/walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "engine/analysis/replay/census.h"
#include "engine/base/complaint.h"
#include "engine/simulation/model/customer.h"
#include "engine/simulation/walk/walk_customer.h"

namespace silowalk::inline analysis {
namespace {

/// Customers whose lives the shares of a named walk are of, where not all are simulated.
constexpr std::uint64_t sample_size = 1000;

/// Throws InvalidInput: there is no such customer.
[[noreturn]] void nobody(CustomerName const& name, PastRun const& run, std::uint32_t replication) {
  std::int64_t const placed = run.scenario().segments[name.segment].customers;
  reject("--customer",
         fmt::format("there is no customer {} in replication {} of '{}'", to_text(name, run.model().axes()),
                     replication, run.name()),
         (name.arrival & newcomer_bit) != 0
             ? "fewer newcomers arrive before the end of the horizon"
             : fmt::format("the segment starts with {} customers, counted from 0", placed));
}

/// Simulates these customers alone, segment by segment. Precondition: customers are independent.
void walk_alone(PastRun const& run, std::uint32_t replication, std::vector<CustomerName> names, VisitSink& sink) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  for (std::size_t from = 0; from < names.size();) {
    std::vector<std::uint32_t> arrivals;
    std::uint16_t const segment = names[from].segment;
    for (; from < names.size() && names[from].segment == segment; ++from) arrivals.push_back(names[from].arrival);
    walk_alone(run.model(), run.seed(), replication, segment, arrivals, sink);
  }
}

/// Returns customers at even distances in the list of all: a systematic sample, the same at every call.
std::vector<CustomerName> sample(PastRun const& run, std::uint32_t replication) {
  auto const segments = static_cast<std::uint16_t>(run.scenario().segments.size());
  std::vector<std::uint64_t> placed, upto;
  std::uint64_t all = 0;
  for (std::uint16_t s = 0; s < segments; ++s) {
    placed.push_back(static_cast<std::uint64_t>(run.scenario().segments[s].customers));
    all += placed.back() + count_newcomers(run.model(), run.seed(), replication, s);
    upto.push_back(all);
  }
  std::vector<CustomerName> names;
  std::uint64_t const size = std::min(all, sample_size);
  for (std::uint64_t i = 0; i < size; ++i) {
    // In two parts: i x all would overflow for large runs.
    std::uint64_t place = i * (all / size) + i * (all % size) / size;
    std::uint16_t s = 0;
    while (place >= upto[s]) ++s;
    if (s > 0) place -= upto[s - 1u];
    names.push_back({s, static_cast<std::uint32_t>(place < placed[s] ? place : newcomer_bit + (place - placed[s]))});
  }
  return names;
}

/// Returns one walk from a story. `lives`: those that its shares are of.
Walk walk_of(PastRun const& run, std::uint32_t replication, Story story, Lives const& lives, Prices const& prices) {
  Walk walk;
  walk.scenario = run.name();
  walk.replication = replication;
  walk.customer = to_text(story.name(), run.model().axes());
  walk.why = "named in the request";
  walk.common = how_common(life_of(story, run.scenario(), prices), lives);
  walk.ending = ending_of(story, run.scenario());
  walk.money = money_of(story, walk.ending, prices);
  std::uint16_t const segment = story.beginning.segment;
  // The worth follows the price in force when the story ends.
  walk.worth = run.model().worth()[segment] * prices.relative(segment, walk.ending.time);
  DecisionsInForce const decisions = run.decisions(replication);
  for (Visit const& visit : story.visits) walk.touches.push_back(touches_of(run.scenario(), decisions, visit));
  walk.story = std::move(story);
  return walk;
}

/// Returns the words for shares of all customers.
std::string basis_of_all(std::uint32_t replication) {
  return fmt::format("of all customers of replication {} who were there at month 0 or later", replication);
}

/// Returns the replication's lives under the segment numbers of another scenario; customers without such a segment are
/// left out.
Lives renamed(Lives const& lives, TallyAxes const& from, TallyAxes const& to) {
  Lives result;
  result.touchpoints = 0;
  for (Life life : lives.lives) {
    auto const found = std::find(to.segments.begin(), to.segments.end(), from.segments[life.name.segment]);
    if (found == to.segments.end()) continue;
    life.name.segment = static_cast<std::uint16_t>(found - to.segments.begin());
    result.lives.push_back(life);
  }
  std::sort(result.lives.begin(), result.lives.end(), [](Life const& a, Life const& b) { return a.name < b.name; });
  return result;
}

/// Keeps the stories of some, and of others no more than their lives. `run` must outlive the object.
class StoryCollector : public VisitSink {
 public:
  StoryCollector(PastRun const& run, std::vector<CustomerName> const& stories, std::vector<CustomerName> const& lives)
      : keeper_(stories), census_(run.scenario()), lives_(2 * run.scenario().segments.size()), stories_(stories) {
    std::sort(stories_.begin(), stories_.end());
    for (CustomerName const& name : lives) {
      std::vector<bool>& list = lives_[list_of(name)];
      // By number: numbers are dense, and a lookup is made at every visit.
      std::size_t const number = name.arrival & ~newcomer_bit;
      if (number >= list.size()) list.resize(number + 1);
      list[number] = true;
    }
  }

  bool wants(std::uint16_t segment, std::uint32_t arrival) const override {
    return has_life({segment, arrival}) || has_story({segment, arrival});
  }
  void begin(Beginning const& beginning) override {
    CustomerName const name{beginning.segment, beginning.arrival};
    if (has_life(name)) census_.begin(beginning);
    if (has_story(name)) keeper_.begin(beginning);
  }
  void record(Visit const& visit) override {
    CustomerName const name{visit.segment, visit.arrival};
    if (has_life(name)) census_.record(visit);
    if (has_story(name)) keeper_.record(visit);
  }
  void close(Prices const& prices) override { census_.close(prices); }

  /// Returns the stories that were asked for. Call it once.
  std::vector<Story> stories() { return keeper_.take(); }
  /// Returns the lives. Call it once.
  Lives lives() { return census_.take(); }
  /// Returns the prices in force, after the replay.
  Prices const& prices() const { return census_.prices(); }

 private:
  /// Returns the number of the list: two for each segment.
  static std::size_t list_of(CustomerName const& name) {
    return 2u * name.segment + ((name.arrival & newcomer_bit) != 0 ? 1u : 0u);
  }
  /// Returns whether the customer's life is recorded.
  bool has_life(CustomerName const& name) const {
    std::vector<bool> const& list = lives_[list_of(name)];
    std::size_t const number = name.arrival & ~newcomer_bit;
    return number < list.size() && list[number];
  }
  // By search, not by number: people may ask for any.
  bool has_story(CustomerName const& name) const { return std::binary_search(stories_.begin(), stories_.end(), name); }

  StoryKeeper keeper_;
  Census census_;
  std::vector<std::vector<bool>> lives_;  ///< by segment, placed before newcomers, and number
  std::vector<CustomerName> stories_;
};

/// Simulates only the customers that the sink wants, where customers are independent; else all, checked against the
/// file.
void walk_for(PastRun const& run, std::uint32_t replication, std::vector<CustomerName> const& names, VisitSink& sink) {
  if (run.model().independent())
    walk_alone(run, replication, names, sink);
  else
    run.replay(replication, sink);
}

/// Returns the stories of these customers, in the order of their names.
std::vector<Story> stories_of(PastRun const& run, std::uint32_t replication, std::vector<CustomerName> const& names) {
  StoryKeeper keeper(names);
  walk_for(run, replication, names, keeper);
  return keeper.take();
}

/// Returns the story of that name, or nothing. `stories` are in the order of their names. A span, since a story is
/// large and must not be copied.
std::span<Story const> find_story(std::vector<Story> const& stories, CustomerName const& name) {
  auto const found = std::lower_bound(stories.begin(), stories.end(), name,
                                      [](Story const& a, CustomerName const& b) { return a.name() < b; });
  return found != stories.end() && found->name() == name ? std::span<Story const>(&*found, 1)
                                                         : std::span<Story const>{};
}

}  // namespace

std::vector<Walk> walk_customers(PastRun const& run, std::uint32_t replication,
                                 std::vector<CustomerName> const& names) {
  run.check_replication(replication);
  // The sample and the named customers are simulated in one pass.
  std::vector<CustomerName> const some = sample(run, replication);
  std::vector<CustomerName> both = some;
  both.insert(both.end(), names.begin(), names.end());
  StoryCollector listener(run, names, some);
  walk_for(run, replication, both, listener);
  std::vector<Story> const stories = listener.stories();
  Lives const lives = listener.lives();
  std::vector<Walk> walks;
  for (CustomerName const& name : names) {
    std::span<Story const> const found = find_story(stories, name);
    if (found.empty()) nobody(name, run, replication);
    walks.push_back(walk_of(run, replication, found.front(), lives, listener.prices()));
    walks.back().basis =
        fmt::format("of {} customers of replication {}, taken at even distances, who were there at month 0 or later",
                    some.size(), replication);
  }
  return walks;
}

std::vector<Walk> walk_picked(PastRun const& run, PickRequest const& request, PastRun const* other) {
  std::uint32_t const replication = request.replication;
  run.check_replication(replication);
  Census census(run.scenario());
  run.replay(replication, census);
  Lives const lives = census.take();
  Lives there;
  if (other != nullptr) {
    other->check_replication(replication);
    Census also(other->scenario());
    other->replay(replication, also);
    there = renamed(also.take(), other->model().axes(), run.model().axes());
  }
  std::vector<Picked> const picked = pick_customers(lives, run.scenario(), request, other == nullptr ? nullptr : &there,
                                                    other == nullptr ? "" : other->name());
  std::vector<CustomerName> names;
  for (Picked const& each : picked) names.push_back(each.name);
  // A second pass: stories of all customers would not fit into memory.
  std::vector<Story> const stories = stories_of(run, replication, names);
  std::vector<Walk> walks;
  for (Picked const& each : picked) {
    walks.push_back(walk_of(run, replication, find_story(stories, each.name)[0], lives, census.prices()));
    walks.back().why = each.why;
    walks.back().basis = basis_of_all(replication);
  }
  return walks;
}

}  // namespace silowalk::inline analysis
