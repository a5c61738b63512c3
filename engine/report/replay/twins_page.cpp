#include "engine/report/replay/twins_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/calendar.h"
#include "engine/report/cells.h"
#include "engine/report/replay/journey_picture.h"
#include "engine/report/replay/moment.h"
#include "engine/report/replay/twins_json.h"
#include "engine/report/replay/walk_page.h"
#include "engine/report/wait_note.h"
#include "engine/statistics/wording.h"

namespace silowalk::inline report {
namespace {

/// Returns the first words and how many more there are.
std::string list_of(std::vector<std::string> const& words, std::size_t most = 5) {
  std::string text;
  for (std::size_t i = 0; i < words.size() && i < most; ++i) text += (i == 0 ? "" : ", ") + words[i];
  if (words.size() > most) text += fmt::format(" and {} more", words.size() - most);
  return text;
}

/// Returns the day of a moment, without its time.
std::string day_text(Date start, double time) { return moment_text(start, time).substr(0, 10); }

/// Writes the page of one pair. An object writes one page; twin and scenarios must outlive it.
class TwinsPage {
 public:
  TwinsPage(Twin const& twin, Scenario const& a, Scenario const& b, WalkPageOptions const& options)
      : twin_(twin), a_(a), b_(b), titles_(options.names ? Titles() : Titles(a, b)), options_(options) {}

  /// Returns the page. Call it once: it moves the page out.
  Page page() {
    page_.title = fmt::format("Customer {}: A, '{}', and B, '{}'", titles_.customer(twin_.customer), twin_.a.scenario,
                              twin_.b.scenario);
    say(fmt::format("Replication {}, common random numbers. {}Chosen: {}.", twin_.a.replication,
                    identifier_note(twin_.customer, a_.segments[twin_.a.story.beginning.segment]),
                    titles_.quoted_segments(twin_.why)));
    tell_divergence();
    if (options_.picture) {
      page_.blocks.emplace_back(Picture{
          journey_picture(a_, {{"A: " + twin_.a.scenario, places_of(twin_.a.story, a_), end_flag(twin_.a.ending, "A")},
                               {"B: " + twin_.b.scenario, in_a(), end_flag(twin_.b.ending, "B")}})});
    }
    heading("Side by side");
    tell_steps();
    heading("How it ended");
    tell_consequence();
    heading("How common such stories are");
    tell_shares("A", twin_.a);
    tell_shares("B", twin_.b);
    say(fmt::format(
            "Shares {}; intervals: Wilson, 95 %, customers taken as independent. One pair is an example, not the rule: "
            "without --customer and --pick, `twins` counts all customers.",
            twin_.a.basis),
        Tone::faint);
    return std::move(page_);
  }

 private:
  /// Appends a paragraph.
  void say(std::string text, Tone tone = Tone::plain) { page_.blocks.emplace_back(Paragraph{std::move(text), tone}); }
  /// Appends a heading.
  void heading(std::string text) { page_.blocks.emplace_back(Heading{std::move(text)}); }

  /// Returns B's path in A's places, matched by name. Places that A lacks are left out: the picture is A's journey.
  /// Numbers of places cannot be compared, since each scenario numbers its own.
  std::vector<std::size_t> in_a() const {
    std::vector<std::size_t> places;
    for (std::size_t const place : places_of(twin_.b.story, b_)) {
      bool const exit = place >= b_.touchpoints.size();
      std::string const& name = exit ? b_.exits[place - b_.touchpoints.size()].name : b_.touchpoints[place].name;
      for (std::size_t i = 0; !exit && i < a_.touchpoints.size(); ++i) {
        if (a_.touchpoints[i].name == name) places.push_back(i);
      }
      for (std::size_t i = 0; exit && i < a_.exits.size(); ++i) {
        if (a_.exits[i].name == name) places.push_back(a_.touchpoints.size() + i);
      }
    }
    return places;
  }

  /// Returns the time and the touchpoint of a divergence, as A has them.
  std::string where(Divergence const& divergence) const {
    if (divergence.aspect == Aspect::beginning) return "at the very start";
    Visit const& visit = twin_.a.story.visits[divergence.visit];
    Touchpoint const& t = a_.touchpoints[visit.touchpoint];
    return fmt::format("{}, at {} of {}", moment_text(a_.horizon.start, visit.time), titles_.touchpoint(t.name),
                       titles_.silo(t.silo));
  }

