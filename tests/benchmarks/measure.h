#pragma once

#include <optional>
#include <string>
#include <vector>

/// Measuring on a machine that others use too: processor time instead of wall time, turns instead of blocks.
namespace silowalk::bench {

/// Processor time of this process so far (all threads), seconds.
double cpu_seconds();
double wall_seconds();

double median(std::vector<double> values);

/// "12.3 M": a rate for people.
std::string millions(double rate);

/// Rows of text under headings, and the same as JSON objects (one per row, keyed by heading).
struct Table {
  std::string title;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> notes;
};
void print_text(Table const& table);
void print_json(std::vector<Table> const& tables);

/// A limit kernel, run as a child process. It prints one line of JSON with "visits" and "Mvps".
struct KernelRun {
  double visits = 0;
  double cpu = 0;   ///< seconds of the child, start to end
  double mvps = 0;  ///< its own figure, by wall time
};
/// None: it could not be run.
std::optional<KernelRun> run_kernel(std::string const& path, std::vector<std::string> const& arguments);

}  // namespace silowalk::bench
