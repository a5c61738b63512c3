#include "engine/journey/elimination_order.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <queue>
#include <utility>

namespace silowalk::inline journey {
namespace {

constexpr std::uint64_t most_merged = 200'000'000;
/// States left are the core once the next one connects 1 in so many of the pairs among them.
constexpr std::uint64_t core_density = 64;

/// The graph of the states left: eliminating one connects its predecessors with its successors.
class Graph {
 public:
  explicit Graph(std::vector<std::vector<int>> successors)
      : out_(std::move(successors)), in_(out_.size()), indegree_(out_.size()), gone_(out_.size()), left_(out_.size()) {
    for (std::size_t from = 0; from < out_.size(); ++from) {
      std::vector<int>& list = out_[from];
      std::sort(list.begin(), list.end());
      list.erase(std::unique(list.begin(), list.end()), list.end());
      std::erase(list, static_cast<int>(from));
      for (int to : list) enter(static_cast<int>(from), to);
    }
    for (std::size_t state = 0; state < out_.size(); ++state) push(static_cast<int>(state));
  }

  EliminationOrder order() {
    EliminationOrder result;
    while (!queue_.empty() && merged_ < most_merged) {
      auto const [pairs, state] = queue_.top();
      queue_.pop();
      if (gone_[index(state)] || pairs != pairs_of(state)) continue;  // the count has changed, and is queued again
      if (pairs > left_ * left_ / core_density) break;
      eliminate(state);
      result.states.push_back(state);
    }
    for (std::size_t state = 0; state < out_.size(); ++state) {
      if (!gone_[state]) result.states.push_back(static_cast<int>(state));
    }
    result.core = static_cast<int>(left_);
    return result;
  }

 private:
  using Entry = std::pair<std::uint64_t, int>;  ///< pairs that it connects, state

  static std::size_t index(int state) { return static_cast<std::size_t>(state); }
  std::uint64_t pairs_of(int state) const { return indegree_[index(state)] * out_[index(state)].size(); }
  void push(int state) { queue_.emplace(pairs_of(state), state); }

  void enter(int from, int to) {
    in_[index(to)].push_back(from);
    ++indegree_[index(to)];
  }

  void eliminate(int state) {
    gone_[index(state)] = true;
    --left_;
    std::vector<int> const next = std::move(out_[index(state)]);
    std::vector<int> const before = std::move(in_[index(state)]);
    for (int to : next) --indegree_[index(to)];
    for (int from : before) {
      if (!gone_[index(from)]) bypass(from, state, next);
    }
    for (int to : next) push(to);
    for (int from : before) {
      if (!gone_[index(from)]) push(from);
    }
  }

  /// Replaces `state` among the successors of `from` by `next`.
  void bypass(int from, int state, std::vector<int> const& next) {
    std::vector<int>& old = out_[index(from)];
    merged_ += old.size() + next.size();
    both_.clear();
    auto at = old.begin();
    for (int to : next) {
      for (; at != old.end() && *at < to; ++at) both_.push_back(*at);
      bool const known = at != old.end() && *at == to;
      if (known) ++at;
      if (to == from) continue;
      if (!known) enter(from, to);
      both_.push_back(to);
    }
    both_.insert(both_.end(), at, old.end());
    std::erase(both_, state);
    old.assign(both_.begin(), both_.end());
  }

  std::vector<std::vector<int>> out_;    ///< sorted
  std::vector<std::vector<int>> in_;     ///< with those that are gone
  std::vector<std::uint64_t> indegree_;  ///< without them
  std::vector<bool> gone_;
  std::uint64_t left_;
  std::uint64_t merged_ = 0;
  std::vector<int> both_;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue_;
};

}  // namespace

EliminationOrder order_of_elimination(std::vector<std::vector<int>> successors) {
  return Graph(std::move(successors)).order();
}

}  // namespace silowalk::inline journey
