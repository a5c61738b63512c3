#include "engine/analysis/results/asset_statement.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "engine/analysis/results/each_tally.h"
#include "engine/statistics/output_table.h"
#include "engine/statistics/quantity_range.h"

namespace silowalk::inline analysis {
namespace {

// 128 bits: a sum over months of 64-bit cells can overflow 64.
__extension__ using Wide = __int128;
using Field = SegmentField;

/// The field of each line; none: there is no revaluation of heads.
using LineFields = std::array<std::optional<Field>, asset_lines>;
constexpr LineFields head_fields{Field::customers_open, Field::joined, Field::lost,
                                 Field::ended,          std::nullopt,  Field::customers_close};
constexpr LineFields value_fields{Field::value_open,  Field::value_joined,      Field::value_lost,
                                  Field::value_ended, Field::value_revaluation, Field::value_close};

/// Returns the fields that a statement reads; the file need not load any other.
FieldsNeeded fields_needed() {
  FieldsNeeded fields;
  for (auto const* const list : {&head_fields, &value_fields}) {
    for (std::optional<Field> const& field : *list) {
      if (field) fields.segment.set(static_cast<std::size_t>(*field));
    }
  }
  return fields;
}

/// Returns one cell; 0 where the line has no field.
std::int64_t cell(Tally const& tally, int month, int segment, std::optional<Field> const& field) {
  return field ? tally.at(month, segment, *field) : 0;
}

/// Returns what is left of open + joined - lost - ended + revaluation - close: 0 where the row balances.
Wide left_over(Tally const& tally, int month, int segment, LineFields const& fields) {
  constexpr std::array<int, asset_lines> signs{1, 1, -1, -1, 1, -1};
  Wide sum = 0;
  Wide largest = 0;
  for (std::size_t i = 0; i < asset_lines; ++i) {
    Wide const each = cell(tally, month, segment, fields[i]);
    sum += signs[i] * each;
    largest = std::max(largest, each < 0 ? -each : each);
  }
  // Large values were rounded when they were stored (statistics/stored_value.h); six lines may add up.
  Wide const tolerance = largest >> 50;  // 0 for all that is stored exactly
  return sum <= tolerance && sum >= -tolerance ? 0 : sum;
}

/// Collects the statement, one replication after the other. `axes` must outlive the object.
class Books {
 public:
  /// Sums months [from, to). Precondition: 0 <= from < to <= months of the tallies.
  Books(TallyAxes const& axes, int from, int to)
      : axes_(axes), from_(from), to_(to), heads_(axes.segments.size() + 1), value_(axes.segments.size() + 1) {}

  /// Adds one replication. Precondition: replications are added in order.
  void add(Tally const& tally, std::uint32_t replication) {
    for (int s = 0; s < tally.segments; ++s) check(tally, replication, s);
    add_lines(tally, head_fields, 1, heads_);
    add_lines(tally, value_fields, divisor(Scale::micro), value_);
  }

  /// Returns the estimates. Call it once, at the end.
  AssetStatement statement() && {
    for (std::size_t row = 0; row < heads_.size(); ++row) {
      AssetRow& each = statement_.rows.emplace_back();
      if (row > 0) each.segment = axes_.segments[row - 1];
      for (std::size_t line = 0; line < asset_lines; ++line) {
        each.heads[line] = not_below_zero(estimate(heads_[row][line]));
        each.value[line] = estimate(value_[row][line]);
      }
    }
    return std::move(statement_);
  }

 private:
  /// The lines of one row, each a value per replication.
  using Lines = std::array<Series, asset_lines>;

  /// Checks one segment in every month, inside the window and outside, and records the first hundred imbalances.
  void check(Tally const& tally, std::uint32_t replication, int segment) {
    for (int month = 0; month < tally.months; ++month) {
      for (auto const* const fields : {&head_fields, &value_fields}) {
        Wide by = left_over(tally, month, segment, *fields);
        // The row itself balances: now whether the next month opens as this one closed.
        if (by == 0 && month + 1 < tally.months) {
          by = static_cast<Wide>(cell(tally, month + 1, segment, fields->front())) -
               cell(tally, month, segment, fields->back());
        }
        ++statement_.checked;
        if (by == 0 || statement_.imbalances.size() >= 100) continue;
        statement_.imbalances.push_back({replication, month, axes_.segments[static_cast<std::size_t>(segment)],
                                         fields == &value_fields, static_cast<std::int64_t>(by)});
      }
    }
  }

  /// Adds one replication's lines, in units of `unit`. The company is the exact sum of its segments, rounded once.
  void add_lines(Tally const& tally, LineFields const& fields, double unit, std::vector<Lines>& rows) const {
    for (std::size_t line = 0; line < asset_lines; ++line) {
      Wide company = 0;
      for (int s = 0; s < tally.segments; ++s) {
        Wide const sum = line_of(tally, s, static_cast<AssetLine>(line), fields[line]);
        company += sum;
        rows[static_cast<std::size_t>(s) + 1][line].emplace_back(static_cast<double>(sum) / unit);
      }
      rows.front()[line].emplace_back(static_cast<double>(company) / unit);
    }
  }

  /// Returns one line of one segment: open and close are states at the window's ends, all others sums over it.
  Wide line_of(Tally const& tally, int segment, AssetLine line, std::optional<Field> const& field) const {
    if (line == AssetLine::open) return cell(tally, from_, segment, field);
    if (line == AssetLine::close) return cell(tally, to_ - 1, segment, field);
    Wide sum = 0;
    for (int month = from_; month < to_; ++month) sum += cell(tally, month, segment, field);
    return sum;
  }

  TallyAxes const& axes_;
  int from_;
  int to_;
  std::vector<Lines> heads_;  ///< the company, then every segment
  std::vector<Lines> value_;
  AssetStatement statement_;
};

}  // namespace

AssetStatement asset_statement(ResultsFile const& file, std::size_t scenario, int from, int to,
                               std::optional<std::uint32_t> most) {
  ScenarioResults const& results = file.header().scenarios.at(scenario);
  FieldsNeeded const fields = fields_needed();
  Books books(results.frame.axes, from, to);
  std::uint32_t const all = std::min(most.value_or(results.replications), results.replications);
  std::uint32_t number = 0;
  each_tally(file, scenario, all, fields, [&](Tally const& tally) { books.add(tally, number++); });
  AssetStatement statement = std::move(books).statement();
  statement.currency = results.frame.currency;
  // Pseudo members have no customers of their own.
  std::erase_if(statement.rows, [](AssetRow const& row) { return row.segment.starts_with('('); });
  return statement;
}

}  // namespace silowalk::inline analysis
