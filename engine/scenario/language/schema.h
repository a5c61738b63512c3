#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/distributions/form.h"
#include "engine/scenario/language/ranges.h"

/// The scenario language as one table. The reader, the check for unknown keys, the printer, the reference in
/// scenarios/README.md and the JSON Schema for editors are all driven by this table.
/// All tables are constants with static storage: the functions are thread-safe, and what they return stays valid. Texts
/// of the tables are Markdown in plain words.
namespace silowalk::inline scenario {

/// The tables of a scenario file.
/// One row each in schema_parts.cpp; the order is that of the rows.
enum class Part {
  root,
  horizon,
  segment,
  churn,
  tenure,
  silo,
  shift,
  attrition,
  touchpoint,
  trust,
  survey,
  next,
  route,
  exit,
  initiative,
  initiative_cost,
  effect,
  organisation,
  planning,
  priorities,
  seam,
  coordinator,
  listening,
  goal,
  target,
  guardrail,
  lever_set,  ///< of a file of levers, which is no part of a scenario
  lever,
};

/// What a value may be; each has one reader in values.cpp, one line in the reference and one piece of JSON Schema.
/// A new one does not compile until it has a row in types.cpp.
enum class Type {
  text,
  name,          ///< the name of a silo, a touchpoint, ...
  output,        ///< a named output: "touchpoint.care_call.wait_mean"
  path,          ///< a parameter: "touchpoint.care_call.success"
  flag,          ///< true or false
  whole,         ///< a whole number
  number,        ///< a plain number
  seed,          ///< a whole number of 64 bits; TOML has 63, so the largest are texts
  choice,        ///< one of the words in `detail`
  date,          ///< 2026-01-01
  duration,      ///< "40 min"
  moment,        ///< time after month 0: "90 days" or "month 3"
  month,         ///< "month 24" or 24
  rate,          ///< "25 per day"
  money,         ///< 3.50
  money_rate,    ///< "4200 per month"
  yearly,        ///< "8 % per year"
  probability,   ///< 0.35 or "35 %"
  agents,        ///< "1 agent" or 2
  level,         ///< a limit in the unit of the named output beside it
  distribution,  ///< "2 days" or { distribution = ... }
  factors,       ///< a list of `detail` numbers
  names,         ///< a list of names
  part,          ///< a table with the keys of `part`
  parts,         ///< a list of such tables
  named_parts,   ///< a table of such tables, by name
  shifts,        ///< "mon-fri 09:00-16:30", or a list of texts and shift tables
  agents_by_silo,
  routes,     ///< a list of routes
  csv,        ///< { csv = "file.csv" }
  overrides,  ///< a table of overrides by path
  plausible,  ///< a table of [low, high] by key
};

/// The detail of a text that may have several lines.
inline constexpr std::string_view prose = "prose";

/// One key of the language: a row of the table.
/// (of, name) is unique. The rows of a part are in the order of the reference.
struct Key {
  Part of;  ///< the table that has the key
  std::string_view name;
  Type type;                     ///< how its value is written
  Range range;                   ///< of numbers, in base units; of each number of a list
  std::string_view fallback;     ///< TOML text of the default; empty: none
  bool required;                 ///< of the merged tree, so a file that extends another may leave it out
  std::string_view example;      ///< TOML text
  std::string_view doc;          ///< its meaning, in the reference and in editors
  std::string_view detail = {};  ///< the choices "a|b", the number of factors, prose
  Part part = Part::root;        ///< of Type::part and its kin
};

/// The name of a type in complaints and in the reference, and how its values are written.
/// One row for each Type.
struct TypeInfo {
  Type type;
  std::string_view article;  ///< "a duration", in complaints
  std::string_view name;     ///< "duration", in the reference
  std::string_view written;  ///< Markdown, in the reference
};

/// One table of the language, in words. One row for each Part.
struct PartInfo {
  Part part;
  std::string_view id;       ///< in the JSON Schema
  std::string_view article;  ///< "a silo", in complaints
  std::string_view heading;  ///< "[silo.NAME]"
  std::string_view doc;      ///< one or two sentences
};

/// A parameter of a distribution, whichever distributions have it.
/// Which distribution has which parameters: see distribution_forms().
struct DistributionKey {
  std::string_view name;
  Type type;    ///< Type::parts: a list of durations or numbers
  Range range;  ///< in base units
  std::string_view doc;
};

/// Return the tables in the order of the reference. Immutable; thread-safe.
std::span<Key const> schema_keys();
std::span<PartInfo const> schema_parts();
std::span<DistributionKey const> distribution_keys();

/// Returns the rows of all types, in the order of the reference.
std::span<TypeInfo const> schema_types();
/// Returns the row of a type. O(types).
TypeInfo const& type_info(Type type);
/// Returns the row of a part. O(parts).
PartInfo const& part_info(Part part);
/// Returns the rows of a part in their order. O(rows of the schema).
std::vector<Key const*> keys_of(Part part);
/// Returns nullptr where there is no such key. Case-sensitive. O(rows of the schema).
Key const* find_key(Part part, std::string_view name);
/// Returns the row of a number of a table, by its path within the table: "success", "trust.loss". A distribution counts
/// by its mean. Returns nullptr where there is no such key, or where it is no number.
Key const* find_number(Part part, std::string_view path);
/// Returns whether a value of this type is one number, or a distribution as a whole: what an effect can change and a
/// range can bound.
bool is_numeric(Type type);
/// Returns whether a name has 1 to 64 letters, digits, '_' and '-' only.
bool is_name(std::string_view name);
/// Returns the names of keys_of(part).
std::vector<std::string> key_names(Part part);
/// Splits Key::detail of a choice at the bars.
std::vector<std::string> split_choices(std::string_view detail);

// Limits that bound the time and memory of a malformed or hostile file.
inline constexpr std::size_t longest_name = 64;         ///< characters
inline constexpr std::size_t most_touchpoints = 65000;  ///< visits refer to them in 16 bits
inline constexpr std::size_t most_silos = 1000;
inline constexpr std::size_t most_segments = 1000;
inline constexpr std::size_t most_others = 10000;  ///< exits, initiatives, goals, guardrails: each

/// Returns whether a part belongs to files of levers, not to scenarios.
constexpr bool of_levers(Part part) { return part == Part::lever_set || part == Part::lever; }

/// Returns the reference tables of scenarios/README.md (between its two markers).
std::string scenario_reference_markdown();
/// Returns the same of scenarios/levers/README.md.
std::string lever_reference_markdown();

/// Returns scenarios/scenario.schema.json: JSON Schema draft-07 for editors.
std::string scenario_json_schema();
/// Returns scenarios/levers/levers.schema.json.
std::string lever_json_schema();

}  // namespace silowalk::inline scenario
