#include <fmt/format.h>

#include <array>

#include "engine/base/calendar.h"
#include "engine/base/complaint.h"
#include "engine/scenario/language/values.h"

namespace silowalk::inline scenario {
namespace {

constexpr std::array<std::string_view, 7> day_names = {"mon", "tue", "wed", "thu",
                                                       "fri", "sat", "sun"};  ///< bit i of Shift::weekdays is day i

/// Returns 0 = Monday ... 6 = Sunday; -1 for any other word. Lower case only.
int day_number(std::string_view word) {
  for (std::size_t i = 0; i < day_names.size(); ++i)
    if (day_names[i] == word) return static_cast<int>(i);
  return -1;
}

/// Splits at every `by` and drops the blanks around each part. Always at least one part.
std::vector<std::string> split(std::string_view text, char by) {
  std::vector<std::string> out;
  std::size_t from = 0;
  while (from <= text.size()) {
    std::size_t const end = std::min(text.find(by, from), text.size());
    std::string_view word = text.substr(from, end - from);
    while (!word.empty() && word.front() == ' ') word.remove_prefix(1);
    while (!word.empty() && word.back() == ' ') word.remove_suffix(1);
    out.emplace_back(word);
    from = end + 1;
  }
  return out;
}

/// "mon-fri", "mon,wed,fri", "sat", "fri-mon", "daily" -> bits; 0 where it is none of these.
std::uint8_t parse_days(std::string_view text) {
  if (text == "daily" || text == "every day") return 0x7F;
  std::uint8_t days = 0;
  for (std::string const& part : split(text, ',')) {
    std::vector<std::string> const ends = split(part, '-');
    int const from = day_number(ends.front());
    int const to = day_number(ends.back());
    if (from < 0 || to < 0 || ends.size() > 2) return 0;
    // Ends after 7 days at most, also where the week's end lies between: "fri-mon".
    for (int day = from;; day = (day + 1) % 7) {
      days = static_cast<std::uint8_t>(days | (1U << day));
      if (day == to) break;
    }
  }
  return days;
}

/// "09:00" or "9" -> minutes after midnight, at most 24:00; -1 where it is neither.
int parse_clock(std::string_view text) {
  std::vector<std::string> const parts = split(text, ':');
  if (parts.size() > 2) return -1;
  int minutes = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].empty() || parts[i].size() > 2) return -1;
    int number = 0;
    // By hand: std::stoi would take a sign and blanks.
    for (char c : parts[i]) {
      if (c < '0' || c > '9') return -1;
      number = number * 10 + (c - '0');
    }
    if (i == 1 && number > 59) return -1;
    minutes += i == 0 ? number * 60 : number;
  }
  return minutes <= minutes_per_day ? minutes : -1;
}

/// Returns each day's successor; Sunday's is Monday.
std::uint8_t next_days(std::uint8_t days) { return static_cast<std::uint8_t>(((days << 1) | (days >> 6)) & 0x7F); }

/// Returns whether some minute of the week belongs to both. Precondition: neither goes past midnight.
bool overlap(Shift const& a, Shift const& b) {
  return (a.weekdays & b.weekdays) != 0 && a.from_minute < b.to_minute && b.from_minute < a.to_minute;
}

/// Returns "09:30" for minutes after midnight, up to "24:00".
std::string clock_text(int minutes) { return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60); }

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

/// Returns the day that a word in English or German means: "Monday", "Mo" and "montags" are "mon"; the nearest
/// abbreviation for another; "" for none.
std::string day_like(std::string const& word) {
  constexpr std::array<std::string_view, 14> names = {"mondays",     "tuesdays", "wednesdays", "thursdays", "fridays",
                                                      "saturdays",   "sundays",  "montags",    "dienstags", "mittwochs",
                                                      "donnerstags", "freitags", "samstags",   "sonntags"};
  for (std::size_t i = 0; i < names.size(); ++i)
    if (word.size() > 1 && names[i].starts_with(word)) return std::string(day_names[i % day_names.size()]);
  return nearest(word, {day_names.begin(), day_names.end()});
}

/// Returns the set of weekdays that was probably meant: "Mo. bis Fr." is "mon-fri"; "" where some day is none.
std::string days_like(std::string const& text) {
  std::string small;
  for (char const c : text) small += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  if (parse_days(small) != 0) return small;
  for (std::string_view const to : {" to ", " bis ", "\u2013"}) small = replaced(small, to, "-");
  for (std::string_view const with : {" and ", " und ", "&", "+", "/"}) small = replaced(small, with, ",");
  std::erase_if(small, [](char c) { return !((c >= 'a' && c <= 'z') || c == '-' || c == ','); });
  std::string days;
  std::string word;
  for (char const c : small + ",") {
    if (c != ',' && c != '-') {
      word += c;
      continue;
    }
    std::string const day = day_like(word);
    if (day.empty()) return "";
    days += day + c;
    word.clear();
  }
  days.pop_back();
  return parse_days(days) != 0 ? days : "";
}

