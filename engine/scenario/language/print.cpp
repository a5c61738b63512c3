#include <fmt/format.h>

#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "engine/base/calendar.h"
#include "engine/base/units.h"
#include "engine/scenario/language/keys.h"
#include "engine/scenario/language/values.h"
#include "engine/scenario/outputs.h"
#include "engine/scenario/read.h"

namespace silowalk::inline scenario {
namespace {

/// One key of a table. `value` is TOML text; "" where the value is absent.
struct Line {
  std::string key;    ///< dotted for routes: next.success
  std::string value;  ///< TOML text; "" where absent
};

/// Formats the keys of one table as TOML. A visitor of visit_keys.
/// Precondition of all functions: `name` is a key of `part`. They print the value as it is in memory; whether it is
/// written is decided by changed().
template <PrintUnits units>
class Lines {
 public:
  explicit Lines(Part part) : part_(part) {}

  /// Returns all lines, defaults included, and leaves none.
  std::vector<Line> take() { return std::move(lines_); }

  template <class T>
  void value(std::string_view name, T const& x) {
    if constexpr (std::is_same_v<T, std::string>)
      if (find_key(part_, name)->type == Type::output) output_ = output_info(x);
    if constexpr (std::is_same_v<T, std::optional<double>>)
      if (name == "tolerance" || name == "answer_within") return add(name, open_time(x));
    if constexpr (std::is_same_v<T, std::vector<PlausibleRange>>)
      add(name, print_plausible(part_, x, units));
    else
      add(name, print(unit_of(*find_key(part_, name)), x));
  }

  void located(std::string_view name, std::string const& x, Location const&) { value(name, x); }

  template <class T>
  void choice(std::string_view name, T const& x) {
    add(name, word(name, static_cast<std::size_t>(x)));
  }

  template <class T>
  void choice(std::string_view name, std::optional<T> const& x) {
    add(name, x ? word(name, static_cast<std::size_t>(*x)) : "");
  }

  template <class T>
  void part(std::string_view name, T const& x) {
    // A table of defaults only is left out.
    std::string const text = inline_table(find_key(part_, name)->part, x);
    add(name, text == "{}" ? "" : text);
  }

  template <class T>
  void part(std::string_view name, std::optional<T> const& x) {
    add(name, x ? inline_table(find_key(part_, name)->part, *x) : "");
  }

  /// A table of the file without a type of its own in memory.
  template <class Visit>
  void group(std::string_view name, Visit const& visit) {
    Lines inner(find_key(part_, name)->part);
    visit(inner);
    std::string const text = inline_text(inner.changed());
    add(name, text == "{}" ? "" : text);
  }

  template <class T>
  void parts(std::string_view name, std::vector<T> const& items) {
    std::vector<std::string> texts;
    for (T const& item : items) texts.push_back(inline_table(find_key(part_, name)->part, item));
    add(name, list(texts, true));
  }

  /// Prints one plain shift as a text, several as a list.
  void shifts(std::string_view name, std::vector<Shift> const& shifts) {
    std::vector<std::string> texts;
    for (Shift const& shift : shifts) texts.push_back(print_shift(shift));
    add(name, texts.size() == 1 && texts[0][0] == '"' ? texts[0] : list(texts, false));
  }

  /// Prints each list of outcomes as a key of its own, `next.success`. A single list for all outcomes was spread when
  /// it was read, so it is printed four times at most.
  void routes(std::string_view name, std::array<std::vector<Route>, 4> const& next) {
    std::vector<Key const*> const lists = keys_of(Part::next);
    for (std::size_t i = 0; i < lists.size(); ++i) {
      if (next[i].empty()) continue;
      std::vector<std::string> texts;
      for (Route const& route : next[i]) texts.push_back(route_text(route, next[i].size() > 1));
      add(fmt::format("{}.{}", name, lists[i]->name), list(texts, texts.size() > 1));
    }
  }

