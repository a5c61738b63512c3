#include "engine/report/replay/walk_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/analysis/replay/census.h"
#include "engine/base/calendar.h"
#include "engine/base/enum_names.h"
#include "engine/base/portable_math.h"
#include "engine/base/text.h"
#include "engine/report/replay/journey_picture.h"
#include "engine/report/replay/moment.h"
#include "engine/report/titles.h"
#include "engine/report/wait_note.h"
#include "engine/statistics/wording.h"

namespace silowalk::inline report {
namespace {

/// Returns a duration, given in days, in words.
std::string duration(double days) { return worded(days, OutputKind::duration, ""); }

/// Returns whether nothing at a visit needs a row of its own. See WalkPageOptions::every_visit.
bool eventless(Visit const& visit) {
  return visit.outcome == Outcome::success && visit.wait == 0 && !visit.context_lost && !visit.surveyed &&
         !visit.joined;
}

/// Returns whether the same initiatives act in the same way. Their strength is ignored: a
/// folded row shows its range instead.
bool same_work(std::vector<Touch> const& a, std::vector<Touch> const& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](Touch const& x, Touch const& y) {
    return x.initiative == y.initiative && x.on == y.on && x.effort == y.effort;
  });
}

void tell_touches(std::vector<GridCell>& notes, std::vector<Touch> const& least, std::vector<Touch> const& most,
                  Scenario const& scenario);

/// Writes the page of one story. An object writes one page; walk, scenario and options must outlive it.
class WalkPage {
 public:
  WalkPage(Walk const& walk, Scenario const& scenario, WalkPageOptions const& options)
      : walk_(walk),
        scenario_(scenario),
        options_(options),
        titles_(titles_for(scenario, options)),
        start_(scenario.horizon.start) {}

  /// Returns the page. Call it once: it moves the page out.
  Page page() {
    page_.title = fmt::format("Customer {}, as '{}' treated them", titles_.customer(walk_.customer), walk_.scenario);
    introduce();
    page_.blocks.emplace_back(Heading{"The journey"});
    begin();
    if (options_.picture) {
      page_.blocks.emplace_back(Picture{journey_picture(
          scenario_,
          {{titles_.customer(walk_.customer), places_of(walk_.story, scenario_), end_flag(walk_.ending, "")}})});
    }
    tell_visits();
    page_.blocks.emplace_back(Heading{"How it ended"});
    page_.blocks.emplace_back(
        Paragraph{ending_text(walk_.ending, scenario_), walk_.ending.lost() ? Tone::bad : Tone::plain});
    tell_losers();
    tell_money();
    page_.blocks.emplace_back(Heading{"How common such a story is"});
    tell_shares();
    return std::move(page_);
  }

 private:
  /// Returns the customer's segment.
  Segment const& segment() const { return scenario_.segments[walk_.story.beginning.segment]; }
  /// Appends a paragraph.
  void say(std::string text, Tone tone = Tone::plain) { page_.blocks.emplace_back(Paragraph{std::move(text), tone}); }

  /// Adds who this is, why they were chosen, and the story in two sentences.
  void introduce() {
    say(fmt::format("Replication {}. Segment {}, trust {:.2f} by nature. {}Chosen: {}.", walk_.replication,
                    titles_.segment(segment().name), segment().trust, identifier_note(walk_.customer, segment()),
                    titles_.quoted_segments(walk_.why)));
    say("In short: " + in_short(), walk_.ending.lost() ? Tone::bad : Tone::strong);
  }

  /// Returns the story in a sentence: counts since month 0, then the end.
  std::string in_short() const {
    // The same summary as the census of all customers makes.
    Life const life = life_of(walk_.story, scenario_, Prices(scenario_));
    std::string const visits = fmt::format("{} visit{} since month 0", life.visits, life.visits == 1 ? "" : "s");
    return fmt::format("{}: {} failed, {} abandoned or turned away, {} with the context lost; {}. {}", visits,
                       life.failures, life.abandoned, life.contexts_lost, waiting_text(life.wait),
                       ending_text(walk_.ending, scenario_));
  }

  /// Returns all waits since month 0, `waited` days by the clock of the scenario.
  std::string waiting_text(double waited) const {
    double clock = 0, open = 0;
    for (Visit const& visit : walk_.story.visits) {
      if (visit.time < 0) continue;
      clock += clock_wait(visit);
      open += visit.open_wait;
    }
    std::string text = (waited > 0 ? duration(waited) : "nothing") + " of waiting";
    if (clock - open < 1.0 / minutes_per_day) return text;
    if (scenario_.tolerance_by == WaitClock::clock)
      return fmt::format("{} by the clock ({} in open hours)", text, duration(open));
    return fmt::format("{} in open hours ({} by the clock)", text, duration(clock));
  }

