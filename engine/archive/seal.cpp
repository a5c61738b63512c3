#include "engine/archive/seal.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "engine/archive/layout.h"
#include "engine/archive/outputs_writer.h"
#include "engine/base/complaint.h"

namespace silowalk::inline archive {
namespace {

using h5::checked;
using h5::Handle;

constexpr char seal_word[] = "silowalk-seal 1";             ///< separates these digests from all others
constexpr std::size_t most_bytes = std::size_t{256} << 20;  ///< of one piece of content

/// Returns attributes that have no content of their own: HDF5 writes them to tie datasets to axes.
bool left_out(std::string const& attribute) {
  return attribute == "seal" || attribute == "REFERENCE_LIST" || attribute == "DIMENSION_LIST";
}

/// Adds class, size and sign of a type. Throws RuntimeFailure for a type that this program does not write.
void add_type(Digester& digester, hid_t type, std::string const& name) {
  H5T_class_t const kind = H5Tget_class(type);
  bool const known = kind == H5T_INTEGER || kind == H5T_FLOAT || kind == H5T_STRING;
  if (!known || H5Tis_variable_str(type) > 0)
    throw RuntimeFailure(fmt::format("{} has a type that silowalk does not write", name));
  digester.number(static_cast<std::uint64_t>(kind));
  digester.number(H5Tget_size(type));
  digester.number(kind == H5T_INTEGER ? static_cast<std::uint64_t>(H5Tget_sign(type)) : 0);
}

/// Returns room for so many elements of a type. Throws RuntimeFailure where there is more than any file has.
std::vector<char> room_for(hssize_t elements, hid_t type, std::string const& name) {
  std::size_t const size = H5Tget_size(type);
  if (elements < 0 || size == 0 || static_cast<std::size_t>(elements) > most_bytes / size)
    throw RuntimeFailure(fmt::format("{} is too large", name));
  return std::vector<char>(static_cast<std::size_t>(elements) * size);
}

void add_attribute(Digester& digester, hid_t object, std::string const& name) {
  Handle const attribute(checked(H5Aopen(object, name.c_str(), H5P_DEFAULT), "read the attribute " + name), H5Aclose);
  Handle const type(checked(H5Aget_type(attribute.id()), "read the attribute " + name), H5Tclose);
  Handle const space(checked(H5Aget_space(attribute.id()), "read the attribute " + name), H5Sclose);
  digester.text(name);
  add_type(digester, type.id(), name);
  std::vector<char> bytes = room_for(H5Sget_simple_extent_npoints(space.id()), type.id(), name);
  checked(H5Aread(attribute.id(), type.id(), bytes.data()), "read the attribute " + name);
  digester.text({bytes.data(), bytes.size()});
}

herr_t collect_attribute(hid_t, char const* name, H5A_info_t const*, void* names) {
  static_cast<std::vector<std::string>*>(names)->emplace_back(name);
  return 0;
}

/// Adds all attributes of an object, in the order of their names: HDF5 writes some again when axes are attached.
void add_attributes(Digester& digester, hid_t object) {
  std::vector<std::string> names;
  checked(H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_INC, nullptr, collect_attribute, &names), "list the attributes");
  std::erase_if(names, left_out);
  digester.number(names.size());
  for (std::string const& each : names) add_attribute(digester, object, each);
}

/// Adds cells of a dataset as they are in the file: all of them, or those of a block.
void add_cells(Digester& digester, hid_t dataset, h5::Shape const& start, h5::Shape const& count,
               std::string const& name) {
  Handle const type(checked(H5Dget_type(dataset), "read " + name), H5Tclose);
  Handle const space(checked(H5Dget_space(dataset), "read " + name), H5Sclose);
  Handle const memory(checked(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr), "read " + name),
                      H5Sclose);
  checked(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr),
          "read " + name);
  std::vector<char> bytes = room_for(H5Sget_simple_extent_npoints(memory.id()), type.id(), name);
  checked(H5Dread(dataset, type.id(), memory.id(), space.id(), H5P_DEFAULT, bytes.data()), "read " + name);
  digester.text({bytes.data(), bytes.size()});
}

