#include "engine/archive/layout.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <bit>

#include "engine/base/text.h"
#include "engine/statistics/stored_value.h"

namespace silowalk::inline archive {
namespace {

using Source = Variable::Source;

/// One array of Drift, whole over its members.
struct DriftArray {
  std::string_view name;  ///< in the file, after "drift_"
  Dimension member;
  std::string_view unit;
  std::string_view long_name;
  Scale scale;
  std::vector<std::int64_t> Drift::*cells;
};

/// In the order of the declaration of Drift and of the datasets; Variable::field is a place in this list.
std::array<DriftArray, 9> const drift_arrays{{
    {"customers_placed", Dimension::segment, "head", "customers placed at the start of warm-up", Scale::count,
     &Drift::customers_placed},
    {"first_offered", Dimension::silo, "agent-day", "handling offered in the first month of warm-up", Scale::duration,
     &Drift::first_offered},
    {"first_capacity", Dimension::silo, "agent-day", "capacity in the first month of warm-up", Scale::duration,
     &Drift::first_capacity},
    {"last_offered", Dimension::silo, "agent-day", "handling offered in the last month of warm-up", Scale::duration,
     &Drift::last_offered},
    {"last_capacity", Dimension::silo, "agent-day", "capacity in the last month of warm-up", Scale::duration,
     &Drift::last_capacity},
    {"first_visits", Dimension::silo, "1", "visits in the first month of warm-up", Scale::count, &Drift::first_visits},
    {"first_wait", Dimension::silo, "day", "time waited, by tolerance_by, in the first month of warm-up",
     Scale::duration, &Drift::first_wait},
    {"last_visits", Dimension::silo, "1", "visits in the last month of warm-up", Scale::count, &Drift::last_visits},
    {"last_wait", Dimension::silo, "day", "time waited, by tolerance_by, in the last month of warm-up", Scale::duration,
     &Drift::last_wait},
}};

/// Adds one variable per field of a tally's table.
template <class Fields>
void add_fields(std::vector<Variable>& list, Source source, Dimension member, Fields const& fields) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    FieldInfo const& info = fields[i];
    list.push_back({fmt::format("{}_{}", dimension_name(member), info.name),
                    source,
                    i,
                    {Dimension::replication, Dimension::month, member},
                    std::string(info.unit),
                    std::string(info.long_name),
                    info.scale});
  }
}

/// The order is part of the format: results_digest() takes the variables as they stand here.
std::vector<Variable> make_variables() {
  std::vector<Variable> list;
  add_fields(list, Source::touchpoint, Dimension::touchpoint, touchpoint_fields);
  add_fields(list, Source::silo, Dimension::silo, silo_fields);
  add_fields(list, Source::segment, Dimension::segment, segment_fields);
  add_fields(list, Source::initiative, Dimension::initiative, initiative_fields);
  list.push_back({"wait_histogram",
                  Source::wait_histogram,
                  0,
                  {Dimension::replication, Dimension::touchpoint, Dimension::wait_bin},
                  "1",
                  "visits by how long they waited, whole horizon; edges in wait_bin_upper_edge",
                  Scale::count});
  for (std::size_t i = 0; i < drift_arrays.size(); ++i) {
    DriftArray const& each = drift_arrays[i];
    list.push_back({fmt::format("drift_{}", each.name),
                    Source::drift,
                    i,
                    {Dimension::replication, each.member},
                    std::string(each.unit),
                    std::string(each.long_name),
                    each.scale});
  }
  return list;
}

/// A variable's numbers in a tally: `count` of them from `data` on, every `stride`-th.
template <class Of>
struct Cells {
  Of* data;
  std::size_t stride;
  std::size_t count;
};

/// One function for reading (const) and writing, so that append() and put_back() cannot disagree on the order.
/// `Of` is std::int64_t or const, as TallyType. Precondition: `variable` is one of variables().
template <class Of, class TallyType>
Cells<Of> cells_of(TallyType& tally, Variable const& variable) {
  // Tables are stored cell by cell with all fields of a cell together.
  auto const strided = [&](auto& cells, std::size_t fields) {
    return Cells<Of>{cells.data() + variable.field, fields, cells.size() / fields};
  };
  switch (variable.source) {
    case Source::touchpoint:
      return strided(tally.touchpoint_cells, touchpoint_fields.size());
    case Source::silo:
      return strided(tally.silo_cells, silo_fields.size());
    case Source::segment:
      return strided(tally.segment_cells, segment_fields.size());
    case Source::initiative:
      return strided(tally.initiative_cells, initiative_fields.size());
    case Source::wait_histogram:
      return {tally.wait_histogram.data(), 1, tally.wait_histogram.size()};
    default: {
      auto& cells = tally.drift.*drift_arrays[variable.field].cells;
      return {cells.data(), 1, cells.size()};
    }
  }
}

/// Returns the memory of a tally in bytes; the drift is left out, it has no months.
/// It only sizes steps, so it need not be exact.
std::size_t tally_bytes(TallyAxes const& axes) {
  auto const months = static_cast<std::size_t>(axes.months);
  return 8 *
         (months * (axes.touchpoints.size() * touchpoint_fields.size() + axes.silos.size() * silo_fields.size() +
                    axes.segments.size() * segment_fields.size() + axes.initiatives.size() * initiative_fields.size()) +
          axes.touchpoints.size() * wait_bins);
}

}  // namespace

