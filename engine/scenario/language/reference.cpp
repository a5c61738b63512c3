#include <fmt/format.h>

#include <cmath>

#include "engine/base/units.h"
#include "engine/scenario/language/schema.h"
#include "engine/scenario/outputs.h"

namespace silowalk::inline scenario {
namespace {

bool is_time(Type type) { return type == Type::duration || type == Type::moment; }
bool is_rate(Type type) { return type == Type::rate || type == Type::money_rate; }

/// Formats a bound in the words of the reference. Bounds of a million and more are powers of ten in the schema, and are
/// written as such.
std::string bound(Type type, double value) {
  if (is_time(type)) return value == 0 ? "0" : readable_duration(value);
  if (value >= 1e6) return fmt::format("10^{}", static_cast<int>(std::log10(value)));
  return shortest(value) + (is_rate(type) && value != 0 ? " per day" : "");
}

/// "0 to 168", "more than 0, at most 1": the allowed values.
std::string range_text(Key const& key) {
  Range const& range = key.range;
  if (!range.checked) return "";
  std::string const low = bound(key.type, range.low);
  std::string const high = bound(key.type, range.high);
  if (!range.low_open && !range.high_open) return fmt::format("{} to {}", low, high);
  return fmt::format("{} {}, {} {}", range.low_open ? "more than" : "at least", low,
                     range.high_open ? "less than" : "at most", high);
}

/// Escapes what would end a cell of a Markdown table.
std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
  return out;
}

/// Returns the column "value": the type, or the words of a choice, and the allowed numbers.
std::string value_text(Key const& key) {
  std::string text(type_info(key.type).name);
  if (key.type == Type::choice) {
    std::string words;
    for (std::string const& word : split_choices(key.detail))
      words += fmt::format("{}`\"{}\"`", words.empty() ? "" : ", ", word);
    return words;
  }
  if (key.type == Type::factors) text = fmt::format("{} numbers", key.detail);
  std::string const range = range_text(key);
  return range.empty() ? text : fmt::format("{}, {}", text, range);
}

/// Returns the column "default".
std::string default_text(Key const& key) {
  if (key.required) return "**required**";
  return key.fallback.empty() ? "none" : fmt::format("`{}`", key.fallback);
}

/// Returns a heading and a table for each part of scenarios, or of files of levers, in the order of the schema.
std::string part_tables(bool levers) {
  std::string out;
  for (PartInfo const& info : schema_parts()) {
    if (of_levers(info.part) != levers) continue;
    bool const top = info.part == Part::root || info.part == Part::lever_set;
    out += fmt::format("\n### {}\n\n{}\n\n", top ? std::string(info.heading) : fmt::format("`{}`", info.heading),
                       info.doc);
    out += "| key | value | default | meaning | example |\n| --- | --- | --- | --- | --- |\n";
    for (Key const* key : keys_of(info.part))
      out += fmt::format("| `{}` | {} | {} | {} | {} |\n", key->name, value_text(*key), default_text(*key),
                         escaped(key->doc), key->example.empty() ? "" : fmt::format("`{}`", escaped(key->example)));
  }
  return out;
}

/// Returns how the values of each type are written.
std::string type_table() {
  std::string out = "\n### Values and units\n\n| value | written |\n| --- | --- |\n";
  for (TypeInfo const& info : schema_types())
    if (info.type != Type::overrides) out += fmt::format("| {} | {} |\n", info.name, escaped(info.written));
  return out;
}

/// Returns the forms of all distributions and their parameters.
std::string distribution_table() {
  std::string out =
      "\n### Distributions\n\nDistributions of durations; values are never negative.\n\n| distribution | written | "
      "meaning |\n| --- | "
      "--- | --- "
      "|\n";
  for (DistributionForm const& form : distribution_forms())
    out += fmt::format("| {} | `{}` | {} |\n", form.kind, form.example, form.doc);
  out += "\n| parameter | meaning |\n| --- | --- |\n";
  for (DistributionKey const& key : distribution_keys()) out += fmt::format("| `{}` | {} |\n", key.name, key.doc);
  return out;
}

/// Returns what an output belongs to, as the start of its name.
std::string subject(OutputOf of) {
  return of == OutputOf::company ? "the company; `segment.NAME.`" : fmt::format("`{}.NAME.`", output_of_names[of]);
}

/// Returns the named outputs, in the order of known_outputs().
std::string output_table() {
  std::string out = "\n### Named outputs\n\n| of | output | meaning |\n| --- | --- | --- |\n";
  for (OutputInfo const& info : known_outputs())
    out += fmt::format("| {} | `{}` | {} |\n", subject(info.of), info.name, info.doc);
  return out;
}

}  // namespace

std::string lever_reference_markdown() { return part_tables(true); }

std::string scenario_reference_markdown() {
  return part_tables(false) + type_table() + distribution_table() + output_table();
}

}  // namespace silowalk::inline scenario
