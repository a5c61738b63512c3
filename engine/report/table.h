#pragma once

#include <string>
#include <vector>

namespace silowalk::inline report {

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

}  // namespace silowalk::inline report
