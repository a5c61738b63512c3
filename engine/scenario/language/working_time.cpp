#include <fmt/format.h>

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "engine/base/calendar.h"
#include "engine/base/text.h"
#include "engine/base/units.h"
#include "engine/scenario/language/load.h"
#include "engine/scenario/language/values.h"

// Working hours and working days: durations in the open time of the silo that owns the touchpoint.
namespace silowalk::inline scenario {
namespace {

/// The open hours of a silo in a week.
struct OpenWeek {
  int minutes = 0;  ///< in which at least one agent may be on duty
  int days = 0;     ///< weekdays with open hours
  /// Returns the length of a working day. Precondition: there are open hours.
  double minutes_per_open_day() const { return static_cast<double>(minutes) / days; }
};

OpenWeek open_week(std::vector<Shift> const& shifts) {
  OpenWeek week;
  std::array<bool, days_per_week> open{};
  for (Shift const& shift : shifts) {
    if (shift.agents == 0) continue;
    for (std::size_t day = 0; day < open.size(); ++day) {
      if ((shift.weekdays >> day & 1U) == 0) continue;
      week.minutes += shift.to_minute - shift.from_minute;
      open[day] = true;
    }
  }
  for (bool const each : open) week.days += each ? 1 : 0;
  return week;
}

/// A duration in working time, as written.
struct WorkingTime {
  double number = 0;
  bool days = false;  ///< working days, not hours
};

/// Reads "4 working hours" or "2 working days"; none for any other text.
std::optional<WorkingTime> parse_working_time(std::string const& text) {
  std::size_t const word = text.find(working_word);
  Measured const number = parse_number(text.substr(0, word));
  std::size_t const from = text.find_first_not_of(" \t", word + working_word.size());
  std::string const unit = from == std::string::npos ? "" : text.substr(from, text.find_last_not_of(" \t") + 1 - from);
  if (!number.ok()) return std::nullopt;
  if (unit == "hour" || unit == "hours" || unit == "h") return WorkingTime{number.value, false};
  if (unit == "day" || unit == "days") return WorkingTime{number.value, true};
  return std::nullopt;
}

/// Returns whether a duration is written in days or more, of which a silo with shifts is open for a part.
bool in_days(std::string const& text) {
  for (std::string_view const unit : {"day", "days", "d", "week", "weeks"})
    if (text.ends_with(unit) && parse_number(text.substr(0, text.size() - unit.size())).ok()) return true;
  return false;
}

/// Treats the durations of one touchpoint that can count open time.
class OpenDurations {
 public:
  OpenDurations(std::string silo, OpenWeek week, Complaints& complaints)
      : silo_(std::move(silo)), week_(week), complaints_(complaints) {}

  /// Goes through a duration, a distribution or a list. `path` names the value in complaints. `by`: what it counts.
  void visit(Node& node, std::string const& path, WaitClock by) {
    for (Member& each : node.members) visit(each.value, path + "." + each.key, by);
    for (Node& each : node.items) visit(each, path, by);
    if (!node.is_text()) return;
    if (node.text.find(working_word) != std::string::npos)
      node.text = clock_text(node, path, by);
    else if (by == WaitClock::open && week_.days > 0 && in_days(node.text))
      warn(node, path);
  }

 private:
  /// Returns the same duration in hours or minutes of open time. A mistake becomes a complaint; its text is sound, so
  /// that there is one complaint only.
  std::string clock_text(Node const& node, std::string const& path, WaitClock by) {
    std::optional<WorkingTime> const time = parse_working_time(node.text);
    if (!time) {
      complaints_.error(node.where, fmt::format("{} is not a duration: \"{}\"", path, node.text),
                        "working time is written as \"4 working hours\" or \"2 working days\"");
      return "1 h";
    }
    if (by == WaitClock::clock || week_.days == 0) {
      complaints_.error(node.where, fmt::format("{} is \"{}\"", path, node.text),
                        by == WaitClock::clock
                            ? "with tolerance_by = \"clock\" it counts all hours, closed ones included"
                            : fmt::format("silo.{} has no shifts, so that every hour is open", silo_),
                        fmt::format("{} {}", shortest(time->number),
                                    !time->days         ? "h"
                                    : time->number == 1 ? "day"
                                                        : "days"));
      return "1 h";
    }
    if (!time->days) return shortest(time->number) + " h";
    return shortest(time->number * week_.minutes_per_open_day()) + " min";
  }

  /// Returns "2 working days" of "2 days"; weeks have no guess.
  static std::string guess_of(std::string const& text) {
    std::size_t const unit = text.find('d');
    if (unit == std::string::npos) return "";
    Measured const number = parse_number(text.substr(0, unit));
    return fmt::format("{} working day{}", shortest(number.value), number.value == 1 ? "" : "s");
  }

  /// Warns of a day of 24 open hours.
  void warn(Node const& node, std::string const& path) {
    double const minutes = week_.minutes_per_open_day();
    if (minutes == minutes_per_day) return;
    double const days = parse_duration(node.text).value;
    complaints_.warning(
        node.where,
        fmt::format("{} is \"{}\": {} open hours, or {} working days of silo.{}", path, node.text,
                    three_digits(days * hours_per_day), three_digits(days * minutes_per_day / minutes), silo_),
        fmt::format("it counts open hours, and silo.{} is open for {} h a day", silo_,
                    three_digits(minutes / minutes_per_hour)),
        guess_of(node.text));
  }

  std::string silo_;
  OpenWeek week_;
  Complaints& complaints_;
};

/// Returns the open hours of a silo of the tree; none where it has no shifts, or wrong ones.
OpenWeek open_week_of(Node const& tree, std::string const& silo, Sources const& sources) {
  Node const* const silos = tree.find("silo");
  Node const* const owner = silos == nullptr ? nullptr : silos->find(silo);
  Node const* const written = owner == nullptr ? nullptr : owner->find("shifts");
  if (written == nullptr) return {};
  Complaints unheard(sources);  // the reader reports them
  std::vector<Shift> shifts;
  Values(unheard).shifts(*written, "shifts", shifts);
  return open_week(shifts);
}

/// Returns the clock that a tree asks for; the reader reports a wrong one.
WaitClock tolerance_by(Node const& tree) {
  Node const* const written = tree.find("tolerance_by");
  bool const clock = written != nullptr && written->is_text() && written->text == wait_clock_names[WaitClock::clock];
  return clock ? WaitClock::clock : WaitClock::open;
}

}  // namespace

void express_working_time(Node& tree, Sources const& sources, Complaints& complaints) {
  WaitClock const by = tolerance_by(tree);
  Member* const touchpoints = tree.member("touchpoint");
  if (touchpoints == nullptr) return;
  for (Member& each : touchpoints->value.members) {
    Node const* const silo = each.value.find("silo");
    if (silo == nullptr || !silo->is_text()) continue;
    OpenDurations durations(silo->text, open_week_of(tree, silo->text, sources), complaints);
    std::string const path = "touchpoint." + each.key;
    if (Member* const patience = each.value.member("patience"))
      durations.visit(patience->value, path + ".patience", by);
    if (Member* const target = each.value.member("answer_within"))
      durations.visit(target->value, path + ".answer_within", WaitClock::open);
    Member* const trust = each.value.member("trust");
    Member* const tolerance = trust == nullptr ? nullptr : trust->value.member("tolerance");
    if (tolerance != nullptr) durations.visit(tolerance->value, path + ".trust.tolerance", by);
  }
}

}  // namespace silowalk::inline scenario
