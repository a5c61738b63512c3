#include "engine/analysis/replay/pick.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <stdexcept>

#include "engine/analysis/replay/medoid.h"
#include "engine/base/calendar.h"
#include "engine/base/random.h"
#include "engine/simulation/model/draws.h"
#include "engine/simulation/walk/simulate.h"
#include "engine/statistics/wording.h"

namespace silowalk::inline analysis {
namespace {

using Rows = std::vector<std::size_t>;

/// Returns the places of customers for whom `holds` is true; not prospects, nor those who left before month 0.
Rows rows_where(Lives const& lives, std::function<bool(Life const&)> const& holds) {
  Rows rows;
  for (std::size_t i = 0; i < lives.lives.size(); ++i) {
    Life const& life = lives.lives[i];
    if (life.there && life.customer && holds(life)) rows.push_back(i);
  }
  return rows;
}

/// Returns those with the largest `value`, at most `count`; ties by name, the order of Lives.
template <class Value>
Rows largest(Lives const& lives, Rows rows, std::size_t count, Value const& value) {
  std::stable_sort(rows.begin(), rows.end(),
                   [&](std::size_t a, std::size_t b) { return value(lives.lives[a]) > value(lives.lives[b]); });
  rows.resize(std::min(count, rows.size()));
  return rows;
}

/// Returns the segment with the most customers; of several, the first.
std::uint16_t largest_segment(Lives const& lives, std::size_t segments) {
  std::vector<std::size_t> heads(segments);
  for (Life const& life : lives.lives) heads[life.name.segment] += life.there && life.customer ? 1 : 0;
  return static_cast<std::uint16_t>(std::max_element(heads.begin(), heads.end()) - heads.begin());
}

/// Chooses among the lives of one replication. References must outlive the object.
class Picker {
 public:
  Picker(Lives const& lives, Scenario const& scenario, PickRequest const& request)
      : lives_(lives), scenario_(scenario), request_(request) {}

  /// Returns the medoid of `rows` and the rows next to it. `among`: the words for what they have in common.
  std::vector<Picked> central(Rows const& rows, std::string const& among) const {
    if (rows.empty()) return {};
    FeatureTable const table = features_of(lives_, rows);
    std::vector<double> const means = mean_distances(table);
    std::vector<Picked> picked;
    for (std::size_t const row : most_central(table, request_.count)) {
      std::string const rank =
          picked.empty() ? "the medoid" : fmt::format("number {} from the middle", picked.size() + 1);
      picked.push_back(
          {lives_.lives[rows[row]].name,
           fmt::format("{} of {} {}: the smallest mean Gower distance to all the others ({:.4f}) over visits "
                       "by touchpoint, failures, abandoned visits, contexts lost, wait, trust, margin, days "
                       "as a customer, lost or not",
                       rank, rows.size(), among, means[row])});
    }
    return picked;
  }

  /// Returns the customers with the longest single waits.
  std::vector<Picked> longest_waits() const {
    std::vector<Picked> picked;
    Rows const rows = rows_where(lives_, in_segment([](Life const& life) { return life.longest_wait > 0; }));
    for (std::size_t const row : largest(lives_, rows, request_.count, [](Life const& l) { return l.longest_wait; })) {
      Life const& life = lives_.lives[row];
      picked.push_back(
          {life.name,
           fmt::format("waited {} at once, {} of all customers", worded(life.longest_wait, OutputKind::duration, ""),
                       picked.empty() ? "the longest" : fmt::format("number {}", picked.size() + 1))});
    }
    return picked;
  }

  /// Returns lost customers of the segment with the highest worth per head, those first who had brought most.
  std::vector<Picked> most_valuable(std::vector<double> const& worth) const {
    std::vector<Picked> picked;
    Rows rows = rows_where(lives_, in_segment([](Life const& life) { return life.lost; }));
    // Two stable sorts: by margin within, then by worth.
    rows = largest(lives_, rows, rows.size(), [](Life const& life) { return life.margin; });
    rows = largest(lives_, rows, request_.count, [&](Life const& life) { return worth[life.name.segment]; });
    for (std::size_t const row : rows) {
      Life const& life = lives_.lives[row];
      picked.push_back(
          {life.name, fmt::format("lost, and of the segment whose customers are worth most a head; of those "
                                  "lost there, {} in what they had brought since month 0 ({})",
                                  picked.empty() ? "first" : fmt::format("number {}", picked.size() + 1),
                                  worded(life.margin, OutputKind::money, scenario_.currency))});
    }
    return picked;
  }

  /// Draws customers: the order of random words that only the seed, the replication and the name determine.
  std::vector<Picked> at_random() const {
    RandomKey const key(request_.seed, request_.replication);
    auto const rank = [&](Life const& life) {
      std::uint16_t const segment = life.name.segment;
      return philox(key, life.name.arrival, segment, draws::work, draws::choice(segment)).w[0];
    };
    std::vector<Picked> picked;
    for (std::size_t const row : largest(lives_, rows_where(lives_, in_segment({})), request_.count, rank)) {
      picked.push_back({lives_.lives[row].name, "drawn at random, each customer with the same chance"});
    }
    return picked;
  }