std::string dimension_name(Dimension dimension) {
  constexpr char const* names[] = {"replication", "month", "touchpoint", "silo", "segment", "wait_bin", "initiative"};
  return names[static_cast<int>(dimension)];
}

std::vector<std::string> names_of(std::vector<Dimension> const& dimensions) {
  std::vector<std::string> names;
  for (Dimension const each : dimensions) names.push_back(dimension_name(each));
  return names;
}

std::string title_dataset(Dimension dimension) { return dimension_name(dimension) + "_title"; }

std::string coordinates_of(std::vector<Dimension> const& dimensions) {
  std::vector<std::string> names;
  for (Dimension const each : dimensions) {
    if (each == Dimension::month) names.insert(names.end(), {"month_start", "month_date"});
    if (each == Dimension::wait_bin) names.emplace_back("wait_bin_upper_edge");
    bool const numbered = each == Dimension::replication || each == Dimension::month || each == Dimension::wait_bin;
    if (!numbered) names.push_back(title_dataset(each));
  }
  return joined(names, " ", "");
}

std::vector<Variable> const& variables() {
  static std::vector<Variable> const list = make_variables();
  return list;
}

std::vector<Variable> variables_of(TallyAxes const& axes) {
  std::vector<Variable> list = variables();
  if (axes.initiatives.empty())
    std::erase_if(list, [](Variable const& each) { return each.source == Source::initiative; });
  return list;
}

std::string unit_in_file(std::string const& unit, std::string const& currency) {
  if (unit == "currency") return currency;
  return unit == "day" ? "d" : unit;
}

std::size_t dimension_size(Dimension dimension, TallyAxes const& axes, std::size_t replications) {
  switch (dimension) {
    case Dimension::replication:
      return replications;
    case Dimension::month:
      return static_cast<std::size_t>(axes.months);
    case Dimension::touchpoint:
      return axes.touchpoints.size();
    case Dimension::silo:
      return axes.silos.size();
    case Dimension::segment:
      return axes.segments.size();
    case Dimension::initiative:
      return axes.initiatives.size();
    default:
      return wait_bins;
  }
}

std::size_t cells_per_replication(Variable const& variable, TallyAxes const& axes) {
  std::size_t cells = 1;
  for (Dimension const each : variable.dimensions) cells *= dimension_size(each, axes, 1);
  return cells;
}

void Column::clear() {
  whole.clear();
  real.clear();
}

// Column by column, since HDF5 wants the numbers of one variable together and a tally has them by cell.
void append(Column& column, Variable const& variable, Tally const& tally) {
  auto const cells = cells_of<std::int64_t const>(tally, variable);
  for (std::size_t i = 0; i < cells.count; ++i) {
    std::int64_t const cell = cells.data[i * cells.stride];
    if (variable.whole()) {
      column.whole.push_back(cell);
    } else {
      column.real.push_back(stored_value(cell, variable.scale));
    }
  }
}

void put_back(Tally& tally, Variable const& variable, Column const& column, std::size_t row) {
  auto const cells = cells_of<std::int64_t>(tally, variable);
  for (std::size_t i = 0; i < cells.count; ++i) {
    std::size_t const from = row * cells.count + i;
    cells.data[i * cells.stride] =
        variable.whole() ? column.whole[from] : from_stored_value(column.real[from], variable.scale);
  }
}

bool needed(Variable const& variable, FieldsNeeded const& fields) {
  switch (variable.source) {
    case Source::touchpoint:
      return fields.touchpoint[variable.field];
    case Source::silo:
      return fields.silo[variable.field];
    case Source::segment:
      return fields.segment[variable.field];
    case Source::initiative:
      return fields.initiative[variable.field];
    case Source::wait_histogram:
      return fields.wait_histogram;
    default:
      return fields.drift;
  }
}

std::size_t replications_at_once(TallyAxes const& axes) {
  constexpr std::size_t memory = std::size_t{256} << 20;
  return std::clamp<std::size_t>(std::bit_floor(memory / std::max<std::size_t>(1, tally_bytes(axes))), 1, 64);
}

std::size_t replications_per_chunk(Variable const& variable, TallyAxes const& axes) {
  constexpr std::size_t bytes = std::size_t{1} << 20;
  std::size_t const fit = bytes / std::max<std::size_t>(1, 8 * cells_per_replication(variable, axes));
  return std::clamp<std::size_t>(std::bit_floor(fit), 1, replications_at_once(axes));
}

// Names of scenarios are free text; readers accept fewer characters in names of groups.
std::string group_name(std::string const& name, std::vector<std::string> const& taken) {
  std::string base;
  for (char const c : name) {
    bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    base += plain ? c : '_';
  }
  if (base.empty() || (base.front() >= '0' && base.front() <= '9')) base.insert(base.begin(), '_');
  std::string result = base;
  for (int i = 2; std::find(taken.begin(), taken.end(), result) != taken.end(); ++i) {
    result = fmt::format("{}_{}", base, i);
  }
  return result;
}

}  // namespace silowalk::inline archive
