#include <fmt/format.h>

#include "engine/base/escape/escape.h"
#include "engine/base/units.h"
#include "engine/scenario/language/schema.h"

// JSON Schema draft-07, for completion and validation in editors. It covers keys, types and ranges of plain numbers.
// `silowalk check` covers what needs more than one key.
namespace silowalk::inline scenario {
namespace {

constexpr std::string_view number_pattern =
    "[-+]?[0-9._]+([eE][-+]?[0-9]+)?";  ///< wider than the parser: editors only hint
constexpr std::string_view time_words =
    "(s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?|yr|years?)";
constexpr std::string_view zero = R"({"type": "number", "const": 0})";
constexpr std::string_view name_pattern = "^[A-Za-z0-9_-]{1,64}$";  ///< as is_name()
/// As check_characters(). The escapes are those of regular expressions, so that the schema has plain characters.
constexpr std::string_view line_pattern = R"(^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$)";
constexpr std::string_view prose_pattern = R"(^([^\u0000-\u001f\u007f-\u009f\u2028\u2029]|[\t\n\r])*$)";

/// These functions return the JSON text of one schema. Precondition: what they are given is JSON already, except plain
/// names, words and `regex`.
std::string pattern(std::string const& regex) {
  return fmt::format(R"({{"type": "string", "pattern": {}}})", escape_json(regex));
}
/// Accepts what either schema accepts.
std::string any_of(std::string_view a, std::string_view b) { return fmt::format(R"({{"anyOf": [{}, {}]}})", a, b); }
/// Refers to a part, or to one of the definitions that scenario_json_schema() adds.
std::string reference(std::string_view id) { return fmt::format(R"({{"$ref": "#/definitions/{}"}})", id); }

/// `type` is "number" or "integer". The range is in base units, so it holds for plain numbers only, not for texts with
/// a unit.
std::string number_schema(std::string_view type, Range const& range) {
  std::string out = fmt::format(R"({{"type": "{}")", type);
  if (range.checked) {
    out += fmt::format(R"(, "{}": {})", range.low_open ? "exclusiveMinimum" : "minimum", shortest(range.low));
    out += fmt::format(R"(, "{}": {})", range.high_open ? "exclusiveMaximum" : "maximum", shortest(range.high));
  }
  return out + "}";
}

std::string choice_schema(std::vector<std::string> const& words) {
  std::string list;
  for (std::string const& word : words) list += (list.empty() ? "" : ", ") + escape_json(word);
  return fmt::format(R"({{"enum": [{}]}})", list);
}

/// A list of any length.
std::string array_schema(std::string const& items) { return fmt::format(R"({{"type": "array", "items": {}}})", items); }

/// { csv = "file.csv" }
std::string csv_schema() {
  return R"({"type": "object", "properties": {"csv": {"type": "string"}}, "required": ["csv"], "additionalProperties": false})";
}

std::string duration_schema() { return reference("duration"); }
std::string rate_schema() { return reference("rate"); }

/// A number alone is no duration, except 0.
std::string duration_definition() {
  return any_of(zero, pattern(fmt::format("^ *({} *(working +)?{} *)+$", number_pattern, time_words)));
}

std::string rate_definition() {
  return any_of(zero, pattern(fmt::format("^ *{} *%? *(per|a|/) *{} *$", number_pattern, time_words)));
}

std::string shifts_schema() {
  std::string const one = any_of(R"({"type": "string"})", reference("shift"));
  return any_of(one, array_schema(one));
}

/// Returns the JSON Schema of a value by its type.
std::string value_schema(Type type, Range const& range, std::string_view detail, Part part) {
  switch (type) {
    case Type::text:
      return pattern(std::string(detail == prose ? prose_pattern : line_pattern));
    case Type::output:
    case Type::path:
      return pattern(std::string(line_pattern));
    case Type::name:
      return pattern(std::string(name_pattern));
    case Type::flag:
      return R"({"type": "boolean"})";
    case Type::whole:
      return number_schema("integer", range);
    case Type::seed:
      return any_of(R"({"type": "integer", "minimum": 0})", pattern("^[0-9]+$"));
    case Type::number:
    case Type::money:
      return number_schema("number", range);
    case Type::choice:
      return choice_schema(split_choices(detail));
    case Type::date:
      return R"({"type": "string", "format": "date"})";
    case Type::duration:
      return duration_schema();
    case Type::moment:
      return any_of(duration_schema(), pattern("^month [0-9]+$"));
    case Type::month:
      return any_of(number_schema("integer", range), pattern("^month [0-9]+$"));
    case Type::rate:
    case Type::money_rate:
      return rate_schema();
    case Type::yearly:
      return any_of(zero, pattern(fmt::format("^ *{} *%? *(per|/) *years? *$", number_pattern)));
    case Type::probability:
      return any_of(number_schema("number", range), pattern(fmt::format("^ *{} *%? *$", number_pattern)));
    case Type::agents:
      return any_of(number_schema("number", range), pattern(fmt::format("^ *{} *agents? *$", number_pattern)));
    case Type::level:
      return R"({"type": ["number", "string"]})";
    case Type::distribution:
      return any_of(duration_schema(), reference("distribution"));
    case Type::factors:
      return fmt::format(R"({{"type": "array", "items": {}, "maxItems": {}}})", number_schema("number", range), detail);
    case Type::names:
      return array_schema(pattern(std::string(name_pattern)));
    case Type::part:
      return reference(part_info(part).id);
    case Type::parts:
      return any_of(array_schema(reference(part_info(part).id)), csv_schema());
    case Type::named_parts:
      return fmt::format(R"({{"type": "object", "propertyNames": {{"pattern": {}}}, "additionalProperties": {}}})",
                         escape_json(name_pattern), reference(part_info(part).id));
    case Type::shifts:
      return shifts_schema();
    case Type::agents_by_silo:
      return fmt::format(R"({{"type": "object", "additionalProperties": {}}})",
                         value_schema(Type::agents, range, "", part));
    case Type::routes:
      return array_schema(reference("route"));
    case Type::csv:
      return csv_schema();
    case Type::overrides:
      return R"({"type": "object", "minProperties": 1})";
    case Type::plausible:
      return R"({"type": "object"})";
  }
  return "{}";
}

/// Adds a description to a schema that is one JSON object.
std::string described(std::string const& schema, std::string_view doc) {
  return fmt::format(R"({{"description": {}, {})", escape_json(doc), schema.substr(1));
}

/// `next` has two more forms: one list for all outcomes, and a CSV file.
std::string key_schema(Key const& key) {
  std::string schema = value_schema(key.type, key.range, key.detail, key.part);
  if (key.of == Part::touchpoint && key.part == Part::next)
    schema = any_of(any_of(schema, array_schema(reference("route"))), csv_schema());
  return described(schema, key.doc);
}

/// Returns the schema of one table: its keys, which of them are required, and that it has no others.
std::string part_schema(PartInfo const& info) {
  std::string properties;
  std::string required;
  for (Key const* key : keys_of(info.part)) {
    properties +=
        fmt::format("{}\n        {}: {}", properties.empty() ? "" : ",", escape_json(key->name), key_schema(*key));
    // Not required: a file may leave to the file that it extends what it does not change.
    bool const inherited = key->type == Type::named_parts || info.heading.starts_with("[");
    if (key->required && !inherited) required += (required.empty() ? "" : ", ") + escape_json(key->name);
  }
  std::string out =
      fmt::format("{{\n      \"type\": \"object\", \"description\": {},\n      \"properties\": {{{}\n      }},\n",
                  escape_json(info.doc), properties);
  if (!required.empty()) out += fmt::format("      \"required\": [{}],\n", required);
  return out + "      \"additionalProperties\": false\n    }";
}

/// Returns one schema for all distributions: the parameters of every kind are allowed.
std::string distribution_schema() {
  std::vector<std::string> kinds;
  for (DistributionForm const& form : distribution_forms())
    if (kinds.empty() || kinds.back() != form.kind) kinds.emplace_back(form.kind);
  std::string properties = "\n        \"distribution\": " + choice_schema(kinds);
  for (DistributionKey const& key : distribution_keys()) {
    std::string schema = key.type == Type::parts    ? array_schema(any_of(R"({"type": "number"})", duration_schema()))
                         : key.type == Type::choice ? choice_schema({"values", "quantiles"})
                                                    : value_schema(key.type, key.range, "", Part::root);
    properties += fmt::format(",\n        {}: {}", escape_json(key.name), described(schema, key.doc));
  }
  // Nothing is required: a file may change one parameter of what it extends.
  return fmt::format(
      "{{\n      \"type\": \"object\",\n      \"properties\": {{{}\n      }},\n      "
      "\"additionalProperties\": false\n    }}",
      properties);
}

}  // namespace

std::string lever_json_schema() {
  std::string definitions;
  for (PartInfo const& info : schema_parts()) {
    if (!of_levers(info.part)) continue;
    definitions +=
        fmt::format("{}    {}: {}", definitions.empty() ? "" : ",\n", escape_json(info.id), part_schema(info));
  }
  return fmt::format(
      "{{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n  \"title\": \"silowalk levers\",\n"
      "  \"$ref\": \"#/definitions/lever_set\",\n  \"definitions\": {{\n{}\n  }}\n}}\n",
      definitions);
}

std::string scenario_json_schema() {
  std::string out = "{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n";
  out += "  \"title\": \"silowalk scenario\",\n  \"$ref\": \"#/definitions/scenario\",\n  \"definitions\": {\n";
  for (PartInfo const& info : schema_parts())
    if (!of_levers(info.part)) out += fmt::format("    {}: {},\n", escape_json(info.id), part_schema(info));
  out += "    \"duration\": " + duration_definition() + ",\n    \"rate\": " + rate_definition() + ",\n";
  out += "    \"distribution\": " + distribution_schema() + "\n  }\n}\n";
  return out;
}

}  // namespace silowalk::inline scenario
