#include "tests/fuzz/forged_dataset.h"

#include <algorithm>
#include <array>

namespace silowalk::fuzz {
namespace {

using h5::Handle;
using h5::Shape;

constexpr std::size_t most_bytes = std::size_t{1} << 20;  ///< of content that is kept or written
constexpr std::size_t most_of_attribute = 60000;          ///< bytes; HDF5 has no room for more

/// A dataset as it is, or as it is to be.
struct Plan {
  Handle type;
  Shape shape;
  Handle properties;
  std::vector<char> content;
};

std::size_t bytes_of(Shape const& shape, std::size_t each) {
  hsize_t bytes = each;
  for (hsize_t const size : shape) {
    if (size > most_bytes) return most_bytes + 1;
    bytes = std::min<hsize_t>(most_bytes + 1, bytes * size);
  }
  return bytes;
}

Plan plan_of(hid_t dataset) {
  Plan plan{Handle(H5Dget_type(dataset), H5Tclose),
            h5::shape_of(dataset),
            Handle(H5Dget_create_plist(dataset), H5Pclose),
            {}};
  std::size_t const bytes = bytes_of(plan.shape, H5Tget_size(plan.type.id()));
  if (bytes > most_bytes || H5Tis_variable_str(plan.type.id()) > 0) return plan;
  plan.content.resize(bytes);
  if (H5Dread(dataset, plan.type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, plan.content.data()) < 0) plan.content.clear();
  return plan;
}

void change_shape(Shape& shape, Input& input) {
  std::uint8_t const how = input.byte();
  if (how % 8 == 0) shape.clear();
  if (how % 8 == 1) shape.push_back(input.number());
  if (how % 8 == 2 && !shape.empty()) shape.pop_back();
  if (how % 8 > 2 && !shape.empty()) shape[input.below(shape.size())] = input.number();
}

/// Sets another layout, and one that fits to the shape.
void change_layout(Plan& plan, Input& input) {
  hid_t const list = plan.properties.id();
  std::uint8_t const how = input.byte();
  if (how % 4 == 0) H5Pset_layout(list, H5D_COMPACT);
  if (how % 4 == 1) H5Pset_layout(list, H5D_CONTIGUOUS);
  if (how % 4 > 1 && !plan.shape.empty()) {
    Shape chunk(plan.shape.size());
    for (std::size_t i = 0; i < chunk.size(); ++i)
      chunk[i] = std::clamp<hsize_t>(how % 8 < 4 ? plan.shape[i] : input.byte(), 1, 64);
    H5Pset_chunk(list, static_cast<int>(chunk.size()), chunk.data());
  }
}

void change_filters(hid_t list, Input& input) {
  constexpr H5Z_filter_t unknown = 32001;  // a registered number of another program; never loaded
  // Always anew: HDF5 1.10 frees a name twice where filters are added to those of a dataset.
  H5Premove_filter(list, H5Z_FILTER_ALL);
  std::uint8_t const how = input.byte();
  if ((how & 2U) != 0) H5Pset_shuffle(list);
  if ((how & 4U) != 0) H5Pset_deflate(list, input.below(10));
  if ((how & 8U) != 0) H5Pset_fletcher32(list);
  if ((how & 16U) != 0) H5Pset_nbit(list);
  if ((how & 32U) != 0) H5Pset_scaleoffset(list, H5Z_SO_INT, 0);
  if ((how & 64U) != 0) H5Pset_filter(list, unknown, H5Z_FLAG_OPTIONAL, 0, nullptr);
}

/// Stores it outside the file, or as a view of another dataset.
void change_storage(Plan& plan, Places const& places, Input& input) {
  hid_t const list = plan.properties.id();
  std::uint8_t const how = input.byte();
  char const* const other = how % 2 == 0 ? "/proc/self/exe" : "/dev/zero";
  if (how % 4 < 2) {
    H5Pset_layout(list, H5D_CONTIGUOUS);
    H5Pset_external(list, other, 0, H5F_UNLIMITED);
    return;
  }
  Handle const space = h5::space_of_shape(plan.shape);
  std::string const& source = places.datasets[input.below(places.datasets.size())];
  H5Pset_virtual(list, space.id(), how % 4 == 2 ? "." : other, source.c_str(), space.id());
}

Handle opened(hid_t file, Places const& places, Input& input) {
  std::string const& path = places.datasets[input.below(places.datasets.size())];
  return h5::open_dataset(file, path);
}

}  // namespace

Handle any_type(Input& input) {
  std::array const plain{H5T_STD_I8LE,  H5T_STD_U8LE,    H5T_STD_I16BE,     H5T_STD_I32LE,  H5T_STD_I64LE,
                         H5T_STD_U64LE, H5T_STD_U64BE,   H5T_IEEE_F32LE,    H5T_IEEE_F64LE, H5T_C_S1,
                         H5T_STD_B32LE, H5T_STD_REF_OBJ, H5T_NATIVE_LDOUBLE};
  std::size_t const kind = input.below(plain.size() + 6);
  if (kind < plain.size()) return {H5Tcopy(plain[kind]), H5Tclose};
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
  hsize_t const three = 3;
  switch (kind - plain.size()) {
    case 0:
      H5Tset_size(type.id(), std::clamp<std::size_t>(input.number(), 1, most_of_attribute));
      return type;
    case 1:
      H5Tset_size(type.id(), H5T_VARIABLE);
      return type;
    case 2:
      return {H5Tcreate(H5T_OPAQUE, std::clamp<std::size_t>(input.number(), 1, 64)), H5Tclose};
    case 3:
      return {H5Tarray_create2(H5T_STD_I64LE, 1, &three), H5Tclose};
    case 4:
      return {H5Tenum_create(H5T_STD_I8LE), H5Tclose};
    default: {
      Handle both(H5Tcreate(H5T_COMPOUND, 16), H5Tclose);
      H5Tinsert(both.id(), "a", 0, H5T_STD_I64LE);
      H5Tinsert(both.id(), "b", 8, H5T_IEEE_F64LE);
      return both;
    }
  }
}

Handle any_space(Input& input) {
  std::uint8_t const rank = input.byte() % 5;
  if (rank < 2) return h5::scalar_space();
  if (rank == 4) return {H5Screate(H5S_NULL), H5Sclose};
  Shape shape;
  for (std::uint8_t i = 1; i < rank; ++i) shape.push_back(input.byte());
  return h5::space_of_shape(shape);
}

std::vector<char> filled(hid_t type, hid_t space, Input& input) {
  hssize_t const cells = H5Sget_simple_extent_npoints(space);
  std::size_t const size = H5Tget_size(type);
  if (cells <= 0 || size == 0 || static_cast<std::size_t>(cells) > most_of_attribute / size) return {};
  std::vector<char> value(static_cast<std::size_t>(cells) * size);
  std::string const put = input.text(255);
  for (std::size_t i = 0; i < value.size() && !put.empty(); ++i) value[i] = put[i % put.size()];
  return value;
}

void replace_dataset(hid_t file, Places const& places, Input& input) {
  std::string const& path = places.datasets[input.below(places.datasets.size())];
  Plan plan = plan_of(h5::open_dataset(file, path).id());
  std::uint8_t const what = input.byte();
  if ((what & 1U) != 0) plan.type = any_type(input);
  if ((what & 2U) != 0) change_shape(plan.shape, input);
  if ((what & 4U) != 0) change_layout(plan, input);
  if ((what & 8U) != 0) change_filters(plan.properties.id(), input);
  if ((what & 16U) != 0) change_storage(plan, places, input);
  Handle const space = h5::space_of_shape(plan.shape);
  H5Ldelete(file, path.c_str(), H5P_DEFAULT);
  Handle const made(
      H5Dcreate2(file, path.c_str(), plan.type.id(), space.id(), H5P_DEFAULT, plan.properties.id(), H5P_DEFAULT),
      H5Dclose);
  std::size_t const bytes = bytes_of(plan.shape, H5Tget_size(plan.type.id()));
  bool const elsewhere = (what & 16U) != 0;  // what HDF5 stores there would be written
  if (made.id() < 0 || elsewhere || bytes > most_bytes || H5Tis_variable_str(plan.type.id()) > 0) return;
  plan.content.resize(bytes);
  if ((what & 32U) == 0) H5Dwrite(made.id(), plan.type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, plan.content.data());
}

void change_cells(hid_t file, Places const& places, Input& input) {
  Handle const dataset = opened(file, places, input);
  Plan plan = plan_of(dataset.id());
  if (plan.content.empty()) return;
  std::size_t const at = input.below(plan.content.size());
  std::string const put = input.text(64);
  std::copy_n(put.begin(), std::min(put.size(), plan.content.size() - at),
              plan.content.begin() + static_cast<std::ptrdiff_t>(at));
  H5Dwrite(dataset.id(), plan.type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, plan.content.data());
}

void change_chunk(hid_t file, Places const& places, Input& input) {
  Handle const dataset = opened(file, places, input);
  Handle const space(H5Dget_space(dataset.id()), H5Sclose);
  hsize_t count = 0;
  if (H5Dget_num_chunks(dataset.id(), space.id(), &count) < 0 || count == 0) return;
  Shape offset(h5::shape_of(dataset.id()).size());
  unsigned mask = 0;
  haddr_t address = 0;
  hsize_t size = 0;
  if (H5Dget_chunk_info(dataset.id(), space.id(), input.below(count), offset.data(), &mask, &address, &size) < 0)
    return;
  if (size > most_bytes) return;
  std::vector<char> bytes(size);
  std::uint32_t filters = 0;
  if (H5Dread_chunk(dataset.id(), H5P_DEFAULT, offset.data(), &filters, bytes.data()) < 0) return;
  std::size_t const at = input.below(bytes.size());
  std::string const put = input.text(64);
  std::copy_n(put.begin(), std::min(put.size(), bytes.size() - at), bytes.begin() + static_cast<std::ptrdiff_t>(at));
  std::uint8_t const how = input.byte();
  if ((how & 1U) != 0) bytes.resize(std::clamp<std::size_t>(input.number(), 1, most_bytes));
  if ((how & 2U) != 0) filters = input.byte() % 8;
  H5Dwrite_chunk(dataset.id(), H5P_DEFAULT, filters, offset.data(), bytes.size(), bytes.data());
}

void resize(hid_t file, Places const& places, Input& input) {
  Handle const dataset = opened(file, places, input);
  Shape shape = h5::shape_of(dataset.id());
  change_shape(shape, input);
  if (shape.size() == h5::shape_of(dataset.id()).size()) H5Dset_extent(dataset.id(), shape.data());
}

}  // namespace silowalk::fuzz