  /// Who leaves just before the close in one scenario might leave just after it in the other, which tells little: the
  /// lost must have left a month before it at the latest, the others be there to the end.
  std::vector<Picked> lost_only_there(Lives const& other, std::string const& other_name) const {
    double const latest = scenario_.horizon.months * days_per_month - days_per_month;
    auto const lost_there = [&](CustomerName const& name) {
      auto const found = std::lower_bound(other.lives.begin(), other.lives.end(), name,
                                          [](Life const& a, CustomerName const& b) { return a.name < b; });
      return found != other.lives.end() && found->name == name && found->lost && found->left <= latest;
    };
    Rows const rows = rows_where(lives_, in_segment([&](Life const& life) {
                                   return life.how == Ending::How::still_there && lost_there(life.name);
                                 }));
    return central(rows,
                   fmt::format("customers who stay here to the end and are lost in '{}' a month before it or earlier",
                               other_name));
  }

  /// Returns the medoid of a segment.
  std::vector<Picked> typical() const {
    std::uint16_t const segment = request_.segment.value_or(largest_segment(lives_, scenario_.segments.size()));
    Rows const rows = rows_where(lives_, [&](Life const& life) { return life.name.segment == segment; });
    return central(rows, fmt::format("customers of segment '{}'", scenario_.segments[segment].name));
  }

  /// Returns a condition with the requested segment added to it. The object must outlive the condition.
  std::function<bool(Life const&)> in_segment(std::function<bool(Life const&)> also) const {
    return [this, also = std::move(also)](Life const& life) {
      return (!request_.segment || life.name.segment == *request_.segment) && (!also || also(life));
    };
  }

  /// Returns the medoid of those lost; `at_handoff`: only those whose last visit came with its context lost.
  std::vector<Picked> lost(bool at_handoff) const {
    Rows const rows = rows_where(
        lives_, in_segment([&](Life const& life) { return life.lost && (!at_handoff || life.last_without_context); }));
    return central(rows, at_handoff ? "customers lost after a visit that came with its context lost at a handoff"
                                    : "customers lost");
  }

 private:
  Lives const& lives_;
  Scenario const& scenario_;
  PickRequest const& request_;
};

/// Returns a share with its interval; without an interval where nobody is considered.
Share share(std::string what, std::int64_t like, std::int64_t of) {
  Share result{std::move(what), like, of, {}};
  if (of > 0) result.interval = wilson_interval(static_cast<int>(like), static_cast<int>(of));
  return result;
}

/// Returns the words for how a life ended.
std::string end_in_words(Life const& life) {
  if (life.lost) return "lost within the horizon";
  if (!life.customer) return "never became a customer";
  return life.how == Ending::How::ended ? "whose journey ended without loss" : "still there at the horizon's end";
}

/// Returns a number for each of the ends that end_in_words() distinguishes.
int end_kind(Life const& life) {
  if (life.lost) return 0;
  if (!life.customer) return 1;
  return life.how == Ending::How::ended ? 2 : 3;
}

/// Returns the words for what same_outline() compares.
std::string outline_in_words(Life const& life) {
  return fmt::format(
      "with the same outline ({}; {} failure felt; {} visit abandoned or turned away; {} context lost at a handoff)",
      end_in_words(life), life.failures > 0 ? "at least one" : "no", life.abandoned > 0 ? "at least one" : "no",
      life.contexts_lost > 0 ? "at least one" : "no");
}

/// Returns whether two lives have the same end, and whether anything failed, was abandoned or lost its context in both.
bool same_outline(Life const& a, Life const& b) {
  return end_kind(a) == end_kind(b) && (a.failures > 0) == (b.failures > 0) && (a.abandoned > 0) == (b.abandoned > 0) &&
         (a.contexts_lost > 0) == (b.contexts_lost > 0);
}

}  // namespace

std::vector<std::string> const& pick_words() {
  static std::vector<std::string> const words(pick_names.begin(), pick_names.end());
  return words;
}

std::vector<Picked> pick_customers(Lives const& lives, Scenario const& scenario, PickRequest const& request,
                                   Lives const* other, std::string const& other_name) {
  Picker const picker(lives, scenario, request);
  switch (request.how) {
    case Pick::typical:
      return picker.typical();
    case Pick::churned:
      return picker.lost(false);
    case Pick::longest_wait:
      return picker.longest_waits();
    case Pick::lost_at_handoff:
      return picker.lost(true);
    case Pick::most_valuable_lost:
      return picker.most_valuable(Model(scenario).worth());
    case Pick::lost_only_there:
      if (other == nullptr) throw std::invalid_argument("lost_only_there without another scenario");
      return picker.lost_only_there(*other, other_name);
    case Pick::random:
      return picker.at_random();
  }
  return {};
}

std::vector<Share> how_common(Life const& life, Lives const& lives) {
  std::int64_t of = 0, same_end = 0, same = 0, waited = 0;
  for (Life const& each : lives.lives) {
    // A customer is compared with customers; a prospect with everybody.
    if (!each.there || (life.customer && !each.customer)) continue;
    ++of;
    same_end += end_kind(each) == end_kind(life) ? 1 : 0;
    same += same_outline(each, life) ? 1 : 0;
    waited += each.longest_wait >= life.longest_wait ? 1 : 0;
  }
  std::vector<Share> shares{share(end_in_words(life), same_end, of), share(outline_in_words(life), same, of)};
  if (life.longest_wait > 0) {
    shares.push_back(
        share(fmt::format("who waited {} or longer at once", worded(life.longest_wait, OutputKind::duration, "")),
              waited, of));
  }
  return shares;
}

}  // namespace silowalk::inline analysis