  void amount(Effect const& effect) { add(effect_names[effect.how], print(Type::number, effect.amount)); }

  /// The table of `x` as `{ key = value }`, defaults left out.
  template <class T>
  static std::string inline_table(Part part, T const& x) {
    return inline_text(changed_lines(part, x));
  }

  /// The keys whose value differs from the default, and those that must be there.
  template <class T>
  static std::vector<Line> changed_lines(Part part, T const& x) {
    Lines lines(part);
    visit_keys(lines, x);
    return lines.changed();
  }

 private:
  std::vector<Line> changed() const {
    std::vector<Line> out;
    for (Line const& line : lines_) {
      if (line.value.empty()) continue;
      Key const* key = find_key(part_, line.key);
      // Without a row in the schema: the dotted keys of `next`.
      bool const needed = key == nullptr || key->required;
      if (needed || line.value != canonical_default(*key)) out.push_back(line);
    }
    return out;
  }

  /// Returns the default of the schema as this printer prints it, so that equal values compare equal as texts. Only the
  /// types whose defaults are not written as the printer does need a case here.
  static std::string canonical_default(Key const& key) {
    bool const year = key.type == Type::duration && key.fallback == "\"1 year\"";
    if (year) return print_number(key.type, days_per_year, units);
    if (key.type == Type::money || key.type == Type::number) return std::string(key.fallback);
    if (key.type == Type::month) return key.fallback.empty() ? "" : fmt::format("\"month {}\"", key.fallback);
    return std::string(key.fallback);
  }

  /// Returns the type to print by; a limit is printed in the unit of the output beside it.
  Type unit_of(Key const& key) const {
    if (key.type != Type::level) return key.type;
    return output_ != nullptr && output_->kind == OutputKind::duration ? Type::duration : Type::number;
  }

  void add(std::string_view name, std::string value) { lines_.push_back({std::string(name), std::move(value)}); }

  std::string word(std::string_view name, std::size_t index) const {
    return print_text(split_choices(find_key(part_, name)->detail)[index]);
  }

  /// Adds a share of 1 too where there are several routes: left out, it would mean the rest of 1.
  static std::string route_text(Route const& route, bool with_share) {
    std::vector<Line> lines = changed_lines(Part::route, route);
    bool const shared = lines.size() > 1 && lines[1].key == "share";
    if (with_share && !shared)
      lines.insert(lines.begin() + 1, {"share", print_number(Type::probability, route.share, units)});
    return inline_text(lines);
  }

  /// Returns "{}" for no lines, which the callers take as absent.
  static std::string inline_text(std::vector<Line> const& lines) {
    if (lines.empty()) return "{}";
    std::string out;
    for (Line const& line : lines) out += fmt::format("{}{} = {}", out.empty() ? "" : ", ", line.key, line.value);
    return "{ " + out + " }";
  }

  /// Formats TOML texts as an array; "[]" for none.
  static std::string list(std::vector<std::string> const& items, bool one_per_line) {
    if (items.empty()) return "[]";
    std::string out;
    if (!one_per_line) {
      for (std::string const& item : items) out += (out.empty() ? "" : ", ") + item;
      return "[" + out + "]";
    }
    for (std::string const& item : items) out += fmt::format("  {},\n", item);
    return "[\n" + out + "]";
  }

  /// Formats open time in hours rather than in days, since the reader doubts days of open time.
  static std::string open_time(std::optional<double> const& days) {
    std::string text = print(Type::duration, days);
    if (units == PrintUnits::base || text.find("day") == std::string::npos) return text;
    std::string const hours = shortest(*days * hours_per_day) + " h";
    return parse_duration(hours).value == *days ? print_text(hours) : text;
  }

