#include <fmt/format.h>

#include "engine/report/replay/moment.h"
#include "engine/report/replay/walk_page.h"
#include "engine/report/titles.h"
#include "engine/statistics/wording.h"

/// @file
/// How a story ends and how common it is, in words, for the pages of walkthroughs and twins.

namespace silowalk::inline report {

std::string ending_text(Ending const& ending, Scenario const& scenario) {
  std::string const when = moment_text(scenario.horizon.start, ending.time);
  if (ending.how == Ending::How::still_there)
    return fmt::format("{} at the horizon's end, {}.", ending.customer ? "Still a customer" : "Still a prospect", when);
  std::string const exit = ending.exit ? scenario.exits[*ending.exit].name : "";
  std::string booked;
  if (ending.touchpoint) {
    Touchpoint const& t = scenario.touchpoints[*ending.touchpoint];
    booked =
        fmt::format("; last seen at {} of {}, where the loss is booked", title_of(t), silo_title(scenario, t.silo));
  }
  if (ending.how == Ending::How::left_quietly) return fmt::format("Left quietly on {}{}.", when, booked);
  if (ending.lost()) return fmt::format("Left by the exit {} on {}{}.", exit, when, booked);
  return fmt::format("{} by the exit {} on {}: no loss.",
                     ending.customer ? "The journey ended" : "Gave up before joining,", exit, when);
}

std::string share_text(Share const& share) {
  auto const percent = [](double value) { return worded(value, OutputKind::share, ""); };
  // A share of no customers has no percentage.
  if (share.of == 0) return fmt::format("no customers to compare with: {}", share.what);
  return fmt::format("{} ({} to {}; {} of {}) {}",
                     percent(static_cast<double>(share.like) / static_cast<double>(share.of)),
                     percent(share.interval.low), percent(share.interval.high), share.like, share.of, share.what);
}

std::string end_flag(Ending const& ending, std::string const& who) {
  std::string const word = ending.lost() ? "left" : ending.how == Ending::How::still_there ? "is at the end" : "ended";
  return who.empty() ? (word == "is at the end" ? "here at the end" : word + " here") : who + " " + word;
}

std::vector<std::size_t> places_of(Story const& story, Scenario const& scenario) {
  // A placed customer dwells on a route from this touchpoint.
  std::vector<std::size_t> places;
  if (story.beginning.dwelling) places.push_back(story.beginning.touchpoint);
  for (Visit const& visit : story.visits) places.push_back(visit.touchpoint);
  Ending const ending = ending_of(story, scenario);
  if (ending.exit) places.push_back(scenario.touchpoints.size() + *ending.exit);
  return places;
}

}  // namespace silowalk::inline report
