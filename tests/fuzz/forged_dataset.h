#pragma once

#include <hdf5.h>

#include <vector>

#include "engine/archive/hdf5/hdf5.h"
#include "tests/fuzz/forger.h"

/// Datasets as this program never writes them. A change that HDF5 refuses is none.
namespace silowalk::fuzz {

/// Returns a type of any class.
h5::Handle any_type(Input& input);
/// Returns a space of any rank; small enough for an attribute.
h5::Handle any_space(Input& input);
/// Returns bytes for a value; none where there is no room for it in an attribute.
std::vector<char> filled(hid_t type, hid_t space, Input& input);

/// Replaces a dataset: type, shape, layout, chunks, filters, where it is stored; the content where it still fits.
void replace_dataset(hid_t file, Places const& places, Input& input);
/// Changes cells.
void change_cells(hid_t file, Places const& places, Input& input);
/// Changes a chunk as it is stored, its size and which filters it passed.
void change_chunk(hid_t file, Places const& places, Input& input);
/// Changes the sizes of a dataset's axes.
void resize(hid_t file, Places const& places, Input& input);

}  // namespace silowalk::fuzz
