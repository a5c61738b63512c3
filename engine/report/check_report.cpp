#include "engine/report/check_report.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "engine/base/text.h"
#include "engine/journey/load.h"
#include "engine/report/table.h"
#include "engine/report/words.h"

namespace silowalk::inline report {
namespace {

/// The first dozen by name.
std::string joined(JourneyGraph const& graph, std::vector<int> const& vertices) {
  constexpr std::size_t most_named = 12;
  std::string text;
  for (std::size_t i = 0; i < vertices.size() && i < most_named; ++i) {
    text += (text.empty() ? "" : ", ") + graph.name(vertices[i]);
  }
  if (vertices.size() > most_named) text += fmt::format(" and {} more", vertices.size() - most_named);
  return text.empty() ? "-" : text;
}

std::string spread(Spread const& value, std::string (*speak)(double)) {
  return fmt::format("{} (sd {})", speak(value.mean), speak(std::sqrt(value.variance)));
}

std::vector<int> touchpoints_of(JourneyGraph const& graph, std::size_t silo) {
  std::vector<int> result;
  for (int i = 0; i < graph.touchpoints(); ++i) {
    if (graph.silo(i) == static_cast<int>(silo)) result.push_back(i);
  }
  return result;
}

bool solved(CheckedScenario const& f) {
  return std::all_of(f.forms.begin(), f.forms.end(), [](SegmentForms const& each) { return each.solved; });
}

std::string silos_text(CheckedScenario const& f) {
  std::vector<SiloLoad> const loads = silo_loads(f.scenario, f.graph, f.forms);
  bool const known = solved(f);
  Table table({"silo", "agents", "visits a day", "work offered", "work possible", "load", "touchpoints"});
  for (std::size_t i = 0; i < loads.size(); ++i) {
    SiloLoad const& load = loads[i];
    table.add({f.scenario.silos[i].name, load.limited ? format_number(load.agents) : "-",
               known ? format_number(load.visits) : "?", known ? format_number(load.offered * 24) + " h/day" : "?",
               load.limited ? format_number(load.capacity * 24) + " h/day" : "unlimited",
               !load.limited ? "-"
               : known       ? fmt::format("{:.2f}", load.load())
                             : "?",
               joined(f.graph, touchpoints_of(f.graph, i))});
  }
  return "Silos (in the long run, at the head counts given and baseline trust; who abandons does not come back)\n" +
         table.text();
}

std::string handoffs_text(CheckedScenario const& f) {
  Table table({"handoff", "from silo", "to silo", "on", "context lost", "per newcomer"});
  for (std::size_t i = 0; i < f.graph.edges().size(); ++i) {
    JourneyEdge const& edge = f.graph.edges()[i];
    if (!edge.handoff || !edge.possible) continue;
    std::string often;
    for (SegmentForms const& forms : f.forms) {
      std::string const count = edge.list < 2 && forms.ends ? format_number(forms.traversals[i]) : "-";
      often += (often.empty() ? "" : " / ") + count;
    }
    auto const silo = [&](int vertex) { return f.scenario.silos[static_cast<std::size_t>(f.graph.silo(vertex))].name; };
    table.add({f.graph.name(edge.from) + " -> " + f.graph.name(edge.to), silo(edge.from), silo(edge.to),
               std::string(route_list_names[static_cast<std::size_t>(edge.list)]), percent(edge.context_lost), often});
  }
  return table.empty() ? "" : "\nHandoffs (per newcomer by segment)\n" + table.text();
}

std::string visits_text(CheckedScenario const& f, SegmentForms const& forms) {
  Table table({"touchpoint", "silo", "visits", "sd"});
  for (int i = 0; i < f.graph.touchpoints(); ++i) {
    auto const number = static_cast<std::size_t>(i);
    if (forms.visits[number] <= 0) continue;
    table.add({f.graph.name(i), f.scenario.silos[static_cast<std::size_t>(f.graph.silo(i))].name,
               format_number(forms.visits[number]), format_number(std::sqrt(forms.visits_variance[number]))});
  }
  return table.text(4);
}

std::string ends_text(CheckedScenario const& f, SegmentForms const& forms) {
  std::string text;
  for (std::size_t i = 0; i < forms.exits.size(); ++i) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", f.scenario.exits[i].name, percent(forms.exits[i]));
  }
  if (forms.left_quietly > 0) {
    text += fmt::format("{}quiet churn {}", text.empty() ? "" : ", ", percent(forms.left_quietly));
  }
  return text;
}

std::string segment_text(CheckedScenario const& f, std::size_t number) {
  Segment const& segment = f.scenario.segments[number];
  SegmentForms const& forms = f.forms[number];
  std::string text = fmt::format("\nSegment {}: enters at {}, {} customers, {} newcomers a day\n", segment.name,
                                 segment.entry, segment.customers, format_number(mean_arrivals(segment)));
  text += "  nobody avoids  " + joined(f.graph, f.graph.unavoidable(f.graph.entries()[number])) + "\n";
  if (forms.solved && forms.ends) {
    text += "  visits         " + spread(forms.total_visits, format_number) + "\n";
    text += "  time           " + spread(forms.time, format_time);
    text += fmt::format(", of it as a customer {}\n", format_time(forms.customer_time));
    text += fmt::format("  money          {} {}", f.scenario.currency, spread(forms.money, format_number));
    if (f.scenario.horizon.discount > 0) text += ", discounted " + format_number(forms.discounted.value());
    text += "\n  ends           " + ends_text(f, forms) + "\n";
    if (forms.joins < 1) text += "  joins          " + percent(forms.joins) + " of newcomers\n";
    text += visits_text(f, forms);
  } else if (forms.solved) {
    text += "  its journeys have no end; what is told per newcomer would be infinite\n";
    if (forms.discounted) {
      text += fmt::format("  money, discounted  {} {}\n", f.scenario.currency, format_number(*forms.discounted));
    }
  }
  if (forms.solved) text += forms.reasons.empty() ? "  These figures are exact.\n" : "  Not exact, because:\n";
  for (std::string const& reason : forms.reasons) text += "    - " + reason + "\n";
  return text;
}

Json spread_json(Spread const& value) { return Json::object().set("mean", value.mean).set("variance", value.variance); }

Json segment_json(CheckedScenario const& f, std::size_t number) {
  Segment const& segment = f.scenario.segments[number];
  SegmentForms const& forms = f.forms[number];
  Json unavoidable = Json::array();
  for (int vertex : f.graph.unavoidable(f.graph.entries()[number])) unavoidable.add(f.graph.name(vertex));
  Json json = Json::object();
  json.set("entry", segment.entry).set("unavoidable", unavoidable);
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

}  // namespace

std::string check_report(CheckedScenario const& f, std::size_t warnings) {
  std::string text =
      fmt::format("{}: sound{}. {} in {}, {}, {}\n\n", f.scenario.name.empty() ? "scenario" : f.scenario.name,
                  warnings == 0 ? "" : ", with " + plural(warnings, "warning"),
                  plural(f.scenario.touchpoints.size(), "touchpoint"), plural(f.scenario.silos.size(), "silo"),
                  plural(f.scenario.exits.size(), "exit"), plural(f.scenario.segments.size(), "segment"));
  text += silos_text(f) + handoffs_text(f);
  for (std::size_t i = 0; i < f.forms.size(); ++i) text += segment_text(f, i);
  return text;
}

void add_findings(CheckedScenario const& f, Json& report) {
  std::vector<SiloLoad> const loads = silo_loads(f.scenario, f.graph, f.forms);
  bool const known = solved(f);
  Json silos = Json::object();
  for (std::size_t i = 0; i < loads.size(); ++i) {
    Json owned = Json::array();
    for (int each : touchpoints_of(f.graph, i)) owned.add(f.graph.name(each));
    Json silo = Json::object();
    silo.set("touchpoints", owned);
    if (known) silo.set("visits_per_day", loads[i].visits).set("offered", loads[i].offered);
    if (loads[i].limited) silo.set("agents", loads[i].agents).set("capacity", loads[i].capacity);
    if (loads[i].limited && known) silo.set("load", loads[i].load());
    silos.set(f.scenario.silos[i].name, silo);
  }
  Json handoffs = Json::array();
  for (std::size_t i = 0; i < f.graph.edges().size(); ++i) {
    JourneyEdge const& edge = f.graph.edges()[i];
    if (!edge.handoff || !edge.possible) continue;
    Json often = Json::object();
    for (std::size_t s = 0; s < f.forms.size(); ++s) {
      if (f.forms[s].ends && edge.list < 2) often.set(f.scenario.segments[s].name, f.forms[s].traversals[i]);
    }
    handoffs.add(Json::object()
                     .set("from", f.graph.name(edge.from))
                     .set("to", f.graph.name(edge.to))
                     .set("outcome", std::string(route_list_names[static_cast<std::size_t>(edge.list)]))
                     .set("context_lost", edge.context_lost)
                     .set("per_newcomer", often));
  }
  Json segments = Json::object();
  for (std::size_t i = 0; i < f.forms.size(); ++i) segments.set(f.scenario.segments[i].name, segment_json(f, i));
  report.set("silos", silos).set("handoffs", handoffs).set("segments", segments);
}

}  // namespace silowalk::inline report
