#include "engine/journey/absorbing_chain.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "engine/journey/elimination_order.h"

namespace silowalk::inline journey {
namespace {

constexpr int most_rounds = 20000;
constexpr double least_moving = 1e-9;

std::size_t index(int number) { return static_cast<std::size_t>(number); }

/// Sums start + Q start + Q^2 start + ...; move(term, next) adds the next term to `next`.
template <class Move>
std::vector<double> summed(std::vector<double> const& start, Move move) {
  std::vector<double> total = start;
  std::vector<double> term = start;
  double all = 0;
  for (double each : start) all += std::abs(each);
  for (int round = 0; round < most_rounds; ++round) {
    std::vector<double> next(term.size(), 0.0);
    move(term, next);
    double moving = 0;
    for (std::size_t i = 0; i < total.size(); ++i) {
      total[i] += next[i];
      moving += std::abs(next[i]);
    }
    term = std::move(next);
    if (moving < least_moving * all) break;
  }
  return total;
}

}  // namespace

/// One row under elimination: its values, and a bit for each that is set, to find the next one.
class AbsorbingChain::Row {
 public:
  explicit Row(int size) : values_(index(size)), bits_(index(size) / 64 + 1) {}

  double operator[](int at) const { return values_[index(at)]; }
  void subtract(int at, double amount) {
    bits_[index(at) / 64] |= std::uint64_t{1} << (at % 64);
    values_[index(at)] -= amount;
  }
  void set(int at, double value) { values_[index(at)] = value; }
  /// Returns the first entry from `at` on that is set, or -1.
  int next(int at) const {
    std::size_t word = index(at) / 64;
    if (word >= bits_.size()) return -1;
    std::uint64_t bits = bits_[word] & (~std::uint64_t{0} << (at % 64));
    while (bits == 0 && ++word < bits_.size()) bits = bits_[word];
    return bits == 0 ? -1 : static_cast<int>(word * 64) + std::countr_zero(bits);
  }
  void clear() {
    for (int at = next(0); at >= 0; at = next(at + 1)) values_[index(at)] = 0;
    bits_.assign(bits_.size(), 0);
  }

