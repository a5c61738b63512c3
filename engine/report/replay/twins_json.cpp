#include "engine/report/replay/twins_json.h"

#include "engine/report/replay/story_json.h"
#include "engine/report/words.h"

namespace silowalk::inline report {
namespace {

/// Returns the number of a visit; null where the story has none.
Json number_of(std::optional<std::size_t> const& which) {
  return which ? Json(static_cast<std::uint64_t>(*which)) : Json();
}

/// Returns where and why the stories differ; null where they do not.
Json to_json(std::optional<Divergence> const& divergence) {
  if (!divergence) return {};
  return Json::object()
      .set("visit", static_cast<std::uint64_t>(divergence->visit))
      .set("aspect", aspect_names[divergence->aspect])
      .set("cause", cause_names[divergence->cause.kind])
      .set("inherited", divergence->inherited)
      .set("decisions_of", Json(divergence->cause.owners))
      .set("paths", Json(divergence->cause.paths));
}

}  // namespace

Json to_json(Twin const& twin, Scenario const& a, Scenario const& b) {
  Json steps = Json::array();
  for (Step const& step : twin.steps) steps.add(Json::object().set("a", number_of(step.a)).set("b", number_of(step.b)));
  return Json::object()
      .set("customer", twin.customer)
      .set("why", twin.why)
      .set("first_difference", to_json(twin.first))
      .set("parting", to_json(twin.parting))
      .set("a", to_json(twin.a, a))
      .set("b", to_json(twin.b, b))
      .set("steps", std::move(steps));
}

Json to_json(TwinsSummary const& summary, std::string const& a, std::string const& b) {
  Json causes = Json::array();
  for (CauseEstimate const& each : summary.causes) {
    causes.add(Json::object()
                   .set("cause", cause_names[each.kind])
                   .set("decision_of", each.owner)
                   .set("customers", to_json(each.customers))
                   .set("parted", to_json(each.parted))
                   .set("lost", to_json(each.lost))
                   .set("margin", to_json(each.margin)));
  }
  return Json::object()
      .set("a", a)
      .set("b", b)
      .set("replications", static_cast<std::uint64_t>(summary.replications.size()))
      .set("customers", to_json(summary.customers))
      .set("differing", to_json(summary.differing))
      .set("parted", to_json(summary.parted))
      .set("first_difference", to_json(summary.moment))
      .set("lost", to_json(summary.lost))
      .set("margin", to_json(summary.margin))
      .set("causes", std::move(causes));
}

}  // namespace silowalk::inline report
