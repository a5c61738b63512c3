#pragma once

#include <string>

#include "engine/archive/hdf5/hdf5.h"

namespace silowalk::inline archive::h5 {

/// Throws RuntimeFailure unless a dataset is as create_dataset() makes it, with these arguments, and all its chunks are
/// in the file: no storage outside the file, no virtual dataset, no other filter (HDF5 would load a library for one),
/// no shape that the file cannot fill.
void expect_dataset(hid_t dataset, std::string const& name, Number number, Shape const& shape, Shape const& chunk);

}  // namespace silowalk::inline archive::h5
