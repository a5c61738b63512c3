#include "engine/archive/hdf5/hdf5.h"

#include <fmt/core.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <initializer_list>
#include <limits>
#include <new>

#include "engine/base/complaint.h"

namespace silowalk::inline archive::h5 {
namespace {

/// The failure that the library met first.
struct FirstFailure {
  bool known = false;
  bool of_memory = false;
  std::string description;
};

/// Keeps the first entry of the library's error stack.
herr_t take_first(unsigned, H5E_error2_t const* error, void* where) {
  // The stack is read from the innermost call: the first failure is the most specific.
  auto& failure = *static_cast<FirstFailure*>(where);
  if (failure.known) return 0;
  failure.known = true;
  failure.of_memory = error->maj_num == H5E_RESOURCE && error->min_num == H5E_NOSPACE;
  if (error->desc != nullptr) failure.description = error->desc;
  return 0;
}

/// Returns what a person can use of a description. Where the system refused, it has two lines with the time, addresses
/// and sizes around "error message = 'No space left on device'".
std::string without_details(std::string const& description) {
  constexpr std::string_view before = "error message = '";
  std::size_t const found = description.find(before);
  if (found == std::string::npos) return description.substr(0, description.find('\n'));
  std::size_t const begin = found + before.size();
  return description.substr(begin, description.find('\'', begin) - begin);
}

/// Returns the reason of the last failure and clears the library's error stack. Throws std::bad_alloc where memory was
/// used up.
std::string library_reason() {
  FirstFailure failure;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, take_first, &failure);
  H5Eclear2(H5E_DEFAULT);
  if (failure.of_memory) throw std::bad_alloc();
  return failure.description.empty() ? "no reason given; memory may be used up" : without_details(failure.description);
}

/// Returns a new property list of a class, H5P_DATASET_CREATE and the like.
Handle properties(hid_t kind) { return {checked(H5Pcreate(kind), "make a property list"), H5Pclose}; }

constexpr unsigned ordered =
    H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;  ///< both flags: HDF5 indexes an order only where it tracks it

/// Returns properties with which closing a file fails while something in it is open: otherwise the library would close
/// it later, and a failure would be lost.
Handle closing_at_once() {
  Handle list = properties(H5P_FILE_ACCESS);
  checked(H5Pset_fclose_degree(list.id(), H5F_CLOSE_SEMI), "set how files are closed");
  return list;
}

/// Returns how a dataset in this file is opened. In a file that is being written, without a cache of chunks: a chunk is
/// written by the call that fills it, which fails where the disk is full. With a cache it would be written when the
/// dataset is closed, and a Handle ignores failures of that.
Handle dataset_access(hid_t where) {
  Handle list = properties(H5P_DATASET_ACCESS);
  Handle const file(checked(H5Iget_file_id(where), "find the file"), H5Fclose);
  unsigned intent = 0;
  checked(H5Fget_intent(file.id(), &intent), "find how the file is opened");
  if ((intent & H5F_ACC_RDWR) != 0)
    checked(H5Pset_chunk_cache(list.id(), 0, 0, H5D_CHUNK_CACHE_W0_DEFAULT), "set the cache of a dataset");
  return list;
}

/// Returns properties without time stamps, attributes in the order of creation: the bytes depend on the content alone.
Handle dataset_properties() {
  Handle list = properties(H5P_DATASET_CREATE);
  checked(H5Pset_obj_track_times(list.id(), false), "leave times out");
  checked(H5Pset_attr_creation_order(list.id(), ordered), "keep the order of attributes");
  return list;
}

/// Selects cells in `space` and returns the space of the same shape in memory.
Handle cells_of(hid_t space, Shape const& start, Shape const& count) {
  checked(H5Sselect_hyperslab(space, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr), "select cells");
  return space_of_shape(count);
}

/// Returns where rows of the first axis start and how many cells they have along each axis.
std::pair<Shape, Shape> rows_of(hid_t dataset, hsize_t first, hsize_t count) {
  Shape counts = shape_of(dataset);
  Shape start(counts.size(), 0);
  start.at(0) = first;
  counts.at(0) = count;
  return {start, counts};
}

/// Returns properties of chunks that are shuffled, compressed and have a checksum, in this order on writing.
Handle chunked_properties(std::string const& name, Number number, Shape const& chunk) {
  Handle list = dataset_properties();
  checked(H5Pset_chunk(list.id(), static_cast<int>(chunk.size()), chunk.data()), "set the chunks of " + name);
  // Shuffled first: the high bytes of neighbours are alike, so they compress better side by side. Mandatory: otherwise
  // the library stores a chunk as it is where memory runs out, and the same run writes other bytes.
  unsigned const level = 4;
  if (number != Number::character)
    checked(H5Pset_filter(list.id(), H5Z_FILTER_SHUFFLE, H5Z_FLAG_MANDATORY, 0, nullptr), "shuffle " + name);
  checked(H5Pset_filter(list.id(), H5Z_FILTER_DEFLATE, H5Z_FLAG_MANDATORY, 1, &level), "deflate " + name);
  checked(H5Pset_fletcher32(list.id()), "checksum " + name);
  return list;
}

/// Throws RuntimeFailure where a link on the way to `name` is none of those that this program makes: soft and external
/// links can lead out of the file, or in a circle.
void expect_inside(hid_t where, std::string const& name) {
  for (std::size_t slash = 0; slash != std::string::npos;) {
    slash = name.find('/', slash + 1);
    std::string const way = name.substr(0, slash);
    H5L_info_t info;
    checked(H5Lget_info(where, way.c_str(), &info, H5P_DEFAULT), "find " + way);
    if (info.type != H5L_TYPE_HARD) throw RuntimeFailure(fmt::format("'{}' is a link to another place", way));
  }
}

/// Throws RuntimeFailure where a dataset has its content in other files, or is a view of other datasets: reading it
/// would open files that somebody else named, and could wait for one of them for ever.
void expect_content_here(hid_t dataset, std::string const& name) {
  Handle const list(checked(H5Dget_create_plist(dataset), "read how a dataset is stored"), H5Pclose);
  if (H5Pget_layout(list.id()) == H5D_VIRTUAL || H5Pget_external_count(list.id()) != 0)
    throw RuntimeFailure(fmt::format("the dataset {} has its content in another place", name));
}

/// The names of the links of one kind.
struct Links {
  H5I_type_t kind;  ///< of what they lead to
  std::vector<std::string> names;
};

/// Adds a link's name where it leads to the kind. Soft and external links are skipped: this program writes none.
herr_t collect_link(hid_t where, char const* name, H5L_info_t const* info, void* links) {
  if (info->type != H5L_TYPE_HARD) return 0;
  hid_t const object = H5Oopen(where, name, H5P_DEFAULT);
  if (object < 0) return -1;
  auto& found = *static_cast<Links*>(links);
  if (H5Iget_type(object) == found.kind) found.names.emplace_back(name);
  return H5Oclose(object);
}

std::vector<std::string> links_in(hid_t where, H5I_type_t kind) {
  Links links{kind, {}};
  checked(H5Literate(where, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, collect_link, &links), "list the contents");
  return links.names;
}

}  // namespace

