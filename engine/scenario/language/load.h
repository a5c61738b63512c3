#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario/language/node.h"

namespace silowalk::inline scenario {

/// Reads a file and all that it extends into one tree: tables merged key by key, lists replaced, CSV files put in
/// place. Nodes keep the places where they were written. Nothing: the mistakes (in `complaints`) leave no tree.
/// Throws RuntimeFailure where a file cannot be read at all.
std::optional<Node> load_tree(std::string_view text, std::string const& file, Sources& sources, Complaints& complaints);

/// The whole file; throws RuntimeFailure (cannot be read) or InvalidInput (larger than 64 MiB).
std::string read_file(std::string const& path);

/// The same for a file that a file names: only an ordinary one, so that a named pipe or a device cannot make us wait.
std::string read_named_file(std::string const& path);

/// `over` laid on `base`: tables merge, everything else is replaced.
void merge_tree(Node& base, Node const& over);

/// Puts what stands in CSV files into the tree of one file: `next`, `tenure` and empirical distributions.
void expand_csv(Node& tree, std::string const& folder, Sources& sources, Complaints& complaints);

/// Puts the rows of the root's `routes = { csv = ... }` of `own` (the file's own tree) into the merged tree.
void expand_route_file(Node& merged, Node const& own, std::string const& folder, Sources& sources,
                       Complaints& complaints);

/// `name` as seen from `folder`.
std::string beside(std::string const& folder, std::string const& name);

}  // namespace silowalk::inline scenario
