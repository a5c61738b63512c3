#pragma once

#include <hdf5.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// A thin wrapper of HDF5's C interface: handles that close themselves, calls that throw. Every call into the library
/// goes through here or through checked(). One thread at a time.
namespace silowalk::inline archive::h5 {

/// Owns one identifier.
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
  hid_t id() const { return id_; }
  /// Closes now and throws where that fails (a failed close is a failed write).
  void close(std::string const& what);

 private:
  hid_t id_ = H5I_INVALID_HID;
  Close close_ = nullptr;
};

/// Readies the library for this process: errors are returned, not printed; no handler at exit (it crashes after a
/// failed close).
void ready();

/// Throws RuntimeFailure "cannot WHAT (the library's own reason)" for a negative result; else gives it back.
hid_t checked(hid_t result, std::string const& what);

enum class Number { int8, int32, int64, uint64, float64 };
hid_t memory_type(Number number);
/// Little-endian on every machine.
hid_t file_type(Number number);

/// Creating files and groups that keep the order of creation and no time stamps: same content, same bytes.
Handle create_file(std::string const& path);
Handle create_group(hid_t where, std::string const& name);
Handle open_file(std::string const& path);
/// For reading and writing.
Handle open_to_write(std::string const& path);

void write_attribute(hid_t where, std::string const& name, std::string const& value);
void write_attribute(hid_t where, std::string const& name, double value);
/// Gives an attribute that exists another value.
void overwrite_attribute(hid_t where, std::string const& name, std::string const& value);
void write_attribute(hid_t where, std::string const& name, std::int64_t value);
void write_attribute(hid_t where, std::string const& name, std::uint64_t value);
void write_attribute(hid_t where, std::string const& name, std::int32_t value);
void write_flag(hid_t where, std::string const& name, bool value);  ///< int8, 0 or 1

bool has_attribute(hid_t where, std::string const& name);
std::string read_text_attribute(hid_t where, std::string const& name);
std::uint64_t read_whole_attribute(hid_t where, std::string const& name);
double read_number_attribute(hid_t where, std::string const& name);

using Shape = std::vector<hsize_t>;

/// Chunked with shuffle, deflate 4 and Fletcher32; no chunk: contiguous and plain.
Handle create_dataset(hid_t where, std::string const& name, Number number, Shape const& shape, Shape const& chunk = {});
void write_all(hid_t dataset, Number number, void const* data);
/// Rows [first, first + count) of the first axis.
void write_rows(hid_t dataset, Number number, hsize_t first, hsize_t count, void const* data);
void read_rows(hid_t dataset, Number number, hsize_t first, hsize_t count, void* data);
Shape shape_of(hid_t dataset);

/// Variable-length UTF-8, one per element; the shape is {} (scalar) or {texts.size()}.
Handle write_texts(hid_t where, std::string const& name, std::vector<std::string> const& texts, bool scalar);
std::vector<std::string> read_texts(hid_t where, std::string const& name);

Handle open_dataset(hid_t where, std::string const& name);
Handle open_group(hid_t where, std::string const& name);
bool has_link(hid_t where, std::string const& name);
/// Names of the groups directly below, in the order of creation.
std::vector<std::string> groups_in(hid_t where);

void make_scale(hid_t dataset, std::string const& name);
void attach_scale(hid_t dataset, hid_t scale, unsigned axis);

}  // namespace silowalk::inline archive::h5
