#include "engine/archive/hdf5/axis_writer.h"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>

#include "engine/base/complaint.h"

namespace silowalk::inline archive {

using h5::Handle;
using h5::Number;

void describe_dataset(Handle const& dataset, std::string const& unit, std::string const& long_name) {
  h5::write_attribute(dataset.id(), "units", unit);
  h5::write_attribute(dataset.id(), "long_name", long_name);
}

void AxisWriter::add_counting(std::string const& name, std::size_t size, std::string const& long_name) {
  std::vector<std::int32_t> numbers(size);
  std::iota(numbers.begin(), numbers.end(), 0);
  Handle dataset = h5::create_dataset(where_, name, Number::int32, {size}, {size});
  h5::write_all(dataset.id(), Number::int32, numbers.data());
  add(name, std::move(dataset), long_name);
}

void AxisWriter::add_named(std::string const& name, std::vector<std::string> const& texts, std::size_t width,
                           std::string const& long_name) {
  add(name, h5::write_texts(where_, name, texts, width), long_name);
}

// `_Netcdf4Dimid` gives netCDF-4 the order of dimensions; `_Netcdf4Coordinates` both dimensions of a coordinate of
// texts, since a scale can have no scales itself.
void AxisWriter::add(std::string const& name, Handle dataset, std::string const& long_name) {
  h5::Shape const shape = h5::shape_of(dataset.id());
  std::string const second = shape.size() == 2 ? bytes(shape[1]) : "";
  int const id = next_id_++;
  h5::make_scale(dataset.id(), name);
  h5::write_attribute(dataset.id(), "_Netcdf4Dimid", static_cast<std::int32_t>(id));
  if (!second.empty())
    h5::write_attribute(dataset.id(), "_Netcdf4Coordinates", std::vector<std::int32_t>{id, scales_.at(second).id});
  h5::write_attribute(dataset.id(), "long_name", long_name);
  scales_.emplace(name, Scale{std::move(dataset), id, shape.at(0)});
}

void AxisWriter::write_text(std::string const& name, std::string const& text, std::string const& long_name) {
  Handle const dataset = h5::write_text(where_, name, text);
  h5::write_attribute(dataset.id(), "long_name", long_name);
  attach(dataset, {bytes(h5::width_of({text}))});
}

void AxisWriter::write_texts_along(std::string const& axis, std::string const& name,
                                   std::vector<std::string> const& texts, std::size_t width,
                                   std::string const& long_name) {
  Handle const dataset = h5::write_texts(where_, name, texts, width);
  h5::write_attribute(dataset.id(), "long_name", long_name);
  attach(dataset, {axis, bytes(width)});
}

void AxisWriter::write_along(std::string const& axis, std::string const& name, std::vector<double> const& values,
                             std::string const& unit, std::string const& long_name) {
  if (values.size() != scales_.at(axis).size)
    throw RuntimeFailure(fmt::format("{} has {} values, which are not as many as its axis has", name, values.size()));
  Handle const dataset = h5::create_dataset(where_, name, Number::float64, {values.size()}, {values.size()});
  h5::write_all(dataset.id(), Number::float64, values.data());
  describe_dataset(dataset, unit, long_name);
  attach(dataset, {axis});
}

void AxisWriter::attach(Handle const& dataset, std::vector<std::string> const& axes) {
  for (std::size_t i = 0; i < axes.size(); ++i)
    h5::attach_scale(dataset.id(), scales_.at(axes[i]).dataset.id(), static_cast<unsigned>(i));
}

// A dimension without coordinates, by netCDF's convention: the name of its scale says so, and its numbers do not count.
std::string AxisWriter::bytes(std::size_t width) {
  std::string name = fmt::format("string{}", width);
  if (scales_.contains(name)) return name;
  Handle dataset = h5::create_dataset(where_, name, Number::int8, {width});
  h5::make_scale(dataset.id(), fmt::format("This is a netCDF dimension but not a netCDF variable.{:10}", width));
  int const id = next_id_++;
  h5::write_attribute(dataset.id(), "_Netcdf4Dimid", static_cast<std::int32_t>(id));
  h5::write_attribute(dataset.id(), "long_name", std::string("bytes of a text"));
  scales_.emplace(name, Scale{std::move(dataset), id, width});
  return name;
}

int next_axis_id(hid_t where) {
  int next = 0;
  for (std::string const& name : h5::datasets_in(where)) {
    Handle const dataset = h5::open_dataset(where, name);
    if (h5::has_attribute(dataset.id(), "_Netcdf4Dimid"))
      next = std::max(next, 1 + static_cast<int>(h5::read_whole_attribute(dataset.id(), "_Netcdf4Dimid")));
  }
  return next;
}

}  // namespace silowalk::inline archive
