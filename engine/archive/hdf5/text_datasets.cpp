#include "engine/archive/hdf5/text_datasets.h"

#include <fmt/core.h>

#include <algorithm>

#include "engine/archive/hdf5/expect_dataset.h"
#include "engine/base/complaint.h"

namespace silowalk::inline archive::h5 {
namespace {

constexpr hsize_t most_bytes = hsize_t{256} << 20;  ///< of one dataset: far more than any scenario has

/// Returns the text without what exceeds `width` bytes. A character of several bytes is left out as a whole.
std::string_view cut(std::string_view text, std::size_t width) {
  if (text.size() <= width) return text;
  std::size_t end = width;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

/// Writes rows of characters in one chunk.
Handle write_rows_of_characters(hid_t where, std::string const& name, std::string const& rows, Shape const& shape) {
  Handle dataset = create_dataset(where, name, Number::character, shape, shape);
  write_all(dataset.id(), Number::character, rows.data());
  write_attribute(dataset.id(), "_Encoding", std::string("utf-8"));
  return dataset;
}

/// Reads all bytes of a dataset of characters along `rank` axes. Throws RuntimeFailure for any other dataset, and where
/// its bytes are not in the file: a shape costs nothing there, and memory here.
std::string read_characters(hid_t where, std::string const& name, std::size_t rank, Shape& shape) {
  Handle const dataset = open_dataset(where, name);
  shape = shape_of(dataset.id());
  hsize_t bytes = 1;
  for (hsize_t const each : shape) bytes = each > most_bytes ? most_bytes + 1 : std::min(most_bytes + 1, bytes * each);
  if (shape.size() != rank || bytes == 0 || bytes > most_bytes)
    throw RuntimeFailure(fmt::format("the dataset {} is no text", name));
  expect_dataset(dataset.id(), name, Number::character, shape, shape);
  std::string rows(bytes, '\0');
  read_rows(dataset.id(), Number::character, 0, shape[0], rows.data());
  return rows;
}

/// Returns the bytes before the first zero.
std::string before_zero(std::string const& rows, std::size_t first, std::size_t width) {
  std::string const row = rows.substr(first, width);
  return row.substr(0, row.find('\0'));
}

}  // namespace

std::string rows_of_texts(std::vector<std::string> const& texts, std::size_t width) {
  std::string rows(texts.size() * width, '\0');
  for (std::size_t i = 0; i < texts.size(); ++i) {
    std::string_view const kept = cut(texts[i], width);
    std::copy(kept.begin(), kept.end(), rows.begin() + static_cast<std::ptrdiff_t>(i * width));
  }
  return rows;
}

std::size_t width_of(std::vector<std::string> const& texts) {
  std::size_t width = 1;
  for (std::string const& each : texts) width = std::max(width, each.size());
  return width;
}

Handle write_texts(hid_t where, std::string const& name, std::vector<std::string> const& texts, std::size_t width) {
  return write_rows_of_characters(where, name, rows_of_texts(texts, width), {texts.size(), width});
}

Handle write_text(hid_t where, std::string const& name, std::string const& text) {
  std::size_t const width = width_of({text});
  return write_rows_of_characters(where, name, rows_of_texts({text}, width), {width});
}

Handle create_growing_texts(hid_t where, std::string const& name, Shape const& shape, Shape const& chunk) {
  Handle dataset = create_growing_dataset(where, name, Number::character, shape, chunk, {true, false});
  write_attribute(dataset.id(), "_Encoding", std::string("utf-8"));
  return dataset;
}

std::vector<std::string> read_texts(hid_t where, std::string const& name) {
  Shape shape;
  std::string const rows = read_characters(where, name, 2, shape);
  std::vector<std::string> texts;
  for (hsize_t i = 0; i < shape[0]; ++i) texts.push_back(before_zero(rows, i * shape[1], shape[1]));
  return texts;
}

std::string read_text(hid_t where, std::string const& name) {
  Shape shape;
  std::string const rows = read_characters(where, name, 1, shape);
  return before_zero(rows, 0, rows.size());
}

}  // namespace silowalk::inline archive::h5