  /// Adds the first difference and, where it is another one, the parting, each with its cause.
  void tell_divergence() {
    if (!twin_.first) {
      say("Their stories do not differ.", Tone::good);
      return;
    }
    say(fmt::format("First difference: {}: {}. Cause: {}.", where(*twin_.first), aspect_text(twin_.first->aspect),
                    cause_text(twin_.first->cause, titles_)),
        Tone::strong);
    if (!twin_.parting) {
      say("Their ways never part: the same touchpoints, the same outcomes, at slightly different times.");
    } else if (twin_.parting->visit == twin_.first->visit) {
      // One visit for both: naming it twice would suggest two.
      say("There their ways part.");
    } else {
      say(fmt::format("The stories part: {}: {}. Cause: {}{}.", where(*twin_.parting),
                      aspect_text(twin_.parting->aspect),
                      twin_.parting->inherited
                          ? "nothing that acts on this visit differs; it follows from the first difference; "
                          : "",
                      cause_text(twin_.parting->cause, titles_)),
          Tone::strong);
    }
  }

  /// Returns wait, outcome and trust after a visit (a probability).
  GridCell lived(Visit const& visit, Scenario const& scenario) const {
    std::string const waited = visit.wait > 0 ? worded(visit.wait, OutputKind::duration, "") + ", " : "";
    bool const good = visit.outcome == Outcome::success || visit.outcome == Outcome::recovered;
    return {fmt::format("{}{} {:.2f}", waited, outcome_word(visit),
                        trust_share(scenario, visit.segment, visit.trust_after)),
            good ? Tone::plain : Tone::bad};
  }

  /// Returns whether both visits are the same for a reader. Differences below an hour in time, a minute of waiting and
  /// .05 of trust (a probability) are ignored. The first difference is never folded, however small it is.
  bool alike(Step const& step) const {
    if (!step.a || !step.b) return false;
    if (twin_.first && twin_.first->visit == *step.a) return false;
    Visit const& a = twin_.a.story.visits[*step.a];
    Visit const& b = twin_.b.story.visits[*step.b];
    double const trust = trust_share(a_, a.segment, a.trust_after) - trust_share(b_, b.segment, b.trust_after);
    return a.outcome == b.outcome && a.context_lost == b.context_lost && std::abs(a.time - b.time) < 1 / 24.0 &&
           std::abs(a.wait - b.wait) < 1.0 / minutes_per_day && std::abs(trust) < 0.05;
  }

  /// Adds the visits of both side by side; runs of visits that are alike in both become one row.
  void tell_steps() {
    Grid grid{{{"A", false, true},
               {"touchpoint"},
               {"in A: wait, outcome, trust"},
               {"B", false, true},
               {"in B: wait, outcome, trust"}},
              {}};
    std::size_t folded = 0;
    for (Step const& step : twin_.steps) {
      if (!options_.every_visit && alike(step)) {
        ++folded;
        continue;
      }
      // The row that was folded stands before the one that differs.
      fold(grid, folded);
      folded = 0;
      grid.rows.push_back(row(step));
    }
    fold(grid, folded);
    page_.blocks.emplace_back(std::move(grid));
    auto const differ = [](Walk const& walk) {
      return std::any_of(walk.story.visits.begin(), walk.story.visits.end(), waits_differ);
    };
    WaitClocks waits;
    if (differ(twin_.a) || differ(twin_.b)) {
      waits.add(a_.tolerance_by);
      waits.add(b_.tolerance_by);
    }
    if (!waits.note().empty()) say(std::string(waits.note()), Tone::faint);
  }

  /// Adds one row instead of the visits that are alike.
  static void fold(Grid& grid, std::size_t folded) {
    if (folded == 0) return;
    grid.rows.push_back(
        {{{"..."}, {fmt::format("{} visit{} alike", folded, folded == 1 ? "" : "s"), Tone::faint}}, {}});
  }

