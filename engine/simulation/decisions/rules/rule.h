#pragma once

#include <cstddef>

#include "engine/scenario/scenario.h"
#include "engine/simulation/model/decision_tables.h"

namespace silowalk::inline simulation {

class Decisions;

/// How a silo chooses work: what it does at the moments at which something may begin. Each rule is one header in this
/// folder, with only the functions that it needs. To add one: an enumerator and a name of Rule, the header, and its row
/// in rules.cpp.
struct DecisionRule {
  /// At a planning date the silo's candidates are ranked with all others: by value to the company with this weight (0
  /// to 1), by the owner's own score with the rest. None: they are not ranked.
  double (*alignment)(DecisionTables const& tables) = nullptr;
  /// At the first instant of a month, silo by silo.
  void (*act)(Decisions& decisions, std::size_t silo) = nullptr;
  /// After that, initiative by initiative of the silo.
  void (*start)(Decisions& decisions, std::size_t initiative) = nullptr;
};

DecisionRule const& rule_of(Rule rule);

}  // namespace silowalk::inline simulation
