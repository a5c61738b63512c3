#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/language/node.h"
#include "engine/scenario/language/schema.h"

/// One value of a scenario file, read by its row of the schema: type, unit, range. Every function adds its own
/// complaint and returns false where the value is wrong; `out` is then unspecified. `path` names the value in the
/// complaint ("silo.care.agents").
namespace silowalk::inline scenario {

/// The columns of a row of the schema that the readers need.
struct ValueRule {
  Type type;
  Range range;
  std::string_view example;
  std::string_view detail;
};

/// The readers, one a type. They share the list of complaints, which must outlive them.
class Values {
 public:
  explicit Values(Complaints& complaints) : complaints_(complaints) {}

  /// Reads every type that is a number in memory: in days, per day, in the currency, in [0, 1].
  bool number(Node const& node, ValueRule const& rule, std::string const& path, double& out);
  bool whole(Node const& node, ValueRule const& rule, std::string const& path, std::int64_t& out);
  bool seed(Node const& node, ValueRule const& rule, std::string const& path, std::uint64_t& out);
  bool text(Node const& node, ValueRule const& rule, std::string const& path, std::string& out);
  bool flag(Node const& node, ValueRule const& rule, std::string const& path, bool& out);
  bool date(Node const& node, ValueRule const& rule, std::string const& path, Date& out);
  /// Reads the index of the word among the choices of the row.
  bool choice(Node const& node, ValueRule const& rule, std::string const& path, int& out);
  bool factors(Node const& node, ValueRule const& rule, std::string const& path, std::vector<double>& out);
  bool names(Node const& node, ValueRule const& rule, std::string const& path, std::vector<std::string>& out);
  bool distribution(Node const& node, std::string const& path, Distribution& out);
  bool agents_by_silo(Node const& node, ValueRule const& rule, std::string const& path,
                      std::map<std::string, double>& out);
  bool shifts(Node const& node, std::string const& path, std::vector<Shift>& out);
  /// Reads a limit in the unit of `output` (see outputs.h).
  bool level(Node const& node, Node const* output, std::string const& path, double& out);

 private:
  bool in_range(Node const& node, ValueRule const& rule, std::string const& path, double value);
  void wrong_kind(Node const& node, ValueRule const& rule, std::string const& path);
  DistributionForm const* distribution_form(Node const& node, std::string const& path);
  bool distribution_keys_fit(Node const& node, DistributionForm const& form, std::string& unit);
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

/// Formats a value of a type so that it reads back to the same double, in base units: "0.5 days", "25 per day", 0.35.
std::string print_number(Type type, double value);
std::string print_text(std::string const& text);
std::string print_distribution(Distribution const& distribution);
std::string print_shift(Shift const& shift);

}  // namespace silowalk::inline scenario
