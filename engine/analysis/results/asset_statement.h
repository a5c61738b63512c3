#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/archive/read_results.h"
#include "engine/base/enum_names.h"
#include "engine/statistics/estimate.h"

/// The customers as an asset: open + joined - lost - ended (+ revaluation) = close, in heads and in value.
namespace silowalk::inline analysis {

/// The lines of a statement, in the order in which they are read. Heads have no revaluation.
enum class AssetLine { open, joined, lost, ended, revaluation, close };
inline constexpr std::size_t asset_lines = enum_count<AssetLine>();

/// One segment, or the company, over the window of the statement.
struct AssetRow {
  std::string segment;  ///< "": the company
  /// Means over replications with Student's 95 % interval: open at the window's first month, close at its last, the
  /// rest summed over the window.
  std::array<Estimate, asset_lines> heads;
  std::array<Estimate, asset_lines> value;  ///< in the currency, not discounted
};

/// A row in which open + joined - lost - ended (+ revaluation) is not close, or close is not the next month's open.
struct AssetImbalance {
  std::uint32_t replication = 0;
  int month = 0;
  std::string segment;    ///< name
  bool of_value = false;  ///< false: of heads
  std::int64_t by = 0;    ///< heads, or millionths of the currency
};

/// The customers of one scenario over a window of months.
struct AssetStatement {
  std::string currency;                    ///< code of the currency of `value`
  std::vector<AssetRow> rows;              ///< the company, then every segment
  std::uint64_t checked = 0;               ///< (replication, month, segment) rows, heads and value each
  std::vector<AssetImbalance> imbalances;  ///< the first hundred
};

/// Computes the statement of months [from, to), over the first `most` replications (none: all). Whole numbers are
/// summed exactly. The balance is checked in every row, exactly (to a relative 2^-50 where a value of more than 4.5
/// billion was rounded when it was stored). An imbalance is reported, not thrown. One thread at a time (ResultsFile).
AssetStatement asset_statement(ResultsFile const& file, std::size_t scenario, int from, int to,
                               std::optional<std::uint32_t> most = std::nullopt);

}  // namespace silowalk::inline analysis
