#include "engine/report/replay/story_json.h"

#include "engine/report/replay/moment.h"
#include "engine/report/replay/walk_page.h"

namespace silowalk::inline report {
namespace {

/// Returns the word of JSON for how a story ended: never rename one.
char const* how_word(Ending const& ending) {
  switch (ending.how) {
    case Ending::How::left_quietly:
      return "left_quietly";
    case Ending::How::left_by_exit:
      return "left_by_exit";
    case Ending::How::ended:
      return "ended";
    default:
      return "still_there";
  }
}

/// Returns the name of the place that follows a visit; "(left quietly)" where there is none.
Json next_of(Visit const& visit, Scenario const& scenario) {
  switch (visit.then) {
    case Visit::Then::quiet_churn:
      return Json("(left quietly)");
    case Visit::Then::churn_exit:
    case Visit::Then::end_exit:
      return Json(scenario.exits[visit.next].name);
    default:
      return Json(scenario.touchpoints[visit.next].name);
  }
}

}  // namespace

Json to_json(Visit const& visit, std::vector<Touch> const& touches, Scenario const& scenario) {
  Touchpoint const& t = scenario.touchpoints[visit.touchpoint];
  Json touched = Json::array();
  for (Touch const& touch : touches) {
    touched.add(Json::object()
                    .set("initiative", scenario.initiatives[touch.initiative].name)
                    .set("owner", scenario.initiatives[touch.initiative].owner)
                    .set(touch.effort ? "effort_of" : "on", touch.on)
                    .set("strength", touch.strength));
  }
  return Json::object()
      .set("time", visit.time)
      .set("date", iso_moment(scenario.horizon.start, visit.time))
      .set("touchpoint", t.name)
      .set("silo", t.silo)
      .set("outcome", outcome_word(visit))
      .set("wait", visit.wait)
      .set("clock_wait", clock_wait(visit))
      .set("open_wait", visit.open_wait)
      .set("waiting_ahead", visit.waiting_ahead)
      .set("work_ahead", visit.work_ahead)
      .set("handling", visit.handling)
      .set("end", visit.end)
      .set("chance", visit.chance)
      .set("context_lost_by", visit.context_lost ? Json(scenario.silos[visit.context_lost_by].name) : Json())
      .set("survey_score", visit.surveyed ? Json(visit.score) : Json())
      // Trust has faded since the visit before: what counts here is trust as the visit found it.
      .set("trust_before", visit.trust_after - visit.trust_gained + visit.trust_lost)
      .set("trust_gained", visit.trust_gained)
      .set("trust_lost", visit.trust_lost)
      .set("handoff_lost", visit.handoff_lost)
      .set("trust_after", visit.trust_after)
      .set("revenue", visit.revenue)
      .set("cost", visit.cost)
      .set("joined", visit.joined)
      .set("touched_by", std::move(touched))
      .set("next", next_of(visit, scenario))
      .set("next_time", visit.next_time);
}

Json to_json(Ending const& ending, Scenario const& scenario) {
  Json attributed = Json::object();
  // The company stands behind the silos.
  for (std::size_t k = 0; k < ending.attributed.size(); ++k) {
    attributed.set(k < scenario.silos.size() ? scenario.silos[k].name : "(company)",
                   static_cast<double>(ending.attributed[k]) / 1e6);
  }
  Json accounts = Json::object();
  for (std::size_t k = 0; k < ending.accounts.size(); ++k) accounts.set(scenario.silos[k].name, ending.accounts[k]);
  // Only a loss is booked; null for every other end.
  Json booked;
  if (ending.lost() && ending.touchpoint) {
    Touchpoint const& t = scenario.touchpoints[*ending.touchpoint];
    booked = Json::object().set("touchpoint", t.name).set("silo", t.silo);
  }
  return Json::object()
      .set("how", how_word(ending))
      .set("lost", ending.lost())
      .set("customer", ending.customer)
      .set("time", ending.time)
      .set("date", iso_moment(scenario.horizon.start, ending.time))
      .set("exit", ending.exit ? Json(scenario.exits[*ending.exit].name) : Json())
      .set("booked", std::move(booked))
      .set("attributed", std::move(attributed))
      .set("accounts", std::move(accounts));
}

Json to_json(StoryMoney const& money) {
  return Json::object()
      .set("subscription", money.subscription)
      .set("revenue", money.revenue)
      .set("cost", money.cost)
      .set("margin", money.margin());
}

Json to_json(Share const& share) {
  return Json::object()
      .set("what", share.what)
      .set("like", share.like)
      .set("of", share.of)
      .set("low", share.interval.low)
      .set("high", share.interval.high);
}

Json to_json(Walk const& walk, Scenario const& scenario) {
  Beginning const& b = walk.story.beginning;
  Json visits = Json::array();
  for (std::size_t i = 0; i < walk.story.visits.size(); ++i)
    visits.add(
        to_json(walk.story.visits[i], i < walk.touches.size() ? walk.touches[i] : std::vector<Touch>{}, scenario));
  Json common = Json::array();
  for (Share const& share : walk.common) common.add(to_json(share));
  return Json::object()
      .set("scenario", walk.scenario)
      .set("replication", static_cast<std::uint64_t>(walk.replication))
      .set("customer", walk.customer)
      .set("segment", scenario.segments[b.segment].name)
      .set("currency", scenario.currency)
      .set("why", walk.why)
      .set("begins", Json::object()
                         .set("time", b.time)
                         .set("touchpoint", scenario.touchpoints[b.touchpoint].name)
                         .set("dwelling", b.dwelling)
                         .set("customer", b.customer)
                         .set("frailty", b.frailty)
                         .set("pace", b.pace))
      .set("visits", std::move(visits))
      .set("ending", to_json(walk.ending, scenario))
      .set("money", to_json(walk.money))
      .set("worth", walk.worth)
      .set("common", std::move(common))
      .set("common_basis", walk.basis);
}

}  // namespace silowalk::inline report
