#pragma once

#include <vector>

#include "engine/base/complaint.h"

namespace silowalk::inline scenario {

/// Gives each complaint that has a line and no excerpt that line of its file. A file that cannot be read again, or is
/// no regular file, leaves its complaints as they are. Each file is read once.
void add_excerpts(std::vector<Complaint>& complaints);

}  // namespace silowalk::inline scenario
