#include "engine/archive/outputs_writer.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "engine/archive/hdf5/axis_writer.h"
#include "engine/archive/layout.h"

namespace silowalk::inline archive {
namespace {

using h5::Handle;
using h5::Number;

/// Bytes of a scenario's name at the root, where the width cannot grow. The group's attribute has the name in full.
constexpr std::size_t name_width = 256;
constexpr hsize_t scenarios_a_chunk = 64;
constexpr hsize_t months_a_chunk = 64;
constexpr hsize_t replications_a_chunk = 64;

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// Returns the currency of the first scenario, which the units of money name.
std::string currency_in(hid_t file) {
  Handle const cost = h5::open_dataset(file, "cost");
  return h5::read_text_attribute(cost.id(), "units");
}

/// Makes the first axis of a dataset longer by one.
void add_place(Handle const& dataset) {
  h5::Shape shape = h5::shape_of(dataset.id());
  ++shape.at(0);
  h5::grow(dataset.id(), shape);
}

/// Adds one text to a dataset of texts.
void add_text(hid_t file, std::string const& name, std::string const& text, std::size_t number) {
  Handle const dataset = h5::open_dataset(file, name);
  add_place(dataset);
  h5::write_rows(dataset.id(), Number::character, number, 1, h5::rows_of_texts({text}, name_width).data());
}

/// Lets the axis of months hold at least `months`.
void add_months(hid_t file, hsize_t months) {
  Handle const dataset = h5::open_dataset(file, "month");
  hsize_t const before = h5::shape_of(dataset.id()).at(0);
  if (before >= months) return;
  std::vector<std::int32_t> added(months - before);
  std::iota(added.begin(), added.end(), static_cast<std::int32_t>(before));
  h5::grow(dataset.id(), {months});
  h5::write_rows(dataset.id(), Number::int32, before, added.size(), added.data());
}

}  // namespace

OutputsWriter::OutputsWriter(hid_t file, ScenarioResults const& scenario, std::size_t number)
    : file_(file), scenario_(scenario), number_(number) {
  if (number == 0) create();
  add_row(file);
  open_datasets(file);
}

void OutputsWriter::finish() {
  for (Open& each : open_) each.dataset.close("finish the datasets of outputs");
  open_.clear();
}

// All axes that can grow have no limit from the start, so that a file of one scenario can get a second.
void OutputsWriter::create() const {
  AxisWriter axes(file_, 0);
  axes.add("scenario", h5::create_growing_texts(file_, "scenario", {0, name_width}, {scenarios_a_chunk, name_width}),
           "name of the scenario, in the order of the file");
  axes.add_counting("replication", scenario_.replications, "replication");
  axes.add("month", h5::create_growing_dataset(file_, "month", Number::int32, {0}, {months_a_chunk}, {true}),
           "month, from the horizon's start");
  Handle const group =
      h5::create_growing_texts(file_, "scenario_group", {0, name_width}, {scenarios_a_chunk, name_width});
  h5::write_attribute(group.id(), "long_name", std::string("group that has the scenario's quantities"));
  axes.attach(group, {"scenario", axes.bytes(name_width)});
  hsize_t const replications = scenario_.replications;
  hsize_t const chunk = std::min(replications, replications_a_chunk);
  for (OutputDataset const& each : output_datasets()) {
    Handle const dataset = each.by_month
                               ? h5::create_growing_dataset(file_, each.name, Number::float64, {0, replications, 0},
                                                            {1, chunk, months_a_chunk}, {true, false, true})
                               : h5::create_growing_dataset(file_, each.name, Number::float64, {0, replications},
                                                            {1, replications}, {true, false});
    describe_dataset(dataset, unit_in_file(each.unit, scenario_.frame.currency), each.meaning);
    h5::write_attribute(dataset.id(), "formula", each.formula);
    h5::write_attribute(dataset.id(), "coordinates", std::string("scenario_group"));
    axes.attach(dataset, each.by_month ? std::vector<std::string>{"scenario", "replication", "month"}
                                       : std::vector<std::string>{"scenario", "replication"});
  }
}

void OutputsWriter::add_row(hid_t file) {
  add_text(file, "scenario", scenario_.name, number_);
  add_text(file, "scenario_group", scenario_.group, number_);
  add_months(file, static_cast<hsize_t>(scenario_.frame.axes.months));
  replications_ = static_cast<std::uint32_t>(h5::shape_of(h5::open_dataset(file, "replication").id()).at(0));
}

void OutputsWriter::open_datasets(hid_t file) {
  hsize_t const months = h5::shape_of(h5::open_dataset(file, "month").id()).at(0);
  bool const same_money = scenario_.frame.currency == currency_in(file);
  for (OutputDataset const& each : output_datasets()) {
    Open open{h5::open_dataset(file, each.name), {}};
    h5::grow(open.dataset.id(),
             each.by_month ? h5::Shape{number_ + 1, replications_, months} : h5::Shape{number_ + 1, replications_});
    bool const left_out = each.unit == "currency" && !same_money;
    if (!left_out && !each.by_month) open.outputs.emplace_back(each.output, Window{}, scenario_.frame);
    for (int month = 0; !left_out && each.by_month && month < scenario_.frame.axes.months; ++month)
      open.outputs.emplace_back(each.output, Window{month, month + 1}, scenario_.frame);
    open_.push_back(std::move(open));
  }
}

void OutputsWriter::write(std::uint32_t first, std::vector<Tally> const& some) {
  if (first >= replications_) return;
  for (Open const& each : open_)
    if (!each.outputs.empty()) write_rows(each, first, some);
}

void OutputsWriter::write_rows(Open const& open, std::uint32_t first, std::vector<Tally> const& some) const {
  hsize_t const count = std::min<hsize_t>(some.size(), replications_ - first);
  std::vector<double> values;
  for (hsize_t i = 0; i < count; ++i)
    for (NamedOutput const& output : open.outputs) values.push_back(output.of(some[i]).value_or(undefined));
  h5::Shape start{number_, first};
  h5::Shape counts{1, count};
  if (h5::shape_of(open.dataset.id()).size() == 3) {
    start.push_back(0);
    counts.push_back(open.outputs.size());
  }
  h5::write_block(open.dataset.id(), Number::float64, start, counts, values.data());
}

}  // namespace silowalk::inline archive
