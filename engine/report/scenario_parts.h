#pragma once

#include <string>
#include <vector>

#include "engine/report/report.h"
#include "engine/report/titles.h"

/// Reports of several scenarios of a results file: a part for each.
namespace silowalk::inline report {

/// A result of one scenario, with its name, its currency and the titles of its parts.
template <class Finding>
struct Of {
  std::string scenario;  ///< name of the scenario in the results file
  std::string currency;  ///< code of its currency, before amounts of money
  Finding finding;
  Titles titles = {};
};

/// One scenario's part of a report. A page without blocks has nothing to show and is left out; its JSON stays.
struct ScenarioPart {
  std::string scenario;  ///< name, the key of its JSON
  Page page;             ///< its title names the scenario
  Json json;
};

/// Returns the parts under one title, or the only part itself; then the notes, which are the same for all. The
/// paragraph `nothing` takes their place where no part has blocks. JSON: {"scenarios": {NAME: ...}}, with every part.
Report report_of(std::vector<ScenarioPart> parts, std::string const& title, std::vector<std::string> const& notes,
                 std::string const& nothing);

/// Returns a column that only CSV has: the scenario of the row. Pages name the scenario in a heading.
GridColumn scenario_column();

/// Returns "12 replications (95 % interval)".
std::string replications_text(std::uint64_t replications);

}  // namespace silowalk::inline report