/// Returns the hours that were probably meant: "9-17 Uhr", "9.00 to 17.00" and "9am-5pm" are "09:00-17:00"; "" for
/// none.
std::string hours_like(std::string const& text) {
  constexpr std::string_view digits = "0123456789";
  std::vector<int> clocks;
  for (std::size_t at = text.find_first_of(digits); at != std::string::npos; at = text.find_first_of(digits, at)) {
    std::string clock = text.substr(at, text.find_first_not_of(digits, at) - at);
    at += clock.size();
    bool const minutes = at + 2 < text.size() && (text[at] == ':' || text[at] == '.') &&
                         digits.find(text[at + 1]) != std::string_view::npos;
    if (minutes) clock += ":" + text.substr(at + 1, 2);
    if (minutes) at += 3;
    int const parsed = parse_clock(clock);
    std::size_t const behind = text.find_first_not_of(' ', at);
    bool const noon = parsed >= minutes_per_day / 2;
    int const later = text.compare(std::min(behind, text.size()), 2, "pm") == 0 && !noon ? minutes_per_day / 2 : 0;
    if (parsed < 0) return "";
    clocks.push_back(parsed + later);
  }
  if (clocks.size() != 2 || clocks[0] == clocks[1] || clocks[0] == minutes_per_day) return "";
  return clock_text(clocks[0]) + "-" + clock_text(clocks[1]);
}

/// Returns a shift in one text as it was probably meant: "mo-fr 9-17 Uhr" is "mon-fri 09:00-17:00"; "" for none.
std::string shift_like(std::string const& days, std::string const& hours) {
  std::string const all_days = days_like(days);
  std::string const all_hours = hours_like(hours);
  return all_days.empty() || all_hours.empty() ? "" : all_days + " " + all_hours;
}

}  // namespace

/// Adds the shift of two texts, one for the days and one for the hours; two shifts where it goes past midnight.
/// `agents`: those of the shift, none for all of the silo's.
bool Values::shift_parts(Mark const& days_at, std::string const& days, Mark const& hours_at, std::string const& hours,
                         std::optional<int> agents, std::string const& path, std::vector<Shift>& out) {
  std::uint8_t const bits = parse_days(days);
  if (bits == 0) {
    complaints_.error(days_at, fmt::format("{}: '{}' is not a set of weekdays", path, days),
                      "written as mon-fri, mon,wed,fri, sat or daily",
                      days_at == hours_at ? shift_like(days, hours) : days_like(days));
    return false;
  }
  std::vector<std::string> const ends = split(hours, '-');
  int const from = ends.size() == 2 ? parse_clock(ends[0]) : -1;
  int const to = ends.size() == 2 ? parse_clock(ends[1]) : -1;
  if (from < 0 || to < 0 || from == to || from == minutes_per_day) {
    complaints_.error(hours_at, fmt::format("{}: '{}' are not hours", path, hours),
                      from >= 0 && from == to ? "a whole day is 00:00-24:00" : "written as 09:00-16:30",
                      days_at == hours_at ? shift_like(days, hours) : hours_like(hours));
    return false;
  }
  if (from < to) {
    out.push_back({bits, from, to, agents});
    return true;
  }
  constexpr int noon = minutes_per_day / 2;
  // Written without minutes, "9-5" is more likely nine to five than a night of 20 hours.
  if (from < noon && to > 0 && to + noon > from && hours.find(':') == std::string::npos)
    complaints_.warning(hours_at, fmt::format("{}: '{}' goes past midnight", path, hours),
                        fmt::format("it is open from {} to {} of the next day", clock_text(from), clock_text(to)),
                        clock_text(from) + "-" + clock_text(to + noon));
  // Past midnight: the part after midnight belongs to the following days.
  out.push_back({bits, from, minutes_per_day, agents});
  if (to > 0) out.push_back({next_days(bits), 0, to, agents});
  return true;
}

