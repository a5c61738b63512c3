#pragma once

#include <string>

#include "engine/archive/hdf5/hdf5.h"
#include "engine/base/digest.h"

/// The seals of a results file: digests of all that it says besides the quantities, which results_digest() covers:
/// attributes, axes, texts, titles, dates, types and shapes. results/README.md lists what they cover. A seal is checked
/// without reading a quantity. Functions throw RuntimeFailure where something cannot be read or has a type that this
/// program does not write.
namespace silowalk::inline archive {

/// Writes the seal of a group that is complete but for it, then that of the file. `number`: the place of the group.
/// Precondition: the file has an attribute `seal` already, see write_attribute().
void seal_group(hid_t file, std::string const& group, std::size_t number);
/// Precondition: every group has a seal.
void seal_file(hid_t file);

/// Return whether the seal of a group matches, and whether those of the file and of all its groups do. Read no
/// quantity. O(texts + outputs at the root).
bool is_sealed(hid_t file, std::string const& group);
bool is_sealed(hid_t file);

}  // namespace silowalk::inline archive
