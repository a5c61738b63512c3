#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/language/node.h"

/// A file of levers as a person wrote it, before it meets a scenario.
namespace silowalk::inline scenario {

/// One path and the value it gets, with the places in the file that the words of the path came from.
struct Change {
  struct Place {
    std::size_t from = 0;  ///< offset in `path`
    Mark where;
  };
  std::string path;
  std::vector<Place> places;
  Node value;

  /// Where the word that stands at `column` (from 1) of the path was written.
  Mark place_of(int column) const;
};

enum class Each { silo, segment, touchpoint, initiative };
inline constexpr auto each_names = enum_names<Each>("silo", "segment", "touchpoint", "initiative");

struct WrittenLever {
  std::string name;
  std::string title;
  std::string source;
  std::optional<Each> each;
  bool optional = false;
  std::vector<Change> set;
  Location where;
};

struct LeverSet {
  std::string name;
  std::string about;
  std::vector<WrittenLever> levers;
};

}  // namespace silowalk::inline scenario
