#include "engine/report/results/repair_report.h"

#include <fmt/core.h>

#include <utility>

#include "engine/base/text.h"

namespace silowalk::inline report {
namespace {

/// Returns the command that simulates a lost scenario again; its results are those that were lost, number by number.
std::string command_for(LostScenario const& lost, Repair const& repair) {
  std::string const replications = lost.replications == 0 ? "" : fmt::format(" --replications {}", lost.replications);
  return fmt::format("silowalk run FILE.toml -o {} --add{}", repair.to, replications);
}

/// Returns the finding in a line.
std::string title_of(Repair const& repair) {
  std::string const saved =
      fmt::format("'{}' has the {} that {} whole", repair.to, plural(repair.saved.size(), "scenario"),
                  repair.saved.size() == 1 ? "is" : "are");
  return repair.lost.empty() ? saved + ": nothing is lost" : saved + fmt::format("; {} not", repair.lost.size());
}

Page page_of(Repair const& repair) {
  Page page{title_of(repair), {}};
  Items saved;
  for (std::string const& name : repair.saved) saved.texts.push_back("saved: " + name);
  page.blocks.emplace_back(std::move(saved));
  for (LostScenario const& each : repair.lost)
    page.blocks.emplace_back(
        Paragraph{fmt::format("lost: {}: {}. With FILE.toml its scenario, '{}' simulates it again.", each.name,
                              each.reason, command_for(each, repair)),
                  Tone::bad});
  page.blocks.emplace_back(Paragraph{fmt::format("digest of '{}': {}", repair.to, repair.digest.hex())});
  return page;
}

Json to_json(Repair const& repair) {
  Json lost = Json::array();
  for (LostScenario const& each : repair.lost)
    lost.add(Json::object()
                 .set("name", each.name)
                 .set("reason", each.reason)
                 .set("replications", Json(static_cast<std::uint64_t>(each.replications)))
                 .set("command", command_for(each, repair)));
  return Json::object()
      .set("file", repair.to)
      .set("saved", Json(repair.saved))
      .set("lost", std::move(lost))
      .set("digest", repair.digest.hex());
}

}  // namespace

Report repair_report(Repair const& repair) { return {page_of(repair), to_json(repair)}; }

}  // namespace silowalk::inline report
