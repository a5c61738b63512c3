#pragma once

#include <string>
#include <vector>

#include "engine/report/report.h"

/// Reports of several scenarios of a results file: a part for each.
namespace silowalk::inline report {

/// What was found of one scenario, with its name and currency.
template <class Finding>
struct Of {
  std::string scenario;
  std::string currency;
  Finding finding;
};

/// One scenario's part of a report. A page without blocks: there is nothing to show of it.
struct ScenarioPart {
  std::string scenario;
  Page page;
  Json json;
};

/// The parts under one title, or the only part itself; then the notes, which are the same for all. `nothing` is shown
/// where no part has anything. In JSON: {"scenarios": {NAME: ...}}.
Report report_of(std::vector<ScenarioPart> parts, std::string const& title, std::vector<std::string> const& notes,
                 std::string const& nothing);

/// A column that only CSV has: the scenario that a row is of.
GridColumn scenario_column();

/// "12 replications (95 % interval)".
std::string replications_text(std::uint64_t replications);

}  // namespace silowalk::inline report
