#pragma once

#include <hdf5.h>

#include <string>
#include <vector>

#include "tests/fuzz/input.h"

/// Changes to a results file as somebody could make them with HDF5.
namespace silowalk::fuzz {

/// The places of a sound results file.
struct Places {
  struct Object {
    std::string path;  ///< "/" for the root
    std::vector<std::string> attributes;
  };
  std::vector<Object> objects;        ///< root, groups, datasets
  std::vector<std::string> groups;    ///< names of the scenarios' groups
  std::vector<std::string> datasets;  ///< paths
  std::vector<std::string> texts;     ///< of those, the ones that have characters
};

/// Lists the places of an open file.
Places places_of(hid_t file);

/// Opens a copy of a file in memory, for writing.
hid_t open_image(std::string const& bytes);
/// Returns the bytes of an open file, and closes it.
std::string close_image(hid_t file);

/// Makes one change, which the input describes. A change that HDF5 refuses is none.
void forge(hid_t file, Places const& places, Input& input);

/// Writes the digest of each scenario's text anew, and then all seals, where the file still has what they need.
void reseal(hid_t file);

/// Changes bytes and the length of a file, as the input describes.
void damage(std::string& bytes, Input& input);

}  // namespace silowalk::fuzz
