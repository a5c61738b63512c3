#include "engine/archive/read_results.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "engine/archive/hdf5/hdf5.h"
#include "engine/archive/layout.h"
#include "engine/archive/open_results.h"
#include "engine/archive/seal.h"
#include "engine/base/complaint.h"
#include "engine/scenario/confined.h"

namespace silowalk::inline archive {
namespace {

using h5::Handle;
using h5::Number;

/// Reads rows [first, first + count) of a variable into `column`, replacing its content. Precondition: open_results()
/// accepted the file.
void read_column(hid_t dataset, Variable const& variable, TallyAxes const& axes, std::uint32_t first,
                 std::uint32_t count, Column& column) {
  std::size_t const cells = cells_per_replication(variable, axes) * count;
  if (variable.whole()) {
    column.whole.resize(cells);
    h5::read_rows(dataset, Number::int64, first, count, column.whole.data());
  } else {
    column.real.resize(cells);
    h5::read_rows(dataset, Number::float64, first, count, column.real.data());
  }
}

}  // namespace

/// Behind a pointer, so that users of ResultsFile do not include HDF5.
struct ResultsFile::Open {
  std::string path;  ///< of the first file
  std::vector<Handle> files;
  ResultsHeader header;              ///< of the first file, with the scenarios of all
  std::vector<std::size_t> file_of;  ///< by scenario, its place in `files`
  std::vector<std::string> stored;   ///< by scenario, its name in its file, under which its digest was computed
  std::vector<bool> sound;           ///< by scenario: its numbers were compared with their digest, and match

  /// Opens the first file.
  static std::unique_ptr<Open> first(std::string const& path, Seals seals,
                                     std::vector<UnreadableScenario>* unreadable = nullptr) {
    auto open = std::make_unique<Open>();
    OpenFile opened = open_results(path, seals, unreadable);
    open->path = path;
    open->header = opened.header;
    open->take(std::move(opened));
    return open;
  }

  /// Adds an open file at the end.
  void take(OpenFile opened) {
    for (ScenarioResults const& each : opened.header.scenarios) {
      stored.push_back(each.name);
      file_of.push_back(files.size());
      sound.push_back(false);
    }
    files.push_back(std::move(opened.file));
  }

  /// Opens a dataset of numbers. Throws std::out_of_range for an invalid scenario.
  Handle dataset(std::size_t scenario, Variable const& variable) const {
    return h5::open_dataset(files[file_of.at(scenario)].id(), header.scenarios[scenario].group + "/" + variable.name);
  }

