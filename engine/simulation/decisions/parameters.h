#pragma once

#include <span>
#include <string_view>

#include "engine/simulation/model/decision_tables.h"
#include "engine/simulation/model/model_tables.h"
#include "engine/simulation/model/reach.h"

/// The parameters that effects may act on while customers walk, one row each. To add one: an enumerator of
/// Parameter::Kind and a row in parameters.cpp.
namespace silowalk::inline simulation {

/// Where a parameter stands in a scenario: one of these, and a route's touchpoint with it.
struct WrittenPlace {
  Touchpoint const* touchpoint = nullptr;
  Route const* route = nullptr;
  Silo const* silo = nullptr;
  Segment const* segment = nullptr;
};

/// Where it stands in the tables, and what to write there.
struct PlaceInForce {
  ModelTables& tables;
  ModelTables const& written;
  Parameter const& parameter;
  double value;
  bool changed;  ///< false: `value` is the scenario's

  TouchpointRow& touchpoint() const { return tables.touchpoints[parameter.index]; }
  RouteRow& route() const { return tables.routes[parameter.index]; }
  SiloRow& silo() const { return tables.silos[parameter.index]; }
  SegmentRow& segment() const { return tables.segments[parameter.index]; }
};

struct ParameterRow {
  enum class Worse { lower, higher, depends };  ///< for customers or agents
  Parameter::Kind kind;
  Parameter::Of of;
  std::string_view key;  ///< below its touchpoint, route, silo or segment: "trust.gain"
  bool log_odds;         ///< effects add log-odds; else they multiply
  Worse worse;
  /// The scenario's value, base units; 0 for distributions.
  double (*base)(WrittenPlace const& place);
  /// None: nothing in the tables changes, whoever uses it asks for the change.
  void (*put)(PlaceInForce const& place) = nullptr;
  /// Distributions only: nullptr where none is written; and the number of the sampler.
  Distribution const* (*drawn)(WrittenPlace const& place) = nullptr;
  std::int32_t (*sampler)(ModelTables const& tables, std::uint32_t index) = nullptr;

  /// Whether a change (log-odds, or the logarithm of a factor) harms customers or agents.
  bool harms(double change) const { return worse == Worse::lower ? change < 0 : worse == Worse::higher && change > 0; }
};

ParameterRow const& row_of(Parameter::Kind kind);
/// nullptr: effects cannot act on this key.
ParameterRow const* find_parameter(Parameter::Of of, std::string_view key);

/// A parameter under effects: on the log-odds scale for probabilities, else base x factor.
/// `change`: the sum of log-odds, or the logarithm of the factor.
double under(Parameter const& parameter, double change);

/// Where these initiatives can push a parameter, whichever of them come into force and however they fade: all that
/// lowers it alone, and all that raises it alone. `begun`: by initiative.
Reach reach_of(DecisionTables const& tables, std::uint32_t parameter, std::vector<bool> const& begun);

/// Writes a parameter's value under `change` into the tables in force. `success` is left to the caller, who also knows
/// of fatigue; `agents` to whoever employs them. No change gives back what the scenario says, bit for bit.
void put_in_force(ModelTables& tables, ModelTables const& written, Parameter const& parameter, double change);

}  // namespace silowalk::inline simulation
