#include "engine/report/scenario_parts.h"

#include <utility>

#include "engine/base/text.h"

namespace silowalk::inline report {

Report report_of(std::vector<ScenarioPart> parts, std::string const& title, std::vector<std::string> const& notes,
                 std::string const& nothing) {
  Json scenarios = Json::object();
  std::vector<Page> pages;
  // JSON first and for every part: a scenario without a page still answers programs.
  for (ScenarioPart& part : parts) {
    scenarios.set(part.scenario, std::move(part.json));
    if (!part.page.blocks.empty()) pages.push_back(std::move(part.page));
  }
  Json json = Json::object().set("scenarios", std::move(scenarios));
  if (pages.empty()) return {{title, {Paragraph{nothing}}}, std::move(json)};
  Page page = joined(std::move(pages), title);
  for (std::string const& note : notes) page.blocks.emplace_back(Paragraph{note, Tone::faint});
  return {std::move(page), std::move(json)};
}

GridColumn scenario_column() {
  GridColumn column{"scenario"};
  column.only_in_csv = true;
  return column;
}

std::string replications_text(std::uint64_t replications) {
  return plural(replications, "replication") + " (95 % interval)";
}

}  // namespace silowalk::inline report