  /// Adds where the story begins: on a route at the start of the warm-up, or at an entry.
  void begin() {
    Beginning const& b = walk_.story.beginning;
    std::string const at = titles_.touchpoint(scenario_.touchpoints[b.touchpoint].name);
    std::string const when = moment_text(start_, b.time);
    if (b.dwelling) {
      say(fmt::format("There when the story begins, {} (the start of the warm-up), between {} and what comes next.",
                      when, at));
    } else {
      say(fmt::format("{} {}, and enters at {}.", b.customer ? "Comes as a customer" : "Comes as a prospect", when,
                      at));
    }
  }

  /// Adds the visits in order of time, with a row where month 0 begins.
  void tell_visits() {
    Grid grid{{{"arrived", false, true},
               {"touchpoint"},
               {"silo"},
               {"waited", true, true},
               {"outcome"},
               {"trust before, after", false, true},
               {"money", true, true}},
              {}};
    auto const& visits = walk_.story.visits;
    // Without a visit in the warm-up, no row parts it from month 0.
    bool warm = !visits.empty() && visits.front().time < 0;
    for (std::size_t i = 0; i < visits.size();) {
      if (warm && visits[i].time >= 0) {
        grid.rows.push_back(
            {{{moment_text(start_, 0)}, {"(month 0)", Tone::faint}}, {{"counted from here on", Tone::faint}}});
        warm = false;
      }
      std::size_t const run = options_.every_visit ? 1 : run_from(i);
      // Two rows are as short as one folded row with its note.
      grid.rows.push_back(run >= 3 ? folded(i, run) : row(i));
      i += run >= 3 ? run : 1;
    }
    page_.blocks.emplace_back(std::move(grid));
    WaitClocks waits;
    if (std::any_of(visits.begin(), visits.end(), waits_differ)) waits.add(scenario_.tolerance_by);
    if (!waits.note().empty()) say(std::string(waits.note()), Tone::faint);
  }

  /// Returns how many visits from `i` on can share a row: to one touchpoint, eventless, under the same initiatives. A
  /// run ends at month 0, because visits of the warm-up are not counted.
  std::size_t run_from(std::size_t i) const {
    auto const& visits = walk_.story.visits;
    std::size_t run = 0;
    while (i + run < visits.size() && visits[i + run].touchpoint == visits[i].touchpoint &&
           (visits[i + run].time < 0) == (visits[i].time < 0) && eventless(visits[i + run]) &&
           same_work(touches(i + run), touches(i)))
      ++run;
    return run;
  }

  /// Returns what touched a visit; nothing where it is not known.
  std::vector<Touch> touches(std::size_t i) const {
    return i < walk_.touches.size() ? walk_.touches[i] : std::vector<Touch>{};
  }

  /// Returns trust as a probability, from log-odds before and after.
  GridCell trust_cell(double before, double after) const {
    std::uint16_t const which = walk_.story.beginning.segment;
    double const from = trust_share(scenario_, which, before);
    double const to = trust_share(scenario_, which, after);
    return {fmt::format("{:.2f} {:.2f}", from, to), Tone::plain, Bar{from, to}};
  }

  /// Returns the row of one visit. Money is revenue less cost, in the currency.
  GridRow row(std::size_t i) const {
    Visit const& visit = walk_.story.visits[i];
    Touchpoint const& t = scenario_.touchpoints[visit.touchpoint];
    bool const good = visit.outcome == Outcome::success || visit.outcome == Outcome::recovered;
    return {{{moment_text(start_, visit.time)},
             {titles_.touchpoint(t.name)},
             {titles_.silo(t.silo)},
             {visit.wait > 0 ? duration(visit.wait) : ""},
             {outcome_word(visit), good ? Tone::good : Tone::bad},
             trust_cell(visit.trust_after - visit.trust_gained + visit.trust_lost, visit.trust_after),
             {signed_money(visit.revenue - visit.cost)}},
            visit_notes(visit, touches(i), scenario_)};
  }

