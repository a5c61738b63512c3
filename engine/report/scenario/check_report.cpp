#include "engine/report/scenario/check_report.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "engine/base/text.h"
#include "engine/journey/load.h"
#include "engine/report/value_cells.h"
#include "engine/report/words.h"

namespace silowalk::inline report {
namespace {

/// A sound scenario and its findings.
struct Findings {
  Scenario const& scenario;
  JourneyGraph const& graph;
  std::vector<SegmentForms> const& forms;
  Titles const& titles;
};

/// Returns the names of places, in their order.
std::vector<std::string> names_of(JourneyGraph const& graph, std::vector<int> const& vertices) {
  std::vector<std::string> names;
  for (int const each : vertices) names.push_back(graph.name(each));
  return names;
}

/// Returns the title of a touchpoint, the name of an exit.
std::string title_of(Findings const& f, int vertex) { return f.titles.touchpoint(f.graph.name(vertex)); }

/// Returns the first dozen by title; "-" where there are none.
std::string listed(Findings const& f, std::vector<int> const& vertices) {
  std::vector<std::string> titles;
  for (int const each : vertices) titles.push_back(title_of(f, each));
  return base::joined(titles, ", ", "-", 12);
}

/// Returns the touchpoints of a silo, in the order of the scenario. Linear in the touchpoints.
std::vector<int> touchpoints_of(JourneyGraph const& graph, std::size_t silo) {
  std::vector<int> result;
  for (int i = 0; i < graph.touchpoints(); ++i) {
    if (graph.silo(i) == static_cast<int>(silo)) result.push_back(i);
  }
  return result;
}

/// Returns the title of the silo that owns a touchpoint.
std::string silo_of(Findings const& f, int touchpoint) {
  return f.titles.silo(f.scenario.silos[static_cast<std::size_t>(f.graph.silo(touchpoint))].name);
}

/// Returns whether the journeys of all segments are solved. Loads add up all segments, so that one unsolved segment
/// leaves all loads unknown.
bool solved(Findings const& f) {
  return std::all_of(f.forms.begin(), f.forms.end(), [](SegmentForms const& each) { return each.solved; });
}

/// Returns work in hours a day as text. `agents`: agent-days of work a day, the base unit of CSV.
GridCell work_cell(double agents, bool known) {
  return known ? value_cell(format_number(agents * 24), agents) : GridCell{"?"};
}

/// Returns visits and agent-days offered per day, capacity and load. A silo without a number of agents has no capacity
/// and no load.
GridRow silo_row(Findings const& f, std::size_t silo, SiloLoad const& load, bool known) {
  GridCell const full = known ? value_cell(fmt::format("{:.2f}", load.load()), load.load()) : GridCell{"?"};
  return {{GridCell{f.titles.silo(f.scenario.silos[silo].name)},
           load.limited ? number_cell(load.agents, true) : GridCell{"-"},
           number_cell(load.visits, known),
           work_cell(load.offered, known),
           load.limited ? work_cell(load.capacity, true) : GridCell{"unlimited"},
           load.limited ? full : GridCell{"-"},
           {listed(f, touchpoints_of(f.graph, silo))}}};
}

/// Adds the load of each silo in the long run. Numbers are closed forms, without queues.
void add_silos(Page& page, Findings const& f) {
  std::vector<SiloLoad> const loads = silo_loads(f.scenario, f.graph, f.forms);
  Grid grid{{{"silo"},
             {"agents", true, true},
             {"visits/day", true, true},
             {"offered", true, true},
             {"possible", true, true},
             {"load", true, true},
             {"touchpoints"}},
            {}};
  for (std::size_t i = 0; i < loads.size(); ++i) grid.rows.push_back(silo_row(f, i, loads[i], solved(f)));
  page.blocks.emplace_back(Heading{"Silos"});
  page.blocks.emplace_back(std::move(grid));
  page.blocks.emplace_back(Paragraph{
      "Offered and possible: hours of agents' work a day. Load: offered over possible in the long run, at the "
      "numbers of customers given and at baseline trust; nobody waits or abandons. The load of a run "
      "(silo.NAME.load) follows the numbers of customers by month and counts all arrivals: those who abandon, "
      "and who come again.",
      Tone::faint});
}

/// Returns whether a route is listed: one that can be taken, between two silos or losing the context within one.
bool is_listed(JourneyEdge const& edge) { return edge.possible && (edge.handoff || edge.context_lost > 0); }

/// Returns a handoff: route, list, probability that the context is lost, and expected times per newcomer by segment.
GridRow handoff_row(Findings const& f, std::size_t number, bool with_silos) {
  JourneyEdge const& edge = f.graph.edges()[number];
  GridRow row{{{title_of(f, edge.from) + " -> " + title_of(f, edge.to)}}};
  if (with_silos) row.cells.push_back({silo_of(f, edge.from) + " -> " + silo_of(f, edge.to)});
  row.cells.push_back({std::string(route_list_names[static_cast<RouteLists>(edge.list)])});
  row.cells.push_back(share_cell(edge.context_lost));
  for (SegmentForms const& forms : f.forms)
    // Lists 0 and 1 are taken after served visits. How often the others are taken depends on queues, which closed forms
    // leave out.
    row.cells.push_back(edge.list < 2 && forms.ends ? number_cell(forms.traversals[number], true) : GridCell{"-"});
  return row;
}

/// Adds the possible handoffs; nothing where there are none. `with_silos`: with a column for the silos of both ends.
void add_handoffs(Page& page, Findings const& f, bool with_silos) {
  Grid grid;
  bool within = false;  ///< a route within a silo is listed
  grid.columns.push_back({"handoff"});
  if (with_silos) grid.columns.push_back({"silos"});
  grid.columns.push_back({"on", false, true});
  grid.columns.push_back({"context lost", true, true});
  for (Segment const& each : f.scenario.segments) grid.columns.push_back({f.titles.segment(each.name), true, true});
  for (std::size_t i = 0; i < f.graph.edges().size(); ++i) {
    within = within || (is_listed(f.graph.edges()[i]) && !f.graph.edges()[i].handoff);
    if (is_listed(f.graph.edges()[i])) grid.rows.push_back(handoff_row(f, i, with_silos));
  }
  if (grid.rows.empty()) return;
  page.blocks.emplace_back(
      Heading{fmt::format("Handoffs between silos{} (last columns: times per newcomer of a segment)",
                          within ? ", and routes within a silo that lose the context" : "")});
  page.blocks.emplace_back(std::move(grid));
}

/// Returns expected visits, time (days) and money (the currency) per newcomer; "?" where the journey has no solution or
/// no end.
GridRow segment_row(Segment const& segment, SegmentForms const& forms, Titles const& titles) {
  bool const known = forms.solved && forms.ends;
  return {{GridCell{titles.segment(segment.name)}, GridCell{titles.touchpoint(segment.entry)},
           number_cell(static_cast<double>(segment.customers), true), number_cell(mean_arrivals(segment), true),
           number_cell(forms.total_visits.mean, known),
           known ? value_cell(format_time(forms.time.mean), forms.time.mean) : GridCell{"?"},
           number_cell(forms.money.mean, known),
           number_cell(forms.discounted.value_or(0), forms.discounted.has_value())}};
}

/// Adds a row for each segment.
void add_segments(Page& page, Findings const& f) {
  Grid grid{{{"segment"},
             {"enters at"},
             {"customers", true, true},
             {"newcomers a day", true, true},
             {"visits", true, true},
             {"time", true, true},
             {"money", true, true},
             {"discounted", true, true}},
            {}};
  for (std::size_t i = 0; i < f.forms.size(); ++i)
    grid.rows.push_back(segment_row(f.scenario.segments[i], f.forms[i], f.titles));
  page.blocks.emplace_back(
      Heading{fmt::format("Segments (visits, time and money in {}: expected per newcomer)", f.scenario.currency)});
  page.blocks.emplace_back(std::move(grid));
}

/// Returns where journeys end: the probability of each exit, and of quiet churn.
std::string ends_text(Findings const& f, SegmentForms const& forms) {
  std::vector<std::string> ends;
  for (std::size_t i = 0; i < forms.exits.size(); ++i)
    ends.push_back(fmt::format("{} {}", f.scenario.exits[i].name, percent(forms.exits[i])));
  if (forms.left_quietly > 0) ends.push_back("quiet churn " + percent(forms.left_quietly));
  return base::joined(ends, ", ", "");
}

/// Adds standard deviations, time as a customer, ends, and the share that joins where it is below one.
void add_facts(Items& items, Findings const& f, SegmentForms const& forms) {
  auto const deviation = [](Spread const& value) { return std::sqrt(value.variance); };
  items.texts.push_back(fmt::format("Standard deviations: visits {}, time {}, money {}",
                                    format_number(deviation(forms.total_visits)), format_time(deviation(forms.time)),
                                    format_number(deviation(forms.money))));
  items.texts.push_back("Time as a customer: " + format_time(forms.customer_time));
  items.texts.push_back("Journeys end: " + ends_text(f, forms));
  if (forms.joins < 1) items.texts.push_back(fmt::format("{} of newcomers join", percent(forms.joins)));
}

/// Adds one segment's section: what nobody avoids, and its closed forms as far as they are known.
void add_segment(Page& page, Findings const& f, std::size_t number) {
  SegmentForms const& forms = f.forms[number];
  Items items;
  items.texts.push_back("Touchpoints that no customer avoids: " +
                        listed(f, f.graph.unavoidable(f.graph.entries()[number])));
  if (forms.solved && forms.ends) add_facts(items, f, forms);
  if (forms.solved && !forms.ends) items.texts.emplace_back("Its journeys do not end: sums per newcomer are infinite");
  page.blocks.emplace_back(Heading{"Segment " + f.titles.segment(f.scenario.segments[number].name)});
  page.blocks.emplace_back(std::move(items));
}

/// Adds why closed forms are not exact, or were not computed. Each reason appears once, with its segments unless it
/// applies to all.
void add_reasons(Page& page, Findings const& f) {
  std::vector<std::string> reasons;
  std::map<std::string, std::vector<std::string>> segments;
  for (std::size_t i = 0; i < f.forms.size(); ++i) {
    for (std::string const& reason : f.forms[i].reasons) {
      if (segments[reason].empty()) reasons.push_back(reason);
      segments[reason].push_back(f.titles.segment(f.scenario.segments[i].name));
    }
  }
  if (reasons.empty()) {
    page.blocks.emplace_back(Paragraph{"These figures are exact.", Tone::good});
    return;
  }
  Items items;
  for (std::string const& reason : reasons) {
    std::vector<std::string> const& of = segments[reason];
    items.texts.push_back(of.size() == f.forms.size() ? reason : reason + ": " + base::joined(of));
  }
  page.blocks.emplace_back(Heading{"These figures are not exact, because"});
  page.blocks.emplace_back(std::move(items));
}

/// Adds expected visits by segment and touchpoint; places that a segment never visits are left out.
void add_visits(Page& page, Findings const& f) {
  Grid grid{{{"segment"}, {"touchpoint"}, {"silo"}, {"visits", true}, {"standard deviation", true}}, {}};
  for (std::size_t s = 0; s < f.forms.size(); ++s) {
    for (std::size_t i = 0; i < f.forms[s].visits.size(); ++i) {
      if (f.forms[s].visits[i] <= 0) continue;
      int const touchpoint = static_cast<int>(i);
      grid.rows.push_back({{GridCell{f.titles.segment(f.scenario.segments[s].name)},
                            GridCell{title_of(f, touchpoint)},
                            {silo_of(f, touchpoint)},
                            number_cell(f.forms[s].visits[i], true),
                            number_cell(std::sqrt(f.forms[s].visits_variance[i]), true)}});
    }
  }
  if (grid.rows.empty()) return;
  page.blocks.emplace_back(Heading{"Visits per newcomer"});
  page.blocks.emplace_back(std::move(grid));
}

/// Returns "company.toml:12:5"; the file alone where the line is not known.
std::string place_of(Location const& where) {
  return where.line > 0 ? fmt::format("{}:{}:{}", where.file, where.line, where.column) : where.file;
}

/// Adds complaints as a table; nothing where there are none.
void add_complaints(Page& page, std::vector<Complaint> const& complaints) {
  if (complaints.empty()) return;
  Grid grid{{{"severity", false, true}, {"where"}, {"what"}, {"why"}}, {}};
  for (Complaint const& each : complaints) {
    bool const error = each.severity == Complaint::Severity::error;
    std::string const guess = each.guess.empty() ? "" : fmt::format("; did you mean '{}'?", each.guess);
    grid.rows.push_back({{{error ? "error" : "warning", error ? Tone::bad : Tone::plain},
                          {place_of(each.where)},
                          {each.what + guess},
                          {each.why}}});
  }
  page.blocks.emplace_back(std::move(grid));
}

/// Returns the scenario's name, or "scenario".
std::string name_of(Scenario const& scenario) { return scenario.name.empty() ? "scenario" : scenario.name; }

/// Returns the page of a sound scenario. `whole`: as in CheckReportOptions.
Page sound_page(Findings const& f, std::vector<Complaint> const& complaints, bool whole) {
  Page page{fmt::format("{}: sound{}", name_of(f.scenario),
                        complaints.empty() ? "" : ", with " + plural(complaints.size(), "warning")),
            {}};
  page.blocks.emplace_back(Paragraph{fmt::format(
      "{} in {}, {}, {}", plural(f.scenario.touchpoints.size(), "touchpoint"), plural(f.scenario.silos.size(), "silo"),
      plural(f.scenario.exits.size(), "exit"), plural(f.scenario.segments.size(), "segment"))});
  if (whole) add_complaints(page, complaints);
  add_silos(page, f);
  add_handoffs(page, f, whole);
  add_segments(page, f);
  for (std::size_t i = 0; i < f.forms.size(); ++i) add_segment(page, f, i);
  add_visits(page, f);
  add_reasons(page, f);
  return page;
}

/// Returns a list of {"severity", "file", "line", "column", "what", "why", "guess"}; line 0 is unknown.
Json to_json(std::vector<Complaint> const& complaints) {
  Json list = Json::array();
  for (Complaint const& each : complaints) {
    list.add(Json::object()
                 .set("severity", each.severity == Complaint::Severity::error ? "error" : "warning")
                 .set("file", each.where.file)
                 .set("line", each.where.line)
                 .set("column", each.where.column)
                 .set("what", each.what)
                 .set("why", each.why)
                 .set("guess", each.guess));
  }
  return list;
}

/// Returns {"mean", "variance"}; the variance is in the square of the mean's unit.
Json spread_json(Spread const& value) { return Json::object().set("mean", value.mean).set("variance", value.variance); }

/// Returns a segment's closed forms, per newcomer; those of visits, time and money are missing where they are not
/// known.
Json segment_json(Findings const& f, std::size_t number) {
  Segment const& segment = f.scenario.segments[number];
  SegmentForms const& forms = f.forms[number];
  Json json = Json::object();
  json.set("entry", segment.entry)
      .set("unavoidable", Json(names_of(f.graph, f.graph.unavoidable(f.graph.entries()[number]))));
  json.set("solved", forms.solved).set("exact", forms.solved && forms.reasons.empty());
  json.set("not_exact_because", Json(forms.reasons));
  if (forms.solved && forms.ends) {
    Json visits = Json::object();
    for (std::size_t i = 0; i < forms.visits.size(); ++i) {
      visits.set(f.scenario.touchpoints[i].name,
                 Json::object().set("mean", forms.visits[i]).set("variance", forms.visits_variance[i]));
    }
    Json exits = Json::object();
    for (std::size_t i = 0; i < forms.exits.size(); ++i) exits.set(f.scenario.exits[i].name, forms.exits[i]);
    json.set("visits", visits).set("total_visits", spread_json(forms.total_visits));
    json.set("time", spread_json(forms.time)).set("customer_time", forms.customer_time);
    json.set("money", spread_json(forms.money)).set("joins", forms.joins);
    json.set("exits", exits).set("left_quietly", forms.left_quietly);
  }
  return json.set("discounted", forms.discounted);
}

/// Returns {SILO: {...}}: visits and agent-days per day; members that are not known or not limited are missing.
Json silos_json(Findings const& f) {
  std::vector<SiloLoad> const loads = silo_loads(f.scenario, f.graph, f.forms);
  bool const known = solved(f);
  Json silos = Json::object();
  for (std::size_t i = 0; i < loads.size(); ++i) {
    Json silo = Json::object();
    silo.set("touchpoints", Json(names_of(f.graph, touchpoints_of(f.graph, i))));
    if (known) silo.set("visits_per_day", loads[i].visits).set("offered", loads[i].offered);
    if (loads[i].limited) silo.set("agents", loads[i].agents).set("capacity", loads[i].capacity);
    if (loads[i].limited && known) silo.set("load", loads[i].load());
    silos.set(f.scenario.silos[i].name, silo);
  }
  return silos;
}

/// Returns a list of possible handoffs; "per_newcomer" has the segments for which it is known.
Json handoffs_json(Findings const& f) {
  Json handoffs = Json::array();
  for (std::size_t i = 0; i < f.graph.edges().size(); ++i) {
    JourneyEdge const& edge = f.graph.edges()[i];
    if (!is_listed(edge)) continue;
    Json often = Json::object();
    for (std::size_t s = 0; s < f.forms.size(); ++s) {
      if (f.forms[s].ends && edge.list < 2) often.set(f.scenario.segments[s].name, f.forms[s].traversals[i]);
    }
    handoffs.add(Json::object()
                     .set("from", f.graph.name(edge.from))
                     .set("to", f.graph.name(edge.to))
                     .set("outcome", route_list_names[static_cast<RouteLists>(edge.list)])
                     .set("between_silos", edge.handoff)
                     .set("context_lost", edge.context_lost)
                     .set("per_newcomer", often));
  }
  return handoffs;
}

/// Returns {SEGMENT: {...}}.
Json segments_json(Findings const& f) {
  Json segments = Json::object();
  for (std::size_t i = 0; i < f.forms.size(); ++i) segments.set(f.scenario.segments[i].name, segment_json(f, i));
  return segments;
}

/// Returns the report of a scenario with errors: complaints alone.
Report unsound(std::string const& title, std::vector<Complaint> const& complaints) {
  Page page{title + ": not sound", {}};
  add_complaints(page, complaints);
  return {std::move(page), Json::object().set("sound", false).set("complaints", to_json(complaints))};
}

}  // namespace

Report check_report(Scenario const& scenario, ScenarioCheck const& check, CheckReportOptions const& options) {
  if (!check.sound) return unsound(name_of(scenario), check.complaints);
  Findings const findings{scenario, *check.graph, check.forms, options.titles};
  return {sound_page(findings, check.complaints, options.whole), Json::object()
                                                                     .set("sound", true)
                                                                     .set("complaints", to_json(check.complaints))
                                                                     .set("silos", silos_json(findings))
                                                                     .set("handoffs", handoffs_json(findings))
                                                                     .set("segments", segments_json(findings))};
}

Report unsound_report(std::vector<Complaint> const& complaints) { return unsound("Scenario", complaints); }

}  // namespace silowalk::inline report
