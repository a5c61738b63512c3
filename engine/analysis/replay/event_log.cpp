#include "engine/analysis/replay/event_log.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <vector>

#include "engine/analysis/replay/roll.h"
#include "engine/simulation/walk/walk_customer.h"

namespace silowalk::inline analysis {
namespace {

/// Returns whether a moment is in the slice.
bool in_slice(LogSlice const& slice, double time) { return time >= slice.from && (!slice.to || time < *slice.to); }

/// Returns whether a segment is in the slice.
bool in_slice(LogSlice const& slice, std::uint16_t segment) { return !slice.segment || *slice.segment == segment; }

/// Counts the visits of the slice by customer. `slice` must outlive the object.
class Counter : public VisitSink {
 public:
  Counter(LogSlice const& slice, std::size_t segments) : slice_(slice), roll_(segments) {}

  bool wants(std::uint16_t segment, std::uint32_t) const override { return in_slice(slice_, segment); }
  void record(Visit const& visit) override {
    if (!in_slice(slice_, visit.time)) return;
    std::size_t const place = roll_.add({visit.segment, visit.arrival});
    if (place == visits_.size()) visits_.push_back(0);
    ++visits_[place];
  }

  /// Returns every customer with a visit, in the order of names.
  std::vector<std::pair<CustomerName, std::uint32_t>> take() const {
    std::vector<std::pair<CustomerName, std::uint32_t>> all;
    for (std::size_t place = 0; place < roll_.size(); ++place) all.emplace_back(roll_.name(place), visits_[place]);
    std::sort(all.begin(), all.end());
    return all;
  }

 private:
  LogSlice const& slice_;
  Roll roll_;
  std::vector<std::uint32_t> visits_;
};

/// Records the stories of a range of names: the visits of the slice, and the last visit, on which the ending depends.
/// Memory: the visits of the slice, and one visit for each name.
class Range : public VisitSink {
 public:
  /// `names` are sorted, with the number of their visits, and must outlive the object.
  Range(LogSlice const& slice, std::span<std::pair<CustomerName, std::uint32_t> const> names)
      : slice_(slice), names_(names), stories_(names.size()), last_(names.size()) {
    for (std::size_t i = 0; i < names.size(); ++i) stories_[i].visits.reserve(names[i].second);
  }

  bool wants(std::uint16_t segment, std::uint32_t arrival) const override {
    return find({segment, arrival}).has_value();
  }
  void begin(Beginning const& beginning) override {
    stories_[*find({beginning.segment, beginning.arrival})].beginning = beginning;
  }
  void record(Visit const& visit) override {
    std::size_t const place = *find({visit.segment, visit.arrival});
    joined(place, visit);
    if (in_slice(slice_, visit.time)) stories_[place].visits.push_back(visit);
    last_[place] = visit;
  }

  /// Reports the stories in the order of names. Call it once, after the replay.
  void tell(Scenario const& scenario, StoryTeller const& teller) {
    for (std::size_t i = 0; i < stories_.size(); ++i) {
      Story whole{stories_[i].beginning, {last_[i]}};
      teller(stories_[i], ending_of(whole, scenario));
    }
  }

 private:
  /// Returns the customer's place in the range. O(log n).
  std::optional<std::size_t> find(CustomerName const& name) const {
    auto const found = std::lower_bound(names_.begin(), names_.end(), name,
                                        [](auto const& a, CustomerName const& b) { return a.first < b; });
    if (found == names_.end() || found->first != name) return std::nullopt;
    return static_cast<std::size_t>(found - names_.begin());
  }

  /// Records that a prospect joins, also at a visit outside the slice. The story then begins with a customer, since the
  /// visit at which they join may not be kept.
  void joined(std::size_t place, Visit const& visit) {
    if (!visit.joined) return;
    stories_[place].beginning.customer = true;
    stories_[place].beginning.joined = visit.end;
  }