/// Splits the text at its first digit: days before, hours after. Days alone mean the whole day, hours alone every day.
bool Values::shift_text(Node const& node, std::string const& path, std::vector<Shift>& out) {
  std::string const& text = node.text;
  // Names of days hold no digits, so the first one begins the hours.
  std::size_t digit = text.find_first_of("0123456789");
  std::string const days = text.substr(0, std::min(digit, text.size()));
  std::vector<std::string> const trimmed = split(days, '\n');
  if (digit == std::string::npos) {
    std::string const& day = trimmed.front();
    if (parse_days(day) != 0) return shift_parts(node.where, day, node.where, "00:00-24:00", std::nullopt, path, out);
    complaints_.error(node.where, fmt::format("{} is not a shift: \"{}\"", path, text),
                      "written as \"mon-fri 09:00-16:30\"", days_like(text));
    return false;
  }
  std::string const day = trimmed.front().empty() ? "daily" : trimmed.front();
  return shift_parts(node.where, day, node.where, text.substr(digit), std::nullopt, path, out);
}

/// Reads { days, hours, agents }, each with a default.
bool Values::shift_table(Node const& node, std::string const& path, std::vector<Shift>& out) {
  std::string days = "daily";
  std::string hours = "00:00-24:00";
  Mark days_at = node.where;
  Mark hours_at = node.where;
  std::optional<int> agents;
  bool ok = true;
  for (Member const& member : node.members) {
    Key const* key = find_key(Part::shift, member.key);
    std::string const at = path + "." + member.key;
    if (key == nullptr) {
      complaints_.error(member.where, fmt::format("unknown key '{}' in a shift", member.key),
                        "a shift has: days, hours, agents", complaints_.guess(member.key, key_names(Part::shift)));
      ok = false;
      continue;
    }
    ValueRule const rule{key->type, key->range, key->example, key->detail};
    if (key->name == "agents") {
      std::int64_t number = 0;
      ok = whole(member.value, rule, at, number) && ok;
      agents = static_cast<int>(number);
      continue;
    }
    ok = text(member.value, rule, at, key->name == "days" ? days : hours) && ok;
    (key->name == "days" ? days_at : hours_at) = member.value.where;
  }
  return ok && shift_parts(days_at, days, hours_at, hours, agents, path, out);
}

// Overlaps are looked for shift by shift, so that the complaint stands at the one that causes it.
bool Values::shifts(Node const& node, std::string const& path, std::vector<Shift>& out) {
  std::vector<Node const*> items;
  if (node.is_array())
    for (Node const& item : node.items) items.push_back(&item);
  else
    items.push_back(&node);
  constexpr std::size_t most_shifts = 1000;  ///< bounds the comparison of each with each
  if (items.size() > most_shifts) {
    complaints_.error(node.where, fmt::format("{} are {}", path, items.size()),
                      fmt::format("the most is {}", most_shifts));
    return false;
  }
  bool ok = true;
  for (std::size_t i = 0; i < items.size(); ++i) {
    std::string const at = node.is_array() ? fmt::format("{}.{}", path, i) : path;
    std::size_t const before = out.size();
    if (items[i]->is_text()) {
      ok = shift_text(*items[i], at, out) && ok;
    } else if (items[i]->is_table()) {
      ok = shift_table(*items[i], at, out) && ok;
    } else {
      complaints_.error(items[i]->where,
                        fmt::format("{} must be a text or a shift table, not {}", at, kind_of(*items[i])),
                        "for example \"mon-fri 09:00-16:30\"");
      ok = false;
    }
    // All earlier ones: one past midnight has added two.
    for (std::size_t mine = before; mine < out.size(); ++mine)
      for (std::size_t other = 0; other < mine; ++other)
        if (overlap(out[mine], out[other])) {
          complaints_.error(items[i]->where, fmt::format("{} overlaps an earlier shift", at),
                            fmt::format("{} against {}", print_shift(out[mine]), print_shift(out[other])));
          return false;
        }
  }
  return ok;
}

std::string print_shift(Shift const& shift) {
  std::string days;
  for (std::size_t i = 0; i < day_names.size(); ++i)
    if ((shift.weekdays >> i & 1U) != 0) days += fmt::format("{}{}", days.empty() ? "" : ",", day_names[i]);
  // The two common sets have words of their own.
  if (shift.weekdays == 0x1F) days = "mon-fri";
  if (shift.weekdays == 0x7F) days = "daily";
  std::string const hours = clock_text(shift.from_minute) + "-" + clock_text(shift.to_minute);
  if (!shift.agents) return fmt::format("\"{} {}\"", days, hours);
  return fmt::format("{{ days = \"{}\", hours = \"{}\", agents = {} }}", days, hours, *shift.agents);
}

}  // namespace silowalk::inline scenario
