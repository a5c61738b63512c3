#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/analysis/audit/audit_result.h"
#include "engine/journey/presence.h"

namespace silowalk::inline analysis {

/// Numbers of touchpoints on which something acts: ascending, each once.
using Scope = std::vector<int>;

Scope either(Scope const& a, Scope const& b);
Scope both(Scope const& a, Scope const& b);

/// Parts of a dotted path or output, as written: "touchpoint.help.success" is touchpoint, help, success.
std::vector<std::string_view> parts_of(std::string_view path);

/// What paths, initiatives and goals act on.
class Scopes {
 public:
  explicit Scopes(Scenario const& scenario);
  /// What a parameter or an output is of: a touchpoint; all touchpoints of a silo; none for segments and the company.
  Scope of(std::string_view path) const;
  Scope of(Initiative const& initiative) const;  ///< where its effects act
  Scope of(Goal const& goal) const;              ///< what its target is of, and where the initiatives that it names act
  Scope silo(std::string const& name) const;

 private:
  std::unordered_map<std::string, Scope> places_;  ///< by "touchpoint.NAME" and "silo.NAME"
  std::unordered_map<std::string, Scope> initiatives_;
};

/// What each scope holds of the company, by presence (all zero but the touchpoints where that is not known).
class Shares {
 public:
  explicit Shares(Presence const& presence, std::size_t touchpoints);
  CoverageShares of(Scope const& scope) const;

 private:
  Presence const& presence_;
  std::size_t touchpoints_;
  Presence::Place total_;
};

/// Fills in Audit::silos, by_goal, by_initiative, by_touchpoint, company, invisible_work and invisible_places.
void find_coverage(Scenario const& scenario, Presence const& presence, Audit& audit);

}  // namespace silowalk::inline analysis
