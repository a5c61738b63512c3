#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario/language/node.h"

/// From files to one tree: the steps between a path and the reader. Not thread-safe in `sources` and `complaints`; the
/// functions keep no state of their own. All errors about content are complaints; what a caller asked for and cannot be
/// read is an exception.
namespace silowalk::inline scenario {

/// Reads a file and all that it extends into one tree: tables merged key by key, lists replaced, CSV files put in
/// place. Nodes keep the places where they were written. Returns none where the mistakes (in `complaints`) leave no
/// tree. `text` is the text of `file`; an extended file that cannot be read is a complaint, not an exception. At most
/// 16 files may extend each other, and not in a cycle.
std::optional<Node> load_tree(std::string_view text, std::string const& file, Sources& sources, Complaints& complaints);

/// Returns the whole file; throws RuntimeFailure (cannot be read) or InvalidInput (larger than 64 MiB).
std::string read_file(std::string const& path);

/// Reads a file that a scenario names. It must be a regular file: a named pipe or a device could block the
/// program for ever. Throws RuntimeFailure for any other.
std::string read_named_file(std::string const& path);

/// Merges `over` into `base`: tables merge key by key; everything else, also a table of a distribution, is replaced.
/// New keys follow those of the base, in their own order. O(members of both), at each level of nesting.
void merge_tree(Node& base, Node const& over);

/// Puts the contents of CSV files into the tree of one file: `next`, `tenure` and empirical distributions.
/// Precondition: the tree is that of one file, not merged, since the paths are relative to `folder`, that file's own.
void expand_csv(Node& tree, std::string const& folder, Sources& sources, Complaints& complaints);

/// Puts the rows of the root's `routes = { csv = ... }` of `own` (the file's own tree) into the merged tree. The rows
/// replace lists of the base, and a list that `own` writes too is a complaint. Precondition: `own` is merged already.
void expand_route_file(Node& merged, Node const& own, std::string const& folder, Sources& sources,
                       Complaints& complaints);

/// The word that marks working time in a duration.
inline constexpr std::string_view working_word = "working";

/// Replaces working time in `patience`, `answer_within` and `tolerance` of touchpoints by hours or minutes. A working
/// hour is an open hour of the silo that owns the touchpoint. A working day is its open hours a week, divided by the
/// weekdays on which it is open. Both are refused for a silo without shifts, and where `tolerance_by`
/// makes `patience` and `tolerance` count all hours. Warns of durations of open time in days or weeks, since such a day
/// has 24 open hours. Precondition: overrides are applied already.
void express_working_time(Node& tree, Sources const& sources, Complaints& complaints);

/// Returns `name` relative to `folder`, in normal form; an absolute `name`, or any where `folder` is "", as it
/// is. The file need not exist.
std::string beside(std::string const& folder, std::string const& name);

}  // namespace silowalk::inline scenario