  /// Computed as the writer does: name, then numbers row by row. The size of the steps does not change the digest.
  Digest digest_of_variable(std::size_t scenario, Variable const& variable) const {
    ScenarioResults const& results = header.scenarios[scenario];
    TallyAxes const& axes = results.frame.axes;
    Handle const from = dataset(scenario, variable);
    Digester digester;
    digester.text(variable.name);
    Column column;
    auto const at_once = static_cast<std::uint32_t>(replications_at_once(axes));
    for (std::uint32_t first = 0; first < results.replications; first += at_once) {
      column.clear();
      read_column(from.id(), variable, axes, first, std::min(at_once, results.replications - first), column);
      if (variable.whole()) {
        digester.numbers(column.whole);
      } else {
        digester.numbers(column.real);
      }
    }
    return digester.finish();
  }
};

bool is_hdf5_file(std::string const& path) {
  expect_allowed(path);
  h5::ready();
  std::error_code ignored;
  return std::filesystem::is_regular_file(path, ignored) && H5Fis_hdf5(path.c_str()) > 0;
}

ResultsFile::ResultsFile(std::unique_ptr<Open> open) : open_(std::move(open)) {}

ResultsFile::ResultsFile(std::string const& path) : ResultsFile(Open::first(path, Seals::checked)) {}

ResultsFile ResultsFile::unsealed(std::string const& path, std::vector<UnreadableScenario>* unreadable) {
  return ResultsFile(Open::first(path, Seals::unchecked, unreadable));
}

ResultsFile::~ResultsFile() = default;
ResultsFile::ResultsFile(ResultsFile&&) noexcept = default;
ResultsFile& ResultsFile::operator=(ResultsFile&&) noexcept = default;

void ResultsFile::add(std::string const& path) {
  OpenFile opened = open_results(path, Seals::checked);
  ResultsHeader& header = open_->header;
  for (ScenarioResults each : opened.header.scenarios) {
    bool const taken = std::any_of(header.scenarios.begin(), header.scenarios.end(),
                                   [&](ScenarioResults const& other) { return other.name == each.name; });
    if (taken) each.name += fmt::format(" ({})", std::filesystem::path(path).filename().string());
    header.scenarios.push_back(std::move(each));
  }
  auto const& rule = opened.header.precision;
  if (rule && (!header.precision || rule->rule.first_look < header.precision->rule.first_look)) header.precision = rule;
  open_->take(std::move(opened));
}

std::string const& ResultsFile::path() const { return open_->path; }
ResultsHeader const& ResultsFile::header() const { return open_->header; }

std::size_t ResultsFile::scenario_named(std::string const& name) const {
  return archive::scenario_named(open_->header.scenarios, name, open_->path);
}

WrittenScenario const& ResultsFile::as_written(std::size_t scenario) const {
  ScenarioResults const& results = open_->header.scenarios.at(scenario);
  if (results.written) return *results.written;
  throw InvalidRequest(
      fmt::format("'{}', scenario '{}': what its author wrote was not stored: an earlier version wrote the file, the "
                  "scenario was too long, or it was not read from a file; the file has its canonical form",
                  open_->path, results.name));
}

std::vector<Tally> ResultsFile::tallies(std::size_t scenario, std::uint32_t first, std::uint32_t count,
                                        FieldsNeeded const& fields) const {
  ScenarioResults const& results = open_->header.scenarios.at(scenario);
  TallyAxes const& axes = results.frame.axes;
  if (!is_sound(scenario))
    throw RuntimeFailure(
        fmt::format("'{}', scenario '{}': the numbers do not match their digest: the file was damaged or changed",
                    open_->path, results.name));
  // Variable by variable, since each is one dataset: its chunks are decompressed once for all rows.
  std::vector<Tally> some(count, empty_tally(axes));
  Column column;
  for (Variable const& variable : variables_of(axes)) {
    if (!needed(variable, fields)) continue;
    column.clear();
    try {
      read_column(open_->dataset(scenario, variable).id(), variable, axes, first, count, column);
    } catch (RuntimeFailure const& error) {
      throw RuntimeFailure(fmt::format("'{}', {}: {}", open_->path, variable.name, error.what()));
    }
    for (std::size_t row = 0; row < count; ++row) put_back(some[row], variable, column, row);
  }
  return some;
}

// In steps, each read once for all outputs.
std::vector<Series> ResultsFile::evaluate(std::size_t scenario, std::vector<NamedOutput> const& outputs) const {
  ScenarioResults const& results = open_->header.scenarios.at(scenario);
  FieldsNeeded fields;
  for (NamedOutput const& output : outputs) fields.add(output.needs());
  std::vector<Series> series(outputs.size());
  auto const at_once = static_cast<std::uint32_t>(replications_at_once(results.frame.axes));
  for (std::uint32_t first = 0; first < results.replications; first += at_once) {
    std::uint32_t const count = std::min(at_once, results.replications - first);
    for (Tally const& tally : tallies(scenario, first, count, fields)) {
      for (std::size_t i = 0; i < outputs.size(); ++i) series[i].push_back(outputs[i].of(tally));
    }
  }
  return series;
}

bool ResultsFile::is_sealed(std::size_t scenario) const {
  return archive::is_sealed(open_->files[open_->file_of.at(scenario)].id(), open_->header.scenarios[scenario].group);
}

bool ResultsFile::is_sealed() const { return archive::is_sealed(open_->files.front().id()); }

bool ResultsFile::is_sound(std::size_t scenario) const {
  if (!open_->sound.at(scenario)) recompute(scenario);
  return open_->sound[scenario];
}

Digest ResultsFile::recompute(std::size_t scenario) const {
  ScenarioResults results = open_->header.scenarios.at(scenario);
  std::vector<Digest> digests;
  for (Variable const& variable : variables_of(results.frame.axes)) {
    try {
      digests.push_back(open_->digest_of_variable(scenario, variable));
    } catch (RuntimeFailure const& error) {
      throw RuntimeFailure(fmt::format("'{}', {}: {}", open_->path, variable.name, error.what()));
    }
  }
  results.name = open_->stored[scenario];
  Digest const digest = results_digest(results, digests);
  open_->sound[scenario] = digest == results.results;
  return digest;
}

Digest ResultsFile::recompute() const {
  std::vector<ScenarioResults> scenarios = open_->header.scenarios;
  for (std::size_t i = 0; i < scenarios.size(); ++i) scenarios[i].results = recompute(i);
  return results_digest(open_->header.seed, scenarios);
}

}  // namespace silowalk::inline archive