  LogSlice const& slice_;
  std::span<std::pair<CustomerName, std::uint32_t> const> names_;
  std::vector<Story> stories_;
  std::vector<Visit> last_;
};

/// Reports each story when the next one begins: memory for one story only. Precondition: customers come one after
/// another.
class OneByOne : public VisitSink {
 public:
  OneByOne(PastRun const& run, LogSlice const& slice, StoryTeller const& tell, LogCount& count)
      : run_(run), slice_(slice), tell_(tell), count_(count) {}

  void begin(Beginning const& beginning) override {
    finish();
    story_ = Story{beginning, {}};
  }
  void record(Visit const& visit) override { story_->visits.push_back(visit); }

  /// Reports the story that is complete. The ending is computed before visits outside the slice are dropped.
  void finish() {
    if (!story_) return;
    Ending const ending = ending_of(*story_, run_.scenario());
    std::erase_if(story_->visits, [this](Visit const& visit) { return !in_slice(slice_, visit.time); });
    if (!story_->visits.empty()) {
      ++count_.customers;
      count_.visits += story_->visits.size();
      tell_(*story_, ending);
    }
    story_.reset();
  }

 private:
  PastRun const& run_;
  LogSlice const& slice_;
  StoryTeller const& tell_;
  LogCount& count_;
  std::optional<Story> story_;
};

/// Simulates `count` customers of one segment from number `first` on, 65 536 at a time: only their numbers are kept.
/// `first`: newcomer_bit for newcomers.
void tell_alone(PastRun const& run, LogSlice const& slice, std::uint16_t segment, std::uint32_t first,
                std::uint32_t count, OneByOne& sink) {
  constexpr std::uint32_t at_once = 1u << 16;
  for (std::uint32_t from = 0; from < count; from += at_once) {
    std::vector<std::uint32_t> arrivals(std::min(at_once, count - from));
    std::iota(arrivals.begin(), arrivals.end(), first + from);
    walk_alone(run.model(), run.seed(), slice.replication, segment, arrivals, sink);
  }
}

/// Reports a replication in which customers are independent: one after another, in one pass.
LogCount tell_independent(PastRun const& run, LogSlice const& slice, StoryTeller const& tell) {
  LogCount count;
  count.passes = 1;
  OneByOne sink(run, slice, tell, count);
  auto const segments = static_cast<std::uint16_t>(run.scenario().segments.size());
  for (std::uint16_t s = 0; s < segments; ++s) {
    if (!in_slice(slice, s)) continue;
    auto const placed = static_cast<std::uint32_t>(run.scenario().segments[s].customers);
    tell_alone(run, slice, s, 0, placed, sink);
    tell_alone(run, slice, s, newcomer_bit, count_newcomers(run.model(), run.seed(), slice.replication, s), sink);
  }
  sink.finish();
  return count;
}

/// Reports a replication in which customers depend on each other: one pass to count, then one for each range.
LogCount tell_coupled(PastRun const& run, LogSlice const& slice, StoryTeller const& tell) {
  LogCount count;
  Counter counter(slice, run.scenario().segments.size());
  run.replay(slice.replication, counter);
  count.passes = 1;
  auto const names = counter.take();
  for (std::size_t from = 0; from < names.size();) {
    std::size_t to = from;
    // At least one customer for each range, however many visits it has.
    for (std::size_t held = 0; to < names.size() && (to == from || held + names[to].second <= slice.room); ++to)
      held += names[to].second;
    Range range(slice, {names.data() + from, to - from});
    run.replay(slice.replication, range);
    range.tell(run.scenario(), tell);
    for (std::size_t i = from; i < to; ++i) count.visits += names[i].second;
    ++count.passes;
    from = to;
  }
  count.customers = names.size();
  return count;
}

}  // namespace

LogCount tell_log(PastRun const& run, LogSlice const& slice, StoryTeller const& tell) {
  run.check_replication(slice.replication);
  return run.model().independent() ? tell_independent(run, slice, tell) : tell_coupled(run, slice, tell);
}

}  // namespace silowalk::inline analysis
