#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/replay/decisions.h"
#include "engine/scenario/scenario_difference.h"
#include "engine/simulation/model/visit.h"

/// @file
/// Where and why the stories of twins differ.

namespace silowalk::inline analysis {

/// Why two twins differ. Traced, not estimated: they use the same random numbers and had the same events until then.
struct Cause {
  enum class Kind : std::uint8_t {
    direct,      ///< a parameter or an initiative that acts on this visit differs
    spill_over,  ///< nothing that acts on this visit differs: others occupied, or tired, the silo's agents
    untraced     ///< neither could be shown
  };
  Kind kind = Kind::untraced;       ///< untraced: no path is known
  std::vector<std::string> owners;  ///< whose decisions, sorted: silos, "(company)", "(organisation)"
  /// The parameters, or initiatives. Spill-over: all that had been different by then, and can have moved the others:
  /// not traced to one of them, since many customers lie between.
  std::vector<std::string> paths;
};

/// The parts of a visit in which twins can differ.
enum class Aspect : std::uint8_t { beginning, context, wait, served, outcome, handling, trust, survey, onward };

/// The two scenarios, their differences and decisions: the input of the search for causes.
struct TwinScenarios {
  Scenario const* a = nullptr;                  ///< must outlive the object
  Scenario const* b = nullptr;                  ///< must outlive the object
  std::vector<ScenarioDifference> differences;  ///< between the texts of the two scenarios
  DecisionsInForce decisions_a, decisions_b;    ///< of the same replication
};

/// Returns what two visits to one touchpoint at one moment differ in first, as the customer lives it; none: in nothing.
/// Money is no part of it. Values are compared exactly: under common random numbers equal causes give equal bits.
std::optional<Aspect> first_aspect(Visit const& a, Visit const& b, Scenario const& in_a, Scenario const& in_b);

/// Returns whether two stories begin alike. Places are compared by name: scenarios number them differently.
bool same_beginning(Beginning const& a, Beginning const& b, Scenario const& in_a, Scenario const& in_b);

/// Returns the cause of a difference between two visits to one touchpoint. `before`: the visit before them, if any (in
/// A's numbers).
Cause cause_of(Aspect aspect, TwinScenarios const& twins, Visit const& a, Visit const& b,
               std::optional<std::uint16_t> before);

/// Returns the cause of a different beginning: everything that differs in the segment or, at a steady start, anywhere
/// in the journey.
Cause cause_of_beginning(TwinScenarios const& twins, Beginning const& a);

}  // namespace silowalk::inline analysis
