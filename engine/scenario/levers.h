#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/complaint.h"
#include "engine/scenario/read.h"
#include "engine/scenario/scenario.h"

/// Levers: named sets of overrides that can be on or off, and the scenario with any of them on.
namespace silowalk::inline scenario {

/// The levers that are on: bit i is lever i, as in Levers::levers().
using Coalition = std::uint64_t;
/// Below 64, so that a Coalition holds all of them.
inline constexpr std::size_t most_levers = 60;

/// One lever that applies to the scenario, resolved.
struct Lever {
  std::string name;   ///< of one that was made for each silo: NAME.SILO
  std::string title;  ///< may be empty
  std::string source;
  std::vector<std::string> paths;  ///< that it overrides
  Location where;                  ///< in the file of levers
};

/// Texts and where they came from: relative paths are taken from the folder of the file.
struct LeverTexts {
  std::string scenario;       ///< TOML text of the scenario
  std::string scenario_file;  ///< its path
  std::string set;            ///< TOML text of the file of levers
  std::string set_file;       ///< its path
};

/// A scenario and the levers of one set that apply to it. Immutable and cheap to copy.
/// Errors are found in the constructor where one lever alone causes them; only combinations can fail in with().
class Levers {
 public:
  /// Levers overlay the scenario after its `overrides`. `only`: the names of the levers to keep; empty: all.
  /// Throws InvalidInput: mistakes in the scenario or in the file of levers, a path that does not resolve, two levers
  /// that override the same, a lever that overrides nothing (where it is optional, or made by `each`: a warning, and it
  /// is left out), a scenario that one lever makes invalid.
  Levers(LeverTexts const& texts, std::vector<Override> const& overrides, std::vector<std::string> const& only,
         std::vector<Complaint>* warnings);

  std::string const& name() const;  ///< of the set
  std::string const& about() const;
  std::vector<Lever> const& levers() const;  ///< at most most_levers, in the order of the file
  Scenario const& base() const;              ///< with all levers off

  /// Returns the scenario with these levers on. Throws InvalidInput where together they make an invalid one. Reads the
  /// whole tree again: O(size of the scenario).
  /// Bits beyond levers() are ignored. Safe from several threads at once.
  Scenario with(Coalition on) const;
  /// Returns "(none)", "a", "a + b"; at most 200 characters, longer ones by number.
  std::string name_of(Coalition on) const;

 private:
  struct Bench;
  std::shared_ptr<Bench const> bench_;
};

/// Reads both texts from files. Throws RuntimeFailure where one cannot be read.
Levers read_levers(std::string const& scenario_path, std::vector<Override> const& overrides,
                   std::string const& set_path, std::vector<std::string> const& only, std::vector<Complaint>* warnings);

}  // namespace silowalk::inline scenario
