#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace silowalk::inline statistics {

/// Agreement of judges who each put the same items in order: Kendall's coefficient W (Kendall and Babington Smith
/// 1939), corrected for ties, and the chance of at least as much agreement where every judge ranks at random.
struct Concordance {
  double w = 0;        ///< 0: none, 1: all agree
  double p = 1;        ///< P(at least this W), each judge's ranks (ties included) dealt to the items at random
  bool exact = false;  ///< p from all ways to deal the ranks; otherwise m (n - 1) W as chi-square with n - 1 degrees
  std::size_t judges = 0;
  std::size_t items = 0;
};

/// `places[judge][item]`: the smaller, the further in front; equal ones are tied and share the mean of their ranks.
/// None with fewer than two judges or two items, or where every judge ties all items.
/// Throws std::invalid_argument where judges place different numbers of items.
std::optional<Concordance> kendall_w(std::vector<std::vector<double>> const& places);

}  // namespace silowalk::inline statistics
