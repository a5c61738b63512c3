#pragma once

#include <cstddef>

#include "engine/scenario/scenario.h"
#include "engine/simulation/model/decision_tables.h"

/// @file
/// The table of rules.

namespace silowalk::inline simulation {

class Decisions;

/// How a silo chooses work: its functions at the moments at which work may begin. Each rule is one header in this
/// folder, with only the functions that it needs. To add one: an enumerator and a name of Rule, the header, and its row
/// in rules.cpp. Functions, not virtual classes: a rule has no state, so all its state is in Decisions.
struct DecisionRule {
  /// Returns the weight (0 to 1) of value to the company when candidates are ranked at a planning date; the rest is on
  /// the owner's own score. None: the silo's candidates are not ranked.
  double (*alignment)(DecisionTables const& tables) = nullptr;
  /// Called at the first instant of a month from month 0 on, silo by silo, after planning.
  void (*act)(Decisions& decisions, std::size_t silo) = nullptr;
  /// Called after that, initiative by initiative of the silo.
  void (*start)(Decisions& decisions, std::size_t initiative) = nullptr;
};

/// Returns the functions of a rule.
DecisionRule const& rule_of(Rule rule);

}  // namespace silowalk::inline simulation