  /// One overload for each type of member. All return TOML text that reads back to an equal value.
  static std::string print(Type type, double x) { return print_number(type, x, units); }
  static std::string print(Type type, int x) {
    return type == Type::month ? print_number(type, x, units) : std::to_string(x);
  }
  static std::string print(Type, std::int64_t x) { return std::to_string(x); }
  static std::string print(Type, std::uint64_t x) {
    // TOML has signed numbers of 64 bits only.
    bool const fits = x <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return fits ? std::to_string(x) : print_text(std::to_string(x));
  }
  static std::string print(Type, bool x) { return x ? "true" : "false"; }
  static std::string print(Type, std::string const& x) { return print_text(x); }
  static std::string print(Type, Date const& x) { return print_date(x); }
  static std::string print(Type, Distribution const& x) { return print_distribution(x, units); }
  static std::string print(Type, std::vector<double> const& x) {
    std::vector<std::string> texts;
    for (double number : x) texts.push_back(print_number(Type::number, number, units));
    return list(texts, false);
  }
  static std::string print(Type, std::vector<std::string> const& x) {
    std::vector<std::string> texts;
    for (std::string const& text : x) texts.push_back(print_text(text));
    return list(texts, false);
  }
  static std::string print(Type, std::map<std::string, double> const& x) {
    std::vector<Line> lines;
    for (auto const& [name, agents] : x) lines.push_back({name, print_number(Type::agents, agents, units)});
    return inline_text(lines);
  }
  template <class T>
  static std::string print(Type type, std::optional<T> const& x) {
    return x ? print(type, *x) : "";
  }

  Part part_;
  OutputInfo const* output_ = nullptr;  ///< of the key `output`, which precedes its limits; nullptr: none yet
  std::vector<Line> lines_;
};

/// Formats the whole file. A visitor of visit_keys over a Scenario.
/// Keys of the top come first in the text: TOML would take them into the table before them.
template <PrintUnits units>
class FilePrinter {
 public:
  template <class T>
  void value(std::string_view name, T const& x) {
    Lines<units> line(Part::root);
    line.value(name, x);
    root_ += fmt::format("{} = {}\n", name, line.take().front().value);
  }

  /// Leaves out the default: a scenario that does not write the key keeps its canonical text, and so its digest.
  template <class T>
  void choice(std::string_view name, T const& x) {
    Lines<units> line(Part::root);
    line.choice(name, x);
    std::string const word = line.take().front().value;
    if (word != find_key(Part::root, name)->fallback) root_ += fmt::format("{} = {}\n", name, word);
  }

  template <class T>
  void part(std::string_view name, T const& x) {
    Key const& key = *find_key(Part::root, name);
    std::vector<Line> const lines = Lines<units>::changed_lines(key.part, x);
    bool written = !lines.empty();
    // An [organisation] of defaults only is printed too: equal texts then mean equal scenarios.
    if constexpr (std::is_same_v<T, Organisation>) written = x.written;
    if (written) section(std::string(name), lines);
  }

  template <class T>
  void named(std::string_view name, std::vector<T> const& items) {
    Key const& key = *find_key(Part::root, name);
    for (T const& item : items)
      section(fmt::format("{}.{}", name, item.name), Lines<units>::changed_lines(key.part, item));
  }

  std::string text() const { return root_ + sections_; }

 private:
  void section(std::string const& heading, std::vector<Line> const& lines) {
    sections_ += fmt::format("\n[{}]\n", heading);
    for (Line const& line : lines) sections_ += fmt::format("{} = {}\n", line.key, line.value);
  }

  std::string root_;      ///< keys at the top
  std::string sections_;  ///< tables, in the order of visit_keys
};

template <PrintUnits units>
std::string printed(Scenario const& scenario) {
  FilePrinter<units> printer;
  visit_keys(printer, scenario);
  return printer.text();
}

}  // namespace

std::string print_scenario(Scenario const& scenario) { return printed<PrintUnits::readable>(scenario); }

std::string canonical_text(Scenario const& scenario) { return printed<PrintUnits::base>(scenario); }

}  // namespace silowalk::inline scenario
