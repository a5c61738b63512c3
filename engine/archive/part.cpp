#include "engine/archive/part.h"

#include <fmt/core.h>
#include <algorithm>

#include <array>
#include <cstring>

#include "engine/base/complaint.h"

namespace silowalk::inline archive {
namespace {

constexpr std::string_view magic = "silopart";
constexpr std::size_t digest_size = 16;  ///< bytes

/// The arrays of a tally in the order of the format. A change of it raises part_version.
/// `Of` is Tally or Tally const, so one list serves the writer and the reader.
template <class Of, class Cells>
auto arrays_of(Of& tally) {
  auto& d = tally.drift;
  return std::array<Cells*, 14>{
      &tally.touchpoint_cells, &tally.silo_cells, &tally.segment_cells, &tally.wait_histogram,  &d.customers_placed,
      &d.first_offered,        &d.first_capacity, &d.last_offered,      &d.last_capacity,       &d.first_visits,
      &d.first_wait,           &d.last_visits,    &d.last_wait,         &tally.initiative_cells};
}

/// Appends the bytes as they are in memory: little-endian on the machines for which this is built.
template <class Number>
void put(std::string& out, Number number) {
  char bytes[sizeof number];
  std::memcpy(bytes, &number, sizeof number);
  out.append(bytes, sizeof bytes);
}

/// High word first, as in the format.
void put_digest(std::string& out, Digest const& digest) {
  put(out, digest.high);
  put(out, digest.low);
}

/// LEB128: 7 bits a byte, the lowest first; the high bit is set on all bytes but the last.
void put_varint(std::string& out, std::uint64_t value) {
  while (value >= 128) {
    out.push_back(static_cast<char>(value | 128));
    value >>= 7;
  }
  out.push_back(static_cast<char>(value));
}

/// Maps small numbers of either sign to small unsigned ones: 0, -1, 1, -2, ... to 0, 1, 2, 3, ...
std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
std::int64_t unzigzag(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

/// Packs an array. Most cells of a tally are zero or small: runs of zeros take two varints.
std::string packed(std::vector<std::int64_t> const& cells) {
  std::string out;
  out.reserve(cells.size() * 3);
  for (std::size_t i = 0; i < cells.size();) {
    if (cells[i] != 0) {
      put_varint(out, zigzag(cells[i++]));
      continue;
    }
    std::size_t const first = i;
    while (i < cells.size() && cells[i] == 0) ++i;
    put_varint(out, 0);
    put_varint(out, i - first);
  }
  return out;
}

/// Reads from the front of a view. Throws RuntimeFailure where the view ends too early.
/// The view must outlive it. Numbers are read as the writer put them: little-endian, no alignment.
class Cursor {
 public:
  explicit Cursor(std::string_view bytes) : rest_(bytes) {}

  /// Returns the next `size` bytes, a part of the view.
  std::string_view take(std::size_t size) {
    if (size > rest_.size()) throw RuntimeFailure("it is cut short");
    std::string_view const taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }
  /// Copied, not cast: the bytes are not aligned.
  template <class Number>
  Number number() {
    Number value;
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
  }
  Digest digest() {
    Digest digest;
    digest.high = number<std::uint64_t>();
    digest.low = number<std::uint64_t>();
    return digest;
  }
  /// Returns a LEB128 number of at most 10 bytes. Bits beyond the 64th are dropped.
  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      auto const byte = static_cast<unsigned char>(take(1).front());
      value |= static_cast<std::uint64_t>(byte & 127) << shift;
      if (byte < 128) return value;
    }
    throw RuntimeFailure("a number in it is too long");
  }
  bool empty() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

/// The reverse of packed(). Throws RuntimeFailure where the bytes do not give exactly `count` numbers.
std::vector<std::int64_t> unpacked(std::string_view bytes, std::uint64_t count) {
  constexpr std::uint64_t most_reserved = std::uint64_t{1} << 24;  // numbers: the count is not to be trusted
  std::vector<std::int64_t> cells;
  cells.reserve(std::min(count, most_reserved));
  Cursor cursor(bytes);
  while (!cursor.empty()) {
    std::uint64_t const value = cursor.varint();
    std::uint64_t const zeros = value == 0 ? cursor.varint() : 0;
    if (std::max<std::uint64_t>(zeros, 1) > count - cells.size()) throw RuntimeFailure("an array in it is too long");
    if (value == 0) {
      cells.insert(cells.end(), zeros, 0);
    } else {
      cells.push_back(unzigzag(value));
    }
  }
  if (cells.size() != count) throw RuntimeFailure("an array in it is too short");
  return cells;
}

/// Appends the sizes of the axes, then the arrays, each with its length in numbers and in bytes.
void put_tally(std::string& out, Tally const& tally) {
  for (int const size : {tally.months, tally.touchpoints, tally.silos, tally.segments, tally.initiatives}) {
    put(out, static_cast<std::uint32_t>(size));
  }
  for (auto const* const cells : arrays_of<Tally const, std::vector<std::int64_t> const>(tally)) {
    std::string const bytes = packed(*cells);
    put(out, static_cast<std::uint64_t>(cells->size()));
    put(out, static_cast<std::uint64_t>(bytes.size()));
    out += bytes;
  }
}

/// Reverses put_tally(). Throws RuntimeFailure where the tally does not have exactly the axes and arrays of `like`
/// (null: any): a checksum has no key, so a part that matches it can still be of any shape.
Tally take_tally(Cursor& cursor, Tally const* like) {
  Tally tally = like == nullptr ? Tally() : *like;
  for (int* const axis : {&tally.months, &tally.touchpoints, &tally.silos, &tally.segments, &tally.initiatives}) {
    auto const size = static_cast<int>(cursor.number<std::uint32_t>());
    if (like != nullptr && size != *axis) throw RuntimeFailure("it is of another company: its axes have other sizes");
    *axis = size;
  }
  for (auto* const cells : arrays_of<Tally, std::vector<std::int64_t>>(tally)) {
    auto const count = cursor.number<std::uint64_t>();
    auto const size = cursor.number<std::uint64_t>();
    if (like != nullptr && count != cells->size()) throw RuntimeFailure("an array in it has a length of its own");
    *cells = unpacked(cursor.take(size), count);
  }
  return tally;
}

}  // namespace

// No time and no path: the same block gives the same bytes on every machine.
std::string encode_part(Digest const& run, Block const& block, std::vector<Tally> const& tallies) {
  std::string out(magic);
  put(out, part_version);
  put(out, block.first);
  put(out, block.count);
  put_digest(out, block.scenario);
  put_digest(out, run);
  for (Tally const& tally : tallies) put_tally(out, tally);
  put_digest(out, digest_of(out));
  return out;
}

namespace {

/// Returns the bytes that the checksum covers. Throws RuntimeFailure where it does not match. Nothing else is decoded
/// before but the version: a damaged count could ask for any amount of memory.
std::string_view checked_body(std::string_view bytes) {
  if (!bytes.starts_with(magic)) throw RuntimeFailure("it is not a part file");
  if (bytes.size() < magic.size() + sizeof part_version + digest_size) throw RuntimeFailure("it is cut short");
  auto const version = Cursor(bytes.substr(magic.size())).number<std::uint32_t>();
  if (version != part_version) throw RuntimeFailure(fmt::format("its format is version {}", version));
  std::string_view const body = bytes.substr(0, bytes.size() - digest_size);
  Cursor tail(bytes.substr(body.size()));
  if (tail.digest() != digest_of(body)) throw RuntimeFailure("its checksum does not match: damaged or cut short");
  return body;
}

}  // namespace

bool is_sound_part(std::string_view bytes) {
  try {
    checked_body(bytes);
    return true;
  } catch (RuntimeFailure const&) {
    return false;
  }
}

// The checksum first, then whose it is: a damaged header must not look like another run's.
std::vector<Tally> decode_part(std::string_view bytes, Digest const& run, Block const& block, Tally const* like) {
  Cursor cursor(checked_body(bytes).substr(magic.size() + sizeof part_version));
  Block found;
  found.first = cursor.number<std::uint32_t>();
  found.count = cursor.number<std::uint32_t>();
  found.scenario = cursor.digest();
  if (cursor.digest() != run) throw RuntimeFailure("it belongs to another run");
  if (found != block) throw RuntimeFailure("it holds another block");
  std::vector<Tally> tallies;
  for (std::uint32_t i = 0; i < block.count; ++i) tallies.push_back(take_tally(cursor, like));
  if (!cursor.empty()) throw RuntimeFailure("it is too long");
  return tallies;
}

}  // namespace silowalk::inline archive
