#include "engine/experiment/planned_results.h"

#include <memory>
#include <string>
#include <vector>

namespace silowalk::inline experiment {
namespace {

/// Returns the titles of an axis: of its parts, then the names of pseudo members. A part without a title has its name.
template <class Part>
std::vector<std::string> titles_along(std::vector<std::string> titles, std::vector<Part> const& parts) {
  for (std::string& each : titles)
    for (Part const& part : parts)
      if (part.name == each && !part.title.empty()) {
        each = part.title;
        break;
      }
  return titles;
}

AxisTitles titles_of(Scenario const& scenario, TallyAxes const& axes) {
  return {titles_along(axes.touchpoints, scenario.touchpoints), titles_along(axes.silos, scenario.silos),
          titles_along(axes.segments, scenario.segments), titles_along(axes.initiatives, scenario.initiatives)};
}

}  // namespace

ScenarioResults planned_results(PlannedScenario const& planned, Model const& model) {
  ScenarioResults results;
  results.name = planned.name;
  results.text = planned.text;
  results.digest = planned.digest;
  results.scenario = std::make_shared<Scenario const>(planned.scenario);
  results.frame = frame_of(planned.scenario, model.axes());
  results.assumptions = model.assumptions();
  results.worth = model.worth();
  results.worth.resize(results.frame.axes.segments.size());  // (unallocated) is worth nothing
  results.start = planned.scenario.horizon.start;
  results.written = planned.written;
  results.titles = titles_of(planned.scenario, results.frame.axes);
  return results;
}

}  // namespace silowalk::inline experiment
