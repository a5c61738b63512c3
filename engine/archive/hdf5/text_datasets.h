#pragma once

#include <string>
#include <vector>

#include "engine/archive/hdf5/hdf5.h"

/// Texts as datasets of single bytes in UTF-8, one row a text, padded with zeros: netCDF's character arrays. They have
/// chunks with checksums like numbers, and neither HDF5's heap (which has none) nor the strings of fixed length on
/// which netCDF 4.9 crashes. Functions throw RuntimeFailure.
namespace silowalk::inline archive::h5 {

/// Returns the texts as rows of `width` bytes, one after the other. A text that is longer is cut, at the border of a
/// character. O(bytes).
std::string rows_of_texts(std::vector<std::string> const& texts, std::size_t width);

/// Returns the bytes that the longest of these texts has; at least 1.
std::size_t width_of(std::vector<std::string> const& texts);

/// Writes one text a row. Precondition: no text is longer than `width`; at least one text.
Handle write_texts(hid_t where, std::string const& name, std::vector<std::string> const& texts, std::size_t width);
/// Writes one text, along one axis of width_of({text}) bytes.
Handle write_text(hid_t where, std::string const& name, std::string const& text);

/// Makes a dataset of texts of which the first axis has no limit: see rows_of_texts().
Handle create_growing_texts(hid_t where, std::string const& name, Shape const& shape, Shape const& chunk);

/// Returns all texts of a dataset. Throws where it is not one that write_texts() makes.
std::vector<std::string> read_texts(hid_t where, std::string const& name);
/// Returns the text of a dataset. Throws where it is not one that write_text() makes.
std::string read_text(hid_t where, std::string const& name);

}  // namespace silowalk::inline archive::h5