Handle scalar_space() { return {checked(H5Screate(H5S_SCALAR), "make a space"), H5Sclose}; }

Handle space_of_shape(Shape const& shape) {
  if (shape.empty()) return scalar_space();
  return {checked(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), "make a space"), H5Sclose};
}

void Handle::close(std::string const& what) {
  // Given up before the call, so that the destructor does not close a second time where this close fails.
  hid_t const mine = id_;
  id_ = H5I_INVALID_HID;
  if (mine >= 0) checked(close_(mine), what);
}

void ready() {
  H5dont_atexit();                           // fails harmlessly where the library is in use already
  if (H5open() < 0) throw std::bad_alloc();  // it needs memory and nothing else, and cannot state a reason yet
  checked(H5PLset_loading_state(0), "keep the library from loading code");  // for a filter that a file names
  checked(H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr), "silence the HDF5 library");
}

hid_t checked(hid_t result, std::string const& what) {
  if (result < 0) throw RuntimeFailure(fmt::format("cannot {} (HDF5: {})", what, library_reason()));
  return result;
}

hid_t memory_type(Number number) {
  switch (number) {
    case Number::int8:
      return H5T_NATIVE_INT8;
    case Number::int32:
      return H5T_NATIVE_INT32;
    case Number::int64:
      return H5T_NATIVE_INT64;
    case Number::uint64:
      return H5T_NATIVE_UINT64;
    case Number::character:
      return H5T_C_S1;
    default:
      return H5T_NATIVE_DOUBLE;
  }
}

hid_t file_type(Number number) {
  switch (number) {
    case Number::int8:
      return H5T_STD_I8LE;
    case Number::int32:
      return H5T_STD_I32LE;
    case Number::int64:
      return H5T_STD_I64LE;
    case Number::uint64:
      return H5T_STD_U64LE;
    case Number::character:
      return H5T_C_S1;
    default:
      return H5T_IEEE_F64LE;
  }
}

Handle create_file(std::string const& path) {
  // Places of a node in the tree of a dataset's chunks: datasets have few chunks, and every node is written in full.
  constexpr unsigned half_a_node = 4;
  Handle const creation = properties(H5P_FILE_CREATE);
  checked(H5Pset_link_creation_order(creation.id(), ordered), "keep the order of links");
  checked(H5Pset_attr_creation_order(creation.id(), ordered), "keep the order of attributes");
  checked(H5Pset_obj_track_times(creation.id(), false), "leave times out");
  checked(H5Pset_istore_k(creation.id(), half_a_node), "set the size of a node");
  return {checked(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation.id(), closing_at_once().id()),
                  fmt::format("write '{}'", path)),
          H5Fclose};
}

Handle create_group(hid_t where, std::string const& name) {
  Handle const list = properties(H5P_GROUP_CREATE);
  checked(H5Pset_link_creation_order(list.id(), ordered), "keep the order of links");
  checked(H5Pset_attr_creation_order(list.id(), ordered), "keep the order of attributes");
  checked(H5Pset_obj_track_times(list.id(), false), "leave times out");
  return {checked(H5Gcreate2(where, name.c_str(), H5P_DEFAULT, list.id(), H5P_DEFAULT), "make the group " + name),
          H5Gclose};
}

