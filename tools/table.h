#pragma once

#include <string>
#include <vector>

namespace silowalk {

/// Text in columns for people: the first column to the left, the others to the right, a rule under the heads.
class Table {
 public:
  explicit Table(std::vector<std::string> heads) : rows_{std::move(heads)} {}
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  bool empty() const { return rows_.size() == 1; }
  /// Ends in a newline; every line starts with `indent` spaces.
  std::string text(std::size_t indent = 2) const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

/// A duration in days as a person would say it: "6.2 min", "3.1 h", "14.5 days".
std::string spoken_time(double days);

/// Four significant digits, never an exponent where a person would write none.
std::string spoken_number(double value);

}  // namespace silowalk
