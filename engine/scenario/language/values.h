#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/canonical_text.h"
#include "engine/scenario/language/node.h"
#include "engine/scenario/language/schema.h"

/// One value of a scenario file, read by its row of the schema: type, unit, range. Every function adds its own
/// complaint and returns false where the value is wrong; `out` is then unspecified. `path` names the value in the
/// complaint ("silo.care.agents").
namespace silowalk::inline scenario {

/// Types whose values are days in memory and need a unit of time in a file.
inline bool is_time(Type type) { return type == Type::duration || type == Type::moment; }
/// Types whose values are per day in memory and need "per" and a unit of time in a file.
inline bool is_rate(Type type) { return type == Type::rate || type == Type::money_rate; }

/// The columns of a row of the schema that the readers need.
/// Precondition: the texts outlive it; those of the schema are constants.
struct ValueRule {
  Type type;
  Range range;
  std::string_view example;  ///< TOML text for complaints; may be empty
  std::string_view detail;   ///< as Key::detail
};

/// The readers, one a type. They share the list of complaints, which must outlive them.
class Values {
 public:
  explicit Values(Complaints& complaints) : complaints_(complaints) {}

  /// Reads every type that is a number in memory: in days, per day, in the currency, in [0, 1].
  /// A unit is required where the type has one; a bare 0 needs none.
  bool number(Node const& node, ValueRule const& rule, std::string const& path, double& out);
  /// Reads a whole number; one with a fraction of 0, such as 3.0, is accepted. Type::month also takes "month 3".
  bool whole(Node const& node, ValueRule const& rule, std::string const& path, std::int64_t& out);
  /// Reads a whole number from 0 to 2^64 - 1, as a number or as a text.
  bool seed(Node const& node, ValueRule const& rule, std::string const& path, std::uint64_t& out);
  /// Reads a text of at most 10,000 bytes; names, outputs and paths must not be empty. Control characters
  /// are refused, in prose except line breaks and tabs. Whether a name exists is not checked here.
  bool text(Node const& node, ValueRule const& rule, std::string const& path, std::string& out);
  bool flag(Node const& node, ValueRule const& rule, std::string const& path, bool& out);
  /// Reads a TOML date; a date in quotes is refused, with a guess.
  bool date(Node const& node, ValueRule const& rule, std::string const& path, Date& out);
  /// Reads the index of the word among the choices of the row.
  bool choice(Node const& node, ValueRule const& rule, std::string const& path, int& out);
  /// Reads a list of `rule.detail` numbers, or an empty one; zeros throughout are refused.
  bool factors(Node const& node, ValueRule const& rule, std::string const& path, std::vector<double>& out);
  /// Reads a list of names that are not empty. `out` is appended to.
  bool names(Node const& node, ValueRule const& rule, std::string const& path, std::vector<std::string>& out);
  /// Reads a duration as the constant distribution, or a table by the forms of distribution_forms(), in days. Files of
  /// empirical distributions must have been put in place.
  bool distribution(Node const& node, std::string const& path, Distribution& out);
  /// Reads a table of agents by silo, each within `rule.range`. Whether the silos exist is not checked.
  bool agents_by_silo(Node const& node, ValueRule const& rule, std::string const& path,
                      std::map<std::string, double>& out);
  /// Reads a table of [low, high] by key of `part`, or of such tables. `above` is the path to it within the part's
  /// table: "trust." or "". Whether the value lies between is not checked.
  bool plausible(Node const& node, Part part, std::string const& path, std::string const& above,
                 std::vector<PlausibleRange>& out);
  /// Reads one shift or a list of at most 1,000. One that goes past midnight becomes two. Two that overlap are refused,
  /// in O(n^2). `out` is appended to.
  bool shifts(Node const& node, std::string const& path, std::vector<Shift>& out);
  /// Reads a limit in the unit of `output`, the node of the output's name beside it or nullptr (see outputs.h). Where
  /// that output is unknown, the value is accepted without checks, since the output has its own complaint.
  bool level(Node const& node, Node const* output, std::string const& path, double& out);

 private:
  /// Checks a value in base units. It must be finite even where the rule has no range.
  bool in_range(Node const& node, ValueRule const& rule, std::string const& path, double value);
  /// Reports a node of a kind that the type cannot have.
  void wrong_kind(Node const& node, ValueRule const& rule, std::string const& path);
  DistributionForm const* distribution_form(Node const& node, std::string const& path);
  bool distribution_keys_fit(Node const& node, DistributionForm const& form, std::string& unit);
  bool plausible_bounds(Node const& node, Key const& key, std::string const& path, PlausibleRange& out);
  bool distribution_table(Node const& node, std::string const& path, Distribution& out);
  bool distribution_of(Node const& node, DistributionForm const& form, std::string const& path,
                       std::vector<double> const& parameters, Distribution& out);
  bool empirical(Node const& node, DistributionForm const& form, std::string const& path, std::vector<double> values,
                 Distribution& out);
  bool quantities(Node const& node, std::string const& unit, std::string const& path, std::vector<double>& out);
  bool shift_text(Node const& node, std::string const& path, std::vector<Shift>& out);
  bool shift_table(Node const& node, std::string const& path, std::vector<Shift>& out);
  bool shift_parts(Mark const& days_at, std::string const& days, Mark const& hours_at, std::string const& hours,
                   std::optional<int> agents, std::string const& path, std::vector<Shift>& out);

  Complaints& complaints_;
};

/// Formats a value of a type so that it reads back to the same double, in the unit in which it is shortest: "9 min",
/// "3200 per month", "month 3", 0.35; in base units where they are asked for: "0.00625 days".
std::string print_number(Type type, double value, PrintUnits units = PrintUnits::readable);
/// Formats a TOML basic string in quotes, on one line.
std::string print_text(std::string const& text);
/// Formats in the canonical form, each time in its shortest unit; the constant as a duration alone. It reads back to an
/// equal value.
std::string print_distribution(Distribution const& distribution, PrintUnits units = PrintUnits::readable);
/// Formats the ranges of a table as an inline table by key; "{}" for none.
std::string print_plausible(Part part, std::vector<PlausibleRange> const& ranges, PrintUnits units);
/// Formats a text, or a table where the shift has agents of its own.
std::string print_shift(Shift const& shift);

}  // namespace silowalk::inline scenario
