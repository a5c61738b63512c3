/// What the tests of the results page and of the readers in other languages need:
///   page_tool page       prints the generated part of results/README.md
///   page_tool outputs    prints the table of named outputs of the same page
///   page_tool file PATH  writes a small results file, two scenarios of made-up numbers
///   page_tool verify PATH  prints "matches", "seal", "digest" or why the file is refused
///   page_tool cells      prints some of its cells, as JSON: {dataset: [index ..., value]}

#include <fmt/core.h>

#include <cstring>
#include <string>

#include "engine/archive/layout.h"
#include "engine/archive/output_datasets.h"
#include "engine/archive/verify_results.h"
#include "engine/archive/write_results.h"
#include "engine/base/complaint.h"
#include "engine/statistics/stored_value.h"
#include "tests/unit/archive/toy_results.h"

namespace silowalk {
namespace {

std::string row(Variable const& variable) {
  std::string axes;
  for (Dimension const each : variable.dimensions) axes += (axes.empty() ? "" : ", ") + dimension_name(each);
  return fmt::format("| `{}` | {} | {} | {} | {} |\n", variable.name, axes, variable.whole() ? "int64" : "float64",
                     unit_in_file(variable.unit, "currency"), variable.long_name);
}

std::string page() {
  std::string text = "| dataset | axes | type | units | what |\n| --- | --- | --- | --- | --- |\n";
  for (Variable const& variable : variables()) text += row(variable);
  return text;
}

std::string outputs() {
  std::string text = "| output | units | formula | what |\n| --- | --- | --- | --- |\n";
  for (OutputDataset const& each : output_datasets())
    if (!each.by_month)
      text += fmt::format("| `{0}`, `{0}_by_month` | {1} | {2} | {3} |\n", each.output, each.unit, each.formula,
                          each.meaning.substr(0, each.meaning.rfind(',')));
  return text;
}

std::string cells() {
  std::string text = "{";
  Tally const tally = toy::replication(0, 3);
  for (Variable const& variable : variables()) {
    Column column;
    append(column, variable, tally);
    double const first = variable.whole() ? static_cast<double>(column.whole[0]) : column.real[0];
    double const last = variable.whole() ? static_cast<double>(column.whole.back()) : column.real.back();
    text += fmt::format("{}\n  \"{}\": [{}, {}]", text.size() == 1 ? "" : ",", variable.name, first, last);
  }
  return text + "\n}\n";
}

std::string verify(std::string const& path) {
  try {
    Verification const found = verify_results(path);
    if (found.file.matches) return "matches";
    return found.file.sealed ? "digest" : "seal";
  } catch (RuntimeFailure const& error) {
    return std::string("refused: ") + error.what();
  }
}

/// Writes a file that has every dataset of the format.
void write_file(std::string const& path) {
  ResultsHeader header = toy::header(70);
  WrittenScenario const written{{{"plan.toml", "# caf\u00e9\n"}, {"../base.toml", "seed = 1\n"}},
                                {"silo.care.agents=3"}};
  for (ScenarioResults& each : header.scenarios) each.written = std::make_shared<WrittenScenario const>(written);
  write_results(path, header, toy::replications);
}

}  // namespace
}  // namespace silowalk

int main(int argc, char** argv) {
  using namespace silowalk;
  if (argc == 2 && std::strcmp(argv[1], "page") == 0) {
    fmt::print("{}", page());
  } else if (argc == 2 && std::strcmp(argv[1], "outputs") == 0) {
    fmt::print("{}", outputs());
  } else if (argc == 2 && std::strcmp(argv[1], "cells") == 0) {
    fmt::print("{}", cells());
  } else if (argc == 3 && std::strcmp(argv[1], "verify") == 0) {
    fmt::print("{}\n", verify(argv[2]));
  } else if (argc == 3 && std::strcmp(argv[1], "file") == 0) {
    write_file(argv[2]);
  } else {
    fmt::print(stderr, "page_tool page | outputs | cells | file PATH | verify PATH\n");
    return 2;
  }
}