 private:
  std::vector<double> values_;
  std::vector<std::uint64_t> bits_;
};

void AbsorbingChain::Rows::add(int at, double what) {
  column.push_back(at);
  value.push_back(what);
}

AbsorbingChain::AbsorbingChain(int states, std::vector<Step> const& steps, int largest_core) : states_(states) {
  out_.begin.assign(index(states) + 1, 0);
  for (Step const& step : steps) ++out_.begin[index(step.from) + 1];
  std::partial_sum(out_.begin.begin(), out_.begin.end(), out_.begin.begin());
  std::vector<std::size_t> free = out_.begin;
  out_.column.resize(steps.size());
  out_.value.resize(steps.size());
  for (Step const& step : steps) {
    std::size_t const at = free[index(step.from)]++;
    out_.column[at] = step.to;
    out_.value[at] = step.probability;
  }
  EliminationOrder order;
  if (states <= states_in_order) {
    order.states.resize(index(states));
    std::iota(order.states.begin(), order.states.end(), 0);
  } else {
    std::vector<std::vector<int>> successors(index(states));
    for (Step const& step : steps) successors[index(step.from)].push_back(step.to);
    order = order_of_elimination(std::move(successors));
  }
  if (order.core <= largest_core) eliminate(std::move(order.states));
}

/// Row i of I - Q^T holds the steps into state i. Each row subtracts the finished rows above it, the first one first,
/// so an entry is reduced in the order of elimination, as in a dense matrix.
void AbsorbingChain::eliminate(std::vector<int> order) {
  state_at_ = std::move(order);
  std::vector<int> position(index(states_));
  for (int at = 0; at < states_; ++at) position[index(state_at_[index(at)])] = at;
  std::vector<std::vector<std::pair<int, double>>> into(index(states_));
  for (int from = 0; from < states_; ++from) {
    for (std::size_t k = out_.begin[index(from)]; k < out_.begin[index(from) + 1]; ++k) {
      into[index(position[index(out_.column[k])])].emplace_back(position[index(from)], out_.value[k]);
    }
  }
  diagonal_.reserve(index(states_));
  Row row(states_);
  for (int i = 0; i < states_; ++i) {
    row.subtract(i, -1.0);
    for (auto const& [from, probability] : into[index(i)]) row.subtract(from, probability);
    for (int p = row.next(0); p < i; p = row.next(p + 1)) {
      double const factor = row[p] / diagonal_[index(p)];
      row.set(p, factor);
      if (factor == 0) continue;
      for (std::size_t k = upper_.begin[index(p)]; k < upper_.begin[index(p) + 1]; ++k) {
        row.subtract(upper_.column[k], factor * upper_.value[k]);
      }
    }
    keep(row, i);
    row.clear();
  }
}

/// Stores finished row number `number`.
void AbsorbingChain::keep(Row const& row, int number) {
  int at = row.next(0);
  for (; at < number; at = row.next(at + 1)) {
    if (row[at] != 0) lower_.add(at, row[at]);
  }
  if (!(row[number] > 0)) throw std::invalid_argument("the chain never ends: (I - Q) is singular");
  diagonal_.push_back(row[number]);
  for (at = row.next(number + 1); at >= 0; at = row.next(at + 1)) {
    if (row[at] != 0) upper_.add(at, row[at]);
  }
  lower_.close();
  upper_.close();
}

std::vector<double> AbsorbingChain::visits(std::vector<double> const& arrivals) const {
  if (!eliminated()) {
    return summed(arrivals, [this](std::vector<double> const& flow, std::vector<double>& next) {
      for (std::size_t from = 0; from < flow.size(); ++from) {
        if (flow[from] == 0) continue;
        for (std::size_t k = out_.begin[from]; k < out_.begin[from + 1]; ++k) {
          next[index(out_.column[k])] += flow[from] * out_.value[k];
        }
      }
    });
  }
  std::vector<double> x = by_position(arrivals);
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (std::size_t k = lower_.begin[i]; k < lower_.begin[i + 1]; ++k)
      x[i] -= lower_.value[k] * x[index(lower_.column[k])];
  }
  for (std::size_t i = x.size(); i-- > 0;) {
    for (std::size_t k = upper_.begin[i]; k < upper_.begin[i + 1]; ++k)
      x[i] -= upper_.value[k] * x[index(upper_.column[k])];
    x[i] /= diagonal_[i];
  }
  return by_state(x);
}

/// Solves with the transpose of what visits() solves with: the same factors, by columns.
std::vector<double> AbsorbingChain::totals(std::vector<double> const& gives) const {
  if (!eliminated()) {
    return summed(gives, [this](std::vector<double> const& given, std::vector<double>& next) {
      for (std::size_t from = 0; from < given.size(); ++from) {
        for (std::size_t k = out_.begin[from]; k < out_.begin[from + 1]; ++k) {
          next[from] += out_.value[k] * given[index(out_.column[k])];
        }
      }
    });
  }
  std::vector<double> x = by_position(gives);
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (x[i] == 0) continue;
    x[i] /= diagonal_[i];
    for (std::size_t k = upper_.begin[i]; k < upper_.begin[i + 1]; ++k)
      x[index(upper_.column[k])] -= upper_.value[k] * x[i];
  }
  for (std::size_t i = x.size(); i-- > 0;) {
    if (x[i] == 0) continue;
    for (std::size_t k = lower_.begin[i]; k < lower_.begin[i + 1]; ++k)
      x[index(lower_.column[k])] -= lower_.value[k] * x[i];
  }
  return by_state(x);
}

std::vector<double> AbsorbingChain::by_position(std::vector<double> const& values) const {
  std::vector<double> result(state_at_.size());
  for (std::size_t i = 0; i < result.size(); ++i) result[i] = values[index(state_at_[i])];
  return result;
}

std::vector<double> AbsorbingChain::by_state(std::vector<double> const& values) const {
  std::vector<double> result(state_at_.size());
  for (std::size_t i = 0; i < result.size(); ++i) result[index(state_at_[i])] = values[i];
  return result;
}

}  // namespace silowalk::inline journey
