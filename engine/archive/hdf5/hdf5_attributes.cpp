#include <fmt/core.h>

#include <algorithm>
#include <initializer_list>

#include "engine/archive/hdf5/hdf5.h"
#include "engine/base/complaint.h"

namespace silowalk::inline archive::h5 {
namespace {

/// Returns the type of a text attribute: UTF-8 of so many bytes, padded with zeros. Nothing of variable length is
/// written or read: HDF5 keeps it in a heap without a checksum.
Handle text_type(std::size_t bytes) {
  Handle type(checked(H5Tcopy(H5T_C_S1), "copy a type"), H5Tclose);
  checked(H5Tset_size(type.id(), bytes), "make a text type");
  checked(H5Tset_strpad(type.id(), H5T_STR_NULLPAD), "make a text type");
  checked(H5Tset_cset(type.id(), H5T_CSET_UTF8), "make a text type");
  return type;
}

/// Returns the text, padded to what a text attribute has.
std::string padded(std::string text) {
  text.resize(std::max<std::size_t>(2, text.size()));
  return text;
}

/// `value` points at one number of memory_type(number); at as many as the shape has, where there is one.
void write_plain_attribute(hid_t where, std::string const& name, Number number, void const* value,
                           Shape const& shape = {}) {
  Handle const space = space_of_shape(shape);
  Handle const attribute(
      checked(H5Acreate2(where, name.c_str(), file_type(number), space.id(), H5P_DEFAULT, H5P_DEFAULT),
              "write the attribute " + name),
      H5Aclose);
  checked(H5Awrite(attribute.id(), memory_type(number), value), "write the attribute " + name);
}

Handle open_attribute(hid_t where, std::string const& name) {
  return {checked(H5Aopen(where, name.c_str(), H5P_DEFAULT), "read the attribute " + name), H5Aclose};
}

/// Opens an attribute and returns its type too. Throws where it is not one value of this class.
std::pair<Handle, Handle> open_one(hid_t where, std::string const& name, std::initializer_list<H5T_class_t> classes) {
  Handle attribute = open_attribute(where, name);
  Handle type(checked(H5Aget_type(attribute.id()), "read the attribute " + name), H5Tclose);
  Handle const space(checked(H5Aget_space(attribute.id()), "read the attribute " + name), H5Sclose);
  bool const fits = std::find(classes.begin(), classes.end(), H5Tget_class(type.id())) != classes.end();
  if (!fits || H5Sget_simple_extent_npoints(space.id()) != 1 || H5Tis_variable_str(type.id()) > 0)
    throw RuntimeFailure(fmt::format("the attribute {} has a wrong type", name));
  return {std::move(attribute), std::move(type)};
}

}  // namespace

void overwrite_attribute(hid_t where, std::string const& name, std::string const& value) {
  std::string const text = padded(value);
  Handle const type = text_type(text.size());
  Handle const attribute = open_attribute(where, name);
  checked(H5Awrite(attribute.id(), type.id(), text.data()), "write the attribute " + name);
}

void write_attribute(hid_t where, std::string const& name, std::string const& value) {
  std::string const text = padded(value);
  Handle const type = text_type(text.size());
  Handle const space = scalar_space();
  Handle const attribute(checked(H5Acreate2(where, name.c_str(), type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT),
                                 "write the attribute " + name),
                         H5Aclose);
  checked(H5Awrite(attribute.id(), type.id(), text.data()), "write the attribute " + name);
}
void write_attribute(hid_t where, std::string const& name, std::vector<std::int32_t> const& values) {
  write_plain_attribute(where, name, Number::int32, values.data(), {values.size()});
}
void write_attribute(hid_t where, std::string const& name, double value) {
  write_plain_attribute(where, name, Number::float64, &value);
}
void write_attribute(hid_t where, std::string const& name, std::int64_t value) {
  write_plain_attribute(where, name, Number::int64, &value);
}
void write_attribute(hid_t where, std::string const& name, std::uint64_t value) {
  write_plain_attribute(where, name, Number::uint64, &value);
}
void write_attribute(hid_t where, std::string const& name, std::int32_t value) {
  write_plain_attribute(where, name, Number::int32, &value);
}
void write_flag(hid_t where, std::string const& name, bool value) {
  std::int8_t const number = value ? 1 : 0;
  write_plain_attribute(where, name, Number::int8, &number);
}

bool has_attribute(hid_t where, std::string const& name) {
  return checked(H5Aexists(where, name.c_str()), "look for the attribute " + name) > 0;
}

std::string read_text_attribute(hid_t where, std::string const& name) {
  auto const [attribute, type] = open_one(where, name, {H5T_STRING});
  // Not more than an object header holds: 64 KiB.
  std::string text(H5Tget_size(type.id()), '\0');
  checked(H5Aread(attribute.id(), type.id(), text.data()), "read the attribute " + name);
  text.resize(std::min(text.find('\0'), text.size()));
  return text;
}
std::uint64_t read_whole_attribute(hid_t where, std::string const& name) {
  auto const [attribute, type] = open_one(where, name, {H5T_INTEGER});
  std::uint64_t value = 0;
  checked(H5Aread(attribute.id(), H5T_NATIVE_UINT64, &value), "read the attribute " + name);
  return value;
}
double read_number_attribute(hid_t where, std::string const& name) {
  auto const [attribute, type] = open_one(where, name, {H5T_FLOAT, H5T_INTEGER});
  double value = 0;
  checked(H5Aread(attribute.id(), H5T_NATIVE_DOUBLE, &value), "read the attribute " + name);
  return value;
}

}  // namespace silowalk::inline archive::h5
