#include "engine/base/enum_names.h"
#include "engine/scenario/language/schema.h"

namespace silowalk::inline scenario {
namespace {

/// In the order of the reference, not of Type.
constexpr TypeInfo types[] = {
    {Type::text, "a text", "text", "`\"...\"`"},
    {Type::name, "a name", "name",
     "`\"care_call\"`: letters, digits, `_` and `-`, at most 64 of them; of something in the scenario"},
    {Type::output, "a named output", "output", "`\"touchpoint.care_call.wait_mean\"`: see Named outputs"},
    {Type::path, "a parameter", "parameter",
     "`\"touchpoint.first_bill.success\"`: as in an override; a route by its place or its target, "
     "`touchpoint.order.next.failure.gone.share`"},
    {Type::flag, "true or false", "flag", "`true`, `false`"},
    {Type::whole, "a whole number", "whole number", "`12`"},
    {Type::number, "a number", "number", "`0.85`"},
    {Type::seed, "a seed", "seed", "`1`: a whole number below 2^64; above 9223372036854775807 in quotes"},
    {Type::choice, "one of a few words", "choice", "one of the words listed"},
    {Type::date, "a date", "date", "`2026-01-01`, without quotes"},
    {Type::duration, "a duration", "duration",
     "`\"40 min\"`, `\"1.5 h\"`, `\"30 s\"`, `\"2 days\"`, `\"3 weeks\"`, `\"6 months\"`, `\"1 year\"`, `\"1 h 30 "
     "min\"`; a "
     "month is 365.25/12 days; a bare number is an error, except `0`. `patience`, `answer_within` and `tolerance` "
     "count open time (an agent on duty); with `tolerance_by = \"clock\"`, `patience` and `tolerance` count all hours. "
     "Durations of open time also take `\"4 working hours\"` and `\"2 working days\"`: a working day is the "
     "silo's open hours a week, divided by its open weekdays; with eight-hour shifts, `\"1 day\"` is three working "
     "days"},
    {Type::moment, "a time after month 0", "moment", "a duration, or `\"month 3\"`"},
    {Type::month, "a month", "month", "`\"month 24\"` or `24`, counted from 0"},
    {Type::rate, "a rate", "rate",
     "`\"25 per day\"`, `\"0.025 per month\"`, `\"2.5 % per month\"`; a bare number is an error, except `0`"},
    {Type::money, "an amount of money", "money", "`3.50`, in the scenario's currency"},
    {Type::money_rate, "an amount of money per time", "money per time", "`\"4200 per month\"`"},
    {Type::yearly, "a yearly rate", "yearly rate", "`\"8 % per year\"`, `\"0.08 per year\"`"},
    {Type::probability, "a probability", "probability", "`0.35` or `\"35 %\"`"},
    {Type::agents, "a number of agents", "agents", "`\"1 agent\"`, `\"2.5 agents\"` or `2`"},
    {Type::level, "a limit", "limit", "in the unit of the output beside it: `\"6 min\"`, `0.33`, `\"33 % per year\"`"},
    {Type::distribution, "a distribution", "distribution",
     "a duration (a constant), or `{ distribution = \"lognormal\", mean = \"12 min\", cv = 1.1 }`: see "
     "Distributions"},
    {Type::factors, "a list of numbers", "factors", "`[1, 1, 0.5]`, as many as stated"},
    {Type::names, "a list of names", "names", "`[\"first\", \"second\"]`"},
    {Type::part, "a table", "table", "`{ ... }`, or a `[heading]`, or dotted keys"},
    {Type::parts, "a list of tables", "tables", "`[ { ... }, { ... } ]`"},
    {Type::named_parts, "tables by name", "tables by name", "one heading each: `[silo.care]`"},
    {Type::shifts, "shifts", "shifts",
     "`\"mon-fri 09:00-16:30\"`, `\"mon,wed,fri 9-12\"`, `\"sat 10:00-14:00\"`, `\"daily 22:00-06:00\"`, or a list of "
     "such "
     "texts and of shift tables"},
    {Type::agents_by_silo, "a table of agents by silo", "agents by silo", "`{ care = \"1 agent\" }`"},
    {Type::routes, "a list of routes", "routes", "`[ { to = \"gone\", share = 0.2 }, ... ]`"},
    {Type::overrides, "a table of overrides by path", "overrides",
     "`{ \"silo.care.agents\" = 30, \"organisation.rule\" = \"enterprise\" }`, paths as for `--set`, quoted or not"},
    {Type::plausible, "a table of ranges", "ranges",
     "`{ success = [0.8, 0.95], trust.loss = [0.2, 0.6], handling = [\"4 min\", \"7 min\"] }`: the lowest and the "
     "highest plausible value by key, in the unit of the key; of a distribution its mean. The value lies between them; "
     "`[x, x]` is a value that is known. Numbers in lists (routes, effects) have no range"},
    {Type::csv, "a CSV file", "CSV file", "`{ csv = \"routes.csv\" }`, its path relative to this file"},
};

static_assert(std::size(types) == enum_count<Type>(), "a type has no row");

}  // namespace

std::span<TypeInfo const> schema_types() { return types; }

TypeInfo const& type_info(Type type) {
  for (TypeInfo const& info : types)
    if (info.type == type) return info;
  return types[0];
}

/// One row for each parameter, whichever distributions share it: one range serves them all.
/// Type::parts stands for a list of quantities here.
std::span<DistributionKey const> distribution_keys() {
  using enum Type;
  using namespace ranges;
  static constexpr DistributionKey keys[] = {
      {"value", Type::duration, time, "the constant"},
      {"mean", Type::duration, some_time, "the mean"},
      {"rate", Type::rate, above(0, 1e9), "1 / mean"},
      {"min", Type::duration, time, "the minimum"},
      {"mode", Type::duration, time, "the mode (most probable value)"},
      {"max", Type::duration, time, "the maximum"},
      {"sd", Type::duration, time, "the standard deviation"},
      {"cv", Type::number, between(0, 100), "standard deviation over mean"},
      {"median", Type::duration, some_time, "the median"},
      {"sigma", Type::number, between(0, 3), "standard deviation of the logarithm"},
      {"shape", Type::number, between(0.01, 1e6), "the shape"},
      {"scale", Type::duration, some_time, "the scale"},
      {"phases", Type::whole, between(1, 1000), "number of phases"},
      {"values", Type::parts, time, "durations, or numbers with `unit`"},
      {"quantiles", Type::parts, time, "durations, or numbers with `unit`"},
      {"csv", Type::text, any, "a CSV file, path relative to the scenario"},
      {"column", Type::text, any, "column of the file; default: the first"},
      {"as", Type::choice, any, "what the file lists: \"values\" or \"quantiles\""},
      {"unit", Type::text, any, "unit of the numbers in `values`, `quantiles` or the file, such as \"min\""},
  };
  return keys;
}

}  // namespace silowalk::inline scenario
