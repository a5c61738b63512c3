#include "engine/report/results/verify_report.h"

#include <fmt/core.h>

#include <utility>

#include "engine/base/text.h"
#include "engine/report/value_cells.h"

namespace silowalk::inline report {
namespace {

/// In capitals, so that nobody overlooks it.
constexpr char const* mismatch = "DOES NOT MATCH";

/// Returns whether a digest matches, in words and colour.
GridCell finding_cell(CheckedDigest const& checked) {
  if (checked.matches) return {"matches", Tone::good};
  return {checked.sealed ? mismatch : fmt::format("{}: texts, axes or units", mismatch), Tone::bad};
}

/// Returns the page of a run that was stopped: which parts are sound.
Page parts_page(Verification const& found) {
  PartFolderContent const& parts = *found.parts;
  Page page{found.file.name + ": not complete", {}};
  page.blocks.emplace_back(
      Paragraph{fmt::format("'{}.parts' holds {} of run {}.", found.file.name, plural(parts.sound, "sound part"),
                            parts.run.empty() ? "(unknown)" : parts.run)});
  Items damaged;
  for (std::string const& name : parts.damaged)
    damaged.texts.push_back(fmt::format("damaged: {} (its block will be run again)", name));
  if (!damaged.texts.empty()) page.blocks.emplace_back(std::move(damaged));
  return page;
}

/// Returns the finding in a line.
std::string title_of(Verification const& found) {
  if (!found.file.matches)
    return fmt::format("{}: {} the {} in the file", found.file.name, mismatch, found.file.sealed ? "digest" : "seal");
  return found.file.name + (found.complete ? ": matches" : ": matches, but the run is not complete");
}

/// Returns the digests, one of each scenario and one of the file.
Page digests_page(Verification const& found) {
  Page page{title_of(found), {}};
  Grid grid{{{"digest", false, true}, {"of"}, {"replications", true, true}, {"finding", false, true}}, {}};
  for (CheckedDigest const& each : found.scenarios)
    grid.rows.push_back({{{each.digest.hex()},
                          {each.name},
                          value_cell(std::to_string(each.replications), each.replications),
                          finding_cell(each)}});
  grid.rows.push_back({{{found.file.digest.hex()}, {found.file.name}, {}, finding_cell(found.file)}});
  page.blocks.emplace_back(std::move(grid));
  return page;
}

/// Returns the digest of one scenario.
Json to_json(CheckedDigest const& checked) {
  return Json::object()
      .set("name", checked.name)
      .set("replications", Json(static_cast<std::uint64_t>(checked.replications)))
      .set("digest", checked.digest.hex())
      .set("matches", checked.matches)
      .set("sealed", checked.sealed);
}

/// Returns the JSON of either kind of page.
Json to_json(Verification const& found) {
  Json json = Json::object();
  json.set("file", found.file.name).set("complete", found.complete);
  if (found.parts) {
    Json parts = Json::object();
    parts.set("run", found.parts->run).set("sound", Json(static_cast<std::uint64_t>(found.parts->sound)));
    return json.set("parts", parts.set("damaged", Json(found.parts->damaged)));
  }
  Json scenarios = Json::array();
  for (CheckedDigest const& each : found.scenarios) scenarios.add(to_json(each));
  return json.set("digest", found.file.digest.hex())
      .set("matches", found.file.matches)
      .set("sealed", found.file.sealed)
      .set("scenarios", std::move(scenarios));
}

}  // namespace

Report verify_report(Verification const& found) {
  return {found.parts ? parts_page(found) : digests_page(found), to_json(found)};
}

}  // namespace silowalk::inline report
