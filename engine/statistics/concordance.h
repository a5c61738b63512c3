#pragma once

#include <cstddef>
#include <optional>
#include <vector>

/// Agreement of several rankings. Functions are pure and safe from several threads.
namespace silowalk::inline statistics {

/// Agreement of judges who each rank the same items: Kendall's coefficient W (Kendall and Babington Smith 1939),
/// corrected for ties. The p-value is the chance of at least as much agreement where every judge ranks at random.
struct Concordance {
  double w = 0;            ///< 0: none, 1: all agree
  double p = 1;            ///< P(at least this W), each judge's ranks (ties included) assigned to the items at random
  bool exact = false;      ///< p from all assignments of ranks; otherwise m (n - 1) W as chi-square with n - 1 degrees
  std::size_t judges = 0;  ///< m
  std::size_t items = 0;   ///< n
};

/// Computes W and its p-value. `places[judge][item]`: a smaller value ranks first; equal values are tied and share the
/// mean of their ranks. Returns none with fewer than two judges or two items, or where every judge ties all items.
/// Throws std::invalid_argument where judges rank different numbers of items.
/// The exact p-value costs at most 2 million sums of ranks for each judge; beyond that the chi-square law is used.
std::optional<Concordance> kendall_w(std::vector<std::vector<double>> const& places);

}  // namespace silowalk::inline statistics
