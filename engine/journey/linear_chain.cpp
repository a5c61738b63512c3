#include "engine/journey/linear_chain.h"

#include <Eigen/SparseCore>
#include <Eigen/SparseLU>
#include <stdexcept>

namespace silowalk::inline journey {
namespace {

using Matrix = Eigen::SparseMatrix<double>;
using Lu = Eigen::SparseLU<Matrix>;

/// Throws std::invalid_argument where the matrix is singular to the working precision.
void factor(Lu& lu, Matrix const& matrix) {
  lu.compute(matrix);
  if (lu.info() != Eigen::Success) throw std::invalid_argument("the chain never ends: (I - Q) is singular");
}

/// Precondition: `lu` is factored, and `right` has one number a state.
std::vector<double> solve(Lu const& lu, Eigen::VectorXd const& right) {
  Eigen::VectorXd const left = lu.solve(right);
  return {left.data(), left.data() + left.size()};
}

}  // namespace

struct LinearChain::Factors {
  Lu forward;   ///< of I - Q
  Lu backward;  ///< of its transpose: factored separately, so that a row of N costs one solve
};

// Triplets of the same place are added up by the library, as parallel routes must be.
LinearChain::LinearChain(int states, std::vector<Step> const& steps) : states_(states) {
  std::vector<Eigen::Triplet<double>> entries;
  entries.reserve(steps.size() + static_cast<std::size_t>(states));
  for (int state = 0; state < states; ++state) entries.emplace_back(state, state, 1.0);
  for (Step const& step : steps) entries.emplace_back(step.from, step.to, -step.weight);
  Matrix matrix(states, states);
  matrix.setFromTriplets(entries.begin(), entries.end());
  auto factors = std::make_shared<Factors>();
  factor(factors->forward, matrix);
  factor(factors->backward, Matrix(matrix.transpose()));
  factors_ = std::move(factors);
}

std::vector<double> LinearChain::totals(std::vector<double> const& gives) const {
  return solve(factors_->forward, Eigen::Map<Eigen::VectorXd const>(gives.data(), states_));
}

std::vector<double> LinearChain::visits(int start) const {
  return solve(factors_->backward, Eigen::VectorXd::Unit(states_, start));
}

}  // namespace silowalk::inline journey
