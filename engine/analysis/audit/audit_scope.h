#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/analysis/audit/audit_result.h"
#include "engine/journey/presence.h"

/// @file
/// Where in the journey parameters, outputs, initiatives and goals act, and how much of the company is there.

namespace silowalk::inline analysis {

/// Numbers of touchpoints on which something acts: ascending, each once.
using Scope = std::vector<int>;

/// Returns the union of two scopes.
Scope either(Scope const& a, Scope const& b);
/// Returns the intersection of two scopes.
Scope both(Scope const& a, Scope const& b);

/// Returns the parts of a dotted path or output: "touchpoint.help.success" gives touchpoint, help, success. They are
/// views into `path`.
std::vector<std::string_view> parts_of(std::string_view path);

/// The touchpoints on which paths, initiatives and goals act. Immutable.
class Scopes {
 public:
  /// Complexity: linear in touchpoints and effects. `scenario` is not kept.
  explicit Scopes(Scenario const& scenario);
  /// What a parameter or an output is of: a touchpoint; all touchpoints of a silo; none for segments and the company.
  Scope of(std::string_view path) const;
  Scope of(Initiative const& initiative) const;  ///< where its effects act
  Scope of(Goal const& goal) const;              ///< what its target is of, and where the initiatives that it names act
  /// Returns the touchpoints of a silo; empty where there is no such silo.
  Scope silo(std::string const& name) const;

 private:
  std::unordered_map<std::string, Scope> places_;  ///< by "touchpoint.NAME" and "silo.NAME"
  std::unordered_map<std::string, Scope> initiatives_;
};

/// The share of the company in a scope, by presence. Where presence is not known, all shares but that of the
/// touchpoints are zero. `presence` must outlive the object.
class Shares {
 public:
  explicit Shares(Presence const& presence, std::size_t touchpoints);
  /// Returns the shares of a scope. Where nothing is at stake in the company, the share at stake is that of revenue.
  CoverageShares of(Scope const& scope) const;

 private:
  Presence const& presence_;
  std::size_t touchpoints_;
  Presence::Place total_;
};

/// Fills in Audit::silos, by_goal, by_initiative, by_touchpoint, company, invisible_work and invisible_places.
void find_coverage(Scenario const& scenario, Presence const& presence, Audit& audit);

}  // namespace silowalk::inline analysis
