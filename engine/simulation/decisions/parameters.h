#pragma once

#include <span>
#include <string_view>

#include "engine/simulation/model/decision_tables.h"
#include "engine/simulation/model/model_tables.h"
#include "engine/simulation/model/reach.h"

/// The parameters that effects may change during a run, one row each. To add one: an enumerator of Parameter::Kind and
/// a row in parameters.cpp.
namespace silowalk::inline simulation {

/// The place of a parameter in a scenario: one of these; for a route also its touchpoint.
struct WrittenPlace {
  Touchpoint const* touchpoint = nullptr;  ///< also set for routes
  Route const* route = nullptr;            ///< with its touchpoint
  Silo const* silo = nullptr;
  Segment const* segment = nullptr;
};

/// The place of a parameter in the tables in force, and the value to write there.
struct PlaceInForce {
  ModelTables& tables;         ///< to write to
  ModelTables const& written;  ///< the scenario's
  Parameter const& parameter;  ///< which one
  double value;                ///< in base units
  bool changed;                ///< false: `value` is the scenario's

  TouchpointRow& touchpoint() const { return tables.touchpoints[parameter.index]; }
  RouteRow& route() const { return tables.routes[parameter.index]; }
  SiloRow& silo() const { return tables.silos[parameter.index]; }
  SegmentRow& segment() const { return tables.segments[parameter.index]; }
};

/// The properties of one kind of parameter.
struct ParameterRow {
  enum class Worse { lower, higher, depends };  ///< for customers or agents
  Parameter::Kind kind;                         ///< also its place in the table
  Parameter::Of of;                             ///< what it belongs to
  std::string_view key;                         ///< below its touchpoint, route, silo or segment: "trust.gain"
  bool log_odds;                                ///< effects add log-odds; else they multiply
  Worse worse;                                  ///< the direction that harms
  /// The scenario's value, base units; 0 for distributions.
  double (*base)(WrittenPlace const& place);
  /// Writes the value into the tables. None: the tables do not change, and the code that uses the parameter reads the
  /// change.
  void (*put)(PlaceInForce const& place) = nullptr;
  /// Distributions only: nullptr where none is written; and the number of the sampler.
  Distribution const* (*drawn)(WrittenPlace const& place) = nullptr;
  std::int32_t (*sampler)(ModelTables const& tables, std::uint32_t index) = nullptr;

  /// Returns whether a change (log-odds, or the logarithm of a factor) harms customers or agents.
  bool harms(double change) const { return worse == Worse::lower ? change < 0 : worse == Worse::higher && change > 0; }
};

/// Returns the row of a kind.
ParameterRow const& row_of(Parameter::Kind kind);
/// Returns the row of a key, or nullptr where effects cannot act on it.
ParameterRow const* find_parameter(Parameter::Of of, std::string_view key);

/// Returns a parameter under effects: on the log-odds scale for probabilities, else base x factor. `change`: the sum of
/// log-odds, or the logarithm of the factor. A change of 0 returns the base bit for bit.
double under(Parameter const& parameter, double change);

/// Returns the range to which the begun initiatives can move a parameter, whichever of them come into force and however
/// they fade. The bounds are all lowering effects alone, and all raising effects alone. `begun`: by initiative.
Reach reach_of(DecisionTables const& tables, std::uint32_t parameter, std::vector<bool> const& begun);

/// Writes a parameter's value under `change` into the tables in force. The caller writes `success`, which also depends
/// on fatigue, and `agents`, which also depend on resignations. A change of 0 restores the written value bit for bit.
void put_in_force(ModelTables& tables, ModelTables const& written, Parameter const& parameter, double change);

}  // namespace silowalk::inline simulation