  /// Returns a row: the visit of each, "-" where only the other twin has it. Notes say whose they are.
  GridRow row(Step const& step) const {
    Visit const* const a = step.a ? &twin_.a.story.visits[*step.a] : nullptr;
    Visit const* const b = step.b ? &twin_.b.story.visits[*step.b] : nullptr;
    std::string const& name = a != nullptr ? a_.touchpoints[a->touchpoint].name : b_.touchpoints[b->touchpoint].name;
    GridRow row{{a != nullptr ? GridCell{day_text(a_.horizon.start, a->time)} : GridCell{},
                 {titles_.touchpoint(name)},
                 a != nullptr ? lived(*a, a_) : GridCell{"-", Tone::faint},
                 b != nullptr ? GridCell{day_text(b_.horizon.start, b->time)} : GridCell{},
                 b != nullptr ? lived(*b, b_) : GridCell{"-", Tone::faint}},
                {}};
    auto const add = [&](std::size_t visit, Walk const& walk, Scenario const& scenario, std::string const& which) {
      if (visit >= walk.touches.size()) return;
      // Two columns have no room for the queue.
      for (GridCell note : visit_notes(walk.story.visits[visit], walk.touches[visit], scenario, false)) {
        note.text = which + ": " + note.text;
        row.notes.push_back(std::move(note));
      }
    };
    if (step.a) add(*step.a, twin_.a, a_, "A");
    if (step.b) add(*step.b, twin_.b, b_, "B");
    return row;
  }

  /// Adds how both stories ended, and the money of both since month 0, in A's currency.
  void tell_consequence() {
    std::string const& currency = a_.currency;
    auto const amount = [&](double value) { return fmt::format("{} {:.2f}", currency, value); };
    say("A: " + ending_text(twin_.a.ending, a_), twin_.a.ending.lost() ? Tone::bad : Tone::plain);
    say("B: " + ending_text(twin_.b.ending, b_), twin_.b.ending.lost() ? Tone::bad : Tone::plain);
    Grid grid{{{"since month 0"}, {"A", true}, {"B", true}, {"B less A", true}}, {}};
    auto const add = [&](char const* what, double in_a, double in_b) {
      grid.rows.push_back({{{what}, {amount(in_a)}, {amount(in_b)}, {amount(in_b - in_a)}}, {}});
    };
    StoryMoney const& a = twin_.a.money;
    StoryMoney const& b = twin_.b.money;
    add("subscription", a.subscription, b.subscription);
    add("revenue of visits", a.revenue, b.revenue);
    add("cost of visits", a.cost, b.cost);
    add("margin before overhead", a.margin(), b.margin());
    // Worth per head is lost only where the customer was.
    add("worth lost with the customer", twin_.a.ending.lost() ? twin_.a.worth : 0,
        twin_.b.ending.lost() ? twin_.b.worth : 0);
    page_.blocks.emplace_back(std::move(grid));
  }

  /// Adds how common a story is among the customers of its scenario.
  void tell_shares(std::string const& which, Walk const& walk) {
    Items items;
    for (Share const& share : walk.common) items.texts.push_back(which + ": " + share_text(share));
    page_.blocks.emplace_back(std::move(items));
  }