Handle open_file(std::string const& path) {
  return {checked(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), fmt::format("open '{}'", path)), H5Fclose};
}

Handle open_to_write(std::string const& path) {
  return {checked(H5Fopen(path.c_str(), H5F_ACC_RDWR, closing_at_once().id()), fmt::format("write '{}'", path)),
          H5Fclose};
}

Handle create_dataset(hid_t where, std::string const& name, Number number, Shape const& shape, Shape const& chunk) {
  Handle const list = chunk.empty() ? dataset_properties() : chunked_properties(name, number, chunk);
  Handle const space = space_of_shape(shape);
  return {checked(H5Dcreate2(where, name.c_str(), file_type(number), space.id(), H5P_DEFAULT, list.id(),
                             dataset_access(where).id()),
                  "make the dataset " + name),
          H5Dclose};
}

Handle create_growing_dataset(hid_t where, std::string const& name, Number number, Shape const& shape,
                              Shape const& chunk, std::vector<bool> const& grows) {
  Handle const list = chunked_properties(name, number, chunk);
  double const undefined = std::numeric_limits<double>::quiet_NaN();
  if (number == Number::float64)
    checked(H5Pset_fill_value(list.id(), memory_type(number), &undefined), "set what is not written of " + name);
  Shape most = shape;
  for (std::size_t i = 0; i < most.size(); ++i)
    if (grows[i]) most[i] = H5S_UNLIMITED;
  Handle const space(
      checked(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), most.data()), "make a space"), H5Sclose);
  return {checked(H5Dcreate2(where, name.c_str(), file_type(number), space.id(), H5P_DEFAULT, list.id(),
                             dataset_access(where).id()),
                  "make the dataset " + name),
          H5Dclose};
}

void grow(hid_t dataset, Shape const& shape) { checked(H5Dset_extent(dataset, shape.data()), "grow a dataset"); }

void write_all(hid_t dataset, Number number, void const* data) {
  checked(H5Dwrite(dataset, memory_type(number), H5S_ALL, H5S_ALL, H5P_DEFAULT, data), "write a dataset");
}

void write_rows(hid_t dataset, Number number, hsize_t first, hsize_t count, void const* data) {
  auto const [start, counts] = rows_of(dataset, first, count);
  write_block(dataset, number, start, counts, data);
}

void read_rows(hid_t dataset, Number number, hsize_t first, hsize_t count, void* data) {
  auto const [start, counts] = rows_of(dataset, first, count);
  read_block(dataset, number, start, counts, data);
}

void write_block(hid_t dataset, Number number, Shape const& start, Shape const& count, void const* data) {
  Handle const space(checked(H5Dget_space(dataset), "write a dataset"), H5Sclose);
  Handle const memory = cells_of(space.id(), start, count);
  checked(H5Dwrite(dataset, memory_type(number), memory.id(), space.id(), H5P_DEFAULT, data), "write a dataset");
}

void read_block(hid_t dataset, Number number, Shape const& start, Shape const& count, void* data) {
  Handle const space(checked(H5Dget_space(dataset), "read a dataset"), H5Sclose);
  Handle const memory = cells_of(space.id(), start, count);
  checked(H5Dread(dataset, memory_type(number), memory.id(), space.id(), H5P_DEFAULT, data), "read a dataset");
}

Shape shape_of(hid_t dataset) {
  Handle const space(checked(H5Dget_space(dataset), "read a shape"), H5Sclose);
  int const rank = static_cast<int>(checked(H5Sget_simple_extent_ndims(space.id()), "read a shape"));
  Shape shape(static_cast<std::size_t>(rank));
  checked(H5Sget_simple_extent_dims(space.id(), shape.data(), nullptr), "read a shape");
  return shape;
}

Handle open_dataset(hid_t where, std::string const& name) {
  expect_inside(where, name);
  Handle dataset(checked(H5Dopen2(where, name.c_str(), dataset_access(where).id()), "open the dataset " + name),
                 H5Dclose);
  expect_content_here(dataset.id(), name);
  return dataset;
}
Handle open_group(hid_t where, std::string const& name) {
  expect_inside(where, name);
  return {checked(H5Gopen2(where, name.c_str(), H5P_DEFAULT), "open the group " + name), H5Gclose};
}
bool has_link(hid_t where, std::string const& name) {
  return checked(H5Lexists(where, name.c_str(), H5P_DEFAULT), "look for " + name) > 0;
}

std::vector<std::string> groups_in(hid_t where) { return links_in(where, H5I_GROUP); }
std::vector<std::string> datasets_in(hid_t where) { return links_in(where, H5I_DATASET); }

void make_scale(hid_t dataset, std::string const& name) {
  checked(H5DSset_scale(dataset, name.c_str()), "make the axis " + name);
}
void attach_scale(hid_t dataset, hid_t scale, unsigned axis) {
  checked(H5DSattach_scale(dataset, scale, axis), "attach an axis");
}

}  // namespace silowalk::inline archive::h5
