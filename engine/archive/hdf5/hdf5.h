#pragma once

#include <hdf5.h>

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

/// A thin wrapper of HDF5's C interface: handles that close themselves, calls that throw. Every call into the library
/// goes through here or through checked(). The library is not thread-safe: one thread at a time in the whole program.
/// All functions throw RuntimeFailure, with the library's reason, where the library refuses.
/// A `where` is an open file or group; `name` may be a path below it. Returned handles are open.
namespace silowalk::inline archive::h5 {

/// Owns one identifier of the library, or none; closes it when destroyed, ignoring errors.
class Handle {
 public:
  using Close = herr_t (*)(hid_t);
  Handle() = default;
  Handle(hid_t owned, Close closer) : id_(owned), close_(closer) {}
  Handle(Handle&& other) noexcept : id_(other.id_), close_(other.close_) { other.id_ = H5I_INVALID_HID; }
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  ~Handle() {
    if (id_ >= 0) close_(id_);
  }
  hid_t id() const { return id_; }  ///< negative: none; valid while this handle lives
  /// Closes now and throws where that fails (a failed close is a failed write). No effect on a handle without an
  /// identifier.
  void close(std::string const& what);

 private:
  hid_t id_ = H5I_INVALID_HID;
  Close close_ = nullptr;
};

/// Prepares the library for this process: errors are returned, not printed; no handler at exit (it crashes after a
/// failed close). Call it before any other function; repeated calls have no further effect.
void ready();

/// Returns `result`. Throws RuntimeFailure "cannot WHAT (HDF5: the library's reason)" where it is negative.
hid_t checked(hid_t result, std::string const& what);

/// The types of elements in a results file. A `character` is one byte of a text in UTF-8, as netCDF's NC_CHAR.
enum class Number { int8, int32, int64, uint64, float64, character };
/// Returns the machine's type. The library owns it: it must not be closed.
hid_t memory_type(Number number);
/// Returns the type in the file: little-endian on every machine. The library owns it: it must not be closed.
hid_t file_type(Number number);

/// Sizes of the axes, the slowest first.
using Shape = std::vector<hsize_t>;

/// Return the space of one value, and of a shape that never grows; of one value for an empty shape.
Handle scalar_space();
Handle space_of_shape(Shape const& shape);

/// Creates a file or group that keeps the order of creation and no time stamps: same content, same bytes. An existing
/// file is replaced.
/// The handle is open for reading and writing.
Handle create_file(std::string const& path);
Handle create_group(hid_t where, std::string const& name);
/// Opens a file for reading.
Handle open_file(std::string const& path);
/// Opens a file for reading and writing.
Handle open_to_write(std::string const& path);

/// Adds an attribute. Throws where there is one of that name.
/// A text is UTF-8 of fixed length, padded with zero bytes. It has at least 2 bytes: h5netcdf takes one for a number.
void write_attribute(hid_t where, std::string const& name, std::string const& value);
/// Numbers are written in little-endian: see file_type(). Each has one element.
void write_attribute(hid_t where, std::string const& name, double value);
void write_attribute(hid_t where, std::string const& name, std::vector<std::int32_t> const& values);
/// Replaces the value of an existing text attribute; the order of attributes stays.
/// Precondition: the attribute is of the type that write_attribute() makes, and the text as long as the one there is.
void overwrite_attribute(hid_t where, std::string const& name, std::string const& value);
void write_attribute(hid_t where, std::string const& name, std::int64_t value);
void write_attribute(hid_t where, std::string const& name, std::uint64_t value);
void write_attribute(hid_t where, std::string const& name, std::int32_t value);
void write_flag(hid_t where, std::string const& name, bool value);  ///< int8, 0 or 1

/// Functions that read an attribute throw where there is none, where it is not one value, and where its type is another
/// (a text of fixed length; a number).
bool has_attribute(hid_t where, std::string const& name);
std::string read_text_attribute(hid_t where, std::string const& name);
/// Converts from any number type of the file.
std::uint64_t read_whole_attribute(hid_t where, std::string const& name);
double read_number_attribute(hid_t where, std::string const& name);

/// Creates a dataset in chunks with shuffle, deflate 4 and Fletcher32; without a chunk: contiguous and uncompressed.
/// The type in the file is file_type(number). Precondition: `chunk` is empty or has one size for each axis.
Handle create_dataset(hid_t where, std::string const& name, Number number, Shape const& shape, Shape const& chunk = {});
/// Creates a dataset of which the axes in `grows` have no limit. What is not written yet is zero; NaN in float64.
Handle create_growing_dataset(hid_t where, std::string const& name, Number number, Shape const& shape,
                              Shape const& chunk, std::vector<bool> const& grows);
/// Sets the sizes of the axes. Precondition: those that change have no limit.
void grow(hid_t dataset, Shape const& shape);
/// Writes the whole dataset. Precondition: `data` has as many numbers as the shape, of the type `number`.
void write_all(hid_t dataset, Number number, void const* data);
/// Writes or reads rows [first, first + count) of the first axis. Precondition: `data` has room for as many numbers of
/// the type `number`; the library converts from and to the type in the file.
void write_rows(hid_t dataset, Number number, hsize_t first, hsize_t count, void const* data);
void read_rows(hid_t dataset, Number number, hsize_t first, hsize_t count, void* data);
/// Writes or reads the cells from `start` on, `count` along each axis. Precondition: `data` has room for them.
void write_block(hid_t dataset, Number number, Shape const& start, Shape const& count, void const* data);
void read_block(hid_t dataset, Number number, Shape const& start, Shape const& count, void* data);
/// Returns the sizes of a dataset's axes; an empty shape for a scalar.
Shape shape_of(hid_t dataset);

/// Open what is there; throw where there is none of that kind, where a link on the way to it leads elsewhere (soft and
/// external links), or where a dataset has its content in another file or dataset.
Handle open_dataset(hid_t where, std::string const& name);
Handle open_group(hid_t where, std::string const& name);
/// Returns whether there is a link of that name. Precondition: the groups on the way to it exist.
bool has_link(hid_t where, std::string const& name);
/// Returns the names of the groups directly below, in the order of creation.
/// The file or group must have been made by create_file() or create_group(), which track that order.
std::vector<std::string> groups_in(hid_t where);
/// Returns the names of the datasets directly below, in the order of creation. The same precondition.
std::vector<std::string> datasets_in(hid_t where);

/// Makes a dataset a dimension scale: the coordinates of an axis, as netCDF-4 and xarray read them.
/// Throws for a dataset that has scales attached itself.
void make_scale(hid_t dataset, std::string const& name);
/// Names `scale` as the coordinates of an axis of a dataset, counted from 0.
void attach_scale(hid_t dataset, hid_t scale, unsigned axis);

}  // namespace silowalk::inline archive::h5