  Twin const& twin_;
  Scenario const& a_;
  Scenario const& b_;
  Titles titles_;
  WalkPageOptions const& options_;
  Page page_;
};

/// Returns the titles of owners that stand in one text: "Billing + Customer care".
std::string owners_text(std::string const& owners, Titles const& titles) {
  constexpr std::string_view between = " + ";
  std::size_t const end = owners.find(between);
  if (end == std::string::npos) return titles.silo(owners);
  return titles.silo(owners.substr(0, end)) + std::string(between) +
         owners_text(owners.substr(end + between.size()), titles);
}

/// Returns a difference and whose decision it is, unless the title of the parameter names the owner already.
std::string difference_text(ScenarioDifference const& difference, Titles const& titles) {
  std::string const path = titles.path(difference.path);
  std::string const owner = titles.silo(difference.owner);
  return path.starts_with(owner + ":") ? path : fmt::format("{} ({})", path, owner);
}

}  // namespace

std::string aspect_text(Aspect aspect) {
  switch (aspect) {
    case Aspect::beginning:
      return "their starting points differ";
    case Aspect::context:
      return "the context was lost in only one";
    case Aspect::wait:
      return "their waits differ";
    case Aspect::served:
      return "only one of them is served";
    case Aspect::outcome:
      return "the outcome differs";
    case Aspect::handling:
      return "handling takes a different time";
    case Aspect::trust:
      return "trust changes differently";
    case Aspect::survey:
      return "the survey differs";
    default:
      return "the next step differs";
  }
}

std::string cause_text(Cause const& cause, Titles const& titles) {
  std::vector<std::string> silos;
  for (std::string const& each : cause.owners) silos.push_back(titles.silo(each));
  std::vector<std::string> paths;
  for (std::string const& each : cause.paths) paths.push_back(titles.path(each));
  std::string const owners = list_of(silos);
  switch (cause.kind) {
    case Cause::Kind::direct:
      return fmt::format("direct, a decision of {}: {}", owners, list_of(paths));
    case Cause::Kind::spill_over:
      return fmt::format(
          "spill-over of {} of {} ({}): nothing that acts on this visit differs, but others left another queue",
          paths.size() == 1 ? "a decision" : "what had been decided differently by then, by one or several", owners,
          list_of(paths));
    default:
      return "untraced";
  }
}

Page twins_page(Twin const& twin, Scenario const& a, Scenario const& b, WalkPageOptions const& options) {
  return TwinsPage(twin, a, b, options).page();
}

Page twins_summary_page(TwinsSummary const& summary, Scenario const& in_a, Scenario const& in_b, bool names) {
  std::string const& a = in_a.name;
  std::string const& b = in_b.name;
  std::string const& currency = in_a.currency;
  Titles const titles = names ? Titles() : Titles(in_a, in_b);
  Page page{fmt::format("All customers: A, '{}', and B, '{}'", a, b), {}};
  auto const say = [&](std::string text, Tone tone = Tone::plain) {
    page.blocks.emplace_back(Paragraph{std::move(text), tone});
  };
  std::vector<std::string> paths;
  for (ScenarioDifference const& each : scenario_differences(in_a, in_b))
    paths.push_back(difference_text(each, titles));
  say(paths.empty() ? "The scenarios do not differ in anything that affects customers."
                    : fmt::format("The scenarios differ in {}.", list_of(paths)));
  page.blocks.emplace_back(Items{
      {fmt::format("customers with a twin: {}", format_compact(summary.customers, OutputKind::count, "")),
       fmt::format("stories that differ in anything: {}", format_compact(summary.differing, OutputKind::share, "")),
       fmt::format("ways that part (an outcome, the next touchpoint, leaving): {}",
                   format_compact(summary.parted, OutputKind::share, "")),
       fmt::format("the first difference, days after month 0, on average: {}",
                   format_compact(summary.moment, OutputKind::count, "")),
       fmt::format("customers lost, B less A: {}", format_compact(summary.lost, OutputKind::count, "")),
       fmt::format("margin before overhead, B less A: {}",
                   format_compact(summary.margin, OutputKind::money, currency))}});
  page.blocks.emplace_back(Heading{"By the cause of the first difference"});
  Grid grid{{{"cause", false, true},
             {"decision of"},
             {"customers", true},
             {"of them part", true},
             {"lost, B less A", true},
             {"margin, B less A", true}},
            {}};
  for (CauseEstimate const& each : summary.causes) {
    auto const mean = [&](Estimate const& e, OutputKind kind) {
      return e.mean ? worded(*e.mean, kind, currency) : "-";
    };
    GridRow row{{{std::string(cause_names[each.kind])},
                 {owners_text(each.owner, titles)},
                 {mean(each.customers, OutputKind::count)},
                 {mean(each.parted, OutputKind::count)},
                 {mean(each.lost, OutputKind::count)},
                 {mean(each.margin, OutputKind::money)}},
                {}};
    if (each.lost.low) {
      row.notes.push_back({fmt::format("95 %: customers {}, part {}, lost {}, margin {}",
                                       format_compact(each.customers, OutputKind::count, ""),
                                       format_compact(each.parted, OutputKind::count, ""),
                                       format_compact(each.lost, OutputKind::count, ""),
                                       format_compact(each.margin, OutputKind::money, currency)),
                           Tone::faint});
    }
    grid.rows.push_back(std::move(row));
  }
  page.blocks.emplace_back(std::move(grid));
  say(fmt::format(
          "Over {} replication{}; intervals: Student's t over replications, 95 %, of chance only{}. A cause is traced "
          "at the first "
          "difference of each customer's two stories; what follows is counted with it. Customers who come in only one "
          "scenario have no twin. Margin: since month 0, not discounted.",
          summary.replications.size(), summary.replications.size() == 1 ? "" : "s",
          summary.replications.size() == 1 ? " (none from one replication)" : ""),
      Tone::faint);
  return page;
}

}  // namespace silowalk::inline report
