#pragma once

#include <cstddef>
#include <vector>

#include "engine/analysis/replay/census.h"

/// @file
/// The most typical customer (medoid) under Gower's distance.

namespace silowalk::inline analysis {

/// The features by which two lives are compared: one row per life, one column per feature, and a weight per feature.
struct FeatureTable {
  std::size_t rows = 0;                      ///< number of lives
  std::vector<double> weights;               ///< by feature
  std::vector<std::vector<double>> columns;  ///< [feature][row]
};

/// Returns the features of lives `which`: visits at each touchpoint (together of weight one), and of weight one each:
/// failures felt, visits abandoned or turned away, contexts lost, total wait, trust at the end, margin, days as a
/// customer, lost or not.
FeatureTable features_of(Lives const& lives, std::vector<std::size_t> const& which);

/// Computes Gower's distance of two rows (Gower 1971): the weighted mean over features of |difference| / range. 0 to 1;
/// a feature without range does not count.
double gower_distance(FeatureTable const& table, std::size_t a, std::size_t b);

/// Computes the mean distance of every row to all others. Since the distance is a sum over features, the sums over rows
/// are read off each feature's sorted values: exact, in O(features x rows log rows). 0 for a single row.
std::vector<double> mean_distances(FeatureTable const& table);

/// Returns the rows with the smallest mean distance, the medoid first; ties go to the lower row. At most `count`.
std::vector<std::size_t> most_central(FeatureTable const& table, std::size_t count);

}  // namespace silowalk::inline analysis
