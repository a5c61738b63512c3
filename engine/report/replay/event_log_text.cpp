#include "engine/report/replay/event_log_text.h"

#include <fmt/format.h>

#include <stdexcept>

#include "engine/base/calendar.h"
#include "engine/base/escape/escape.h"
#include "engine/base/text.h"
#include "engine/report/replay/moment.h"
#include "engine/report/replay/walk_page.h"

namespace silowalk::inline report {
namespace {

// The time zone is written as +00:00 everywhere, see iso_moment().
constexpr std::string_view head = R"(<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<global scope="trace">
<string key="concept:name" value="UNKNOWN"/>
</global>
<global scope="event">
<string key="concept:name" value="UNKNOWN"/>
<string key="org:group" value="UNKNOWN"/>
<date key="time:timestamp" value="1970-01-01T00:00:00.000000+00:00"/>
<string key="lifecycle:transition" value="complete"/>
</global>
<classifier name="Activity" keys="concept:name"/>
<classifier name="Silo" keys="org:group"/>
<string key="lifecycle:model" value="standard"/>
)";

/// Returns an XES attribute: an element of this type. Key and value are escaped.
std::string attribute(std::string_view type, std::string_view key, std::string_view value) {
  return fmt::format("<{} key=\"{}\" value=\"{}\"/>\n", type, escape_xml(key), escape_xml(value));
}

/// Returns the shortest decimal that reads back to the same double.
std::string number_text(double value) { return fmt::format("{}", value); }

/// Returns how a case ends, in words; the parentheses cannot be the name of an exit.
std::string ending_word(Ending const& ending, Scenario const& scenario) {
  if (ending.exit) return scenario.exits[*ending.exit].name;
  return ending.how == Ending::How::left_quietly ? "(left without a word)" : "(still there)";
}

/// Returns when a case ended; "" for a customer who is still there.
std::string moment_of(Ending const& ending, Scenario const& scenario) {
  return ending.how == Ending::How::still_there ? "" : iso_moment(scenario.horizon.start, ending.time);
}

}  // namespace

std::string xes_head(std::string_view log_name) {
  return std::string(head) + attribute("string", "concept:name", log_name);
}

std::string xes_tail() { return "</log>\n"; }

std::string xes_trace(Story const& story, Ending const& ending, Scenario const& scenario, std::string_view customer) {
  std::string text = "<trace>\n" + attribute("string", "concept:name", customer) +
                     attribute("string", "segment", scenario.segments[story.beginning.segment].name) +
                     attribute("string", "end", ending_word(ending, scenario));
  // Who is still there has no end: the log is cut by the horizon.
  if (ending.how != Ending::How::still_there) text += attribute("date", "ended", moment_of(ending, scenario));
  for (Visit const& visit : story.visits) {
    Touchpoint const& t = scenario.touchpoints[visit.touchpoint];
    text += "<event>\n" + attribute("string", "concept:name", t.name) + attribute("string", "org:group", t.silo) +
            attribute("date", "time:timestamp", iso_moment(scenario.horizon.start, visit.end)) +
            attribute("string", "lifecycle:transition", "complete") +
            attribute("date", "arrived", iso_moment(scenario.horizon.start, visit.time)) +
            attribute("string", "outcome", outcome_word(visit)) +
            attribute("float", "wait_minutes", number_text(visit.wait * minutes_per_day)) +
            attribute("float", "cost", number_text(visit.cost)) +
            attribute("float", "revenue", number_text(visit.revenue));
    // Without an answer the attribute is missing: a company knows nothing of scores that were not given.
    if (visit.surveyed) text += attribute("float", "survey_score", number_text(visit.score));
    text += "</event>\n";
  }
  return text + "</trace>\n";
}

std::string csv_head() {
  return "case,segment,activity,silo,arrived,completed,outcome,wait_minutes,cost,revenue,survey_score,end,ended\r\n";
}

std::string csv_rows(Story const& story, Ending const& ending, Scenario const& scenario, std::string_view customer) {
  std::string const end = escape_csv(ending_word(ending, scenario));
  std::string const ended = moment_of(ending, scenario);
  std::string text;
  for (Visit const& visit : story.visits) {
    Touchpoint const& t = scenario.touchpoints[visit.touchpoint];
    text += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{}\r\n", escape_csv(customer),
                        escape_csv(scenario.segments[visit.segment].name), escape_csv(t.name), escape_csv(t.silo),
                        iso_moment(scenario.horizon.start, visit.time), iso_moment(scenario.horizon.start, visit.end),
                        outcome_word(visit), number_text(visit.wait * minutes_per_day), number_text(visit.cost),
                        // Missing, not 0, where no survey was answered.
                        number_text(visit.revenue), visit.surveyed ? number_text(visit.score) : "", end, ended);
  }
  return text;
}

LogCount write_event_log(PastRun const& run, LogSlice const& slice, Format format,
                         std::function<void(std::string_view)> const& write) {
  if (format != Format::xes && format != Format::csv)
    throw std::invalid_argument("an event log is no " + std::string(format_names[format]));
  bool const xes = format == Format::xes;
  // The name of a log states what it is of; CSV has no place for it.
  write(xes ? xes_head(fmt::format("{}, replication {}", run.name(), slice.replication)) : csv_head());
  LogCount const count = tell_log(run, slice, [&](Story const& story, Ending const& ending) {
    std::string const customer = to_text(story.name(), run.model().axes());
    write(xes ? xes_trace(story, ending, run.scenario(), customer) : csv_rows(story, ending, run.scenario(), customer));
  });
  if (xes) write(xes_tail());
  return count;
}

std::string format_log_count(LogCount const& count) {
  return plural(count.visits, "event") + " of " + plural(count.customers, "customer");
}

}  // namespace silowalk::inline report