  /// Returns one row for `count` visits: trust before the first and after the last, the sum of money, and the range of
  /// strength of initiatives. Precondition: run_from(from) >= count, so that all visits have the same touches.
  GridRow folded(std::size_t from, std::size_t count) const {
    auto const& visits = walk_.story.visits;
    double money = 0;
    for (std::size_t i = from; i < from + count; ++i) money += visits[i].revenue - visits[i].cost;
    Visit const& first = visits[from];
    Visit const& last = visits[from + count - 1];
    Touchpoint const& t = scenario_.touchpoints[first.touchpoint];
    GridRow row{
        {{moment_text(start_, first.time)},
         {titles_.touchpoint(t.name)},
         {titles_.silo(t.silo)},
         {},
         {fmt::format("{} x success", count), Tone::faint},
         trust_cell(first.trust_after - first.trust_gained + first.trust_lost, last.trust_after),
         {signed_money(money)}},
        {{fmt::format("the last of these on {}; nothing else happened", moment_text(start_, last.time)), Tone::faint}}};
    std::vector<Touch> least = touches(from), most = least;
    for (std::size_t i = from; i < from + count; ++i) {
      for (std::size_t k = 0; k < least.size(); ++k) {
        least[k].strength = std::min(least[k].strength, touches(i)[k].strength);
        most[k].strength = std::max(most[k].strength, touches(i)[k].strength);
      }
    }
    tell_touches(row.notes, least, most, scenario_);
    return row;
  }

  /// Adds which silos the loss is attributed to. Shares are millionths of one customer, shown in percent; the last one
  /// is the company's: the baseline hazard.
  void tell_losers() {
    Ending const& ending = walk_.ending;
    if (!ending.lost()) return;
    bool accounts = false;
    // Trust accounts are kept only where trust feeds churn.
    for (double const each : ending.accounts) accounts = accounts || each > 0;
    Grid grid{{{"silo"}, {"share of the loss", true}}, {}};
    if (accounts) grid.columns.push_back({"trust lost, not faded", true});
    for (std::size_t k = 0; k < ending.attributed.size(); ++k) {
      double const account = k < ending.accounts.size() ? ending.accounts[k] : 0;
      // Silos without a part in the loss are left out.
      if (ending.attributed[k] == 0 && account == 0) continue;
      bool const company = k == scenario_.silos.size();
      GridRow row{{{company ? titles_.silo("(company)") + ", the baseline" : titles_.silo(scenario_.silos[k].name)},
                   {percent(static_cast<double>(ending.attributed[k]) / 1e6)}}};
      if (accounts) row.cells.push_back({company ? "" : fmt::format("{:.3f}", account)});
      grid.rows.push_back(std::move(row));
    }
    page_.blocks.emplace_back(std::move(grid));
    say("The parts are an accounting rule, not a measurement: what the hazard owed to lost trust is shared by the "
        "silos' "
        "accounts of trust lost, what a failed visit added goes to its silo, the rest is the baseline.",
        Tone::faint);
  }

  /// Adds money since month 0 and, for a lost customer, the worth per customer of the segment.
  void tell_money() {
    StoryMoney const& money = walk_.money;
    std::string const& currency = scenario_.currency;
    auto const say_money = [&](double amount) { return fmt::format("{} {:.2f}", currency, amount); };
    std::string worth;
    if (walk_.ending.lost()) {
      worth = fmt::format(
          " A customer still there at the close is worth {} a head in this segment: so much would they have been "
          "worth.",
          say_money(walk_.worth));
    }
    say(
        fmt::format("Brought since month 0: {} of subscription, {} of visits; cost {}; margin {} before overhead, not "
                    "discounted.{}",
                    say_money(money.subscription), say_money(money.revenue), say_money(money.cost),
                    say_money(money.margin()), worth));
  }

  /// Adds how common such a story is.
  void tell_shares() {
    Items items;
    for (Share const& share : walk_.common) items.texts.push_back(share_text(share));
    page_.blocks.emplace_back(std::move(items));
    say(fmt::format("Shares {}; intervals: Wilson, 95 %, customers taken as independent. One story is an example, not "
                    "the rule.",
                    walk_.basis),
        Tone::faint);
  }

  Walk const& walk_;
  Scenario const& scenario_;
  WalkPageOptions const& options_;
  Titles titles_;
  Date start_;
  Page page_;
};

