#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/language/node.h"

/// A file of levers as written, before it is applied to a scenario. Paths are not resolved and `each` is not expanded.
namespace silowalk::inline scenario {

/// One path and the value it gets, with the places in the file that the words of the path came from.
struct Change {
  struct Place {
    std::size_t from = 0;  ///< offset in `path`
    Mark where;            ///< of that key
  };
  std::string path;           ///< dotted, as written: with marks such as {silo} and *
  std::vector<Place> places;  ///< one for each key of the file that the path was put together from; never empty
  Node value;

  /// Returns where the word that stands at `column` (from 1) of the path was written.
  /// A column beyond the path counts as its last word.
  Mark place_of(int column) const;
};

/// The kind of entity for each of which a lever is made.
enum class Each { silo, segment, touchpoint, initiative };
inline constexpr auto each_names = enum_names<Each>("silo", "segment", "touchpoint", "initiative");

/// One [lever.NAME] of the file.
struct WrittenLever {
  std::string name;   ///< without dots
  std::string title;  ///< may hold the mark
  std::string source;
  std::optional<Each> each;  ///< none: one lever
  bool optional = false;     ///< may override nothing: then a warning, no error
  std::vector<Change> set;   ///< in the order of the file
  Location where;
};

/// The whole file, levers in its order.
struct LeverSet {
  std::string name;
  std::string about;
  std::vector<WrittenLever> levers;
};

}  // namespace silowalk::inline scenario