/// Adds name, type, shape and attributes of a dataset; its content too, where `content` says so.
void add_dataset(Digester& digester, hid_t where, std::string const& name, bool content) {
  Handle const dataset = h5::open_dataset(where, name);
  Handle const type(checked(H5Dget_type(dataset.id()), "read " + name), H5Tclose);
  h5::Shape const shape = h5::shape_of(dataset.id());
  digester.text(name);
  add_type(digester, type.id(), name);
  digester.number(shape.size());
  for (hsize_t const each : shape) digester.number(each);
  add_attributes(digester, dataset.id());
  if (content && !shape.empty()) add_cells(digester, dataset.id(), h5::Shape(shape.size(), 0), shape, name);
}

/// Adds the scenario's row of a dataset at the root, the months of the scenario alone: the axis may grow later.
void add_row(Digester& digester, hid_t file, std::string const& name, std::size_t number, hsize_t months) {
  Handle const dataset = h5::open_dataset(file, name);
  h5::Shape count = h5::shape_of(dataset.id());
  h5::Shape start(count.size(), 0);
  start.at(0) = number;
  count.at(0) = 1;
  if (count.size() == 3) count[2] = std::min(count[2], months);
  digester.text(name);
  add_cells(digester, dataset.id(), start, count, name);
}

/// Returns the names of datasets at the root that have a row for each scenario.
std::vector<std::string> names_with_rows() {
  std::vector<std::string> names{"scenario", "scenario_group"};
  for (OutputDataset const& each : output_datasets()) names.push_back(each.name);
  return names;
}

Digest seal_of_group(hid_t file, std::string const& name, std::size_t number) {
  Handle const group = h5::open_group(file, name);
  std::set<std::string> quantities;
  for (Variable const& each : variables()) quantities.insert(each.name);
  Digester digester;
  digester.text(seal_word);
  add_attributes(digester, group.id());
  for (std::string const& each : h5::datasets_in(group.id()))
    add_dataset(digester, group.id(), each, !quantities.contains(each));
  hsize_t const months = h5::shape_of(h5::open_dataset(group.id(), "month").id()).at(0);
  for (std::string const& each : names_with_rows()) add_row(digester, file, each, number, months);
  return digester.finish();
}

Digest seal_of_file(hid_t file) {
  std::vector<std::string> const by_row = names_with_rows();
  Digester digester;
  digester.text(seal_word);
  add_attributes(digester, file);
  for (std::string const& each : h5::datasets_in(file))
    add_dataset(digester, file, each, std::find(by_row.begin(), by_row.end(), each) == by_row.end());
  for (std::string const& each : h5::groups_in(file)) {
    digester.text(each);
    digester.text(h5::read_text_attribute(h5::open_group(file, each).id(), "seal"));
  }
  return digester.finish();
}

}  // namespace

void seal_group(hid_t file, std::string const& group, std::size_t number) {
  Digest const seal = seal_of_group(file, group, number);
  h5::write_attribute(h5::open_group(file, group).id(), "seal", seal.hex());
}

void seal_file(hid_t file) { h5::overwrite_attribute(file, "seal", seal_of_file(file).hex()); }

bool is_sealed(hid_t file, std::string const& group) {
  std::vector<std::string> const groups = h5::groups_in(file);
  auto const number = static_cast<std::size_t>(std::find(groups.begin(), groups.end(), group) - groups.begin());
  std::string const stored = h5::read_text_attribute(h5::open_group(file, group).id(), "seal");
  return seal_of_group(file, group, number).hex() == stored;
}

bool is_sealed(hid_t file) {
  std::vector<std::string> const groups = h5::groups_in(file);
  return std::all_of(groups.begin(), groups.end(), [&](std::string const& each) { return is_sealed(file, each); }) &&
         seal_of_file(file).hex() == h5::read_text_attribute(file, "seal");
}

}  // namespace silowalk::inline archive