/// Adds a line for initiatives in force and a line for those being built. `least` has the lowest strength over the
/// visits of the row, in the same order as `touches`, so that a folded row shows a range.
void tell_touches(std::vector<GridCell>& notes, std::vector<Touch> const& least, std::vector<Touch> const& touches,
                  Scenario const& scenario) {
  std::string in_force, built;
  for (std::size_t i = 0; i < touches.size(); ++i) {
    // Paths are KIND.NAME.PARAMETER; names have no dot.
    Touch const& touch = touches[i];
    Initiative const& initiative = scenario.initiatives[touch.initiative];
    std::string const name = fmt::format("{} of {}", title_of(initiative), silo_title(scenario, initiative.owner));
    std::string const parameter = touch.on.substr(touch.on.find('.', touch.on.find('.') + 1) + 1);
    // Several effects of one initiative share one entry in the text.
    bool const goes_on =
        i > 0 && !touch.effort && !touches[i - 1].effort && touches[i - 1].initiative == touch.initiative;
    if (touch.effort)
      built += (built.empty() ? "" : ", ") + name;
    else if (goes_on)
      in_force.insert(in_force.size() - 1, ", " + parameter);
    else
      in_force +=
          fmt::format("{}{} ({}{:.0f} % in force: {})", in_force.empty() ? "" : ", ", name,
                      least[i].strength < touch.strength ? fmt::format("{:.0f} to ", 100 * least[i].strength) : "",
                      100 * touch.strength, parameter);
  }
  if (!in_force.empty()) notes.push_back({"touched by " + in_force});
  if (!built.empty()) notes.push_back({"agents of this silo were at work on " + built});
}

/// Returns the wait in open hours and by the clock. Precondition: they differ.
std::string two_waits_text(Visit const& visit) {
  std::string const clock = duration(clock_wait(visit));
  if (visit.open_wait == 0) return fmt::format("waited {} by the clock, all of it in closed hours", clock);
  return fmt::format("waited {} in open hours, {} by the clock", duration(visit.open_wait), clock);
}

}  // namespace

Titles titles_for(Scenario const& scenario, WalkPageOptions const& options) {
  return options.names ? Titles() : Titles(scenario);
}

std::string identifier_note(std::string const& customer, Segment const& segment) {
  return segment.title.empty() ? "" : fmt::format("Identifier: {}. ", customer);
}

std::string outcome_word(Visit const& visit) {
  static constexpr auto words = enum_names<Outcome>("success", "failure", "recovered", "abandoned", "turned away");
  return std::string(words[visit.outcome]);
}

double trust_share(Scenario const& scenario, std::uint16_t segment, double log_odds) {
  return logistic(logit(scenario.segments[segment].trust) + log_odds);
}

double clock_wait(Visit const& visit) { return visit.end - visit.handling - visit.time; }

bool waits_differ(Visit const& visit) { return clock_wait(visit) - visit.open_wait >= 1.0 / minutes_per_day; }

std::string signed_money(double amount) { return amount == 0 ? "0.00" : fmt::format("{:+.2f}", amount); }

std::vector<GridCell> visit_notes(Visit const& visit, std::vector<Touch> const& touches, Scenario const& scenario,
                                  bool queue) {
  std::vector<GridCell> notes;
  if (visit.context_lost) {
    // Who was not served was not handled longer.
    bool const served = visit.outcome != Outcome::abandoned && visit.outcome != Outcome::turned_away;
    std::string const longer =
        served ? fmt::format("handled {:.3g} times as long, ", scenario.touchpoints[visit.touchpoint].rework) : "";
    notes.push_back(
        {fmt::format("handed over by {}, and what was known got lost on the way: {}{:.2f} of trust lost (log-odds)",
                     title_of(scenario.silos[visit.context_lost_by]), longer, visit.handoff_lost),
         Tone::bad});
  }
  if (waits_differ(visit)) notes.push_back({two_waits_text(visit)});
  if (queue && visit.wait > 0) {
    notes.push_back(
        {fmt::format("{} promised to others and not yet done when they came, {} waiting before them",
                     worded(visit.work_ahead, OutputKind::duration, "") + " of work", visit.waiting_ahead)});
  }
  if (visit.surveyed) notes.push_back({fmt::format("survey answer: {:.1f} of 10", visit.score)});
  tell_touches(notes, touches, touches, scenario);
  if (visit.joined) notes.push_back({"joined: a customer from here on", Tone::good});
  return notes;
}

Page walk_page(Walk const& walk, Scenario const& scenario, WalkPageOptions const& options) {
  return WalkPage(walk, scenario, options).page();
}

}  // namespace silowalk::inline report
